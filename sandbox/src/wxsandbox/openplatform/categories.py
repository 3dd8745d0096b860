"""The categories that this sandbox knows, which papers they want, and whom they are for.

A short table with ids of its own (WeChat's list is long and changes): names and papers follow 公众平台's open
categories for 商家自营 as of 2026-07-30. Any one of `papers` is enough.
"""

from typing import Any

import msgspec

from wxsandbox.openplatform.record import COMPANY, INDIVIDUAL, SOLE_TRADER, Launch
from wxsandbox.weixin.calls import ApiRefusal

FIRMS = (COMPANY, SOLE_TRADER)
EVERYBODY = (COMPANY, SOLE_TRADER, INDIVIDUAL)
# First-level categories under which a mini program may sell.
SELLING = (615, 616, 650, 660)
_FOOD = ("食品经营许可证", "食品生产许可证", "仅销售预包装食品备案凭证")


class KnownCategory(msgspec.Struct, frozen=True):
    """Two levels, the papers of which one is needed, and the subjects that may choose it."""

    first: int
    second: int
    first_name: str
    second_name: str
    papers: tuple[str, ...] = ()
    subjects: tuple[str, ...] = FIRMS


CATEGORIES = (
    KnownCategory(616, 617, "商家自营", "食品饮料", _FOOD),
    KnownCategory(616, 618, "商家自营", "服装鞋包"),
    KnownCategory(616, 619, "商家自营", "家居家纺"),
    KnownCategory(616, 620, "商家自营", "美妆洗护"),
    KnownCategory(616, 621, "商家自营", "酒类", ("食品经营许可证", "食品生产许可证")),
    KnownCategory(616, 622, "商家自营", "保健品", ("食品经营许可证", "保健食品批准证书")),
    KnownCategory(616, 623, "商家自营", "初级食用农产品", ("营业执照",)),
    KnownCategory(616, 624, "商家自营", "珠宝玉石", ("营业执照",)),
    KnownCategory(616, 625, "商家自营", "图书报刊音像", ("出版物经营许可证",)),
    KnownCategory(616, 626, "商家自营", "母婴用品"),
    KnownCategory(616, 627, "商家自营", "3C数码"),
    KnownCategory(616, 628, "商家自营", "家用电器"),
    KnownCategory(616, 629, "商家自营", "运动户外"),
    KnownCategory(616, 631, "商家自营", "园艺鲜花"),
    KnownCategory(616, 632, "商家自营", "宠物用品"),
    KnownCategory(616, 633, "商家自营", "玩具"),
    KnownCategory(616, 634, "商家自营", "工艺品"),
    KnownCategory(616, 635, "商家自营", "办公文具"),
    KnownCategory(616, 636, "商家自营", "母婴食品", _FOOD),
    KnownCategory(616, 637, "商家自营", "预付卡销售", ("单用途商业预付卡备案",)),
    KnownCategory(615, 630, "电商平台", "电商平台", ("增值电信业务经营许可证",), (COMPANY,)),
    KnownCategory(650, 651, "餐饮服务", "餐饮服务场所", ("食品经营许可证",)),
    KnownCategory(650, 652, "餐饮服务", "餐厅排队", (), EVERYBODY),
    KnownCategory(660, 661, "医疗服务", "药品销售", ("药品经营许可证",), (COMPANY,)),
    KnownCategory(700, 701, "生活服务", "综合生活服务平台", (), (COMPANY,)),
    KnownCategory(700, 702, "生活服务", "丽人", (), EVERYBODY),
    KnownCategory(700, 703, "生活服务", "家政", (), EVERYBODY),
    KnownCategory(700, 704, "生活服务", "婚庆服务", (), EVERYBODY),
    KnownCategory(710, 711, "工具", "信息查询", (), EVERYBODY),
    KnownCategory(720, 721, "教育", "教育信息服务", (), EVERYBODY),
    KnownCategory(730, 731, "旅游", "旅游攻略", (), EVERYBODY),
    KnownCategory(740, 741, "商业服务", "公关推广", (), EVERYBODY),
)
BY_KEY = {(one.first, one.second): one for one in CATEGORIES}


def choose(launch: Launch, first: int, second: int) -> KnownCategory:
    """The category, if this mini program may add it. Raises ApiRefusal 53303, 53302 or 53304."""
    known = BY_KEY.get((first, second))
    if known is None:
        raise ApiRefusal(53303, "category not exists")
    if launch.subject not in known.subjects:
        raise ApiRefusal(53302, "category is not allowed for this principal")
    if any((one.first, one.second) == (first, second) for one in launch.categories):
        raise ApiRefusal(53304, "category exists")
    return known


def granted(launch: Launch) -> list[KnownCategory]:
    """The categories that passed their review."""
    return [BY_KEY[one.first, one.second] for one in launch.categories if one.audit_status == 3]


def listed() -> list[dict[str, Any]]:
    """The tree of getallcategories: a root, first levels, second levels with what they want."""
    firsts = {one.first: one.first_name for one in CATEGORIES}
    items: list[dict[str, Any]] = [{"id": 0, "children": list(firsts), "qualify": {"exter_list": []}}]
    for first, name in firsts.items():
        children = [one.second for one in CATEGORIES if one.first == first]
        items.append(
            {"id": first, "name": name, "level": 1, "father": 0, "children": children, "sensitive_type": 0}
        )
    for one in CATEGORIES:
        papers = [{"inner_list": [{"name": paper, "url": ""}]} for paper in one.papers]
        item = {"id": one.second, "name": one.second_name, "level": 2, "father": one.first, "children": []}
        items.append(
            item | {"sensitive_type": int(bool(papers)), "qualify": {"exter_list": papers, "remark": ""}}
        )
    return items
