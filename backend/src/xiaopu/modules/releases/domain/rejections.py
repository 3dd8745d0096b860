"""What a reviewer's sentence means and what mends it: WeChat's reason is HTML, cut into clauses, each
explained by the first row whose phrase is in it. Pure.

Phrases: developers.weixin.qq.com 小程序平台常见拒绝情形 (运营规范, 审核规范), and sentences that merchants
published in the community; collected 2026-07-30. The words of cause and mend are ours.
"""

import re

import msgspec

SOURCE = "developers.weixin.qq.com 小程序平台常见拒绝情形"
SOURCE_DATE = "2026-07-30"


class Explained(msgspec.Struct, frozen=True):
    """`where` is the place of the mend: a page of the console, or a menu path of mp.weixin.qq.com."""

    phrase: str
    zh: str
    en: str
    mend_zh: str
    mend_en: str
    where: str


class Clause(msgspec.Struct, frozen=True, omit_defaults=True):
    """One clause of a rejection in WeChat's words; unexplained when no phrase fits."""

    text: str
    explained: Explained | None = None


_CATALOGUE, _HOME, _CODE = "console:/goods", "console:/decoration", "console:/releases"
_SETTINGS, _PAY, _LAUNCH = "console:/settings", "console:/payments", "console:/launch"
_CATEGORY = "mp:设置 → 基本设置 → 服务类目"
_NAME = "mp:设置 → 基本设置"
_PRIVACY = "mp:设置 → 基本设置 → 服务内容声明 → 用户隐私保护指引"
_R = Explained
PHRASES: tuple[Explained, ...] = (
    _R(
        "个人主体|个人小程序|主体为个人",
        "个人主体不能提供这项服务（电商、支付等）",
        "A person's mini program may not offer this",
        "改用「展示版」提交，或办个体工商户后换新的小程序",
        "Submit the showcase profile, or become a sole trader",
        _LAUNCH,
    ),
    _R(
        "订单中心|order_?path|order path",
        "没有填写订单中心页面",
        "The page of orders was not given",
        "提审时填写订单中心路径 pages-order/list/index",
        "Give the order page pages-order/list/index",
        _CODE,
    ),
    _R(
        "发货信息管理|发货管理|物流信息",
        "没有开通或没有接入发货信息管理",
        "Shipping management is not opened",
        "在公众平台开通「发货信息管理」，小铺会自动上传发货信息",
        "Open 发货信息管理; Xiaopu then uploads shipments",
        "mp:功能 → 发货信息管理",
    ),
    _R(
        "测试商品|测试内容|测试数据|为测试|demo|测试阶段|未完成开发",
        "内容看起来是测试用的",
        "The content looks like a test",
        "删掉名称或描述里带「测试」的商品，放上真实的图片和价格",
        "Remove test goods; use real pictures and prices",
        _CATALOGUE,
    ),
    _R(
        "内容过于简单|功能过于简单|内容为空|空白页面|商品过少|无实际内容|内容不完整",
        "内容太少，审核看不出您卖什么",
        "There is too little content",
        "至少上架 3 件有图、有价、有库存的商品，并布置首页",
        "List at least 3 goods with picture, price and stock",
        _CATALOGUE,
    ),
    _R(
        "无法打开|打不开|白屏|加载失败|无法加载|网络异常|服务器错误",
        "审核时页面打不开",
        "Pages did not open during the review",
        "用体验版在手机上走一遍；检查服务器域名、证书和服务器是否在线",
        "Try the trial version on a phone; check domains, certificate and server",
        _LAUNCH,
    ),
    _R(
        "无法登录|登录失败|测试账号|体验账号|无法体验|无法正常体验",
        "审核员进不去或看不全",
        "The reviewer could not log in or see everything",
        "提审时写明测试账号和走法；确认不登录也能看到商品",
        "Give a test account and the way; goods must show without log-in",
        _CODE,
    ),
    _R(
        "强制授权|强制登录|强制要求|先授权|未经用户同意",
        "还没看到内容就要求登录或授权",
        "Log-in or consent is asked for before anything is seen",
        "让首页和商品页不登录也能看，只在下单时请求登录",
        "Show home and goods without log-in",
        _CODE,
    ),
    _R(
        "隐私保护指引|隐私指引|用户隐私|隐私政策|隐私协议",
        "隐私保护指引缺失，或与代码用到的接口不一致",
        "The privacy guide is missing or differs from the code",
        "点「按代码生成」更新隐私声明后重新提交",
        "Make the declaration from the code and submit again",
        _PRIVACY,
    ),
    _R(
        "用户协议|服务协议",
        "登录处没有用户协议或没有由用户主动勾选",
        "The user agreement is missing or ticked beforehand",
        "在店铺设置里补全协议，登录页默认不勾选",
        "Complete the agreements in settings",
        _SETTINGS,
    ),
    _R(
        "地理位置|getLocation|位置接口",
        "位置接口没有开通，或用途说不通",
        "A location interface is not opened or not needed",
        "删掉位置接口，或在「开发管理 → 接口设置」申请并说明用途",
        "Remove it, or apply for it with its purpose",
        "mp:开发 → 开发管理 → 接口设置",
    ),
    _R(
        "手机号",
        "收集手机号没有必要或没有说明用途",
        "Phone numbers are collected without need or word",
        "只在下单时收集手机号，并写进隐私声明",
        "Ask for it at checkout only and declare it",
        _PRIVACY,
    ),
    _R(
        "昵称|头像",
        "强制收集头像昵称",
        "Nickname or avatar is demanded",
        "把头像昵称改成可选",
        "Make them optional",
        _CODE,
    ),
    _R(
        "类目不符|服务类目|所选类目|类目与|补充.{0,8}类目|选择.{0,10}类目",
        "提交的内容与服务类目不符",
        "Content and service category do not fit",
        "按商品补选类目（例如卖食品选「食品饮料」并交许可证）",
        "Add the category that fits the goods, with its papers",
        _CATEGORY,
    ),
    _R(
        "食品经营|食品生产|食品类",
        "卖食品需要食品经营许可证",
        "Food needs a food licence",
        "补选「商家自营 > 食品饮料」并上传许可证，或下架食品",
        "Add the food category with the licence, or take food off sale",
        _CATEGORY,
    ),
    _R(
        "资质|许可证|营业执照|授权书|证明文件",
        "缺少经营资质",
        "A licence or paper is missing",
        "补交类目要求的资质，或下架相关商品",
        "Hand in the papers, or take those goods off sale",
        _CATEGORY,
    ),
    _R(
        "商标|品牌|侵权|冒用",
        "商品或名称用了别人的品牌",
        "Somebody else's brand is used",
        "补交品牌授权书，或改掉名称、图片里的品牌",
        "Give the authorisation or remove the brand",
        _CATALOGUE,
    ),
    _R(
        "名称.{0,20}(不符|不一致|规范|重复|误导)|小程序名称",
        "名称不合规，或与内容不符",
        "The name does not fit",
        "按名称规则改名（一年 2 次）后再提交",
        "Change the name by the rules (twice a year)",
        _NAME,
    ),
    _R(
        "简介|介绍不符|功能介绍",
        "简介与实际内容不符",
        "The introduction does not fit",
        "把简介写成实际提供的服务",
        "Describe what is really offered",
        _NAME,
    ),
    _R(
        "图标|logo|头像不清晰|头像含",
        "头像不合规",
        "The avatar does not fit",
        "换一张清晰、没有他人商标的头像",
        "Use a clear avatar without others' marks",
        _NAME,
    ),
    _R(
        "诱导分享|分享后|转发后|邀请好友.{0,10}(奖励|领取)|诱导",
        "有诱导分享的内容",
        "People are lured into sharing",
        "去掉「分享后可得」之类的奖励",
        "Remove rewards for sharing",
        _HOME,
    ),
    _R(
        "虚拟支付|虚拟商品|虚拟物品|数字内容|会员充值|在线课程",
        "用普通支付卖虚拟商品",
        "Virtual goods are sold by ordinary payment",
        "下架卡密、课程、充值类商品",
        "Take virtual goods off sale",
        _CATALOGUE,
    ),
    _R(
        "iOS",
        "在 iPhone 上提供了虚拟商品购买",
        "Virtual goods are for sale on iPhones",
        "下架虚拟商品",
        "Take virtual goods off sale",
        _CATALOGUE,
    ),
    _R(
        "跳转|外链|下载.{0,6}(APP|应用)|导流|引流",
        "把用户带到别的应用或网站",
        "People are led to other apps or sites",
        "删掉下载 App、加个人微信、外部网址的内容",
        "Remove downloads, personal accounts and outside links",
        _HOME,
    ),
    _R(
        "个人微信号|二维码|加微信|线下交易",
        "引导加个人微信或线下交易",
        "People are led to private dealings",
        "删掉首页和详情里的个人二维码",
        "Remove personal codes from pages",
        _HOME,
    ),
    _R(
        "客服",
        "找不到客服入口",
        "No way to customer service is found",
        "在店铺设置里填写客服电话，并保留「联系客服」页面",
        "Fill in the service phone and keep the service page",
        _SETTINGS,
    ),
    _R(
        "注销|退出登录",
        "找不到退出或注销账号的入口",
        "No way to log out or to close the account is found",
        "保留「设置」页里的退出登录和注销账号",
        "Keep log-out and closing in settings",
        _CODE,
    ),
    _R(
        "虚假|夸大|极限词|最高级|绝对化|广告法|国家级|第一",
        "有夸大或广告法禁用的词",
        "Exaggerated words are used",
        "删掉「最」「第一」「国家级」之类的词",
        "Remove superlatives",
        _CATALOGUE,
    ),
    _R(
        "涉政|色情|低俗|暴力|赌博|违法",
        "有违法或低俗内容",
        "There is unlawful or vulgar content",
        "删除相关商品、文章和评价",
        "Remove it",
        _CATALOGUE,
    ),
    _R(
        "药品|医疗|保健|疗效|治疗",
        "宣称疗效，或卖药品、医疗器械没有资质",
        "Cures are promised, or medicine is sold without papers",
        "删掉疗效描述；药械需另办资质",
        "Remove promises of cures; medicine needs papers",
        _CATALOGUE,
    ),
    _R(
        "烟草|电子烟|酒|危险品|管制",
        "含限制或禁止销售的商品",
        "There are restricted or forbidden goods",
        "下架，或补对应许可",
        "Take them off sale or add the licence",
        _CATALOGUE,
    ),
    _R(
        "UGC|用户生成|内容安全|评论|评价.{0,10}审核",
        "用户能发内容，但没有说明怎样审核",
        "People can write, and nobody is said to check it",
        "提审时填写 UGC 声明：评价先经内容安全检测再展示",
        "Fill in the declaration of user content",
        _CODE,
    ),
    _R(
        "微信支付|支付功能|无法支付|支付失败",
        "支付走不通",
        "Payment does not work",
        "完成支付配置并用 0.01 元验证",
        "Finish payment and prove it with 0.01 yuan",
        _PAY,
    ),
    _R(
        "备案",
        "小程序还没有完成 ICP 备案",
        "The mini program is not filed (ICP)",
        "先完成备案",
        "File it first",
        _LAUNCH,
    ),
    _R(
        "认证",
        "主体还没有完成微信认证",
        "The subject is not verified",
        "先完成微信认证",
        "Have it verified first",
        _LAUNCH,
    ),
    _R(
        "预付卡|储值",
        "储值卡需要备案公示",
        "Prepaid cards need a filing",
        "关闭储值功能或补备案",
        "Switch it off or file it",
        _SETTINGS,
    ),
    _R(
        "抽奖|彩票|竞猜",
        "活动像抽奖、博彩",
        "Offers look like a lottery",
        "去掉抽奖活动或公示规则",
        "Remove it or show its rules",
        _HOME,
    ),
    _R(
        "分销|多级|传销|返利",
        "有多级分销或返利",
        "There is multi-level selling",
        "最多保留一级分销",
        "Keep one level at most",
        _SETTINGS,
    ),
)

_COMPILED = tuple((re.compile(row.phrase, re.IGNORECASE), row) for row in PHRASES)
_BREAK = re.compile(r"<\s*(?:br|/p|/li|/div|p|li|div)\b[^>]{0,200}>|\n", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,500}>")
_NUMBER = re.compile(
    r"^\s*(?:\(?\d{1,2}\)?\s*[:：、.)）]|[（(]\d{1,2}[)）]\s*[:：]?|[一二三四五六七八九十]、)\s*"
)
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&"}
MOST_REASON, MOST_CLAUSES, MOST_CLAUSE = 8000, 30, 500


def clauses_of(reason: str) -> list[Clause]:
    """WeChat's HTML as clauses, explained. Headings that only number others stay clauses of their own."""
    found: dict[str, Clause] = {}
    for part in _BREAK.split(reason[:MOST_REASON]):
        text = _plain(part)
        if text and text not in found and len(found) < MOST_CLAUSES:
            found[text] = Clause(text[:MOST_CLAUSE], explanation_of(text))
    return list(found.values())


def explanation_of(text: str) -> Explained | None:
    """The first row whose phrase is in the clause: the table goes from the particular to the general."""
    return next((row for pattern, row in _COMPILED if pattern.search(text)), None)


def _plain(part: str) -> str:
    text = _TAG.sub(" ", part)
    for entity, letter in _ENTITIES.items():
        text = text.replace(entity, letter)
    return _NUMBER.sub("", " ".join(text.split())).strip()
