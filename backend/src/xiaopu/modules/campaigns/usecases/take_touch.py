"""A visitor came by a campaign; later they turn out to be a member."""

import msgspec

from xiaopu.infra.crypto.tokens import token_digest
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId
from xiaopu.modules.campaigns import repository
from xiaopu.modules.campaigns.domain import WINDOW, hour_of, is_short


class TakeTouch(msgspec.Struct, frozen=True):
    """`visitor` is the client's own token; `short` what the code carried."""

    visitor: str
    short: str | None
    member_id: MemberId | None


def take_touch(uow: UnitOfWork, touch: TakeTouch) -> bool:
    """Note the visit, once for a visitor, a campaign and an hour; whether it was new.

    A sign that is no campaign of this shop is passed over without a word: nobody learns which there are.
    With a member, what this visitor did before is theirs from now on. Two to four statements, none on an
    order's way.
    """
    who = token_digest(touch.visitor)
    new = _note(uow, who, touch) if touch.short and is_short(touch.short) else False
    if touch.member_id is not None:
        uow.run(repository.CLAIM, who=who, mine=touch.member_id)
    return new


def _note(uow: UnitOfWork, who: bytes, touch: TakeTouch) -> bool:
    campaign_id = uow.value(repository.BY_SHORT, wanted=touch.short)
    if campaign_id is None:
        return False
    hour, until = hour_of(uow.now), uow.now + WINDOW
    added = uow.run(
        repository.ADD_TOUCH[uow.dialect],
        id=uow.new_id(),
        visitor=who,
        campaign_id=campaign_id,
        hour=hour,
        at=uow.now,
        last_at=uow.now,
        until_at=until,
        member_id=touch.member_id,
    )
    if not added:
        uow.run(
            repository.TOUCH_AGAIN, who=who, wanted=campaign_id, wanted_hour=hour, now=uow.now, until=until
        )
    return added == 1
