"""Read models of the console's goods list and of the stock journal."""

from itertools import product
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor
from xiaopu.modules.catalog.api import goods_skus, media_url
from xiaopu.modules.catalog.tables import CATEGORIES, GOODS, SKUS
from xiaopu.modules.inventory import repository
from xiaopu.modules.inventory.schemas import GoodsCounts, GoodsRow, GoodsSort, GoodsTab, JournalRow
from xiaopu.modules.inventory.tables import STOCK

_END = "~"
_MOST_NUMBER = 2**62

_LIVE = and_(
    STOCK.c.shop_id == GOODS.c.shop_id,
    STOCK.c.goods_id == GOODS.c.id,
    SKUS.c.shop_id == STOCK.c.shop_id,
    SKUS.c.id == STOCK.c.sku_id,
    SKUS.c.retired_at.is_(None),
)
_UNITS = select(func.coalesce(func.sum(STOCK.c.on_hand), 0)).where(_LIVE).correlate(GOODS).scalar_subquery()
_ANY_LEFT = exists(select(STOCK.c.sku_id).where(_LIVE, STOCK.c.on_hand > 0).correlate(GOODS))

_TABS: dict[GoodsTab, tuple[ColumnElement[bool], ...]] = {
    GoodsTab.ON_SALE: (GOODS.c.status == "on_sale", _ANY_LEFT),
    GoodsTab.SOLD_OUT: (GOODS.c.status == "on_sale", ~_ANY_LEFT),
    GoodsTab.WAREHOUSE: (GOODS.c.status == "warehouse",),
    GoodsTab.RECYCLED: (GOODS.c.status == "recycled",),
}
# (column, falling): the id breaks ties in the same direction.
_SORTS: dict[GoodsSort, tuple[Any, bool]] = {
    GoodsSort.NEW: (None, True),
    GoodsSort.SALES: (GOODS.c.sold, True),
    GoodsSort.PRICE_ASC: (GOODS.c.price_fen, False),
    GoodsSort.PRICE_DESC: (GOODS.c.price_fen, True),
}
_SHOWN = (
    GOODS.c.id,
    GOODS.c.goods_no,
    GOODS.c.name,
    GOODS.c.cover_thumb,
    GOODS.c.price_fen,
    GOODS.c.max_price_fen,
    GOODS.c.sold,
    GOODS.c.status,
    GOODS.c.updated_at,
    CATEGORIES.c.name.label("category_name"),
    _UNITS.label("units"),
)
_IN_CATEGORY = or_(
    CATEGORIES.c.id == bindparam("category"),
    CATEGORIES.c.parent_id == bindparam("category"),
    CATEGORIES.c.root_id == bindparam("category"),
)


def _list(tab: GoodsTab, sort: GoodsSort, in_category: bool) -> Select[Any]:  # noqa: FBT001 (a key of the table)
    by, falling = _SORTS[sort]
    past_id = GOODS.c.id < bindparam("after_id") if falling else GOODS.c.id > bindparam("after_id")
    past, order = past_id, []
    if by is not None:
        further = by < bindparam("after_key") if falling else by > bindparam("after_key")
        past = or_(further, and_(by == bindparam("after_key"), past_id))
        order.append(by.desc() if falling else by)
    order.append(GOODS.c.id.desc() if falling else GOODS.c.id)
    of_category = and_(CATEGORIES.c.shop_id == GOODS.c.shop_id, CATEGORIES.c.id == GOODS.c.category_id)
    return (
        select(*_SHOWN)
        .join(CATEGORIES, of_category, isouter=not in_category)
        .where(
            GOODS.c.shop_id == bindparam("shop"),
            *_TABS[tab],
            *([_IN_CATEGORY] if in_category else []),
            or_(
                func.lower(GOODS.c.name).like(bindparam("pattern"), escape="\\"),
                func.lower(GOODS.c.goods_no).like(bindparam("pattern"), escape="\\"),
            ),
            past,
        )
        .order_by(*order)
        .limit(bindparam("most"))
    )


LISTS = {key: _list(*key) for key in product(GoodsTab, GoodsSort, (False, True))}
COUNTS = select(
    *(
        func.coalesce(func.sum(case((and_(*conditions), 1), else_=0)), 0).label(tab)
        for tab, conditions in _TABS.items()
    )
).where(GOODS.c.shop_id == bindparam("shop"))


def goods_list(
    read: ReadScope,
    tab: GoodsTab,
    sort: GoodsSort,
    *,
    words: str | None,
    category_id: str | None,
    cursor: str | None,
    limit: int,
) -> Page[GoodsRow]:
    """One statement. `words` are looked for in name and number, whatever the case; `category_id` includes
    what is below.
    """
    keys = decode_cursor(cursor, int, str)
    falling = _SORTS[sort][1]
    start = (_MOST_NUMBER, _END) if falling else (-1, "")
    after_key, after_id = keys or start
    bound: dict[str, Any] = {"pattern": _pattern(words), "after_id": after_id, "most": limit + 1}
    if category_id:
        bound["category"] = category_id
    if _SORTS[sort][0] is not None:
        bound["after_key"] = after_key
    rows = read.rows(LISTS[tab, sort, bool(category_id)], **bound)
    return cut_page(rows, limit, _row, lambda row: encode_cursor(_key(row, sort), row.id))


def goods_counts(read: ReadScope) -> GoodsCounts:
    """Goods by tab; reads every goods of the shop: run it as a report."""
    row = read.row(COUNTS)
    found = {} if row is None else dict(row._mapping)
    return GoodsCounts(**{tab.value: int(found.get(tab.value, 0)) for tab in GoodsTab})


def journal_page(read: ReadScope, goods_id: GoodsId, cursor: str | None, limit: int) -> Page[JournalRow]:
    """The goods' stock journal, newest first; refuses `not_found`."""
    texts = dict(goods_skus(read, goods_id))
    keys = decode_cursor(cursor, str)
    rows = read.rows(
        repository.JOURNAL_PAGE, wanted=goods_id, before_id=keys[0] if keys else _END, most=limit + 1
    )

    def view(row: Any) -> JournalRow:
        return JournalRow(
            sku_id=row.sku_id,
            spec_text=texts.get(SkuId(row.sku_id), ""),
            delta=row.delta,
            available_after=row.available_after,
            reason=row.reason,
            actor=row.actor,
            at=row.at,
        )

    return cut_page(rows, limit, view, lambda row: encode_cursor(row.id))


def _row(row: Any) -> GoodsRow:
    return GoodsRow(
        id=row.id,
        goods_no=row.goods_no,
        name=row.name,
        price_fen=row.price_fen,
        max_price_fen=row.max_price_fen,
        stock=int(row.units),
        sold=row.sold,
        status=row.status,
        updated_at=row.updated_at,
        cover_url=media_url(row.cover_thumb) if row.cover_thumb else None,
        category_name=row.category_name,
    )


def _key(row: Any, sort: GoodsSort) -> int:
    return int(row.sold if sort is GoodsSort.SALES else row.price_fen)


def _pattern(words: str | None) -> str:
    """A LIKE pattern that finds `words` as they are: the wild cards in them are ordinary characters."""
    text = (words or "").strip().lower()
    for special in ("\\", "%", "_"):
        text = text.replace(special, "\\" + special)
    return f"%{text}%"
