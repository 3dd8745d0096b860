"""Fast registration: who may, what is handed in, and its states. Pure."""

import re
from datetime import timedelta
from enum import StrEnum

import msgspec

LIFE = timedelta(hours=24)
_SEPARATORS = re.compile(r"[\s-]")
_LENGTHS = {18: 1, 9: 2, 15: 3}


class SubjectKind(StrEnum):
    COMPANY = "company"
    SOLE_TRADER = "sole_trader"
    INDIVIDUAL = "individual"


class RegistrationState(StrEnum):
    SENDING = "sending"  # WeChat is being asked
    WAITING = "waiting"  # the legal person has 24 hours in WeChat
    REFUSED = "refused"  # WeChat did not take it
    FAILED = "failed"  # it ended without a mini program
    EXPIRED = "expired"  # 24 hours went by in silence
    ACCEPTING = "accepting"  # there is a mini program; it is being taken in
    DONE = "done"


_S = RegistrationState
REGISTRATION_TRANSITIONS: dict[tuple[str, str], str] = {
    (_S.SENDING, "sent"): _S.WAITING,
    (_S.SENDING, "refused"): _S.REFUSED,
    (_S.SENDING, "failed"): _S.FAILED,
    (_S.SENDING, "expired"): _S.EXPIRED,
    (_S.SENDING, "confirmed"): _S.ACCEPTING,
    (_S.WAITING, "failed"): _S.FAILED,
    (_S.WAITING, "expired"): _S.EXPIRED,
    (_S.WAITING, "confirmed"): _S.ACCEPTING,
    # WeChat's word comes late: it counts all the same.
    (_S.EXPIRED, "failed"): _S.FAILED,
    (_S.EXPIRED, "confirmed"): _S.ACCEPTING,
    (_S.ACCEPTING, "accepted"): _S.DONE,
}


def states_before(action: str) -> tuple[str, ...]:
    """From which states an action leads on."""
    return tuple(state for state, name in REGISTRATION_TRANSITIONS if name == action)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is handed in: personal data, sealed wherever it is kept."""

    name: str
    code: str
    legal_persona_wechat: str
    legal_persona_name: str
    component_phone: str | None = None

    @property
    def code_type(self) -> int:
        """By its length: 1 credit code, 2 organisation code, 3 registration number."""
        return _LENGTHS[len(self.code)]

    def fingerprint(self) -> str:
        """By which a push finds its registration: what WeChat repeats of it."""
        parts = (self.name, self.code, self.legal_persona_wechat, self.legal_persona_name)
        return "\x00".join(part.strip() for part in parts)

    def __repr__(self) -> str:
        return "Facts(…)"


def registered_name(kind: SubjectKind, name: str | None, legal_persona_name: str) -> str:
    """The name as at the register; a sole trader without one is 个体户 and the owner's name. Empty when a
    company gives none.
    """
    given = (name or "").strip()
    return given or (f"个体户{legal_persona_name.strip()}" if kind is SubjectKind.SOLE_TRADER else "")


def plain_code(code: str) -> str | None:
    """The code without separators, in capitals; None when no kind of code is that long."""
    plain = _SEPARATORS.sub("", code).upper()
    return plain if len(plain) in _LENGTHS and plain.isascii() and plain.isalnum() else None
