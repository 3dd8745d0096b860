"""What goes in and out over HTTP."""

from typing import Annotated

import msgspec

from xiaopu.modules.decoration.domain import MOST_BANNERS, MOST_ICONS, Banner, Icon


class HomeIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The home page as a whole."""

    banners: Annotated[tuple[Banner, ...], msgspec.Meta(max_length=MOST_BANNERS)] = ()
    icons: Annotated[tuple[Icon, ...], msgspec.Meta(max_length=MOST_ICONS)] = ()
    notice: Annotated[str, msgspec.Meta(max_length=200)] | None = None


class BannerView(msgspec.Struct, frozen=True, omit_defaults=True):
    picture: str
    picture_url: str
    link: str | None = None


class IconView(msgspec.Struct, frozen=True, omit_defaults=True):
    picture: str
    picture_url: str
    label: str
    link: str | None = None


class HomeView(msgspec.Struct, frozen=True, omit_defaults=True):
    """Lists are always there, empty before the first save."""

    banners: list[BannerView]
    icons: list[IconView]
    notice: str | None = None
