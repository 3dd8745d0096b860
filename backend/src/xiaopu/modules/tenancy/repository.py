"""Statements and row loads of tenancy."""

from sqlalchemy import and_, bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.tenancy.tables import (
    AUDIT_LOG,
    CHANNELS,
    MEMBERSHIPS,
    MERCHANT_LINKS,
    MERCHANTS,
    SESSIONS,
    SHOP_SLUGS,
    SHOPS,
    STAFF_INVITATIONS,
)

_UPSERTS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))

ADD_MERCHANT = {
    dialect: make(MERCHANTS)
    .values(
        id=bindparam("id"),
        email_index=bindparam("email_index"),
        email_sealed=bindparam("email_sealed"),
        password_hash=bindparam("password_hash"),
        created_at=bindparam("created_at"),
    )
    .on_conflict_do_nothing(index_elements=["email_index"])
    for dialect, make in _UPSERTS
}
MERCHANT_BY_EMAIL = select(MERCHANTS).where(MERCHANTS.c.email_index == bindparam("wanted"))
MERCHANT_BY_ID = select(MERCHANTS).where(MERCHANTS.c.id == bindparam("wanted"))
MARK_VERIFIED = (
    update(MERCHANTS)
    .where(MERCHANTS.c.id == bindparam("wanted"), MERCHANTS.c.verified_at.is_(None))
    .values(verified_at=bindparam("now"))
)
SET_PASSWORD = (
    update(MERCHANTS).where(MERCHANTS.c.id == bindparam("wanted")).values(password_hash=bindparam("new_hash"))
)
SET_FIRST_PASSWORD = SET_PASSWORD.where(MERCHANTS.c.verified_at.is_(None))

ADD_LINK = insert(MERCHANT_LINKS).values(
    digest=bindparam("digest"),
    merchant_id=bindparam("merchant_id"),
    purpose=bindparam("purpose"),
    expires_at=bindparam("expires_at"),
)
USE_LINK = (
    update(MERCHANT_LINKS)
    .where(
        MERCHANT_LINKS.c.digest == bindparam("wanted"),
        MERCHANT_LINKS.c.purpose == bindparam("wanted_purpose"),
        MERCHANT_LINKS.c.used_at.is_(None),
        MERCHANT_LINKS.c.expires_at > bindparam("now"),
    )
    .values(used_at=bindparam("now"))
    .returning(MERCHANT_LINKS.c.merchant_id)
)
END_LINKS_OF = delete(MERCHANT_LINKS).where(MERCHANT_LINKS.c.merchant_id == bindparam("wanted"))

ADD_SESSION = insert(SESSIONS).values(
    **{
        name: bindparam(name)
        for name in ("digest", "merchant_id", "csrf", "created_at", "expires_at", "agent")
    }
)
LIVE_SESSION = select(SESSIONS.c.merchant_id, SESSIONS.c.csrf).where(
    SESSIONS.c.digest == bindparam("wanted"), SESSIONS.c.expires_at > bindparam("now")
)
END_SESSION = delete(SESSIONS).where(SESSIONS.c.digest == bindparam("wanted"))
END_SESSIONS_OF = delete(SESSIONS).where(SESSIONS.c.merchant_id == bindparam("wanted"))

TAKE_SLUG = {
    dialect: make(SHOP_SLUGS)
    .values(slug=bindparam("slug"), shop_id=bindparam("new_shop"))
    .on_conflict_do_nothing(index_elements=["slug"])
    for dialect, make in _UPSERTS
}
SHOP_BY_SLUG = select(SHOP_SLUGS.c.shop_id).where(SHOP_SLUGS.c.slug == bindparam("wanted"))
ADD_MEMBERSHIP = insert(MEMBERSHIPS).values(
    merchant_id=bindparam("merchant_id"),
    shop_id=bindparam("new_shop"),
    role=bindparam("role"),
    created_at=bindparam("created_at"),
)
ROLE_OF = select(MEMBERSHIPS.c.role).where(
    MEMBERSHIPS.c.merchant_id == bindparam("wanted"), MEMBERSHIPS.c.shop_id == bindparam("wanted_shop")
)
SHOPS_OF = (
    select(MEMBERSHIPS.c.shop_id, MEMBERSHIPS.c.role)
    .where(MEMBERSHIPS.c.merchant_id == bindparam("wanted"))
    .order_by(MEMBERSHIPS.c.created_at, MEMBERSHIPS.c.shop_id)
)
STAFF_OF = (
    select(MEMBERSHIPS.c.merchant_id, MEMBERSHIPS.c.role, MERCHANTS.c.email_sealed, MERCHANTS.c.verified_at)
    .join(MERCHANTS, MERCHANTS.c.id == MEMBERSHIPS.c.merchant_id)
    .where(MEMBERSHIPS.c.shop_id == bindparam("wanted_shop"))
    .order_by(MEMBERSHIPS.c.created_at)
    .limit(200)
)

# Whatever changes who works in a shop waits here for the others that do.
STAFF_TO_CHANGE = (
    select(MEMBERSHIPS.c.merchant_id, MEMBERSHIPS.c.role)
    .where(MEMBERSHIPS.c.shop_id == bindparam("wanted_shop"))
    .order_by(MEMBERSHIPS.c.merchant_id)
    .limit(200)
    .with_for_update()
)
_MEMBERSHIP = (
    MEMBERSHIPS.c.merchant_id == bindparam("wanted"),
    MEMBERSHIPS.c.shop_id == bindparam("wanted_shop"),
)
SET_ROLE = update(MEMBERSHIPS).where(*_MEMBERSHIP).values(role=bindparam("new_role"))
DROP_MEMBERSHIP = delete(MEMBERSHIPS).where(*_MEMBERSHIP)

_INVITED = ("email_index", "email_sealed", "role", "created_at", "expires_at")
PUT_INVITATION = {
    dialect: (
        statement := make(STAFF_INVITATIONS).values(
            shop_id=bindparam("shop"),
            id=bindparam("id"),
            digest=None,
            **{name: bindparam(name) for name in _INVITED},
        )
    )
    .on_conflict_do_update(
        index_elements=["shop_id", "email_index"],
        set_={name: statement.excluded[name] for name in ("digest", *_INVITED[1:])},
    )
    .returning(STAFF_INVITATIONS.c.id)
    for dialect, make in _UPSERTS
}
_OPEN = (STAFF_INVITATIONS.c.shop_id == bindparam("shop"), STAFF_INVITATIONS.c.expires_at > bindparam("now"))
OPEN_INVITATIONS = (
    select(STAFF_INVITATIONS).where(*_OPEN).order_by(STAFF_INVITATIONS.c.created_at.desc()).limit(100)
)
INVITATION_TO_SEND = select(STAFF_INVITATIONS).where(*_OPEN, STAFF_INVITATIONS.c.id == bindparam("wanted"))
INVITATION_BY_LINK = select(STAFF_INVITATIONS).where(
    *_OPEN, STAFF_INVITATIONS.c.digest == bindparam("wanted")
)
_INVITATION = (
    STAFF_INVITATIONS.c.shop_id == bindparam("shop"),
    STAFF_INVITATIONS.c.id == bindparam("wanted"),
)
SET_INVITATION_LINK = update(STAFF_INVITATIONS).where(*_INVITATION).values(digest=bindparam("new_digest"))
DROP_INVITATION = delete(STAFF_INVITATIONS).where(*_INVITATION).returning(STAFF_INVITATIONS.c.role)

ADD_SHOP = insert(SHOPS).values(
    shop_id=bindparam("shop"),
    slug=bindparam("slug"),
    name=bindparam("name"),
    settings=bindparam("settings"),
    weapp_selling=True,
    created_at=bindparam("created_at"),
)
SHOP = select(SHOPS.c.slug, SHOPS.c.name, SHOPS.c.settings).where(SHOPS.c.shop_id == bindparam("shop"))
SET_SHOP = (
    update(SHOPS)
    .where(SHOPS.c.shop_id == bindparam("shop"))
    .values(name=bindparam("new_name"), settings=bindparam("new_settings"))
)
WEAPP_SELLING = select(SHOPS.c.weapp_selling).where(SHOPS.c.shop_id == bindparam("shop"))
SET_WEAPP_SELLING = (
    update(SHOPS)
    .where(SHOPS.c.shop_id == bindparam("shop"), SHOPS.c.weapp_selling != bindparam("allowed"))
    .values(weapp_selling=bindparam("allowed"))
)

CHANNELS_OF = select(CHANNELS).where(CHANNELS.c.shop_id == bindparam("shop")).order_by(CHANNELS.c.kind)
CHANNEL = select(CHANNELS).where(
    CHANNELS.c.shop_id == bindparam("shop"), CHANNELS.c.kind == bindparam("wanted_kind")
)
CHANNEL_ROW = (
    "kind",
    "appid",
    "secret_sealed",
    "push_token_sealed",
    "push_key_sealed",
    "templates",
    "shipping_managed",
    "granted",
    "updated_at",
)
PUT_CHANNEL = {
    dialect: (
        statement := make(CHANNELS).values(
            shop_id=bindparam("shop"), **{name: bindparam(name) for name in CHANNEL_ROW}
        )
    ).on_conflict_do_update(
        index_elements=["shop_id", "kind"],
        set_={name: statement.excluded[name] for name in CHANNEL_ROW[1:]},
    )
    for dialect, make in _UPSERTS
}

DROP_CHANNEL = delete(CHANNELS).where(
    CHANNELS.c.shop_id == bindparam("shop"), CHANNELS.c.kind == bindparam("wanted_kind")
)

ADD_AUDIT = insert(AUDIT_LOG).values(
    shop_id=bindparam("shop"),
    **{name: bindparam(name) for name in ("id", "at", "actor", "action", "object", "before", "after")},
)
AUDIT_PAGE = (
    select(AUDIT_LOG)
    .where(and_(AUDIT_LOG.c.shop_id == bindparam("shop"), AUDIT_LOG.c.id < bindparam("before_id")))
    .order_by(AUDIT_LOG.c.id.desc())
    .limit(bindparam("most"))
)
