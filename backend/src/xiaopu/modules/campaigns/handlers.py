"""Reactions of promotion to what neighbours publish, in their units."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.campaigns.api import forget_visitors, move_touches, want_shop_code
from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.tenancy.events import ShopSettingsChanged


def join_touches(uow: UnitOfWork, event: MembersJoined) -> None:
    """One member, one way in."""
    move_touches(uow, kept=event.kept, gone=event.gone)


def leave_touches(uow: UnitOfWork, event: ErasureAsked) -> None:
    """The tie to the device goes."""
    forget_visitors(uow, event.member_id)


def face_changed(uow: UnitOfWork, _event: ShopSettingsChanged) -> None:
    """There may be a mini program now, or another one."""
    want_shop_code(uow)
