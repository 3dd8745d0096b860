"""What members tell others."""

import msgspec

from xiaopu.kernel.ids import MemberId


class EmailCodeAsked(msgspec.Struct, frozen=True):
    """Emitted (outbox): send the code. It is made when the mail is sent, so none lies in the outbox."""

    ask_id: str


class MembersJoined(msgspec.Struct, frozen=True):
    """Published (same unit): `gone` turned out to be `kept`; whatever hangs on `gone` moves over."""

    kept: MemberId
    gone: MemberId


class ErasureAsked(msgspec.Struct, frozen=True):
    """Published (same unit) before a member is erased: who still needs them refuses by raising."""

    member_id: MemberId


class SignedIn(msgspec.Struct, frozen=True):
    """Published (same unit): a member entered through a channel."""

    member_id: MemberId
    channel: str
