"""Statements of notices."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.notices.tables import SUBSCRIPTIONS
from xiaopu.modules.payments.tables import PAYMENTS

_SHOP: BindParameter[str] = bindparam("shop")
_ROW = ("member_id", "template_id", "last_answer", "accepted", "rejected", "at")


def _put(make: Any) -> Any:
    row = make(SUBSCRIPTIONS).values(shop_id=_SHOP, **{name: bindparam(name) for name in _ROW})
    return row.on_conflict_do_update(
        index_elements=["shop_id", "member_id", "template_id"],
        set_={
            "last_answer": row.excluded.last_answer,
            "accepted": SUBSCRIPTIONS.c.accepted + row.excluded.accepted,
            "rejected": SUBSCRIPTIONS.c.rejected + row.excluded.rejected,
            "at": row.excluded.at,
        },
    )


PUT = {"sqlite": _put(sqlite_insert), "postgresql": _put(postgres_insert)}
OF_MEMBER = (
    select(SUBSCRIPTIONS)
    .where(SUBSCRIPTIONS.c.shop_id == _SHOP, SUBSCRIPTIONS.c.member_id == bindparam("mine"))
    .order_by(SUBSCRIPTIONS.c.template_id)
    .limit(100)
)
DROP = delete(SUBSCRIPTIONS).where(
    SUBSCRIPTIONS.c.shop_id == _SHOP, SUBSCRIPTIONS.c.member_id == bindparam("mine")
)

ORDER_PAID_BY = select(PAYMENTS.c.payable_id).where(
    PAYMENTS.c.shop_id == _SHOP,
    PAYMENTS.c.transaction_id == bindparam("wanted"),
    PAYMENTS.c.payable_kind == "order",
)
