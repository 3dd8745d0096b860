"""Statements over stock: every movement is one conditional UPDATE, zero rows are a refusal."""

from sqlalchemy import BindParameter, bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.inventory.tables import STOCK, STOCK_JOURNAL

_MINE = STOCK.c.shop_id == bindparam("shop")
_ONE = (_MINE, STOCK.c.sku_id == bindparam("wanted"))
_UNITS: BindParameter[int] = bindparam("units")
_AFTER = (STOCK.c.on_hand, STOCK.c.goods_id)

RESERVE = (
    update(STOCK)
    .where(*_ONE, STOCK.c.on_hand >= _UNITS)
    .values(on_hand=STOCK.c.on_hand - _UNITS, reserved=STOCK.c.reserved + _UNITS)
    .returning(*_AFTER)
)
RELEASE = (
    update(STOCK)
    .where(*_ONE, STOCK.c.reserved >= _UNITS)
    .values(on_hand=STOCK.c.on_hand + _UNITS, reserved=STOCK.c.reserved - _UNITS)
    .returning(*_AFTER)
)
SELL = (
    update(STOCK)
    .where(*_ONE, STOCK.c.reserved >= _UNITS)
    .values(reserved=STOCK.c.reserved - _UNITS, sold=STOCK.c.sold + _UNITS)
    .returning(*_AFTER)
)
# Both signs: a restock adds, a write-off takes away; `received` follows, so that conservation holds.
CHANGE = (
    update(STOCK)
    .where(*_ONE, STOCK.c.on_hand + _UNITS >= 0, STOCK.c.on_hand + _UNITS <= bindparam("most"))
    .values(on_hand=STOCK.c.on_hand + _UNITS, received=STOCK.c.received + _UNITS)
    .returning(*_AFTER)
)
LAY = {
    dialect: make(STOCK)
    .values(
        shop_id=bindparam("shop"),
        sku_id=bindparam("sku_id"),
        goods_id=bindparam("goods_id"),
        on_hand=bindparam("on_hand"),
        reserved=0,
        sold=0,
        received=bindparam("received"),
    )
    .on_conflict_do_nothing(index_elements=["shop_id", "sku_id"])
    for dialect, make in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}
# Locked, so that the difference to a count is taken from what stands when it is applied.
LOCKED = select(STOCK.c.on_hand).where(*_ONE).with_for_update()
LEVELS = select(STOCK.c.sku_id, STOCK.c.on_hand, STOCK.c.reserved, STOCK.c.sold, STOCK.c.received).where(
    _MINE, STOCK.c.sku_id.in_(bindparam("wanted", expanding=True))
)
LEVELS_OF_GOODS = (
    select(STOCK.c.goods_id, STOCK.c.sku_id, STOCK.c.on_hand)
    .where(_MINE, STOCK.c.goods_id.in_(bindparam("wanted", expanding=True)))
    .order_by(STOCK.c.goods_id, STOCK.c.sku_id)
)
_JOURNAL = ("id", "sku_id", "goods_id", "kind", "delta", "available_after", "reason", "actor", "at")
NOTE = insert(STOCK_JOURNAL).values(shop_id=bindparam("shop"), **{name: bindparam(name) for name in _JOURNAL})
JOURNAL_PAGE = (
    select(STOCK_JOURNAL)
    .where(
        STOCK_JOURNAL.c.shop_id == bindparam("shop"),
        STOCK_JOURNAL.c.goods_id == bindparam("wanted"),
        STOCK_JOURNAL.c.id < bindparam("before_id"),
    )
    .order_by(STOCK_JOURNAL.c.id.desc())
    .limit(bindparam("most"))
)
