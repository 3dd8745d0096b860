"""What goes in and out over HTTP."""

from datetime import datetime
from typing import Annotated

import msgspec

from xiaopu.modules.platform.domain.access import AccessState, Mode, NeededRight, Source
from xiaopu.modules.platform.domain.findings import Finding
from xiaopu.modules.platform.domain.registrations import RegistrationState, SubjectKind

Short = Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"\S")]


class RegistrationIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A subject as at the business register. A sole trader without a name gives none."""

    kind: SubjectKind
    code: Annotated[str, msgspec.Meta(min_length=9, max_length=24)]
    legal_persona_name: Short
    legal_persona_wechat: Annotated[
        str, msgspec.Meta(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9_-]+$")
    ]
    name: Annotated[str, msgspec.Meta(max_length=60)] | None = None
    component_phone: Annotated[str, msgspec.Meta(max_length=20, pattern=r"^[0-9+-]+$")] | None = None


class GrantPage(msgspec.Struct, frozen=True):
    """Where the mini program's administrator says yes, and until when."""

    url: str
    expires_at: datetime


class RegistrationView(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A registration, without what it was made of. `finding` says what WeChat's answer means; `again_at`
    from when it can be handed in once more (absent: not with this subject).
    """

    id: str
    kind: SubjectKind
    state: RegistrationState
    created_at: datetime
    expires_at: datetime
    updated_at: datetime
    code: str | None = None
    finding: Finding | None = None
    again_at: datetime | None = None
    appid: str | None = None


class WeappAccess(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """How the shop's mini program is reached. The operator's facts (`platform_set` …) stand in pages alone;
    `ticket_at`: when WeChat last pushed the operator's ticket.
    """

    mode: Mode
    state: AccessState
    appid: str | None = None
    source: Source | None = None
    user_name: str | None = None
    nick_name: str | None = None
    principal_name: str | None = None
    rights: tuple[int, ...] = ()
    rights_missing: tuple[NeededRight, ...] = ()
    granted_at: datetime | None = None
    checked_at: datetime | None = None
    revoked_at: datetime | None = None
    platform_set: bool = False
    platform_appid: str | None = None
    ticket_at: datetime | None = None
    egress_ip: str | None = None
    registration: RegistrationView | None = None

    @property
    def reachable(self) -> bool:
        """Whether WeChat can be called in its name (own keys may still be wrong: the check proves them)."""
        return self.state in (AccessState.KEYS_SET, AccessState.GRANTED)
