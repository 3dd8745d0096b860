"""Services and virtual goods; some services are open to individuals, who are not paid there."""

from xiaopu.modules.compliance.domain.facts import (
    OPERATION_RULES,
    OUR_READING,
    PERSONAL_CATEGORIES,
    PaperKind,
    Verdict,
)
from xiaopu.modules.compliance.domain.industries import VIRTUAL_RULE, Industry, Nature

_SHOW_ONLY = "个人主体只能展示与接受预约，不能收款"


def _service(key: str, name: str, words: str, *, first: str, note: str = _SHOW_ONLY) -> Industry:
    return Industry(
        key=key,
        name=name,
        words=tuple(words.split()),
        first=first,
        second=name,
        individual=Verdict.ALLOWED,
        sole_trader=Verdict.ALLOWED,
        company=Verdict.ALLOWED,
        source=PERSONAL_CATEGORIES,
        note=note,
        nature=Nature.SERVICE,
    )


def _virtual(key: str, name: str, words: str, *, first: str) -> Industry:
    return Industry(
        key=key,
        name=name,
        words=tuple(words.split()),
        first=first,
        second=name,
        individual=Verdict.NOT_FOR_SUBJECT,
        sole_trader=Verdict.PAPER,
        company=Verdict.PAPER,
        source=OPERATION_RULES,
        papers=((PaperKind.OTHER,),),
        note=VIRTUAL_RULE,
        nature=Nature.VIRTUAL,
        confirmed=False,
    )


SERVICES: tuple[Industry, ...] = (
    _service("salon", "丽人", "美甲 理发 美容 美发 纹眉 化妆 美睫 丽人", first="生活服务"),
    _service("housekeeping", "家政", "家政 保洁 月嫂 搬家 开锁 维修 疏通", first="生活服务"),
    _service("wedding", "婚庆服务", "婚庆 婚礼 跟拍 主持 司仪", first="生活服务"),
    _service(
        "travel",
        "旅游攻略",
        "旅游攻略 景点介绍 导游",
        first="旅游服务",
        note="卖线路、门票另需旅行社许可，个人不可",
    ),
    _service("sports_service", "体育", "健身教练 约球 健身 瑜伽课", first="体育"),
    _service("tool", "工具", "计算器 记账 天气 工具小程序", first="工具"),
    _service("business", "商业服务", "设计 摄影 作品集 文案 翻译 打印", first="商业服务"),
    _service("express", "查件与装卸", "查快递 查件 装卸 搬运", first="物流服务"),
    _service("driver", "代驾", "代驾", first="交通服务"),
    _service(
        "teaching_info",
        "教育信息展示",
        "家教 教育信息 培训信息",
        first="教育服务",
        note="只能展示信息；收费课程属于虚拟商品",
    ),
    Industry(
        key="catering",
        name="餐饮服务",
        words=("奶茶", "饭店", "餐厅", "外卖", "快餐", "烧烤", "火锅", "小吃", "早餐", "盒饭", "现做"),
        first="餐饮服务",
        second="餐饮服务场所",
        individual=Verdict.NOT_FOR_SUBJECT,
        sole_trader=Verdict.PAPER,
        company=Verdict.PAPER,
        source=OUR_READING,
        papers=((PaperKind.FOOD_SALE,),),
        note="现做现卖要食品经营许可证（含热食/自制饮品等）；个人主体只开放餐厅排队",
        nature=Nature.SERVICE,
        confirmed=False,
    ),
)

VIRTUAL: tuple[Industry, ...] = (
    _virtual("course", "课程与知识付费", "课程 网课 知识付费 教程 直播课 训练营 培训", first="教育服务"),
    _virtual("membership", "会员与订阅", "会员 订阅 vip 打赏 电子书", first="文娱"),
    _virtual("game", "游戏与点卡", "游戏 点卡 游戏币 皮肤 代练 账号", first="游戏"),
    _virtual("top_up", "话费充值与卡券", "话费 充值 优惠券码 卡密 兑换码", first="生活服务"),
)
