"""What each kind of subject can do at WeChat: rows with source and date."""

import msgspec

from xiaopu.modules.compliance.domain.facts import (
    API_CODES,
    API_DOMAINS,
    API_LINKS,
    API_NAMES,
    API_PHONE,
    BLOG_YEARLY,
    COMMUNITY_FEE,
    FILING,
    OUR_READING,
    PERSONAL_CATEGORIES,
    PERSONAL_FAST,
    REGISTRATION,
    SHOP_CATEGORIES,
    Ability,
    FactSource,
    SubjectType,
)


class Standing(msgspec.Struct, frozen=True):
    """One subject's standing with one capability."""

    ability: Ability
    words: str
    source: FactSource
    confirmed: bool = True


class Capability(msgspec.Struct, frozen=True):
    """A row: what it is called, what it is good for, and how each subject stands."""

    key: str
    name: str
    why: str
    individual: Standing
    sole_trader: Standing
    company: Standing

    def of(self, subject: SubjectType) -> Standing:
        """The cell of one subject."""
        return {
            SubjectType.INDIVIDUAL: self.individual,
            SubjectType.SOLE_TRADER: self.sole_trader,
            SubjectType.COMPANY: self.company,
        }[subject]


_YES, _NO, _LIMITED = Ability.YES, Ability.NO, Ability.LIMITED


def _untold(words: str, source: FactSource = OUR_READING) -> Standing:
    return Standing(Ability.UNCONFIRMED, f"{words}（待确认）", source, confirmed=False)


_BUSINESS_FILINGS = Standing(_YES, "个体工商户最多 5 个小程序备案", FILING)
_MEMBERS = Standing(
    _YES, "项目成员/体验成员：未认证未发布 30/30，认证或发布其一 60/60，两者都有 90/90", REGISTRATION
)
_SHOP = Standing(_YES, "商家自营各类目，按商品要求交资质", SHOP_CATEGORIES)
_PAY = Standing(_YES, "认证后可申请微信支付", REGISTRATION)
_PHONE = Standing(_YES, "认证后可用，0.03 元/次成功，送 1000 次体验", API_PHONE)
_LINKS = Standing(_YES, "线上版发布后可用，与 URL Scheme 合计每天 50 万个", API_LINKS)
_DOMAIN = Standing(_YES, "可设置，域名须备案", API_DOMAINS)
_VERIFIED = "认证后才能用微信支付、手机号等能力"

CAPABILITIES: tuple[Capability, ...] = (
    Capability(
        "commerce",
        "卖货（电商类目）",
        "没有电商类目的小程序，出现商品价格加购买按钮就会被驳回",
        Standing(_NO, "没有任何电商/商家自营类目，不能上线卖货", PERSONAL_CATEGORIES),
        _SHOP,
        _SHOP,
    ),
    Capability(
        "wechat_pay",
        "微信支付",
        "在小程序里收钱",
        Standing(_NO, "不能绑定微信支付商户号", PERSONAL_FAST),
        _PAY,
        _PAY,
    ),
    Capability(
        "phone_number",
        "手机号快速验证",
        "一键拿到顾客授权的手机号",
        Standing(_NO, "不支持，只能让顾客自己填", API_PHONE),
        _PHONE,
        _PHONE,
    ),
    Capability(
        "url_link",
        "URL Link / URL Scheme",
        "从短信、浏览器、其他 App 打开小程序",
        Standing(_NO, "不支持", API_LINKS),
        _LINKS,
        _LINKS,
    ),
    Capability(
        "business_domain",
        "业务域名（内嵌网页）",
        "在小程序里打开自己的网页",
        Standing(_NO, "不支持（接口返回 89231）", API_DOMAINS),
        _DOMAIN,
        _DOMAIN,
    ),
    Capability(
        "weapp_code",
        "小程序码",
        "印在海报、包装和收据上的码",
        _untold("发布后应可生成"),
        Standing(_YES, "发布后可生成", API_CODES),
        Standing(_YES, "发布后可生成", API_CODES),
    ),
    Capability(
        "plain_link_code",
        "普通链接二维码打开小程序",
        "已经印出去的网址二维码也能打开小程序",
        Standing(_NO, "不能设置规则（接口返回 85070）", API_CODES),
        Standing(_YES, "可设置规则", API_CODES),
        Standing(_YES, "可设置规则", API_CODES),
    ),
    Capability(
        "search_and_share",
        "被搜索、被分享",
        "顾客在微信里找到您，把商品发给朋友",
        Standing(_LIMITED, "未认证时不能被搜索和分享，不影响上架", PERSONAL_FAST),
        Standing(_LIMITED, "年审逾期会影响被搜索与被分享（待确认）", BLOG_YEARLY, confirmed=False),
        Standing(_LIMITED, "年审逾期会影响被搜索与被分享（待确认）", BLOG_YEARLY, confirmed=False),
    ),
    Capability(
        "live",
        "小程序直播",
        "边播边卖",
        Standing(_NO, "没有电商类目和微信支付，不能开播卖货（待确认）", OUR_READING, confirmed=False),
        _untold("满足类目与支付条件后可申请"),
        _untold("满足类目与支付条件后可申请"),
    ),
    Capability(
        "analysis",
        "数据分析",
        "访问人数、来源、留存；小铺另有自己的订单统计",
        _untold("后台有基础统计，接口是否开放"),
        _untold("后台统计与数据接口"),
        _untold("后台统计与数据接口"),
    ),
    Capability(
        "verification",
        "微信认证",
        _VERIFIED,
        _untold("官方文档前后不一致：旧文不支持，2023-12-25 起的接口支持", PERSONAL_FAST),
        Standing(_YES, "可以认证", REGISTRATION),
        Standing(_YES, "可以认证", REGISTRATION),
    ),
    Capability(
        "verification_fee",
        "认证费",
        "付给微信，每次审核都收",
        _untold("价格待确认"),
        Standing(_YES, "30 元，价格待确认", COMMUNITY_FEE, confirmed=False),
        Standing(_YES, "300 元/年（300 元/次为官方文字，按年审核为转述）", REGISTRATION),
    ),
    Capability(
        "filing",
        "ICP 备案个数",
        "没有备案不能发布小程序（86369）",
        Standing(_LIMITED, "最多 5 个，不能选经营性服务内容", FILING),
        _BUSINESS_FILINGS,
        Standing(_YES, "最多 50 个", FILING),
    ),
    Capability(
        "members",
        "项目成员与体验成员",
        "帮您改代码、试用体验版的人",
        Standing(_LIMITED, "各 15 人", REGISTRATION),
        _MEMBERS,
        _MEMBERS,
    ),
    Capability(
        "age",
        "注册条件",
        "谁可以注册",
        Standing(_LIMITED, "年满 18 岁、有内地身份证、微信已实名", REGISTRATION),
        Standing(_YES, "营业执照与经营者实名微信", REGISTRATION),
        Standing(_YES, "营业执照与法定代表人实名微信", REGISTRATION),
    ),
    Capability(
        "rename",
        "改名",
        "每自然年 2 次，认证通过后重新计算",
        _untold("名称不能含公司、集团、商城、商贸等字样；次数"),
        Standing(_YES, "每年 2 次，须在经营范围内", API_NAMES),
        Standing(_YES, "每年 2 次，须在经营范围内", API_NAMES),
    ),
)
