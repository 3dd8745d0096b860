"""Statements of shipping."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.infra.database.types import Instant
from xiaopu.modules.catalog.tables import GOODS
from xiaopu.modules.shipping.tables import FREIGHT_TEMPLATES, WECHAT_SHIPPING

_MAKERS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
_SHOP: BindParameter[str] = bindparam("shop")

FORM = ("name", "free_over_fen", "first_count", "first_fen", "next_count", "next_fen")


def _row(*names: str) -> dict[str, Any]:
    return {"shop_id": _SHOP} | {name: bindparam(name) for name in names}


_HERE = FREIGHT_TEMPLATES.c.shop_id == _SHOP
_ONE = (_HERE, FREIGHT_TEMPLATES.c.id == bindparam("wanted"))

TEMPLATES = (
    select(FREIGHT_TEMPLATES)
    .where(_HERE)
    .order_by(FREIGHT_TEMPLATES.c.is_default.desc(), FREIGHT_TEMPLATES.c.created_at, FREIGHT_TEMPLATES.c.id)
    .limit(200)
)
TEMPLATE = select(FREIGHT_TEMPLATES).where(*_ONE)
NAME_OWNER = select(FREIGHT_TEMPLATES.c.id).where(_HERE, FREIGHT_TEMPLATES.c.name == bindparam("wanted"))
ADD_TEMPLATE = {
    dialect: make(FREIGHT_TEMPLATES)
    .values(**_row("id", *FORM, "is_default", "created_at", "updated_at"))
    .on_conflict_do_nothing(index_elements=["shop_id", "name"])
    for dialect, make in _MAKERS
}
SET_TEMPLATE = (
    update(FREIGHT_TEMPLATES)
    .where(*_ONE)
    .values(updated_at=bindparam("now"), **{name: bindparam(f"new_{name}") for name in FORM})
)
NO_DEFAULT = (
    update(FREIGHT_TEMPLATES)
    .where(_HERE, FREIGHT_TEMPLATES.c.is_default == bindparam("on"))
    .values(is_default=bindparam("off"))
)
SET_DEFAULT = update(FREIGHT_TEMPLATES).where(*_ONE).values(is_default=bindparam("on"))
DROP_TEMPLATE = delete(FREIGHT_TEMPLATES).where(*_ONE, FREIGHT_TEMPLATES.c.is_default == bindparam("off"))
GOODS_USING = (
    select(func.count())
    .select_from(GOODS)
    .where(
        GOODS.c.shop_id == _SHOP,
        GOODS.c.freight_template_id == bindparam("wanted"),
        GOODS.c.status != "deleted",
    )
)
LOST_TEMPLATES = (
    select(GOODS.c.id)
    .outerjoin(
        FREIGHT_TEMPLATES,
        (FREIGHT_TEMPLATES.c.shop_id == GOODS.c.shop_id)
        & (FREIGHT_TEMPLATES.c.id == GOODS.c.freight_template_id),
    )
    .where(
        GOODS.c.shop_id == _SHOP,
        GOODS.c.id.in_(bindparam("wanted", expanding=True)),
        GOODS.c.freight_template_id.is_not(None),
        GOODS.c.status != "deleted",
        FREIGHT_TEMPLATES.c.id.is_(None),
    )
    .limit(1)
)

PUT_UPLOAD = {
    dialect: (
        statement := make(WECHAT_SHIPPING).values(**_row("shipment_id", "order_id", "status", "error", "at"))
    ).on_conflict_do_update(
        index_elements=["shop_id", "shipment_id"],
        set_={name: statement.excluded[name] for name in ("status", "error", "at")},
        # What WeChat has, it has: a late retry never turns it back.
        where=WECHAT_SHIPPING.c.status != "uploaded",
    )
    for dialect, make in _MAKERS
}
NOTE_SETTLEMENT = (
    update(WECHAT_SHIPPING)
    .where(WECHAT_SHIPPING.c.shop_id == _SHOP, WECHAT_SHIPPING.c.order_id == bindparam("wanted"))
    .values(
        {
            column: func.coalesce(bindparam(f"new_{column.name}", type_=Instant()), column)
            for column in (
                WECHAT_SHIPPING.c.settles_at,
                WECHAT_SHIPPING.c.received_at,
                WECHAT_SHIPPING.c.settled_at,
            )
        }
    )
)
UPLOADS_OF = (
    select(WECHAT_SHIPPING)
    .where(WECHAT_SHIPPING.c.shop_id == _SHOP, WECHAT_SHIPPING.c.order_id == bindparam("wanted"))
    .order_by(WECHAT_SHIPPING.c.shipment_id)
    .limit(100)
)
DROP_UPLOAD = delete(WECHAT_SHIPPING).where(
    WECHAT_SHIPPING.c.shop_id == _SHOP,
    WECHAT_SHIPPING.c.shipment_id == bindparam("wanted"),
    WECHAT_SHIPPING.c.status != "uploaded",
)
