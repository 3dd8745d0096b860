"""Reactions to neighbours' events, in their units."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.shipping.api import lay_free_template
from xiaopu.modules.tenancy.events import ShopOpened


def lay_first_template(uow: UnitOfWork, _event: ShopOpened) -> None:
    """A new shop sends free all over the country until it says otherwise."""
    lay_free_template(uow)
