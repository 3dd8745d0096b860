"""The operator's ticket: half of the component's token, pushed every ten minutes."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.modules.platform import repository
from xiaopu.modules.platform.domain.pushes import Ticket

TICKET = "component_tickets.ticket"


def keep_ticket(uow: UnitOfWork, component: str, ticket: Ticket, *, vault: Vault) -> bool:
    """Whether it is newer than the kept one; an old one that comes late, or again, changes nothing."""
    return bool(
        uow.run(
            repository.KEEP_TICKET[uow.dialect],
            component=component,
            ticket_sealed=vault.seal(ticket.ticket, TICKET),
            pushed_at=ticket.pushed_at,
            at=uow.now,
        )
    )


def kept_ticket(read: ReadScope, component: str, *, vault: Vault) -> str:
    """The ticket pushed last, or an empty text."""
    row = read.row(repository.TICKET, wanted=component)
    return "" if row is None else vault.open(row.ticket_sealed, TICKET)
