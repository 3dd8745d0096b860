"""What is wrong with a wished name before WeChat is asked: length, letters, words. Pure.

WeChat has the last word. A rule that WeChat surely keeps `blocks`; the others warn, with what usually
mends it.
"""

import re
import unicodedata

import msgspec

from xiaopu.modules.launch.domain.truth import Finding, Who, Words

LEAST, MOST = 4, 30
_OFFICIAL = ("微信开放接口文档 setnickname、错误码 85030", "2026-07-30")
_RULES = ("微信小程序平台运营规范 3.基本信息", "2026-07-30")
_GUIDE = ("微信公众平台 小程序名称说明（转述，以公众平台为准）", "2026-11-22")
_FILING = ("小程序备案常见问答", "2026-07-30")
_OURS = ("小铺整理的常见品牌词，不完整", "2026-11-22")
_CONTACT = re.compile(r"\d{7,}|https?:|www\.|\.(?:com|cn|net)(?![a-z])", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z0-9 +\-&.·]")


class NameFinding(msgspec.Struct, frozen=True):
    """A finding and whether the name is refused for it."""

    finding: Finding
    blocks: bool


class WordRule(msgspec.Struct, frozen=True):
    """Words that a name should not carry. `whole` rules mean the whole name, the others any part of it."""

    code: str
    words: tuple[str, ...]
    cause: Words
    mend: Words
    said: tuple[str, str]
    blocks: bool = True
    whole: bool = False
    individual_only: bool = False


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_OTHER_NAME = Words("去掉这些字", "Leave these words out")
WORD_RULES: tuple[WordRule, ...] = (
    WordRule(
        "name_reserved",
        _split("小程序 公众号 微信 腾讯 wechat weixin tencent 官方"),
        Words("含有微信保留的字样「{hit}」", "It carries a word that WeChat keeps for itself: {hit}"),
        _OTHER_NAME,
        _OFFICIAL,
    ),
    WordRule(
        "name_superlative",
        _split("国家级 世界级 最高级 顶级 最好 最佳 最大 第一 唯一 首选 极致"),
        Words("含有极限词「{hit}」", "It carries a superlative: {hit}"),
        Words("换成说得清的词，例如产地、品类", "Say what it is instead: a place, a kind of goods"),
        _RULES,
    ),
    WordRule(
        "name_national",
        _split("中国 中华 全国 国务院 国旗 人民"),
        Words("含有「{hit}」，通常会被拒绝", "It carries {hit}, which is usually refused"),
        Words("主体名称里有这些字的，准备好证明材料", "Have papers ready when your firm's name carries it"),
        _GUIDE,
        blocks=False,
    ),
    WordRule(
        "name_individual",
        _split("公司 集团 商城 商贸"),
        Words("个人主体的名称不能有「{hit}」", "An individual's name may not carry {hit}"),
        Words("去掉这些字，或换成个体工商户、企业主体", "Leave it out, or register as a sole trader or firm"),
        _GUIDE,
        individual_only=True,
    ),
    WordRule(
        "name_generic",
        _split(
            "商城 商店 小店 超市 便利店 水果 水果店 服装 服装店 女装 童装 美食 外卖 团购 优惠券 "
            "购物 鲜花 蛋糕 零食 茶叶 母婴 美妆 家居 数码"
        ),
        Words("「{hit}」是通用词，不能单独作名称", "{hit} alone is a generic word"),
        Words("加上您的字号，例如「山谷水果店」", "Add your own name to it"),
        _RULES,
        whole=True,
    ),
    WordRule(
        "name_preapproval",
        _split("出版 新闻 药 医疗 医院 金融 贷款 理财 投资 支付 保险 教育 培训 直播 动漫 视听 宗教 网约车"),
        Words(
            "含有备案要前置审批的字「{hit}」，备案时会被拦下",
            "{hit} needs a licence first",
        ),
        Words(
            "有批文就在备案时上传，没有就换一个名称",
            "Upload the licence, or choose another name",
        ),
        _FILING,
        blocks=False,
    ),
    WordRule(
        "name_trademark",
        _split(
            "茅台 五粮液 华为 小米 苹果 iphone 耐克 nike 阿迪达斯 adidas 星巴克 肯德基 麦当劳 "
            "迪士尼 京东 淘宝 天猫 拼多多 抖音 美团 香奈儿 兰蔻 乐高"
        ),
        Words("含有知名商标「{hit}」", "It carries a well-known trade mark: {hit}"),
        Words(
            "准备好《商标注册证》或授权书，没有就换一个名称",
            "Have the certificate ready, or choose another name",
        ),
        _OURS,
        blocks=False,
    ),
    WordRule(
        "name_promotion",
        _split("免费 特价 优惠 打折 包邮 秒杀 批发价 低价 代购"),
        Words("含有促销的字样「{hit}」", "It carries a word of promotion: {hit}"),
        _OTHER_NAME,
        _RULES,
        blocks=False,
    ),
    WordRule(
        "name_test",
        _split("测试 test demo 演示"),
        Words("含有「{hit}」，审核时会被当成没做完", "{hit} reads as unfinished to the reviewer"),
        _OTHER_NAME,
        _RULES,
        blocks=False,
    ),
)


def width(name: str) -> int:
    """The length as WeChat counts it: 2 for a Chinese (or other wide) character, 1 for the others."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in name)


def name_findings(name: str, *, individual: bool) -> tuple[NameFinding, ...]:
    """All that is wrong, what blocks first; nothing when WeChat may be asked."""
    found = [*_shape(name), *_words(name, individual=individual)]
    return tuple(sorted(found, key=lambda one: not one.blocks))


def blocked(name: str, *, individual: bool) -> tuple[Finding, ...]:
    """Only what stops the name."""
    return tuple(one.finding for one in name_findings(name, individual=individual) if one.blocks)


def _shape(name: str) -> list[NameFinding]:
    found = []
    size = width(name)
    if size < LEAST:
        cause = Words(
            f"只有 {size} 个字符，至少要 {LEAST} 个（汉字算 2 个）", f"{size} letters; at least {LEAST}"
        )
        found.append(_one("name_too_short", cause, Words("写长一点", "Make it longer"), _OFFICIAL))
    if size > MOST:
        cause = Words(f"有 {size} 个字符，最多 {MOST} 个（汉字算 2 个）", f"{size} letters; at most {MOST}")
        found.append(_one("name_too_long", cause, Words("写短一点", "Make it shorter"), _OFFICIAL))
    if name != name.strip() or "  " in name:
        cause = Words("开头、结尾有空格，或有连续的空格", "Spaces at an end, or two in a row")
        found.append(_one("name_spaces", cause, Words("去掉多余的空格", "Take them out"), _GUIDE))
    odd = sorted({letter for letter in name if not (_is_han(letter) or _PLAIN.fullmatch(letter))})
    if odd:
        hard = any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs", "So", "Cn") for letter in odd)
        shown = "".join(letter for letter in odd if letter.isprintable()) or "不可见字符"
        cause = Words(f"含有不支持的符号：{shown}", f"Letters that are not taken: {shown}")
        mend = Words(
            "只用汉字、字母、数字、空格和 + - & . ·", "Use Chinese, letters, digits, spaces and + - & . ·"
        )
        found.append(_one("name_letters", cause, mend, _GUIDE, blocks=hard))
    if _CONTACT.search(name):
        cause = Words("含有电话号码或网址", "It carries a phone number or an address")
        found.append(_one("name_contact", cause, Words("去掉它", "Take it out"), _RULES, blocks=False))
    return found


def _words(name: str, *, individual: bool) -> list[NameFinding]:
    lowered = name.lower()
    found = []
    for rule in WORD_RULES:
        if rule.individual_only and not individual:
            continue
        hits = [word for word in rule.words if (word == lowered if rule.whole else word in lowered)]
        if hits:
            hit = "、".join(hits)
            cause = Words(rule.cause.zh.format(hit=hit), rule.cause.en.format(hit=hit))
            found.append(_one(rule.code, cause, rule.mend, rule.said, blocks=rule.blocks))
    return found


def _is_han(letter: str) -> bool:
    return "CJK UNIFIED" in unicodedata.name(letter, "") or letter == "〇"


def _one(code: str, cause: Words, mend: Words, said: tuple[str, str], *, blocks: bool = True) -> NameFinding:
    return NameFinding(Finding(code, cause, mend, Who.MERCHANT, said[0], said[1]), blocks)
