"""Statements over versions and search terms."""

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.catalog.tables import CATEGORIES, GOODS
from xiaopu.modules.storefront.tables import SEARCH_TERMS, SHOP_VERSIONS

VERSION = select(SHOP_VERSIONS.c.version).where(SHOP_VERSIONS.c.shop_id == bindparam("shop"))
BUMP = {
    dialect: make(SHOP_VERSIONS)
    .values(shop_id=bindparam("shop"), version=1)
    .on_conflict_do_update(index_elements=["shop_id"], set_={"version": SHOP_VERSIONS.c.version + 1})
    .returning(SHOP_VERSIONS.c.version)
    for dialect, make in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}

GOODS_TEXT = (
    select(
        GOODS.c.name,
        GOODS.c.goods_no,
        GOODS.c.keywords,
        GOODS.c.brand,
        GOODS.c.brief,
        GOODS.c.status,
        GOODS.c.version,
        CATEGORIES.c.name.label("category"),
    )
    .join(
        CATEGORIES,
        (CATEGORIES.c.shop_id == GOODS.c.shop_id) & (CATEGORIES.c.id == GOODS.c.category_id),
        isouter=True,
    )
    .where(GOODS.c.shop_id == bindparam("shop"), GOODS.c.id == bindparam("wanted"))
)
DROP_TERMS = delete(SEARCH_TERMS).where(
    SEARCH_TERMS.c.shop_id == bindparam("shop"), SEARCH_TERMS.c.goods_id == bindparam("wanted")
)
ADD_TERM = insert(SEARCH_TERMS).values(
    shop_id=bindparam("shop"),
    term=bindparam("term"),
    goods_id=bindparam("goods_id"),
    weight=bindparam("weight"),
)
