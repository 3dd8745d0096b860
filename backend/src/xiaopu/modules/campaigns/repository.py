"""Statements of promotion. Numbers are read by `queries`."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.infra.database.types import Instant
from xiaopu.modules.campaigns.tables import CAMPAIGN_CODES, CAMPAIGN_COSTS, CAMPAIGNS, SHARE_PICTURES, TOUCHES

_MAKERS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
_SHOP: BindParameter[str] = bindparam("shop")


def _row(*names: str) -> dict[str, Any]:
    return {"shop_id": bindparam("shop")} | {name: bindparam(name) for name in names}


_CAMPAIGN_HERE = CAMPAIGNS.c.shop_id == _SHOP
ADD_CAMPAIGN = insert(CAMPAIGNS).values(**_row("id", "short", "name", "kind", "note", "created_at"))
CAMPAIGN = select(CAMPAIGNS).where(_CAMPAIGN_HERE, CAMPAIGNS.c.id == bindparam("wanted"))
BY_SHORT = select(CAMPAIGNS.c.id).where(_CAMPAIGN_HERE, CAMPAIGNS.c.short == bindparam("wanted"))
ALL_CAMPAIGNS = select(CAMPAIGNS).where(_CAMPAIGN_HERE).order_by(CAMPAIGNS.c.id.desc()).limit(1000)
COUNT_OPEN = (
    select(func.count()).select_from(CAMPAIGNS).where(_CAMPAIGN_HERE, CAMPAIGNS.c.archived_at.is_(None))
)
SET_CAMPAIGN = (
    update(CAMPAIGNS)
    .where(_CAMPAIGN_HERE, CAMPAIGNS.c.id == bindparam("wanted"))
    .values(
        name=bindparam("new_name"),
        kind=bindparam("new_kind"),
        note=bindparam("new_note"),
        archived_at=bindparam("new_archived_at"),
    )
)

_COST_HERE = CAMPAIGN_COSTS.c.shop_id == _SHOP
ADD_COST = insert(CAMPAIGN_COSTS).values(
    **_row("id", "campaign_id", "day", "amount_fen", "note", "created_at")
)
COSTS_OF = (
    select(CAMPAIGN_COSTS)
    .where(_COST_HERE, CAMPAIGN_COSTS.c.campaign_id == bindparam("wanted"))
    .order_by(CAMPAIGN_COSTS.c.day.desc(), CAMPAIGN_COSTS.c.id.desc())
    .limit(500)
)
COUNT_COSTS = (
    select(func.count())
    .select_from(CAMPAIGN_COSTS)
    .where(_COST_HERE, CAMPAIGN_COSTS.c.campaign_id == bindparam("wanted"))
)
DROP_COST = delete(CAMPAIGN_COSTS).where(
    _COST_HERE, CAMPAIGN_COSTS.c.campaign_id == bindparam("wanted"), CAMPAIGN_COSTS.c.id == bindparam("cost")
)

_CODE_HERE = CAMPAIGN_CODES.c.shop_id == _SHOP
_CODE = (
    "id",
    "owner",
    "medium",
    "target",
    "trial",
    "appid",
    "link",
    "picture",
    "made_at",
    "expires_at",
)
ADD_CODE = {
    dialect: make(CAMPAIGN_CODES).values(**_row(*_CODE)).on_conflict_do_nothing() for dialect, make in _MAKERS
}
CODE = select(CAMPAIGN_CODES).where(
    _CODE_HERE,
    CAMPAIGN_CODES.c.owner == bindparam("wanted_owner"),
    CAMPAIGN_CODES.c.medium == bindparam("wanted_medium"),
    CAMPAIGN_CODES.c.target == bindparam("wanted_target"),
    CAMPAIGN_CODES.c.trial == bindparam("wanted_trial"),
)
DROP_CODE = delete(CAMPAIGN_CODES).where(_CODE_HERE, CAMPAIGN_CODES.c.id == bindparam("wanted"))
CODES_OF = (
    select(CAMPAIGN_CODES)
    .where(_CODE_HERE, CAMPAIGN_CODES.c.owner == bindparam("wanted"))
    .order_by(CAMPAIGN_CODES.c.id.desc())
    .limit(500)
)

_TOUCH_HERE = TOUCHES.c.shop_id == _SHOP
ADD_TOUCH = {
    dialect: make(TOUCHES)
    .values(**_row("id", "visitor", "campaign_id", "hour", "at", "last_at", "until_at", "member_id"))
    .on_conflict_do_nothing()
    for dialect, make in _MAKERS
}
# The row's moment moves only when another campaign came between: what was bought since stays with it.
_OTHERS = TOUCHES.alias("others")
_BETWEEN = (
    select(_OTHERS.c.id)
    .where(
        _OTHERS.c.shop_id == TOUCHES.c.shop_id,
        _OTHERS.c.visitor == TOUCHES.c.visitor,
        _OTHERS.c.last_at > TOUCHES.c.last_at,
    )
    .correlate(TOUCHES)
    .exists()
)
TOUCH_AGAIN = (
    update(TOUCHES)
    .where(
        _TOUCH_HERE,
        TOUCHES.c.visitor == bindparam("who"),
        TOUCHES.c.campaign_id == bindparam("wanted"),
        TOUCHES.c.hour == bindparam("wanted_hour"),
        TOUCHES.c.until_at < bindparam("until"),
    )
    .values(
        last_at=case((_BETWEEN, bindparam("now", type_=Instant())), else_=TOUCHES.c.last_at),
        until_at=bindparam("until"),
    )
)
# A visitor turned out to be this member; what another member did on the same device stays theirs.
CLAIM = (
    update(TOUCHES)
    .where(_TOUCH_HERE, TOUCHES.c.visitor == bindparam("who"), TOUCHES.c.member_id.is_(None))
    .values(member_id=bindparam("mine"))
)
MOVE_MEMBER = (
    update(TOUCHES)
    .where(_TOUCH_HERE, TOUCHES.c.member_id == bindparam("gone"))
    .values(member_id=bindparam("kept"))
)
VISITORS_OF = (
    select(TOUCHES.c.visitor)
    .where(_TOUCH_HERE, TOUCHES.c.member_id == bindparam("gone"))
    .distinct()
    .limit(1000)
)
RENAME_VISITOR = (
    update(TOUCHES)
    .where(_TOUCH_HERE, TOUCHES.c.member_id == bindparam("gone"), TOUCHES.c.visitor == bindparam("who"))
    .values(visitor=bindparam("nobody"))
)

_SHARED = (
    SHARE_PICTURES.c.shop_id == _SHOP,
    SHARE_PICTURES.c.goods_id == bindparam("wanted_goods"),
    SHARE_PICTURES.c.kind == bindparam("wanted_kind"),
    SHARE_PICTURES.c.owner == bindparam("wanted_owner"),
)
SHARE_PICTURE = select(SHARE_PICTURES).where(*_SHARED)
DROP_SHARE_PICTURE = delete(SHARE_PICTURES).where(*_SHARED)
ADD_SHARE_PICTURE = {
    dialect: make(SHARE_PICTURES)
    .values(**_row("goods_id", "kind", "owner", "digest", "picture", "made_at"))
    .on_conflict_do_nothing()
    for dialect, make in _MAKERS
}
