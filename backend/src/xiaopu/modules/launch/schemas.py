"""What the launch takes and gives over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from xiaopu.modules.launch.domain.modes import Mode, Way
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Fact, Finding, Words


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


class HistoryRow(msgspec.Struct, frozen=True, omit_defaults=True):
    step: str
    action: str
    status_from: str
    status_to: str
    actor: str
    stood_s: int
    at: datetime
    why: str | None = None
