"""What becomes of orders when members join or leave."""

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.members.errors import OpenOrders
from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.placement import RECIPIENT
from xiaopu.modules.orders.schemas import Recipient
from xiaopu.modules.orders.usecases.limit_purchases import join_purchases


def move_orders(uow: UnitOfWork, event: MembersJoined) -> None:
    """Orders of the member that is gone belong to the one that is kept, and count against one limit."""
    uow.run(repository.MOVE_MEMBER, kept=event.kept, gone=event.gone)
    join_purchases(uow, kept=event.kept, gone=event.gone)


def forget_recipients(uow: UnitOfWork, event: ErasureAsked, *, vault: Vault) -> None:
    """Trade facts stay (the law keeps them three years), who and where goes. Refuses `open_orders`."""
    still_open = int(uow.value(repository.COUNT_OPEN, mine=event.member_id))
    if still_open:
        raise OpenOrders(count=still_open)
    blank = msgspec.json.encode(Recipient("已注销", "", "", "")).decode()
    uow.run(
        repository.BLANK_RECIPIENTS,
        mine=event.member_id,
        blank=vault.seal(blank, RECIPIENT),
        no_index=b"",
    )
