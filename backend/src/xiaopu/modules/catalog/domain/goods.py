"""Goods: their statuses, their specifications and how a SKU is told from its sisters."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import msgspec

# 1 fen to one million yuan a piece.
LEAST_PRICE_FEN = 1
MOST_PRICE_FEN = 100_000_000
MOST_STOCK = 99_999_999

MOST_PICTURES = 9
MOST_SPECS = 3
MOST_SKUS = 200

_BETWEEN = "\x1f"


class GoodsStatus(StrEnum):
    """Sold out is no status: it is derived from stock."""

    ON_SALE = "on_sale"
    WAREHOUSE = "warehouse"
    RECYCLED = "recycled"
    # Gone from every list; the row stays because orders refer to its SKUs.
    DELETED = "deleted"


class GoodsAction(StrEnum):
    LIST = "list"
    UNLIST = "unlist"
    RECYCLE = "recycle"
    RESTORE = "restore"
    DELETE = "delete"


TRANSITIONS: dict[tuple[GoodsStatus, GoodsAction], GoodsStatus] = {
    (GoodsStatus.WAREHOUSE, GoodsAction.LIST): GoodsStatus.ON_SALE,
    (GoodsStatus.ON_SALE, GoodsAction.UNLIST): GoodsStatus.WAREHOUSE,
    (GoodsStatus.ON_SALE, GoodsAction.RECYCLE): GoodsStatus.RECYCLED,
    (GoodsStatus.WAREHOUSE, GoodsAction.RECYCLE): GoodsStatus.RECYCLED,
    (GoodsStatus.RECYCLED, GoodsAction.RESTORE): GoodsStatus.WAREHOUSE,
    (GoodsStatus.RECYCLED, GoodsAction.DELETE): GoodsStatus.DELETED,
}

Word = Annotated[str, msgspec.Meta(min_length=1, max_length=30, pattern=r"\S")]
PictureId = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


class Param(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the table of facts: 材质 → 粗陶."""

    name: Word
    value: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class SpecValue(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One choice of a specification; `picture` is a media id."""

    value: Word
    picture: PictureId | None = None


class Spec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A specification: 颜色 with its values, in the order in which they are shown."""

    name: Word
    values: Annotated[tuple[SpecValue, ...], msgspec.Meta(min_length=1, max_length=60)]


class ImportMark(msgspec.Struct, frozen=True):
    """What a sheet said last: equal rows have an equal `digest`; `stocks` by spec key, so that only changed
    counts act.
    """

    digest: str
    stocks: dict[str, int]


def spec_key(values: Sequence[str]) -> str:
    """What tells a SKU from its sisters."""
    return _BETWEEN.join(values)


def spec_text(values: Sequence[str]) -> str:
    """What a person reads: `红 / M`; empty for goods without specifications."""
    return " / ".join(values)
