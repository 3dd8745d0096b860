"""Statements of platform."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.platform.tables import (
    COMPONENT_PUSHES,
    COMPONENT_TICKETS,
    GRANT_STATES,
    REGISTRATION_CLAIMS,
    WEAPP_GRANTS,
    WEAPP_OWNERS,
    WEAPP_REGISTRATIONS,
    WECHAT_PUSHES,
    WECHAT_TOKENS,
)

_SHOP: BindParameter[str] = bindparam("shop")
_MAKERS: tuple[tuple[str, Any], ...] = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))


def _named(*names: str) -> dict[str, Any]:
    return {name: bindparam(name) for name in names}


_PUSH_ROW = ("dedup_key", "kind", "event", "content_sealed", "at")
ADD_PUSH = {
    dialect: make(WECHAT_PUSHES)
    .values(shop_id=_SHOP, **_named(*_PUSH_ROW))
    .on_conflict_do_nothing(index_elements=["shop_id", "dedup_key"])
    for dialect, make in _MAKERS
}
PUSH_CONTENT = select(WECHAT_PUSHES.c.content_sealed).where(
    WECHAT_PUSHES.c.shop_id == _SHOP, WECHAT_PUSHES.c.dedup_key == bindparam("wanted")
)
ADD_OPERATOR_PUSH = {
    dialect: make(COMPONENT_PUSHES)
    .values(**_named("dedup_key", "appid", "event", "content_sealed", "at"))
    .on_conflict_do_nothing(index_elements=["dedup_key", "appid"])
    for dialect, make in _MAKERS
}


def _keep_ticket(make: Any) -> Any:
    """A ticket that was pushed before the kept one changes nothing."""
    row = make(COMPONENT_TICKETS).values(**_named("component", "ticket_sealed", "pushed_at", "at"))
    return row.on_conflict_do_update(
        index_elements=["component"],
        set_={name: row.excluded[name] for name in ("ticket_sealed", "pushed_at", "at")},
        where=COMPONENT_TICKETS.c.pushed_at <= row.excluded.pushed_at,
    )


KEEP_TICKET = {dialect: _keep_ticket(make) for dialect, make in _MAKERS}
TICKET = select(COMPONENT_TICKETS.c.ticket_sealed, COMPONENT_TICKETS.c.at).where(
    COMPONENT_TICKETS.c.component == bindparam("wanted")
)

TOKEN = select(WECHAT_TOKENS.c.token_sealed, WECHAT_TOKENS.c.expires_at).where(
    WECHAT_TOKENS.c.name == bindparam("wanted")
)


def _save_token(make: Any) -> Any:
    row = make(WECHAT_TOKENS).values(**_named("name", "token_sealed", "expires_at"))
    return row.on_conflict_do_update(
        index_elements=["name"],
        set_={name: row.excluded[name] for name in ("token_sealed", "expires_at")},
    )


def _lease_token(make: Any) -> Any:
    """Matches a row only when nobody else holds the lease."""
    row = make(WECHAT_TOKENS).values(**_named("name", "leased_by", "leased_until"))
    return row.on_conflict_do_update(
        index_elements=["name"],
        set_={name: row.excluded[name] for name in ("leased_by", "leased_until")},
        where=or_(WECHAT_TOKENS.c.leased_until.is_(None), WECHAT_TOKENS.c.leased_until < bindparam("now")),
    )


SAVE_TOKEN = {dialect: _save_token(make) for dialect, make in _MAKERS}
LEASE_TOKEN = {dialect: _lease_token(make) for dialect, make in _MAKERS}
LEAVE_TOKEN = (
    update(WECHAT_TOKENS)
    .where(WECHAT_TOKENS.c.name == bindparam("wanted"), WECHAT_TOKENS.c.leased_by == bindparam("mine"))
    .values(leased_by=None, leased_until=None)
)
DROP_TOKEN = delete(WECHAT_TOKENS).where(WECHAT_TOKENS.c.name == bindparam("wanted"))

OWNER = select(WEAPP_OWNERS.c.shop_id, WEAPP_OWNERS.c.revoked).where(
    WEAPP_OWNERS.c.appid == bindparam("wanted")
)


def _claim_weapp(make: Any) -> Any:
    """Matches a row unless another shop holds the mini program."""
    row = make(WEAPP_OWNERS).values(
        appid=bindparam("appid"), shop_id=bindparam("claimant"), revoked=False, at=bindparam("at")
    )
    return row.on_conflict_do_update(
        index_elements=["appid"],
        set_={name: row.excluded[name] for name in ("shop_id", "revoked", "at")},
        where=or_(WEAPP_OWNERS.c.shop_id == row.excluded.shop_id, WEAPP_OWNERS.c.revoked),
    )


CLAIM_WEAPP = {dialect: _claim_weapp(make) for dialect, make in _MAKERS}
LET_GO_WEAPP = (
    update(WEAPP_OWNERS)
    .where(WEAPP_OWNERS.c.appid == bindparam("wanted"), WEAPP_OWNERS.c.shop_id == bindparam("claimant"))
    .values(revoked=True, at=bindparam("now"))
)

ADD_STATE = insert(GRANT_STATES).values(
    digest=bindparam("digest"),
    shop_id=bindparam("claimant"),
    merchant_id=bindparam("merchant_id"),
    created_at=bindparam("created_at"),
)
USE_STATE = (
    update(GRANT_STATES)
    .where(
        GRANT_STATES.c.digest == bindparam("wanted"),
        GRANT_STATES.c.merchant_id == bindparam("whose"),
        GRANT_STATES.c.used_at.is_(None),
        GRANT_STATES.c.created_at > bindparam("oldest"),
    )
    .values(used_at=bindparam("now"))
    .returning(GRANT_STATES.c.shop_id)
)

GRANT_ROW = (
    "appid",
    "status",
    "source",
    "refresh_token_sealed",
    "rights",
    "user_name",
    "nick_name",
    "principal_name",
    "granted_at",
    "checked_at",
    "revoked_at",
)


def _put_grant(make: Any) -> Any:
    row = make(WEAPP_GRANTS).values(shop_id=_SHOP, **_named(*GRANT_ROW))
    return row.on_conflict_do_update(
        index_elements=["shop_id", "appid"],
        set_={name: row.excluded[name] for name in GRANT_ROW[1:]},
    )


PUT_GRANT = {dialect: _put_grant(make) for dialect, make in _MAKERS}
GRANT = select(WEAPP_GRANTS).where(
    WEAPP_GRANTS.c.shop_id == _SHOP, WEAPP_GRANTS.c.appid == bindparam("wanted")
)
REVOKE_GRANT = (
    update(WEAPP_GRANTS)
    .where(
        WEAPP_GRANTS.c.shop_id == _SHOP,
        WEAPP_GRANTS.c.appid == bindparam("wanted"),
        WEAPP_GRANTS.c.status == "live",
    )
    .values(status="revoked", refresh_token_sealed=None, revoked_at=bindparam("now"))
)
DROP_GRANT = delete(WEAPP_GRANTS).where(
    WEAPP_GRANTS.c.shop_id == _SHOP, WEAPP_GRANTS.c.appid == bindparam("wanted")
)
DROP_OWNER = delete(WEAPP_OWNERS).where(
    WEAPP_OWNERS.c.appid == bindparam("wanted"), WEAPP_OWNERS.c.shop_id == bindparam("claimant")
)
KEEP_REFRESH_TOKEN = (
    update(WEAPP_GRANTS)
    .where(
        WEAPP_GRANTS.c.shop_id == _SHOP,
        WEAPP_GRANTS.c.appid == bindparam("wanted"),
        WEAPP_GRANTS.c.status == "live",
    )
    .values(refresh_token_sealed=bindparam("sealed"))
)

ADD_REGISTRATION = insert(WEAPP_REGISTRATIONS).values(
    shop_id=_SHOP,
    **_named("id", "kind", "state", "facts_sealed", "fingerprint", "created_at", "updated_at", "expires_at"),
)
REGISTRATION = select(WEAPP_REGISTRATIONS).where(
    WEAPP_REGISTRATIONS.c.shop_id == _SHOP, WEAPP_REGISTRATIONS.c.id == bindparam("wanted")
)
NEWEST_REGISTRATION = (
    select(WEAPP_REGISTRATIONS)
    .where(WEAPP_REGISTRATIONS.c.shop_id == _SHOP)
    .order_by(WEAPP_REGISTRATIONS.c.id.desc())
    .limit(1)
)
MOVE_REGISTRATION = (
    update(WEAPP_REGISTRATIONS)
    .where(
        WEAPP_REGISTRATIONS.c.shop_id == _SHOP,
        WEAPP_REGISTRATIONS.c.id == bindparam("wanted"),
        WEAPP_REGISTRATIONS.c.state.in_(bindparam("before", expanding=True)),
    )
    .values(
        state=bindparam("after"),
        code=bindparam("new_code"),
        appid=bindparam("new_appid"),
        auth_code_sealed=bindparam("new_auth_code"),
        updated_at=bindparam("now"),
    )
)
OVERDUE_ACROSS_SHOPS = (
    select(WEAPP_REGISTRATIONS.c.shop_id, WEAPP_REGISTRATIONS.c.id)
    .where(
        WEAPP_REGISTRATIONS.c.state.in_(("sending", "waiting")),
        WEAPP_REGISTRATIONS.c.expires_at < bindparam("now"),
    )
    .order_by(WEAPP_REGISTRATIONS.c.expires_at)
    .limit(200)
)

CLAIM = select(
    REGISTRATION_CLAIMS.c.shop_id, REGISTRATION_CLAIMS.c.registration_id, REGISTRATION_CLAIMS.c.open_until
).where(REGISTRATION_CLAIMS.c.fingerprint == bindparam("wanted"))


def _claim_registration(make: Any) -> Any:
    """Matches a row unless the same registration is under way."""
    row = make(REGISTRATION_CLAIMS).values(
        fingerprint=bindparam("fingerprint"),
        shop_id=bindparam("claimant"),
        registration_id=bindparam("registration_id"),
        open_until=bindparam("open_until"),
    )
    return row.on_conflict_do_update(
        index_elements=["fingerprint"],
        set_={name: row.excluded[name] for name in ("shop_id", "registration_id", "open_until")},
        where=REGISTRATION_CLAIMS.c.open_until <= bindparam("now"),
    )


CLAIM_REGISTRATION = {dialect: _claim_registration(make) for dialect, make in _MAKERS}
# The row stays, so that what WeChat says late still finds its shop.
END_CLAIM = (
    update(REGISTRATION_CLAIMS)
    .where(
        REGISTRATION_CLAIMS.c.fingerprint == bindparam("wanted"),
        REGISTRATION_CLAIMS.c.registration_id == bindparam("whose"),
    )
    .values(open_until=bindparam("now"))
)
