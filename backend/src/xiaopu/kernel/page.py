"""Pages: a bounded list and an opaque cursor that says where the next one starts."""

import base64
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from xiaopu.kernel.errors import InvalidInput

T = TypeVar("T")
R = TypeVar("R")

DEFAULT_LIMIT = 20
MAX_LIMIT = 100


class Page(msgspec.Struct, Generic[T], frozen=True, omit_defaults=True):
    """`items`, and `next_cursor` when there are more."""

    items: list[T]
    next_cursor: str | None = None


def encode_cursor(*keys: str | int) -> str:
    """Sort keys of the last row, as an opaque string."""
    return base64.urlsafe_b64encode(msgspec.json.encode(keys)).decode().rstrip("=")


def decode_cursor(cursor: str | None, *types: type) -> tuple[Any, ...] | None:
    """The keys that `encode_cursor` was given, or None for no cursor; anything else is `invalid_input`."""
    if not cursor:
        return None
    if len(cursor) > 400:
        raise InvalidInput.at("cursor", "malformed")
    try:
        raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        keys = msgspec.json.decode(raw, type=tuple[tuple(types)])  # type: ignore[misc]  # the types are arguments
    except (ValueError, msgspec.DecodeError):
        raise InvalidInput.at("cursor", "malformed") from None
    if any(isinstance(key, str) and "\0" in key for key in keys):
        raise InvalidInput.at("cursor", "malformed")
    return tuple(keys)


def cut_page(rows: Sequence[R], limit: int, view: Callable[[R], T], cursor: Callable[[R], str]) -> Page[T]:
    """Make a page from `limit + 1` fetched rows: the extra row only tells that there are more."""
    shown = rows[:limit]
    more = len(rows) > limit
    return Page(items=[view(row) for row in shown], next_cursor=cursor(shown[-1]) if more else None)
