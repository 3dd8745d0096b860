"""What goes in and out over HTTP."""

from typing import Annotated

import msgspec

from xiaopu.modules.orders.api import AftersaleBrief, OrderLine, PayWay

__all__ = ["AftersaleBrief", "AftersaleRow", "AskIn", "RefuseIn"]


class AskIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the money should come back. There is no amount: the server knows it."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"\S")]
    note: Annotated[str, msgspec.Meta(max_length=500)] | None = None


class RefuseIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the buyer is told."""

    answer: Annotated[str, msgspec.Meta(min_length=1, max_length=300, pattern=r"\S")]


class AftersaleRow(AftersaleBrief, frozen=True, omit_defaults=True, kw_only=True):
    """An after-sale in the console's list. The money of an order that is paid offline goes back by hand."""

    order_no: str
    lines: list[OrderLine]
    payable_fen: int
    member_name: str
    pay_by: PayWay = PayWay.WECHAT
