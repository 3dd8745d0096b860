"""The home page as a document, and the forms that a link may have. Pure."""

import re
from typing import Annotated

import msgspec

MOST_BANNERS = 8
MOST_ICONS = 10

_LINK = re.compile(
    r"(?:category|goods):[0-9a-z]{20}|search:.{1,60}|page:(?:agreement|privacy|after-sale|about)"
)
_KEY = re.compile(r"[0-9]{2}/[0-9]{2}/[0-9a-f]{32}\.webp")

# A media id, which is also the picture's storage key.
PictureKey = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Link = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class Banner(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A wide picture on top; `link` is `category:<id>`, `goods:<id>`, `search:<word>` or `page:<name>`."""

    picture: PictureKey
    link: Link | None = None


class Icon(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One of the round doors below the banners."""

    picture: PictureKey
    label: Annotated[str, msgspec.Meta(min_length=1, max_length=8, pattern=r"\S")]
    link: Link | None = None


class HomeDoc(msgspec.Struct, frozen=True, omit_defaults=True):
    """The stored form; `format` tells later releases how to read it."""

    banners: tuple[Banner, ...] = ()
    icons: tuple[Icon, ...] = ()
    notice: str | None = None
    format: int = 1


def is_link(text: str) -> bool:
    """Whether a tap on it can lead anywhere; no link leaves the mall."""
    return _LINK.fullmatch(text) is not None


def is_picture_of(shop_id: str, key: str) -> bool:
    """Whether `key` has the form of a picture of this shop; another shop's is none."""
    shop, _, rest = key.partition("/")
    return shop == shop_id and _KEY.fullmatch(rest) is not None
