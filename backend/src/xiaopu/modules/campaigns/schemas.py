"""What goes in and out over HTTP."""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec

from xiaopu.modules.campaigns.domain import CampaignKind, Medium

Note = Annotated[str, msgspec.Meta(max_length=200)]
Visitor = Annotated[str, msgspec.Meta(min_length=16, max_length=64, pattern=r"^[0-9A-Za-z_-]+$")]


class _In(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What clients send: unknown fields are refused."""


class CampaignIn(_In, frozen=True):
    """A campaign as the shop wants it."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=30, pattern=r"\S")]
    kind: CampaignKind
    note: Note | None = None
    archived: bool = False


class CostIn(_In, frozen=True):
    """Money spent on one day, a day in Shanghai."""

    day: date
    amount_fen: Annotated[int, msgspec.Meta(ge=1, le=10_000_000_000)]
    note: Annotated[str, msgspec.Meta(max_length=100)] | None = None


class CampaignCodeIn(_In, frozen=True):
    """`target` is `home`, `goods:<id>`, `category:<id>` or `page:<name>`. `trial`: the version for testing,
    for codes alone.
    """

    medium: Medium
    target: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    trial: bool = False


class TouchIn(_In, frozen=True):
    """A visit: `campaign` is what the scene or the address carried; none only says who the visitor is."""

    visitor: Visitor
    campaign: Annotated[str, msgspec.Meta(max_length=32)] | None = None


class PosterIn(_In, frozen=True):
    """`code`: what to print, for the mini program or for the H5 mall."""

    code: Literal["weapp", "h5"]
    campaign: Annotated[str, msgspec.Meta(max_length=32)] | None = None


class CampaignView(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """`short` stands in codes and links."""

    id: str
    short: str
    name: str
    kind: CampaignKind
    created_at: datetime
    note: str | None = None
    archived_at: datetime | None = None


class CampaignItems(msgspec.Struct, frozen=True):
    items: list[CampaignView]


class CostView(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    day: date
    amount_fen: int
    note: str | None = None


class CodeView(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A code has a picture, a link a text; `target_name` is for people."""

    id: str
    medium: Medium
    target: str
    target_name: str
    made_at: datetime
    trial: bool = False
    link: str | None = None
    picture_url: str | None = None
    expires_at: datetime | None = None


class CampaignDetail(msgspec.Struct, frozen=True):
    """A campaign with what was spent on it and what leads to the shop."""

    campaign: CampaignView
    costs: list[CostView]
    codes: list[CodeView]


class CodePicture(msgspec.Struct, frozen=True):
    """A code alone."""

    url: str


class PosterView(msgspec.Struct, frozen=True):
    url: str
    width: int
    height: int


class Figures(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What a campaign brought; `roi_bps` is (paid - refunded) / cost, absent when nothing was spent."""

    visitors: int
    new_members: int
    orders: int
    paid_orders: int
    paid_fen: int
    refunded_fen: int
    cost_fen: int
    roi_bps: int | None = None


class CampaignFigures(msgspec.Struct, frozen=True):
    campaign: CampaignView
    figures: Figures


class CampaignReport(msgspec.Struct, frozen=True):
    """Days in Shanghai, both included. `direct` is what belongs to no campaign."""

    since: date
    until: date
    rows: list[CampaignFigures]
    direct: Figures
    total: Figures


class PromotionState(msgspec.Struct, frozen=True, omit_defaults=True):
    """How far the promotion of a shop is."""

    campaigns: int
    codes: int
    first_visit_at: datetime | None = None
    first_order_at: datetime | None = None
