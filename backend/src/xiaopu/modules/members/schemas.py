"""What goes in and out over HTTP."""

from datetime import datetime
from typing import Annotated

import msgspec

from xiaopu.kernel.ids import MemberId

LoginCode = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
Nickname = Annotated[str, msgspec.Meta(min_length=1, max_length=20, pattern=r"\S")]


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Root of what clients send: unknown fields are refused."""


class CodeIn(Input, frozen=True):
    code: LoginCode


class OAuthStartIn(Input, frozen=True):
    redirect_uri: Annotated[str, msgspec.Meta(max_length=1000)]


class OAuthCodeIn(Input, frozen=True):
    code: LoginCode
    state: Annotated[str, msgspec.Meta(min_length=1, max_length=128)]


class EmailCodeIn(Input, frozen=True):
    email: Annotated[str, msgspec.Meta(min_length=3, max_length=254)]


class EmailLoginIn(Input, frozen=True):
    email: Annotated[str, msgspec.Meta(min_length=3, max_length=254)]
    code: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}$")]


class ProfileIn(Input, frozen=True):
    nickname: Nickname | msgspec.UnsetType = msgspec.UNSET


class AddressIn(Input, frozen=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=30, pattern=r"\S")]
    phone: Annotated[str, msgspec.Meta(min_length=5, max_length=20)]
    region_code: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}$")]
    detail: Annotated[str, msgspec.Meta(min_length=1, max_length=120, pattern=r"\S")]
    is_default: bool = False


class ParseIn(Input, frozen=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]


class AuthorizeUrl(msgspec.Struct, frozen=True):
    authorize_url: str


class Member(msgspec.Struct, frozen=True, omit_defaults=True):
    """A shopper as they see themselves."""

    id: MemberId
    nickname: str
    avatar_url: str | None = None
    phone_masked: str | None = None
    email_masked: str | None = None


class Session(msgspec.Struct, frozen=True):
    """The token is shown once and stored hashed."""

    token: str
    expires_at: datetime
    channel: str
    member: Member
    new: bool


class Address(msgspec.Struct, frozen=True):
    id: str
    name: str
    phone: str
    region_code: str
    region_text: str
    detail: str
    is_default: bool


class ParsedAddress(msgspec.Struct, frozen=True, omit_defaults=True):
    """What could be read out of a pasted text; absent parts were not found."""

    name: str | None = None
    phone: str | None = None
    region_code: str | None = None
    region_text: str | None = None
    detail: str | None = None


class MemberRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A member in the console's list; order figures are filled in by whoever knows orders."""

    id: MemberId
    nickname: str
    channels: list[str]
    orders: int
    paid_fen: int
    created_at: datetime
    last_seen_at: datetime
    phone_masked: str | None = None
    email_masked: str | None = None
