"""What goes in and out over HTTP."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from xiaopu.modules.compliance.domain.advice import PayBy, SalesDoor, Seller
from xiaopu.modules.compliance.domain.capabilities import Capability
from xiaopu.modules.compliance.domain.facts import PaperKind, SubjectType
from xiaopu.modules.compliance.domain.industries import Industry

MOST_SELLS = 20

_Typed = Annotated[str, msgspec.Meta(max_length=120)]


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Root of what clients send: unknown fields are refused."""


class AdviceIn(Input, frozen=True):
    """The answers to the adviser's questions."""

    what: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    who: Seller
    papers: Annotated[tuple[PaperKind, ...], msgspec.Meta(max_length=30)] = ()
    pay_by: PayBy = PayBy.UNSURE
    monthly_fen: Annotated[int, msgspec.Meta(ge=0, le=10**13)] | None = None
    door: SalesDoor = SalesDoor.WEAPP


class PaperName(msgspec.Struct, frozen=True):
    kind: PaperKind
    name: str


class AdviceTables(msgspec.Struct, frozen=True):
    """Both tables with their sources, and the names of papers."""

    first: str
    capabilities: tuple[Capability, ...]
    industries: tuple[Industry, ...]
    papers: tuple[PaperName, ...]


class SubjectIn(Input, frozen=True):
    """Who sells. Of names, ID number and phone an absent one keeps what is stored, while the type stays;
    `sells` are keys of the industry table.
    """

    type: SubjectType
    name: _Typed | None = None
    credit_code: _Typed | None = None
    legal_name: _Typed | None = None
    id_number: _Typed | None = None
    phone: _Typed | None = None
    sells: Annotated[tuple[_Typed, ...], msgspec.Meta(max_length=MOST_SELLS)] = ()


class MissingPaper(msgspec.Struct, frozen=True):
    """What `industry` needs: one of `any_of`. `expired` when the shop had one."""

    industry: str
    name: str
    any_of: tuple[PaperKind, ...]
    words: str
    scope: str = ""
    expired: bool = False


class SubjectView(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Who sells, personal data masked unless it was asked for. `missing` are fields that a launch needs."""

    set: bool
    type: SubjectType | None = None
    name: str | None = None
    credit_code: str | None = None
    legal_name: str | None = None
    id_number: str | None = None
    phone: str | None = None
    sells: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    missing_papers: tuple[MissingPaper, ...] = ()
    locked_at: datetime | None = None
    may_sell_in_weapp: bool = True
    revealed: bool = False


class PaperIn(Input, frozen=True):
    """`valid_until` absent: without an end."""

    kind: PaperKind
    valid_until: date | None = None
    note: str | None = None


class SubjectPaper(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A paper without its picture, which has a route of its own."""

    id: str
    kind: PaperKind
    name: str
    created_at: datetime
    expired: bool
    bytes: int
    valid_until: date | None = None
    note: str | None = None


class SubjectPapers(msgspec.Struct, frozen=True):
    items: list[SubjectPaper]
