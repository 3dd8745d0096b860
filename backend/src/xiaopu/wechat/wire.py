"""Structs to JSON and back, as WeChat wants it.

Sending: an optional field that is None is left out at every depth, because WeChat refuses null and
superfluous fields; Chinese goes out as UTF-8 and never escaped. Receiving: unknown fields are
ignored, null and empty text count as absent (WeChat answers ``"success_time": ""`` for an unpaid
transaction), everything else must have its documented kind.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

T = TypeVar("T")

SHANGHAI = ZoneInfo("Asia/Shanghai")

Fen = Annotated[int, msgspec.Meta(ge=0, le=10**13)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class NotReadable(ValueError):
    """Bytes that are not the JSON that was promised; the text names the place and never the value."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent. A field that is None is not sent."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came back. A field that WeChat left out is None."""


class Secret(str):
    """A text that must be sealed before it is sent (a name, a card number); ``repr()`` hides it.

    ``PayChannel.call`` seals every Secret in a body under WeChat's key. Sent any other way it raises
    ValueError.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret(…)"


class Nothing(Answer, frozen=True, kw_only=True):
    """An answer without content beyond "done"."""


def to_json(value: object, *, seal: Callable[[str], str] | None = None) -> bytes:
    """UTF-8 JSON of a struct or of plain values, without the fields that are None.

    `seal` is for Secret texts.
    """
    return msgspec.json.encode(to_plain(value, seal=seal))


def to_plain(value: object, *, seal: Callable[[str], str] | None = None) -> Any:
    """Dicts and lists of a struct, without the fields that are None.

    Times become RFC 3339 in Shanghai time.
    """
    if isinstance(value, msgspec.Struct):
        pairs = ((f.encode_name, getattr(value, f.name)) for f in msgspec.structs.fields(value))
        return {name: to_plain(item, seal=seal) for name, item in pairs if item is not None}
    if isinstance(value, dict):
        return {name: to_plain(item, seal=seal) for name, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [to_plain(item, seal=seal) for item in value]
    if isinstance(value, datetime):
        return shanghai_time(value)
    return _sealed(value, seal) if isinstance(value, Secret) else value


def from_json(raw: bytes, kind: type[T], *, strict: bool = True) -> T:
    """`raw` as `kind`; raises NotReadable.

    ``strict=False`` lets "1" pass for 1, as some interfaces answer.
    """
    return from_plain(plain_json(raw), kind, strict=strict)


def plain_json(raw: bytes) -> Any:
    """`raw` as dicts and lists; raises NotReadable."""
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise NotReadable("not JSON") from None


def from_plain(value: Any, kind: type[T], *, strict: bool = True) -> T:
    """Plain values as `kind`; raises NotReadable."""
    try:
        return msgspec.convert(_without_blanks(value), kind, strict=strict)
    except (msgspec.ValidationError, RecursionError, OverflowError, ValueError) as wrong:
        place = str(wrong).rpartition(" - at ")[2] if " - at " in str(wrong) else "the top"
        raise NotReadable(f"a field is missing or of the wrong kind at {place}") from None


def shanghai_time(moment: datetime) -> str:
    """RFC 3339 with +08:00 and whole seconds, as Pay writes times; refuses a time without a zone."""
    return _aware(moment).astimezone(SHANGHAI).isoformat(timespec="seconds")


def shanghai_millis(moment: datetime) -> str:
    """RFC 3339 with +08:00 and milliseconds, as shipping management writes times."""
    return _aware(moment).astimezone(SHANGHAI).isoformat(timespec="milliseconds")


def unix_seconds(moment: datetime) -> int:
    """Whole seconds since 1970; refuses a time without a zone."""
    return int(_aware(moment).timestamp())


def utc_from_unix(seconds: int) -> datetime:
    """Aware UTC of whole seconds since 1970."""
    return datetime.fromtimestamp(seconds, tz=UTC)


def _sealed(secret: Secret, seal: Callable[[str], str] | None) -> str:
    if seal is None:
        raise ValueError("a secret field outside of a call that seals it")
    return seal(str.__str__(secret))


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment


def _without_blanks(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: _without_blanks(item) for name, item in value.items() if item is not None and item != ""
        }
    if isinstance(value, list):
        return [_without_blanks(item) for item in value]
    return value
