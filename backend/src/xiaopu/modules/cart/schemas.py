"""What goes in and out over HTTP."""

from typing import Annotated

import msgspec

from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.modules.cart.domain import MOST_LINES, MOST_UNITS, LineState

Units = Annotated[int, msgspec.Meta(ge=1, le=MOST_UNITS)]
Sku = Annotated[str, msgspec.Meta(min_length=1, max_length=20)]


class AddIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many more of a SKU."""

    sku_id: Sku
    quantity: Units


class ChangeIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A new number, a tick, or both."""

    quantity: Units | msgspec.UnsetType = msgspec.UNSET
    checked: bool | msgspec.UnsetType = msgspec.UNSET


class CheckAllIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    checked: bool


class MergeIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A guest's cart at log-in."""

    lines: Annotated[list[AddIn], msgspec.Meta(max_length=MOST_LINES)]


class CartLine(msgspec.Struct, frozen=True):
    """A line with today's price and stock."""

    id: str
    goods_id: GoodsId
    sku_id: SkuId
    name: str
    spec_text: str
    picture_url: str
    price_fen: int
    quantity: int
    available: int
    checked: bool
    state: LineState


class Cart(msgspec.Struct, frozen=True):
    """Lines, the newest first. The sums count units of checked lines that can be bought."""

    lines: list[CartLine]
    checked_count: int
    checked_fen: int
