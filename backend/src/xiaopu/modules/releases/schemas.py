"""What goes in and out over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from xiaopu.modules.releases.domain.audit_structure import Sizes
from xiaopu.modules.releases.domain.coach import Point
from xiaopu.modules.releases.domain.declaring import Contact, Declared
from xiaopu.modules.releases.domain.findings import CodeFinding
from xiaopu.modules.releases.domain.packages import LogLine, Version
from xiaopu.modules.releases.domain.rejections import Clause
from xiaopu.modules.releases.domain.review import CategoryItem, Submission, Ugc
from xiaopu.modules.releases.domain.stamping import Profile
from xiaopu.modules.releases.ports import AuditQuota, OldVersion, VersionsThere

Mode = Literal["own", "granted", "none"]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Domain = Annotated[
    str, msgspec.Meta(min_length=4, max_length=100, pattern=r"^[a-z0-9][a-z0-9.\-]*\.[a-z]{2,}$")
]
PrivacyKey = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=r"^[A-Za-z]+$")]
Purpose = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"\S")]


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Root of what clients send: unknown fields are refused."""


class PackageIn(Input, frozen=True):
    """A package to be made; without a version the next one, without a profile the subject's own."""

    profile: Profile | None = None
    version: Version | None = None
    description: Line = ""


class UploadKeyIn(Input, frozen=True):
    """The code upload key of mp.weixin.qq.com, and which of the thirty robots signs for us."""

    private_key_pem: Annotated[str, msgspec.Meta(min_length=100, max_length=8000)]
    robot: Annotated[int, msgspec.Meta(ge=1, le=30)] = 1


class ContactIn(Contact, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A contact; texts of at most 100 letters."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            if len(getattr(self, name) or "") > 100:
                raise ValueError(f"{name} is longer than 100")


class CodeSettingsIn(Input, frozen=True):
    """What goes into the package and the declaration."""

    accent: Annotated[str, msgspec.Meta(pattern=r"^(#[0-9A-Fa-f]{6})?$", max_length=7)] = ""
    domains: Annotated[tuple[Domain, ...], msgspec.Meta(max_length=20)] = ()
    contact: ContactIn = ContactIn()
    purposes: Annotated[dict[PrivacyKey, Purpose], msgspec.Meta(max_length=40)] = {}


class TesterIn(Input, frozen=True):
    wechat_id: Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^\S+$")]


class SubmitIn(Input, frozen=True):
    """A submission. `acknowledged` names red points of the coach that are handed in all the same."""

    items: Annotated[tuple[CategoryItem, ...], msgspec.Meta(max_length=5)] = ()
    version_desc: Line = ""
    order_path: Annotated[str, msgspec.Meta(max_length=120, pattern=r"^[\w\-/]*$")] = ""
    ugc: Ugc = Ugc()
    picture_ids: Annotated[
        tuple[Annotated[str, msgspec.Meta(max_length=128)], ...], msgspec.Meta(max_length=5)
    ] = ()
    test_account: Line = ""
    acknowledged: Annotated[
        tuple[Annotated[str, msgspec.Meta(max_length=40)], ...], msgspec.Meta(max_length=20)
    ] = ()


class GrayIn(Input, frozen=True):
    percent: Annotated[int, msgspec.Meta(ge=1, le=99)]


class RollBackIn(Input, frozen=True):
    """Without a number: to the version before."""

    app_version: Annotated[int, msgspec.Meta(ge=1, le=2**53)] | None = None


class VerdictIn(Input, frozen=True):
    """Own mode: what mp.weixin.qq.com said, written down by a person."""

    verdict: Literal["passed", "rejected", "withdrawn"]
    reason: Annotated[str, msgspec.Meta(max_length=4000)] = ""


class PackageRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A package in the list."""

    id: str
    version: str
    description: str
    profile: Profile
    origin: str
    status: str
    percent: int
    errors: int
    warnings: int
    created_at: datetime
    zip_bytes: int | None = None
    uploaded_at: datetime | None = None
    # Our code, with WeChat's behind a slash when it gave one, then the sentence: `upload_key_wrong/80002: …`.
    upload_error: str | None = None


class PackageView(PackageRow, frozen=True, omit_defaults=True, kw_only=True):
    """A package with everything that is known of it."""

    appid: str
    round: int
    log: list[LogLine]
    findings: list[CodeFinding]
    pages: list[str]
    apis: list[str]
    privacy: list[Declared]
    sha256: str | None = None
    sizes: Sizes | None = None


class HistoryRow(msgspec.Struct, frozen=True, omit_defaults=True):
    action: str
    status_to: str
    actor: str
    at: datetime
    why: str | None = None


class ReviewRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A submission. `actions` is what a person may do with it now."""

    id: str
    package_id: str
    version: str
    granted: bool
    status: str
    submitted_at: datetime
    moved_at: datetime
    actions: list[str]
    gray_percent: int = 0
    sped_up: bool = False
    released_at: datetime | None = None
    clauses: list[Clause] = []


class ReviewView(ReviewRow, frozen=True, omit_defaults=True, kw_only=True):
    """A submission with what was handed in and how it went."""

    submission: Submission
    history: list[HistoryRow]


class UploadKeyView(msgspec.Struct, frozen=True, omit_defaults=True):
    """The key never comes back; its fingerprint does."""

    set: bool
    fingerprint: str | None = None
    robot: int = 1
    updated_at: datetime | None = None


class WeappCodeView(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything that the page of versions opens with; `profile` is what the subject may have."""

    mode: Mode
    profile: Profile
    appid: str | None
    upload_key: UploadKeyView
    api_base: str
    next_version: str
    accent: str
    domains: list[str]
    contact: Contact
    purposes: dict[str, str]
    declared: list[str] | None = None
    declared_at: datetime | None = None
    uploaded: PackageRow | None = None
    latest_review: ReviewRow | None = None
    egress_ip: str | None = None


class CoachView(msgspec.Struct, frozen=True):
    """The checklist; `green` when nothing is red."""

    green: bool
    points: list[Point]


class SubmitForm(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the form of a submission starts from. `by_hand` are (label, value) pairs to copy in own mode."""

    mode: Mode
    categories: list[CategoryItem]
    order_path: str
    ugc: Ugc
    version: str
    privacy: list[Declared]
    withdrawals_left_today: int
    withdrawals_left_month: int
    quota: AuditQuota | None = None
    by_hand: list[tuple[str, str]] = []
    where: str = ""


class TesterRow(msgspec.Struct, frozen=True):
    id: str
    wechat_id: str
    created_at: datetime


class Testers(msgspec.Struct, frozen=True):
    items: list[TesterRow]


class PictureKept(msgspec.Struct, frozen=True):
    """A picture for the reviewer, by WeChat's media id."""

    media_id: str


class PrivacyDone(msgspec.Struct, frozen=True):
    """What was set, and what WeChat said when it was read back."""

    declared: list[Declared]
    confirmed: bool
    missing: list[str]


class VersionsView(msgspec.Struct, frozen=True, omit_defaults=True):
    """Versions at WeChat; empty lists where only people can see them."""

    there: VersionsThere
    history: list[OldVersion]


class ReleaseCheck(msgspec.Struct, frozen=True):
    """Whether the mini program shows the world a released version."""

    released: bool
    page: str
