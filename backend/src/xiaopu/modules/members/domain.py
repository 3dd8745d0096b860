"""Words of members. Pure."""

from enum import StrEnum

import msgspec

TOKEN_DAYS = 30
CODE_MINUTES = 10
CODE_TRIES = 5
MOST_ADDRESSES = 50
MOST_FAVOURITES = 500


class IdentityKind(StrEnum):
    """How a member is known. An openid belongs to one AppID and is never compared with another's."""

    OPENID = "openid"
    UNIONID = "unionid"
    EMAIL = "email"
    PHONE = "phone"


class WechatIdentity(msgspec.Struct, frozen=True):
    """What WeChat's own log-in told the server: never taken from a client."""

    appid: str
    openid: str
    unionid: str | None = None


class Recipient(msgspec.Struct, frozen=True):
    """Who receives and where; sealed as one document."""

    name: str
    phone: str
    detail: str
