"""Industries with a special permission, and those that nobody may sell online."""

from xiaopu.modules.compliance.domain.facts import (
    E_CIGARETTE_RULES,
    LOTTERY_RULES,
    OUR_READING,
    SHOP_CATEGORIES,
    WILDLIFE_LAW,
    FactSource,
    PaperKind,
    Verdict,
)
from xiaopu.modules.compliance.domain.industries import Industry, licensed

_P = PaperKind


def _forbidden(
    key: str, name: str, words: str, source: FactSource, *, note: str, confirmed: bool = True
) -> Industry:
    return Industry(
        key=key,
        name=name,
        words=tuple(words.split()),
        first="禁售",
        second=name,
        individual=Verdict.FORBIDDEN,
        sole_trader=Verdict.FORBIDDEN,
        company=Verdict.FORBIDDEN,
        source=source,
        note=note,
        confirmed=confirmed,
    )


def _medical(key: str, name: str, words: str, papers: tuple[PaperKind, ...], *, note: str = "") -> Industry:
    return Industry(
        key=key,
        name=name,
        words=tuple(words.split()),
        first="医疗服务",
        second=name,
        individual=Verdict.NOT_FOR_SUBJECT,
        sole_trader=Verdict.PAPER,
        company=Verdict.PAPER,
        source=SHOP_CATEGORIES,
        papers=(papers,),
        note=note,
    )


LICENSED: tuple[Industry, ...] = (
    licensed(
        "alcohol",
        "酒类",
        "酒 白酒 红酒 葡萄酒 啤酒 黄酒 米酒 果酒 威士忌 洋酒",
        (_P.FOOD_MAKING, _P.FOOD_SALE, _P.PREPACKED_FOOD, _P.PORT_HEALTH),
        note="食品生产许可证须含酒，经营许可证须含预包装食品；不得卖给未成年人",
    ),
    licensed(
        "health_food",
        "保健品",
        "保健品 保健食品 鱼油 蛋白粉 维生素 褪黑素 燕窝 阿胶",
        (_P.HEALTH_FOOD, _P.FOOD_SALE, _P.PREPACKED_FOOD),
        note="经营许可证须含保健食品，备案须含特殊食品",
    ),
    licensed(
        "medical_food",
        "特医食品",
        "特医食品 特殊医学用途配方食品 特医奶粉",
        (_P.FOOD_SALE, _P.PREPACKED_FOOD),
        note="经营许可证须含特殊医学用途配方食品，备案须含特殊食品",
    ),
    licensed(
        "gems",
        "珠宝玉石",
        "珠宝 黄金 金饰 银饰 玉 玉石 翡翠 钻石 珍珠 和田玉",
        (_P.BUSINESS_LICENCE,),
        scope="珠宝、金银制品",
    ),
    licensed("books", "图书报刊音像", "书 图书 绘本 教材 杂志 报纸 光盘 唱片 二手书", (_P.PUBLICATIONS,)),
    licensed(
        "adult",
        "成人用品/情趣用品",
        "成人用品 情趣用品 避孕套 安全套",
        (_P.BUSINESS_LICENCE,),
        scope="成人用品",
    ),
    licensed(
        "mall",
        "百货商场/购物中心",
        "商场 购物中心 百货商场",
        (_P.BUSINESS_LICENCE,),
        (_P.FOOD_SALE,),
        (_P.MALL_PHOTOS,),
        note="食品经营许可证可用本店的，或场内 3 家的",
    ),
    licensed(
        "prepaid_card", "预付卡", "储值卡 会员卡 预付卡 购物卡 充值卡", (_P.PREPAID_CARD, _P.PAYMENT_LICENCE)
    ),
    licensed("duty_free", "免税店", "免税 免税店 免税品", (_P.DUTY_FREE,)),
    licensed("fuel", "成品油", "汽油 柴油 成品油 加油", (_P.FUEL,)),
    licensed("pesticide", "农药", "农药 杀虫剂 除草剂", (_P.PESTICIDE,), note="高毒农药禁售"),
    licensed("seed", "种子", "种子 菜籽 花种 种苗", (_P.SEED,)),
    licensed("machine", "商用机械", "商用机械 叉车 起重机 挖掘机", (_P.MACHINE,), note="特种设备禁售"),
    licensed("sim_card", "电话卡", "电话卡 手机卡 流量卡 物联网卡", (_P.TELECOM_AGENT,)),
    licensed("coin", "纪念币", "纪念币 纪念钞 金银币", (_P.COIN,)),
    Industry(
        key="marketplace",
        name="电商平台（多商户入驻）",
        words=("多商户", "招商", "入驻平台", "电商平台"),
        first="电商平台",
        second="电商平台",
        individual=Verdict.NOT_FOR_SUBJECT,
        sole_trader=Verdict.NOT_FOR_SUBJECT,
        company=Verdict.PAPER,
        source=SHOP_CATEGORIES,
        papers=((_P.TELECOM_VALUE_ADDED,), (_P.MARKET_RULES,)),
        note="只卖自己的货不属于这一类；增值电信许可只发给公司；钱不能先进平台的账户再分给别人",
    ),
    _medical(
        "drug",
        "药品",
        "药 药品 感冒药 处方药 中药 中成药 药膏 药店",
        (_P.DRUG,),
        note="处方药不得随意售卖；须药品网络销售资质",
    ),
    _medical(
        "device_2",
        "第二类医疗器械",
        "医疗器械 血压计 体温计 医用口罩 血糖仪 助听器 轮椅 口罩",
        (_P.DEVICE_2, _P.DEVICE_3),
    ),
    _medical(
        "device_3", "第三类医疗器械", "隐形眼镜 美瞳 注射器 玻尿酸", (_P.DEVICE_3,), note="隐形眼镜属三类器械"
    ),
)

FORBIDDEN: tuple[Industry, ...] = (
    _forbidden(
        "tobacco", "烟草", "烟 香烟 烟草 雪茄 烟丝 卷烟", SHOP_CATEGORIES, note="微信禁发，也不得网售"
    ),
    _forbidden(
        "e_cigarette", "电子烟", "电子烟 雾化器 烟弹 烟油", E_CIGARETTE_RULES, note="电子烟不得通过网络零售"
    ),
    _forbidden(
        "dangerous", "危险化学品", "危险化学品 烟花 鞭炮 爆竹 炸药", SHOP_CATEGORIES, note="微信禁发商品"
    ),
    _forbidden("toxic_pesticide", "高毒农药", "高毒农药 百草枯 毒鼠强", SHOP_CATEGORIES, note="微信禁发商品"),
    _forbidden(
        "special_equipment", "特种设备", "特种设备 锅炉 压力容器 电梯", SHOP_CATEGORIES, note="微信禁发商品"
    ),
    _forbidden(
        "weapon",
        "管制刀具与武器",
        "管制刀具 匕首 弓弩 弩 枪 仿真枪 电击器",
        OUR_READING,
        note="法律禁止网络销售",
        confirmed=False,
    ),
    _forbidden("wildlife", "野生动物及制品", "野生动物 野味 象牙 穿山甲", WILDLIFE_LAW, note="禁止交易"),
    _forbidden("lottery", "彩票", "彩票 刮刮乐 福彩 体彩 博彩", LOTTERY_RULES, note="未经批准不得网售"),
    _forbidden(
        "fortune",
        "算命占卜",
        "算命 占卜 风水 塔罗 看相",
        OUR_READING,
        note="平台规则禁止封建迷信内容",
        confirmed=False,
    ),
)
