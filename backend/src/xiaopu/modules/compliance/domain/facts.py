"""The shapes of facts: what is so for whom, who says it, and whether it is confirmed. Pure."""

from datetime import date
from enum import StrEnum

import msgspec


class SubjectType(StrEnum):
    """Who sells, as WeChat tells them apart. Cannot be changed after registration there."""

    INDIVIDUAL = "individual"
    SOLE_TRADER = "sole_trader"
    COMPANY = "company"


SUBJECT_NAMES = {
    SubjectType.INDIVIDUAL: "个人",
    SubjectType.SOLE_TRADER: "个体工商户",
    SubjectType.COMPANY: "企业",
}


class Verdict(StrEnum):
    """What a subject may do with an industry."""

    ALLOWED = "allowed"
    PAPER = "paper"
    FORBIDDEN = "forbidden"
    NOT_FOR_SUBJECT = "not_for_subject"


class Ability(StrEnum):
    """Whether a subject has a capability; `unconfirmed` where no reliable source says so."""

    YES = "yes"
    LIMITED = "limited"
    NO = "no"
    UNCONFIRMED = "unconfirmed"


class FactSource(msgspec.Struct, frozen=True):
    """Who says it, and the day on which it was read there or came into force."""

    title: str
    date: date


class PaperKind(StrEnum):
    """Papers that a shop may have to show; `PAPER_NAMES` has their names."""

    BUSINESS_LICENCE = "business_licence"
    ID_FRONT = "id_front"
    ID_BACK = "id_back"
    FOOD_SALE = "food_sale"
    FOOD_MAKING = "food_making"
    PREPACKED_FOOD = "prepacked_food"
    PORT_HEALTH = "port_health"
    HEALTH_FOOD = "health_food"
    PUBLICATIONS = "publications"
    PREPAID_CARD = "prepaid_card"
    PAYMENT_LICENCE = "payment_licence"
    DUTY_FREE = "duty_free"
    FUEL = "fuel"
    PESTICIDE = "pesticide"
    SEED = "seed"
    MACHINE = "machine"
    TELECOM_AGENT = "telecom_agent"
    COIN = "coin"
    TELECOM_VALUE_ADDED = "telecom_value_added"
    MARKET_RULES = "market_rules"
    MALL_PHOTOS = "mall_photos"
    DEVICE_2 = "device_2"
    DEVICE_3 = "device_3"
    DRUG = "drug"
    TRADEMARK = "trademark"
    OTHER = "other"


PAPER_NAMES = {
    PaperKind.BUSINESS_LICENCE: "营业执照",
    PaperKind.ID_FRONT: "身份证人像面",
    PaperKind.ID_BACK: "身份证国徽面",
    PaperKind.FOOD_SALE: "食品经营许可证",
    PaperKind.FOOD_MAKING: "食品生产许可证",
    PaperKind.PREPACKED_FOOD: "仅销售预包装食品备案凭证",
    PaperKind.PORT_HEALTH: "国境口岸卫生许可证",
    PaperKind.HEALTH_FOOD: "国产/进口保健食品批准证书",
    PaperKind.PUBLICATIONS: "出版物经营许可证",
    PaperKind.PREPAID_CARD: "单用途预付卡备案公示",
    PaperKind.PAYMENT_LICENCE: "支付业务许可证",
    PaperKind.DUTY_FREE: "免税商店经营许可",
    PaperKind.FUEL: "成品油经营许可",
    PaperKind.PESTICIDE: "农药经营许可证",
    PaperKind.SEED: "种子生产经营许可证",
    PaperKind.MACHINE: "商用机械的相应许可证",
    PaperKind.TELECOM_AGENT: "运营商合作协议与网络销售授权书",
    PaperKind.COIN: "纪念币经营的相应许可",
    PaperKind.TELECOM_VALUE_ADDED: "增值电信业务经营许可证（含在线数据处理与交易处理）",
    PaperKind.MARKET_RULES: "平台协议、规则、审核规范与纠纷机制",
    PaperKind.MALL_PHOTOS: "外立面与场内照片、发票、承诺函",
    PaperKind.DEVICE_2: "第二类医疗器械经营备案凭证",
    PaperKind.DEVICE_3: "医疗器械经营许可证",
    PaperKind.DRUG: "药品经营许可证与网络销售资质",
    PaperKind.TRADEMARK: "商标注册证",
    PaperKind.OTHER: "其他资质",
}

REGISTRATION = FactSource("微信官方文档 小程序注册与主体", date(2026, 7, 30))
SHOP_CATEGORIES = FactSource("微信官方文档 非个人主体开放的服务类目（商家自营）", date(2026, 7, 30))
PERSONAL_CATEGORIES = FactSource("微信官方文档 个人主体开放的服务类目", date(2026, 7, 30))
OPERATION_RULES = FactSource("微信小程序平台运营规范 5.13、14.6", date(2026, 7, 30))
FILING = FactSource("微信官方文档 小程序备案常见问答", date(2026, 7, 30))
PERSONAL_FAST = FactSource("微信官方接口文档 快速注册个人小程序", date(2023, 12, 25))
COMMUNITY_FEE = FactSource("微信开放社区帖子（转述）", date(2024, 9, 1))
BLOG_YEARLY = FactSource("官方站内信的转述，未取得原文", date(2023, 9, 25))
API_LINKS = FactSource("微信官方接口文档 generate_urllink", date(2026, 7, 30))
API_DOMAINS = FactSource("微信官方接口文档 setwebviewdomain（89231）", date(2026, 7, 30))
API_CODES = FactSource("微信官方接口文档 小程序码与普通链接二维码规则（85070）", date(2026, 7, 30))
API_NAMES = FactSource("微信官方接口文档 setnickname", date(2026, 7, 30))
API_PHONE = FactSource("微信官方接口文档 手机号快速验证", date(2026, 7, 30))
REVIEW_RULES = FactSource("微信官方文档 小程序审核", date(2026, 7, 30))
OUR_READING = FactSource("公开资料整理，未取得微信原文", date(2026, 11, 1))
ECOMMERCE_LAW = FactSource("《电子商务法》第十条", date(2019, 1, 1))
TRADE_RULES = FactSource("《网络交易监督管理办法》第八条", date(2021, 5, 1))
REGISTRY_RULES = FactSource("《市场主体登记管理条例》第十九条", date(2022, 3, 1))
E_CIGARETTE_RULES = FactSource("《电子烟管理办法》", date(2022, 5, 1))
LOTTERY_RULES = FactSource("八部委制止擅自利用互联网销售彩票的公告", date(2015, 4, 3))
WILDLIFE_LAW = FactSource("《野生动物保护法》", date(2023, 5, 1))
ID_RULES = FactSource("《网络交易监督管理办法》第十一条", date(2021, 5, 1))
