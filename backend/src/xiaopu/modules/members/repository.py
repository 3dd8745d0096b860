"""Statements of members."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.members.tables import (
    ADDRESSES,
    EMAIL_CODES,
    FAVOURITES,
    IDENTITIES,
    MEMBER_TOKENS,
    MEMBERS,
    OAUTH_STATES,
)
from xiaopu.modules.tenancy.tables import SHOPS

_MAKERS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
_SHOP: BindParameter[str] = bindparam("shop")


def _row(*names: str) -> dict[str, Any]:
    return {"shop_id": bindparam("shop")} | {name: bindparam(name) for name in names}


ADD_MEMBER = insert(MEMBERS).values(**_row("id", "nickname", "created_at", "last_seen_at"))
MEMBER = select(MEMBERS).where(MEMBERS.c.shop_id == _SHOP, MEMBERS.c.id == bindparam("wanted"))
_MEMBER_MOVE = update(MEMBERS).where(MEMBERS.c.shop_id == _SHOP, MEMBERS.c.id == bindparam("wanted"))
SEEN = _MEMBER_MOVE.values(last_seen_at=bindparam("now"))
RENAME = _MEMBER_MOVE.values(nickname=bindparam("new_nickname"))
SET_EMAIL = _MEMBER_MOVE.values(email_sealed=bindparam("sealed"))
SET_PHONE = _MEMBER_MOVE.values(phone_sealed=bindparam("sealed"))
ERASE = _MEMBER_MOVE.values(
    nickname=bindparam("new_nickname"),
    avatar=None,
    phone_sealed=None,
    email_sealed=None,
    erased_at=bindparam("now"),
)
MEMBER_PAGE = (
    select(MEMBERS)
    .where(MEMBERS.c.shop_id == _SHOP, MEMBERS.c.erased_at.is_(None), MEMBERS.c.id < bindparam("before_id"))
    .order_by(MEMBERS.c.id.desc())
    .limit(bindparam("most"))
)
MEMBER_SEARCH = MEMBER_PAGE.where(MEMBERS.c.nickname.like(bindparam("pattern"), escape="\\"))
CHANNELS_OF = (
    select(MEMBER_TOKENS.c.member_id, MEMBER_TOKENS.c.channel)
    .where(
        MEMBER_TOKENS.c.shop_id == _SHOP, MEMBER_TOKENS.c.member_id.in_(bindparam("wanted", expanding=True))
    )
    .distinct()
)

IDENTITY = select(IDENTITIES.c.member_id, IDENTITIES.c.subject_sealed).where(
    IDENTITIES.c.shop_id == _SHOP,
    IDENTITIES.c.kind == bindparam("wanted_kind"),
    IDENTITIES.c.realm == bindparam("wanted_realm"),
    IDENTITIES.c.subject == bindparam("wanted"),
)
IDENTITIES_OF = select(IDENTITIES).where(
    IDENTITIES.c.shop_id == _SHOP, IDENTITIES.c.member_id == bindparam("wanted")
)
ADD_IDENTITY = {
    dialect: make(IDENTITIES)
    .values(**_row("kind", "realm", "subject", "member_id", "subject_sealed", "created_at"))
    .on_conflict_do_nothing()
    for dialect, make in _MAKERS
}
MOVE_IDENTITIES = (
    update(IDENTITIES)
    .where(IDENTITIES.c.shop_id == _SHOP, IDENTITIES.c.member_id == bindparam("gone"))
    .values(member_id=bindparam("kept"))
)
DROP_IDENTITIES = delete(IDENTITIES).where(
    IDENTITIES.c.shop_id == _SHOP, IDENTITIES.c.member_id == bindparam("wanted")
)
DROP_OTHERS_OF_KIND = DROP_IDENTITIES.where(
    IDENTITIES.c.kind == bindparam("wanted_kind"), IDENTITIES.c.subject != bindparam("kept_subject")
)

ADD_TOKEN = insert(MEMBER_TOKENS).values(
    **_row("digest", "member_id", "channel", "appid", "openid_sealed", "created_at", "expires_at")
)
# With what the shop's mini program may do, so that who shops there is known in one round trip.
LIVE_TOKEN = (
    select(
        MEMBER_TOKENS.c.member_id,
        MEMBER_TOKENS.c.channel,
        MEMBER_TOKENS.c.appid,
        MEMBER_TOKENS.c.openid_sealed,
        SHOPS.c.weapp_selling,
    )
    .join(SHOPS, SHOPS.c.shop_id == MEMBER_TOKENS.c.shop_id)
    .where(
        MEMBER_TOKENS.c.shop_id == _SHOP,
        MEMBER_TOKENS.c.digest == bindparam("wanted"),
        MEMBER_TOKENS.c.expires_at > bindparam("now"),
    )
)
DROP_TOKEN = delete(MEMBER_TOKENS).where(
    MEMBER_TOKENS.c.shop_id == _SHOP, MEMBER_TOKENS.c.digest == bindparam("wanted")
)
DROP_TOKENS = delete(MEMBER_TOKENS).where(
    MEMBER_TOKENS.c.shop_id == _SHOP, MEMBER_TOKENS.c.member_id == bindparam("wanted")
)
MOVE_TOKENS = (
    update(MEMBER_TOKENS)
    .where(MEMBER_TOKENS.c.shop_id == _SHOP, MEMBER_TOKENS.c.member_id == bindparam("gone"))
    .values(member_id=bindparam("kept"))
)

ADD_STATE = insert(OAUTH_STATES).values(**_row("digest", "created_at"))
USE_STATE = (
    update(OAUTH_STATES)
    .where(
        OAUTH_STATES.c.shop_id == _SHOP,
        OAUTH_STATES.c.digest == bindparam("wanted"),
        OAUTH_STATES.c.used_at.is_(None),
        OAUTH_STATES.c.created_at > bindparam("oldest"),
    )
    .values(used_at=bindparam("now"))
)

ADD_CODE = insert(EMAIL_CODES).values(
    tries=0, **_row("id", "email_index", "email_sealed", "created_at", "expires_at")
)
CODE_ASK = select(EMAIL_CODES).where(EMAIL_CODES.c.shop_id == _SHOP, EMAIL_CODES.c.id == bindparam("wanted"))
SET_CODE = (
    update(EMAIL_CODES)
    .where(
        EMAIL_CODES.c.shop_id == _SHOP,
        EMAIL_CODES.c.id == bindparam("wanted"),
        EMAIL_CODES.c.used_at.is_(None),
    )
    .values(digest=bindparam("new_digest"))
)
LATEST_CODE = (
    select(EMAIL_CODES)
    .where(
        EMAIL_CODES.c.shop_id == _SHOP,
        EMAIL_CODES.c.email_index == bindparam("wanted"),
        EMAIL_CODES.c.used_at.is_(None),
        EMAIL_CODES.c.expires_at > bindparam("now"),
        EMAIL_CODES.c.digest.is_not(None),
    )
    .order_by(EMAIL_CODES.c.id.desc())
    .limit(1)
)
# A try is counted before the code is looked at, under the row's own condition: parallel guesses cannot share
# one.
COUNT_TRY = (
    update(EMAIL_CODES)
    .where(
        EMAIL_CODES.c.shop_id == _SHOP,
        EMAIL_CODES.c.id == bindparam("wanted"),
        EMAIL_CODES.c.used_at.is_(None),
        EMAIL_CODES.c.tries < bindparam("most_tries"),
    )
    .values(tries=EMAIL_CODES.c.tries + 1)
)
USE_CODE = (
    update(EMAIL_CODES)
    .where(
        EMAIL_CODES.c.shop_id == _SHOP,
        EMAIL_CODES.c.id == bindparam("wanted"),
        EMAIL_CODES.c.used_at.is_(None),
    )
    .values(used_at=bindparam("now"))
)

ADDRESSES_OF = (
    select(ADDRESSES)
    .where(ADDRESSES.c.shop_id == _SHOP, ADDRESSES.c.member_id == bindparam("mine"))
    .order_by(ADDRESSES.c.is_default.desc(), ADDRESSES.c.updated_at.desc(), ADDRESSES.c.id)
    .limit(100)
)
_MY_ADDRESS = (
    ADDRESSES.c.shop_id == _SHOP,
    ADDRESSES.c.member_id == bindparam("mine"),
    ADDRESSES.c.id == bindparam("wanted"),
)
ADDRESS = select(ADDRESSES).where(*_MY_ADDRESS)
ADD_ADDRESS = insert(ADDRESSES).values(
    **_row("id", "member_id", "recipient_sealed", "region_code", "is_default", "created_at", "updated_at")
)
SET_ADDRESS = (
    update(ADDRESSES)
    .where(*_MY_ADDRESS)
    .values(
        recipient_sealed=bindparam("new_recipient"),
        region_code=bindparam("new_region"),
        is_default=bindparam("new_default"),
        updated_at=bindparam("now"),
    )
)
NO_DEFAULT = (
    update(ADDRESSES)
    .where(ADDRESSES.c.shop_id == _SHOP, ADDRESSES.c.member_id == bindparam("mine"))
    .values(is_default=bindparam("off"))
)
DROP_ADDRESS = delete(ADDRESSES).where(*_MY_ADDRESS)
DROP_ADDRESSES = delete(ADDRESSES).where(
    ADDRESSES.c.shop_id == _SHOP, ADDRESSES.c.member_id == bindparam("wanted")
)
MOVE_ADDRESSES = (
    update(ADDRESSES)
    .where(ADDRESSES.c.shop_id == _SHOP, ADDRESSES.c.member_id == bindparam("gone"))
    .values(member_id=bindparam("kept"))
)

ADD_FAVOURITE = {
    dialect: make(FAVOURITES).values(**_row("member_id", "goods_id", "created_at")).on_conflict_do_nothing()
    for dialect, make in _MAKERS
}
DROP_FAVOURITE = delete(FAVOURITES).where(
    FAVOURITES.c.shop_id == _SHOP,
    FAVOURITES.c.member_id == bindparam("mine"),
    FAVOURITES.c.goods_id == bindparam("wanted"),
)
DROP_FAVOURITES = delete(FAVOURITES).where(
    FAVOURITES.c.shop_id == _SHOP, FAVOURITES.c.member_id == bindparam("wanted")
)
FAVOURITES_OF = (
    select(FAVOURITES.c.goods_id)
    .where(FAVOURITES.c.shop_id == _SHOP, FAVOURITES.c.member_id == bindparam("mine"))
    .order_by(FAVOURITES.c.created_at.desc())
    .limit(500)
)
COUNT_FAVOURITES = (
    select(func.count())
    .select_from(FAVOURITES)
    .where(FAVOURITES.c.shop_id == _SHOP, FAVOURITES.c.member_id == bindparam("mine"))
)
