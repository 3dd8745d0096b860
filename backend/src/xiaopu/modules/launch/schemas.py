"""What the launch takes and gives over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from xiaopu.modules.launch.domain.filing import FormFault
from xiaopu.modules.launch.domain.modes import Mode, Way
from xiaopu.modules.launch.domain.name_rules import NameFinding
from xiaopu.modules.launch.domain.profile import Account, NameAudit, OwnCategories
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Fact, Finding, Words
from xiaopu.modules.launch.domain.verification import Fee, NameKind, PayType


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Root of what clients send: unknown fields are refused."""


class ModeIn(Input, frozen=True):
    mode: Mode


class BeaconIn(Input, frozen=True):
    """What the mini program sends once a start; `env_version` is WeChat's word for the kind of version."""

    beacon: Annotated[str, msgspec.Meta(min_length=16, max_length=64)]
    env_version: Literal["develop", "trial", "release"]
    version: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    appid: Annotated[str, msgspec.Meta(pattern=r"^wx[0-9a-zA-Z]{16}$")]
    # A phone that could call is one for which the domain is allowed; what it says of that adds nothing.
    domain_ok: bool = True


class ModeView(msgspec.Struct, frozen=True):
    mode: Mode
    title: Words
    words: Words


class TaskView(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to do in a step: how it is set and read in the chosen mode, and where by hand."""

    key: str
    title: Words
    set_by: Way
    read_by: Way
    menu: str
    sign: Words
    declarable: bool = False
    declared_at: datetime | None = None


class StepView(msgspec.Struct, frozen=True, omit_defaults=True):
    """A card: `waits_on` are the steps that must end first; `stood_s` how long it stands as it does."""

    step: Step
    row: str
    title: Words
    why: Words
    status: StepStatus
    after: list[Step]
    waits_on: list[Step]
    days: tuple[int, int]
    source: str
    stood_s: int
    facts: list[Fact]
    findings: list[Finding]
    tasks: list[TaskView]
    proof: str | None = None
    since: datetime | None = None
    looked_at: datetime | None = None
    waits_for: Words | None = None


class BeaconView(msgspec.Struct, frozen=True):
    env_version: str
    version: str
    appid: str
    last_at: datetime


class LaunchView(msgspec.Struct, frozen=True, omit_defaults=True):
    """The page 开店向导: `next_step` is the one thing to do next; none when all is done or waiting."""

    sells: bool
    modes: list[ModeView]
    steps: list[StepView]
    beacons: list[BeaconView]
    source: str
    mode: Mode | None = None
    started_at: datetime | None = None
    live_at: datetime | None = None
    consent_until: datetime | None = None
    next_step: Step | None = None


class LaunchMove(msgspec.Struct, frozen=True, omit_defaults=True):
    step: str
    action: str
    status_from: str
    status_to: str
    actor: str
    stood_s: int
    at: datetime
    why: str | None = None


class NameCheckView(msgspec.Struct, frozen=True):
    """`free`: WeChat would take it, against the `papers` that it names. `left`: renamings left this year."""

    findings: tuple[NameFinding, ...]
    free: bool
    left: int
    papers: str = ""


class ProfileView(msgspec.Struct, frozen=True, omit_defaults=True):
    """What WeChat reads out of a granted mini program; `wish` is a name under review or refused."""

    account: Account
    categories: OwnCategories
    wish: NameAudit | None = None


_MediaId = Annotated[str, msgspec.Meta(min_length=1, max_length=256)]
_Line = Annotated[str, msgspec.Meta(max_length=120)]
_Digits = Annotated[str, msgspec.Meta(max_length=20, pattern=r"^[0-9]*$")]


class NameCheckIn(Input, frozen=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class NameIn(Input, frozen=True):
    """`licence` and `others` are media ids of uploaded papers."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    licence: _MediaId | None = None
    others: Annotated[tuple[_MediaId, ...], msgspec.Meta(max_length=3)] = ()


class IntroductionIn(Input, frozen=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]


class CategoryPaperIn(Input, frozen=True):
    """A paper by its name in WeChat's list."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    media_id: _MediaId


class CategoryPapersIn(Input, frozen=True):
    papers: Annotated[tuple[CategoryPaperIn, ...], msgspec.Meta(max_length=10)] = ()


class ServiceCategoryIn(Input, frozen=True):
    first: int
    second: int
    papers: Annotated[tuple[CategoryPaperIn, ...], msgspec.Meta(max_length=10)] = ()


class UploadedView(msgspec.Struct, frozen=True):
    """A paper that lies at WeChat for three days."""

    media_id: str


class PaperView(msgspec.Struct, frozen=True, omit_defaults=True):
    """A paper of a form: `at` since when it lies at WeChat, `stale` when that is too long ago."""

    key: str
    title: Words
    needed: bool = False
    at: datetime | None = None
    stale: bool = False


class VerificationIn(Input, frozen=True):
    """The draft, without its papers."""

    contact_name: Annotated[str, msgspec.Meta(max_length=30)] = ""
    contact_email: Annotated[str, msgspec.Meta(max_length=120, pattern=r"^$|^\S+@\S+\.\S+$")] = ""
    account_name: Annotated[str, msgspec.Meta(max_length=60)] = ""
    name_kind: NameKind = NameKind.FREE
    pay_type: PayType = PayType.SHOP


class StopView(msgspec.Struct, frozen=True):
    """What stops when the yearly review is that many days late."""

    days: int
    words: Words


class VerificationView(msgspec.Struct, frozen=True, omit_defaults=True):
    """The draft and what became of it. `subject` is company, sole_trader or individual."""

    draft: VerificationIn
    papers: list[PaperView]
    missing: tuple[FormFault, ...]
    fee: Fee
    stops: list[StopView]
    stops_source: str
    subject: str
    task_id: str | None = None
    auth_url: str | None = None
    handed_in_at: datetime | None = None


class PersonIn(Input, frozen=True):
    """Somebody answerable; days are ``yyyyMMdd``, the last may be 长期."""

    name: Annotated[str, msgspec.Meta(max_length=30)] = ""
    mobile: Annotated[str, msgspec.Meta(pattern=r"^(1[0-9]{10})?$")] = ""
    email: Annotated[str, msgspec.Meta(max_length=120, pattern=r"^$|^\S+@\S+\.\S+$")] = ""
    emergency_contact: _Digits = ""
    certificate_type: int = 2
    certificate_number: Annotated[str, msgspec.Meta(max_length=18, pattern=r"^[0-9Xx]*$")] = ""
    valid_from: Annotated[str, msgspec.Meta(pattern=r"^([0-9]{8})?$")] = ""
    valid_until: Annotated[str, msgspec.Meta(pattern=r"^([0-9]{8}|长期)?$")] = ""


class FilingIn(Input, frozen=True):
    """The draft, without its papers and the face check. Types and places are those of the dictionaries."""

    subject_type: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0
    name: _Line = ""
    province: _Digits = ""
    city: _Digits = ""
    district: _Digits = ""
    address: _Line = ""
    comment: _Line = ""
    certificate_type: Annotated[int, msgspec.Meta(ge=0, le=100)] = 1
    certificate_number: Annotated[str, msgspec.Meta(max_length=20)] = ""
    certificate_address: _Line = ""
    legal_name: Annotated[str, msgspec.Meta(max_length=30)] = ""
    legal_number: Annotated[str, msgspec.Meta(max_length=18)] = ""
    principal: PersonIn = PersonIn()
    same_person: bool = True
    applet_principal: PersonIn = PersonIn()
    services: Annotated[tuple[int, ...], msgspec.Meta(max_length=10)] = ()
    applet_comment: _Line = ""
    pre_approval_type: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0
    pre_approval_code: Annotated[str, msgspec.Meta(max_length=60)] = ""


class FilingView(msgspec.Struct, frozen=True, omit_defaults=True):
    """The draft, what is missing, and what WeChat or the authority did not take, each with its place."""

    draft: FilingIn
    papers: list[PaperView]
    missing: tuple[FormFault, ...]
    faults: tuple[FormFault, ...]
    status: int | None = None
    sms_status: int | None = None
    face_started_at: datetime | None = None
    face_finished: bool | None = None
    number: str | None = None
    handed_in_at: datetime | None = None


class FilingNumberIn(Input, frozen=True):
    number: Annotated[str, msgspec.Meta(min_length=8, max_length=40)]


class Checkup(msgspec.Struct, frozen=True, omit_defaults=True):
    """One part that was looked at; no findings, no fault."""

    key: str
    title: Words
    findings: list[Finding]
    status: StepStatus | None = None


class DeskView(msgspec.Struct, frozen=True):
    """Who to ask when nothing helps, and a text ready to be sent."""

    step: Step
    desk: str
    name: Words
    way: Words
    text: str
    source: str
    dated: str


class Diagnosis(msgspec.Struct, frozen=True, omit_defaults=True):
    """The outcome of 诊断. `offline`: nobody outside was asked."""

    at: datetime
    offline: bool
    healthy: bool
    checkups: list[Checkup]
    desk: DeskView | None = None


class CaseIn(Input, frozen=True):
    """A question that was asked; the text is kept as it was sent."""

    step: Step
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=4000, pattern=r"\S")]


class AnswerIn(Input, frozen=True):
    """What the desk answered: the case is over."""

    answer: Annotated[str, msgspec.Meta(min_length=1, max_length=1000, pattern=r"\S")]


class CaseView(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    step: Step
    desk: str
    text: str
    is_open: bool
    opened_at: datetime
    answer: str | None = None
    closed_at: datetime | None = None


LaunchFilter = Literal["all", "stuck", "live"]


class StuckStep(msgspec.Struct, frozen=True, omit_defaults=True):
    """The step that has been under way longest, and why, as its newest look found."""

    step: str
    title: Words
    status: str
    since: datetime
    cause: Words | None = None


class LaunchRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """One shop as the operator sees it. `steps`: step → status, of those that were looked at."""

    shop_id: str
    slug: str
    name: str
    steps: dict[str, str]
    type: str | None = None
    mode: str | None = None
    live_at: datetime | None = None
    consent_until: datetime | None = None
    stuck: StuckStep | None = None
