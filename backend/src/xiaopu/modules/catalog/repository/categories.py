"""Statements over the tree of categories."""

from sqlalchemy import bindparam, case, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.catalog.tables import CATEGORIES, GOODS

_MINE = CATEGORIES.c.shop_id == bindparam("shop")
_ROW = ("id", "parent_id", "root_id", "sibling_of", "level", "name", "picture", "thumb", "position")

ALL = select(CATEGORIES).where(_MINE).order_by(CATEGORIES.c.position, CATEGORIES.c.id).limit(2000)
# PostgreSQL holds the row until the unit ends, so that nothing is put into a category that is being removed.
ONE = select(CATEGORIES).where(_MINE, CATEGORIES.c.id == bindparam("wanted")).with_for_update()
BY_NAME = select(CATEGORIES).where(
    _MINE,
    CATEGORIES.c.sibling_of == bindparam("wanted_parent"),
    CATEGORIES.c.name == bindparam("wanted_name"),
)
LAST_POSITION = (
    select(CATEGORIES.c.position)
    .where(_MINE, CATEGORIES.c.sibling_of == bindparam("wanted_parent"))
    .order_by(CATEGORIES.c.position.desc())
    .limit(1)
)
ADD = {
    dialect: make(CATEGORIES)
    .values(shop_id=bindparam("shop"), **{name: bindparam(name) for name in _ROW})
    .on_conflict_do_nothing(index_elements=["shop_id", "sibling_of", "name"])
    for dialect, make in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}
SET = (
    update(CATEGORIES)
    .where(_MINE, CATEGORIES.c.id == bindparam("wanted"))
    .values(
        **{name: bindparam(f"new_{name}") for name in _ROW if name != "id"},
    )
)
# The subtree of a moved category; at most two levels below it.
BELOW = (
    select(CATEGORIES.c.id, CATEGORIES.c.level)
    .where(
        _MINE,
        or_(
            CATEGORIES.c.parent_id == bindparam("wanted"),
            CATEGORIES.c.parent_id.in_(
                select(CATEGORIES.c.id).where(_MINE, CATEGORIES.c.parent_id == bindparam("wanted"))
            ),
        ),
    )
    .limit(2000)
)
SHIFT = (
    update(CATEGORIES)
    .where(_MINE, CATEGORIES.c.id == bindparam("wanted"))
    .values(root_id=bindparam("new_root_id"), level=CATEGORIES.c.level + bindparam("deeper"))
)
HOLDS = select(
    case(
        (
            select(GOODS.c.id)
            .where(GOODS.c.shop_id == bindparam("shop"), GOODS.c.category_id == bindparam("wanted"))
            .exists(),
            1,
        ),
        (select(CATEGORIES.c.id).where(_MINE, CATEGORIES.c.parent_id == bindparam("wanted")).exists(), 1),
        else_=0,
    )
)
REMOVE = delete(CATEGORIES).where(_MINE, CATEGORIES.c.id == bindparam("wanted"))
GOODS_IN = (
    select(GOODS.c.id)
    .where(
        GOODS.c.shop_id == bindparam("shop"),
        GOODS.c.category_id == bindparam("wanted"),
        GOODS.c.status == "on_sale",
    )
    .order_by(GOODS.c.id)
    .limit(20_000)
)
# Removed goods no longer hold a category back.
FORGET_DELETED = (
    update(GOODS)
    .where(
        GOODS.c.shop_id == bindparam("shop"),
        GOODS.c.category_id == bindparam("wanted"),
        GOODS.c.status == "deleted",
    )
    .values(category_id=None)
)
