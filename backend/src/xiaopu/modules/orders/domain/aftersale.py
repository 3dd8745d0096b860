"""What an order shows of its after-sale: written by after-sales, which stand above and own the truth.
Pure.
"""

from datetime import datetime
from typing import Literal

import msgspec

from xiaopu.kernel.ids import OrderId


class AftersaleBrief(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An after-sale as its buyer sees it."""

    id: str
    order_id: OrderId
    status: Literal["requested", "refunding", "refunded", "refused", "cancelled"]
    reason: str
    amount_fen: int
    created_at: datetime
    note: str | None = None
    answer: str | None = None
