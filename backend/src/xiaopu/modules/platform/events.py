"""What platform tells others.

All are both published (in the unit of the push) and emitted (outbox), unless they say otherwise: hear
whichever fits. `appid` is the shop's mini program. WeChat's own numbers are given as they are.
"""

from datetime import datetime
from typing import Literal

import msgspec


class WechatPushed(msgspec.Struct, frozen=True):
    """Emitted: WeChat told the shop something, once however often it was sent.

    `kind` is MsgType, `event` is Event or InfoType; `api.push_content` gives the words of `key`. They name
    people, so that they are kept sealed and not in the outbox.
    """

    key: str
    kind: str
    event: str


class SettlementMoved(msgspec.Struct, frozen=True):
    """Published: what WeChat said of the money of one payment, when it will be, or was, received and
    settled.
    """

    transaction_id: str
    settles_at: datetime | None
    received_at: datetime | None
    settled_at: datetime | None


class WeappAuditMoved(msgspec.Struct, frozen=True):
    """The review of code ended, or takes longer. `screenshots` are media ids at WeChat."""

    appid: str
    verdict: Literal["passed", "rejected", "delayed"]
    at: datetime | None
    reason: str = ""
    screenshots: tuple[str, ...] = ()


class NameAudited(msgspec.Struct, frozen=True):
    """The wished name was granted or refused."""

    appid: str
    granted: bool
    name: str = ""
    reason: str = ""


class CategoryAudited(msgspec.Struct, frozen=True):
    """A service category was granted or refused."""

    appid: str
    granted: bool
    first: int | None = None
    second: int | None = None
    reason: str = ""


class InterfaceAudited(msgspec.Struct, frozen=True):
    """The use of a location interface was granted or refused."""

    appid: str
    api_name: str
    granted: bool
    reason: str = ""


class FilingMoved(msgspec.Struct, frozen=True):
    """The ICP filing moved: 2 at WeChat, 3 refused there, 4 at the authority, 5 refused there, 6 filed."""

    appid: str
    status: int


class VerificationMoved(msgspec.Struct, frozen=True):
    """微信认证 moved: `apply_status` 1 to be paid, 2 in review, 3 sent back, 4 passed, 5 failed for good."""

    appid: str
    task_id: str
    task_status: int
    apply_status: int | None = None
    message: str = ""


class ProcedureMoved(msgspec.Struct, frozen=True):
    """A joined application for verification and filing moved."""

    appid: str
    procedure_id: str
    status: int


class OrderPathAudited(msgspec.Struct, frozen=True):
    """The page of orders was looked at: `status` as WeChat's getorderpathinfo gives it."""

    appid: str
    status: int
    reason: str = ""


class RegistrationMoved(msgspec.Struct, frozen=True):
    """A fast registration is in another state; `status` is WeChat's number, when it gave one."""

    registration_id: str
    state: str
    status: int | None = None


class GrantGiven(msgspec.Struct, frozen=True):
    """A mini program is from now on reached through the platform; `source` is consent or registration."""

    appid: str
    source: str


class GrantRevoked(msgspec.Struct, frozen=True):
    """Its owner took the consent back at WeChat: nothing can be done in its name any more."""

    appid: str


class GrantCheckAsked(msgspec.Struct, frozen=True):
    """Emitted, for platform itself: ask WeChat how a grant stands."""

    appid: str


class RegistrationConfirmed(msgspec.Struct, frozen=True):
    """Emitted, for platform itself: a registered mini program waits to be taken in."""

    registration_id: str


# What one push may say of one mini program.
News = (
    SettlementMoved
    | WeappAuditMoved
    | NameAudited
    | CategoryAudited
    | InterfaceAudited
    | FilingMoved
    | VerificationMoved
    | ProcedureMoved
    | OrderPathAudited
)
