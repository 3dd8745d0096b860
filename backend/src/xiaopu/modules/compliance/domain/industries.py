"""What is sold, and whether each subject may sell it in a mini program: rows with source and date.

The shape, and the goods that a shop sells; what needs a special permission or is forbidden stands in
`restricted`, services and virtual goods in `services`.
"""

from enum import StrEnum

import msgspec

from xiaopu.modules.compliance.domain.facts import (
    SHOP_CATEGORIES,
    FactSource,
    PaperKind,
    SubjectType,
    Verdict,
)

_P = PaperKind


class Nature(StrEnum):
    """How a thing reaches the buyer; virtual goods must be paid by WeChat's own virtual payment."""

    GOODS = "goods"
    SERVICE = "service"
    VIRTUAL = "virtual"


VIRTUAL_RULE = (
    "虚拟商品（会员、课程、充值等）在小程序里必须用微信的虚拟支付，不能引导到别处付款；"
    "小铺现在没有接入虚拟支付"
)


class Industry(msgspec.Struct, frozen=True, kw_only=True):
    """A row. `papers` are groups: one paper of each group is needed; `scope` what the business licence must
    name. `words` are what people say.
    """

    key: str
    name: str
    words: tuple[str, ...]
    first: str
    second: str
    individual: Verdict
    sole_trader: Verdict
    company: Verdict
    source: FactSource
    papers: tuple[tuple[PaperKind, ...], ...] = ()
    scope: str = ""
    note: str = ""
    nature: Nature = Nature.GOODS
    confirmed: bool = True

    def of(self, subject: SubjectType) -> Verdict:
        """One subject's verdict."""
        return {
            SubjectType.INDIVIDUAL: self.individual,
            SubjectType.SOLE_TRADER: self.sole_trader,
            SubjectType.COMPANY: self.company,
        }[subject]

    @property
    def forbidden(self) -> bool:
        """Whether nobody may sell it."""
        return self.company is Verdict.FORBIDDEN


def free(key: str, second: str, words: str, note: str = "") -> Industry:
    """Goods that need no paper but the business licence."""
    return Industry(
        key=key,
        name=second,
        words=tuple(words.split()),
        first="商家自营",
        second=second,
        individual=Verdict.NOT_FOR_SUBJECT,
        sole_trader=Verdict.ALLOWED,
        company=Verdict.ALLOWED,
        source=SHOP_CATEGORIES,
        note=note,
    )


def licensed(
    key: str, second: str, words: str, *groups: tuple[PaperKind, ...], scope: str = "", note: str = ""
) -> Industry:
    """Goods that need papers: one of each group, and a business licence that names `scope`."""
    return Industry(
        key=key,
        name=second,
        words=tuple(words.split()),
        first="商家自营",
        second=second,
        individual=Verdict.NOT_FOR_SUBJECT,
        sole_trader=Verdict.PAPER,
        company=Verdict.PAPER,
        source=SHOP_CATEGORIES,
        papers=groups,
        scope=scope,
        note=note,
    )


_FOOD = (_P.FOOD_SALE, _P.FOOD_MAKING, _P.PREPACKED_FOOD, _P.PORT_HEALTH)

GOODS: tuple[Industry, ...] = (
    free("clothes", "服饰内衣", "衣服 服装 女装 男装 童装 内衣 裙子 裤子 T恤 外套 毛衣 汉服 袜子 帽子 围巾"),
    free("shoes", "鞋靴", "鞋 鞋子 靴子 运动鞋 皮鞋 凉鞋 拖鞋 童鞋"),
    free("bags", "箱包皮具", "包 包包 背包 书包 箱子 行李箱 钱包 皮带 皮具"),
    free(
        "beauty",
        "美妆",
        "口红 化妆品 护肤品 面膜 香水 粉底 眉笔 美妆 防晒霜 精华液",
        "进口化妆品须有中文标签",
    ),
    free("personal_care", "个护家清", "洗发水 沐浴露 牙膏 牙刷 洗衣液 纸巾 卫生巾 香皂 清洁剂 洗手液"),
    free("fashion_jewelry", "时尚首饰", "首饰 耳环 项链 手链 发夹 发饰 饰品", "真金真玉属于珠宝玉石"),
    free("watches", "钟表", "手表 钟表 闹钟 挂钟"),
    free("glasses", "眼镜（非三类器械）", "眼镜 太阳镜 镜框 老花镜", "隐形眼镜是三类医疗器械，另有许可"),
    free("digital", "3C 数码", "手机 电脑 平板 耳机 充电器 充电宝 数据线 手机壳 相机 键盘 鼠标 路由器 数码"),
    free("appliances", "家用电器", "电器 电视 冰箱 洗衣机 电饭煲 吹风机 空调 电风扇 扫地机器人 小家电"),
    free("home", "家居家纺", "家居 床单 被子 枕头 毛巾 杯子 餐具 茶具 茶壶 碗 花瓶 蜡烛 香薰 收纳 地毯 窗帘"),
    free("toys", "玩具", "玩具 积木 娃娃 毛绒玩具 手办 模型 盲盒 拼图", "盲盒须按规定公示概率"),
    free("mother_goods", "母婴用品（非食品）", "尿不湿 纸尿裤 奶瓶 婴儿车 母婴 孕妇装 婴儿床"),
    free("sports", "运动户外", "运动 户外 帐篷 瑜伽垫 哑铃 渔具 钓鱼竿 自行车 篮球 登山"),
    free("flowers", "园艺鲜花", "鲜花 花 花束 绿植 盆栽 多肉 园艺 花盆", "鲜花易损，建议同城配送或自提"),
    free("stationery", "办公文具", "文具 本子 笔 笔记本 手账 胶带 办公用品 书签 钢笔"),
    free("crafts", "工艺品", "工艺品 手工 摆件 陶瓷 刺绣 木雕 编织 字画 非遗"),
    free("instruments", "乐器", "乐器 吉他 钢琴 古筝 笛子 尤克里里 小提琴"),
    free("pets", "宠物食品/用品", "宠物 猫粮 狗粮 猫砂 宠物零食 宠物用品 猫窝 牵引绳", "活体宠物另有规定"),
    free("stamps", "邮票", "邮票 集邮"),
    free("overseas", "海淘", "海淘 代购 进口 跨境", "还要按商品本身的类目交资质"),
    free("farm_supplies", "农资", "农资 化肥 肥料 农具 地膜", "农药、种子另有许可"),
    free("hardware", "家装五金建材", "五金 建材 灯具 灯 水龙头 瓷砖 油漆 门锁 螺丝 马桶 家具"),
    free("machinery", "机械电子", "机械 电子元件 电机 传感器 开发板 工具箱 电钻"),
    free("wholesale", "B2b 批发", "批发 供货 进货 分销批发", "还要按商品本身的类目交资质"),
    licensed(
        "food",
        "食品饮料",
        "蜂蜜 零食 茶叶 茶 咖啡 饼干 糖果 巧克力 坚果 干果 饮料 食品 食用油 大米 面条 调料 酱 火锅底料 腊肉 "
        "牛肉干 蛋糕 面包 月饼 甜品 糕点 果干 红枣 枸杞 蜜饯 矿泉水 特产",
        _FOOD,
        note="四选一；只卖预包装食品办备案就够，自己做的要食品经营许可证或食品生产许可证",
    ),
    licensed("baby_food", "母婴食品", "奶粉 米粉 辅食 婴儿食品 婴幼儿奶粉", _FOOD, note="四选一"),
    licensed(
        "fresh",
        "生鲜/初级农产品",
        "水果 蔬菜 苹果 橙子 草莓 樱桃 鸡蛋 猪肉 牛肉 羊肉 鱼 虾 海鲜 生鲜 农产品 "
        "玉米 红薯 小麦 杂粮 土鸡 土豆 菌菇 肉 菜",
        (_P.BUSINESS_LICENCE,),
        scope="初级食用农产品",
        note="营业执照的经营范围须含初级食用农产品",
    ),
)
