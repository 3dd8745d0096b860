"""What becomes of visits when members join or leave."""

import secrets

from xiaopu.infra.crypto.tokens import token_digest
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId
from xiaopu.modules.campaigns import repository


def move_touches(uow: UnitOfWork, *, kept: MemberId, gone: MemberId) -> None:
    """Visits follow the member."""
    uow.run(repository.MOVE_MEMBER, kept=kept, gone=gone)


def forget_visitors(uow: UnitOfWork, member_id: MemberId) -> None:
    """The tie to the device goes, so that what it does next is nobody's; that there was a visit stays, as the
    order does. Each device becomes another unknown one, so that counts of visitors keep.
    """
    for row in uow.rows(repository.VISITORS_OF, gone=member_id):
        nobody = token_digest(secrets.token_hex(32))
        uow.run(repository.RENAME_VISITOR, gone=member_id, who=row.visitor, nobody=nobody)
