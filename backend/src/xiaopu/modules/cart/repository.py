"""Statements of the cart."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.cart.domain import MOST_UNITS
from xiaopu.modules.cart.tables import CART_LINES

_SHOP: BindParameter[str] = bindparam("shop")
_MORE: BindParameter[int] = bindparam("more")
_ROW = ("id", "member_id", "sku_id", "quantity", "checked", "created_at", "updated_at")
_KEY = ["shop_id", "member_id", "sku_id"]


def _insert(make: Any) -> Any:
    return make(CART_LINES).values(shop_id=_SHOP, **{name: bindparam(name) for name in _ROW})


_MAKERS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))

# The cap is part of the upsert: of parallel additions only as many pass as the line has room for.
ADD = {
    dialect: (statement := _insert(make)).on_conflict_do_update(
        index_elements=_KEY,
        set_={
            "quantity": CART_LINES.c.quantity + _MORE,
            "checked": statement.excluded.checked,
            "updated_at": statement.excluded.updated_at,
        },
        where=CART_LINES.c.quantity + _MORE <= MOST_UNITS,
    )
    for dialect, make in _MAKERS
}
# The greater of two numbers: merging again changes nothing.
RAISE = {
    dialect: (statement := _insert(make)).on_conflict_do_update(
        index_elements=_KEY,
        set_={
            "quantity": case(
                (CART_LINES.c.quantity >= statement.excluded.quantity, CART_LINES.c.quantity),
                else_=statement.excluded.quantity,
            ),
            "updated_at": statement.excluded.updated_at,
        },
    )
    for dialect, make in _MAKERS
}

_MINE = (CART_LINES.c.shop_id == _SHOP, CART_LINES.c.member_id == bindparam("mine"))
_ONE = (*_MINE, CART_LINES.c.id == bindparam("wanted"))
LINES = select(CART_LINES).where(*_MINE).order_by(CART_LINES.c.id.desc()).limit(200)
LINE = select(CART_LINES).where(*_ONE)
QUANTITY = select(CART_LINES.c.quantity).where(*_MINE, CART_LINES.c.sku_id == bindparam("wanted"))
COUNT = select(func.count()).select_from(CART_LINES).where(*_MINE)
SET_QUANTITY = (
    update(CART_LINES).where(*_ONE).values(quantity=bindparam("new_quantity"), updated_at=bindparam("now"))
)
SET_CHECKED = update(CART_LINES).where(*_ONE).values(checked=bindparam("new_checked"))
CHECK_ALL = update(CART_LINES).where(*_MINE).values(checked=bindparam("new_checked"))
DROP = delete(CART_LINES).where(*_ONE)
TAKE_OUT = delete(CART_LINES).where(*_MINE, CART_LINES.c.sku_id.in_(bindparam("wanted", expanding=True)))
CLEAR = delete(CART_LINES).where(*_MINE)
