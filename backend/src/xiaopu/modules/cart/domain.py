"""What a cart may hold, and how a line stands today. Pure."""

from typing import Literal

MOST_LINES = 100
MOST_UNITS = 9_999

LineState = Literal["ok", "off_sale", "sold_out", "short"]


def state_of(goods_status: str | None, available: int, quantity: int) -> LineState:
    """How a line stands: `short` can be bought in a smaller number, `sold_out` and `off_sale` not at all.

    `goods_status` is None for a SKU that the catalogue no longer knows.
    """
    if goods_status != "on_sale":
        return "off_sale"
    if available <= 0:
        return "sold_out"
    return "short" if available < quantity else "ok"
