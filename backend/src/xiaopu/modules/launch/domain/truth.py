"""What a look at a step brings: its status, the proof, facts to show, and what is wrong. Pure."""

from enum import StrEnum

import msgspec

from xiaopu.modules.launch.domain.states import StepStatus


class Proof(StrEnum):
    """Where a truth comes from. `DECLARED` is a person's word: shown in another colour, never a proof."""

    API = "api"
    CALL = "call"
    PROBE = "probe"
    BEACON = "beacon"
    OWN = "own"
    DECLARED = "declared"


class Who(StrEnum):
    """Who can mend a thing."""

    MERCHANT = "merchant"
    PLATFORM = "platform"
    WECHAT = "wechat"
    US = "us"


class Words(msgspec.Struct, frozen=True):
    """One sentence in both languages."""

    zh: str
    en: str


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that is wrong: cause, mend, who mends, and where that is known from.

    `code` is ours and stable; `errcode` and `rid` are what WeChat said. `where` is a page of the console.
    """

    code: str
    cause: Words
    mend: Words
    who: Who
    source: str
    dated: str
    errcode: str | None = None
    rid: str | None = None
    where: str | None = None
    retry: bool = False


class Fact(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that is known. `proof` says from where; `copy` gives it a copy button; `ok` is None for what
    is neither good nor bad.
    """

    key: str
    label: Words
    value: str
    proof: Proof
    ok: bool | None = None
    copy: bool = False
    task: str | None = None


class StepTruth(msgspec.Struct, frozen=True):
    """The outcome of one look.

    `status` `todo` means that nothing has been begun. `proof` must stand with `done` and can't be DECLARED.
    `waits_for` is a sentence for WAITING_* ("法人 24 小时内在微信里确认").
    """

    status: StepStatus
    proof: Proof | None = None
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    waits_for: Words | None = None

    def __post_init__(self) -> None:
        if self.status is StepStatus.DONE and self.proof in (None, Proof.DECLARED):
            raise ValueError("a step is done by proof, never by a person's word")


class Outlook(msgspec.Struct, frozen=True, omit_defaults=True):
    """Version 1 of what a row keeps of the last look."""

    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    waits_for: Words | None = None
