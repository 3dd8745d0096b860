"""What goes in and out over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from xiaopu.modules.shipping.domain.freight import MOST_COUNT, MOST_FEE_FEN

Fee = Annotated[int, msgspec.Meta(ge=0, le=MOST_FEE_FEN)]
Pieces = Annotated[int, msgspec.Meta(ge=1, le=MOST_COUNT)]
UploadStatus = Literal["queued", "uploaded", "failed"]


class FreightTemplateIn(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True
):
    """The form. `free_over_fen` absent: never free. `is_default` false never takes the default away."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=20, pattern=r"\S")]
    first_count: Pieces
    first_fen: Fee
    next_count: Pieces
    next_fen: Fee
    free_over_fen: Annotated[int, msgspec.Meta(ge=1, le=MOST_FEE_FEN)] | None = None
    is_default: bool = False


class FreightTemplate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A freight template as stored."""

    id: str
    name: str
    first_count: int
    first_fen: int
    next_count: int
    next_fen: int
    is_default: bool
    free_over_fen: int | None = None


class FreightTemplates(msgspec.Struct, frozen=True):
    """All of the shop's templates, the default first."""

    items: list[FreightTemplate]


class CarrierView(msgspec.Struct, frozen=True):
    code: str
    name: str


class CarrierList(msgspec.Struct, frozen=True):
    items: list[CarrierView]


class WechatShipping(msgspec.Struct, frozen=True, omit_defaults=True):
    """What WeChat was told of a shipment; `error` is WeChat's code with its cause.

    The three moments are WeChat's own word about the money: expected, received by the buyer, settled.
    """

    shipment_id: str
    status: UploadStatus
    at: datetime
    error: str | None = None
    settles_at: datetime | None = None
    received_at: datetime | None = None
    settled_at: datetime | None = None
