"""Codes, links and drawn pictures, written down once they are made."""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.campaigns import repository
from xiaopu.modules.campaigns.domain import HOME, Drawn, MadeCode
from xiaopu.modules.campaigns.events import ShopCodeMade
from xiaopu.modules.tenancy.api import write_audit


def keep_code(uow: UnitOfWork, made: MadeCode) -> str | None:
    """Put it in the place of an older one with the same way and target; the picture that is not needed any
    more.
    """
    old = uow.row(
        repository.CODE,
        wanted_owner=made.owner,
        wanted_medium=made.medium,
        wanted_target=made.target,
        wanted_trial=made.trial,
    )
    if old is not None:
        uow.run(repository.DROP_CODE, wanted=old.id)
    fields = msgspec.structs.asdict(made)
    added = uow.run(repository.ADD_CODE[uow.dialect], id=uow.new_id(), made_at=uow.now, **fields)
    if not added:
        # Somebody made the same at this moment; theirs stays.
        return made.picture
    if not made.owner and made.target == HOME and made.picture and not made.trial:
        uow.publish(ShopCodeMade(made.picture))
    if made.owner:
        after = {"medium": made.medium, "target": made.target}
        write_audit(uow, "campaign.code_made", f"campaign:{made.owner}", after=after)
    return old.picture if old is not None else None


def keep_drawn(uow: UnitOfWork, drawn: Drawn) -> str | None:
    """Put a card or poster in the place of the older one; the picture that is not needed any more."""
    place = {"wanted_goods": drawn.goods_id, "wanted_kind": drawn.kind, "wanted_owner": drawn.owner}
    old = uow.row(repository.SHARE_PICTURE, **place)
    if old is not None:
        uow.run(repository.DROP_SHARE_PICTURE, **place)
    fields = msgspec.structs.asdict(drawn)
    if not uow.run(repository.ADD_SHARE_PICTURE[uow.dialect], made_at=uow.now, **fields):
        return drawn.picture
    return old.picture if old is not None else None
