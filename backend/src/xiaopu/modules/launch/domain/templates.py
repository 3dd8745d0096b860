"""Shops to begin with, by industry: categories, sample goods and a home page. Pure."""

from enum import StrEnum

import msgspec

from xiaopu.modules.launch.domain.truth import Words


class TemplateKey(StrEnum):
    """Five industries."""

    CLOTHES = "clothes"
    FOOD = "food"
    BEAUTY = "beauty"
    HOME = "home"
    FRESH = "fresh"


class Shape(StrEnum):
    """What a sample picture shows."""

    BOX = "box"
    JAR = "jar"
    BOWL = "bowl"
    CLOTH = "cloth"
    BLOOM = "bloom"


class SampleGoods(msgspec.Struct, frozen=True):
    """`choices` of the specification `spec`: (value, price in fen). `hues`: ground and thing, as RGB."""

    name: str
    brief: str
    category: str
    spec: str
    choices: tuple[tuple[str, int], ...]
    shape: Shape
    hues: tuple[tuple[int, int, int], tuple[int, int, int]]


class Template(msgspec.Struct, frozen=True):
    """A shop to begin with; `notice` stands above the home page."""

    key: TemplateKey
    title: Words
    notice: str
    goods: tuple[SampleGoods, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """In the order of their first goods."""
        return tuple(dict.fromkeys(one.category for one in self.goods))


# Units of each SKU with which sample goods begin.
SAMPLE_STOCK = 20

_SAND, _ROSE, _SAGE, _SKY, _CREAM = (
    (236, 226, 211),
    (244, 221, 219),
    (218, 229, 214),
    (213, 226, 236),
    (246, 238, 220),
)
_CLAY, _WINE, _MOSS, _INDIGO, _AMBER = (
    (178, 116, 78),
    (168, 62, 74),
    (92, 122, 80),
    (64, 88, 132),
    (206, 148, 58),
)

TEMPLATES: tuple[Template, ...] = (
    Template(
        TemplateKey.CLOTHES,
        Words("服饰", "Clothes"),
        "七天无理由退换，尺码拿不准请联系客服",
        (
            SampleGoods(
                "纯棉圆领短袖",
                "柔软透气，四季可穿",
                "上装",
                "尺码",
                (("S", 7900), ("M", 7900), ("L", 7900)),
                Shape.CLOTH,
                (_SKY, _INDIGO),
            ),
            SampleGoods(
                "亚麻直筒长裤",
                "宽松不束身",
                "下装",
                "尺码",
                (("M", 15900), ("L", 15900)),
                Shape.CLOTH,
                (_SAND, _CLAY),
            ),
            SampleGoods(
                "羊毛针织开衫",
                "轻暖不扎",
                "上装",
                "颜色",
                (("酒红", 25900), ("燕麦", 25900)),
                Shape.CLOTH,
                (_ROSE, _WINE),
            ),
        ),
    ),
    Template(
        TemplateKey.FOOD,
        Words("食品", "Food"),
        "当天下单，次日发货",
        (
            SampleGoods(
                "百花蜂蜜",
                "山里收的，不加糖",
                "蜂蜜糖膏",
                "规格",
                (("250 克", 3900), ("500 克", 6900)),
                Shape.JAR,
                (_CREAM, _AMBER),
            ),
            SampleGoods(
                "手作辣椒酱",
                "现熬现装",
                "调味酱料",
                "口味",
                (("微辣", 2600), ("特辣", 2600)),
                Shape.JAR,
                (_ROSE, _WINE),
            ),
            SampleGoods(
                "混合坚果",
                "独立小袋",
                "零食坚果",
                "规格",
                (("7 袋", 3900), ("30 袋", 13900)),
                Shape.BOX,
                (_SAND, _CLAY),
            ),
        ),
    ),
    Template(
        TemplateKey.BEAUTY,
        Words("美妆", "Beauty"),
        "支持验货，开封前可退",
        (
            SampleGoods(
                "保湿面霜",
                "清爽不黏",
                "护肤",
                "容量",
                (("30 毫升", 8900), ("50 毫升", 12900)),
                Shape.JAR,
                (_SKY, _INDIGO),
            ),
            SampleGoods(
                "柔雾唇膏",
                "显色不拔干",
                "彩妆",
                "色号",
                (("豆沙", 6900), ("正红", 6900), ("奶茶", 6900)),
                Shape.BOX,
                (_ROSE, _WINE),
            ),
            SampleGoods(
                "玫瑰花水",
                "补水舒缓",
                "护肤",
                "容量",
                (("100 毫升", 5900), ("200 毫升", 9900)),
                Shape.BLOOM,
                (_CREAM, _WINE),
            ),
        ),
    ),
    Template(
        TemplateKey.HOME,
        Words("家居", "Home"),
        "易碎品加固包装，破损包赔",
        (
            SampleGoods(
                "粗陶饭碗",
                "手工拉坯",
                "餐具",
                "规格",
                (("单只", 3900), ("四只装", 13900)),
                Shape.BOWL,
                (_SAND, _CLAY),
            ),
            SampleGoods(
                "棉麻桌布",
                "可机洗",
                "布艺",
                "尺寸",
                (("90 厘米", 6900), ("140 厘米", 9900)),
                Shape.CLOTH,
                (_SAGE, _MOSS),
            ),
            SampleGoods(
                "藤编收纳盒",
                "带盖可叠放",
                "收纳",
                "尺寸",
                (("小号", 4900), ("大号", 7900)),
                Shape.BOX,
                (_CREAM, _AMBER),
            ),
        ),
    ),
    Template(
        TemplateKey.FRESH,
        Words("生鲜 / 鲜花蛋糕", "Fresh food, flowers, cakes"),
        "同城当天送达，请填好收货时间",
        (
            SampleGoods(
                "当季花束",
                "花材随时令调整",
                "鲜花",
                "规格",
                (("标准", 12900), ("加大", 19900)),
                Shape.BLOOM,
                (_ROSE, _WINE),
            ),
            SampleGoods(
                "动物奶油蛋糕",
                "提前一天预订",
                "蛋糕",
                "尺寸",
                (("6 寸", 16800), ("8 寸", 23800)),
                Shape.BOWL,
                (_CREAM, _AMBER),
            ),
            SampleGoods(
                "山地苹果",
                "现摘现发",
                "水果",
                "规格",
                (("5 斤", 3980), ("10 斤", 6980)),
                Shape.BOWL,
                (_SAGE, _MOSS),
            ),
        ),
    ),
)
TEMPLATE: dict[TemplateKey, Template] = {one.key: one for one in TEMPLATES}
