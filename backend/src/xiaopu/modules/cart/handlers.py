"""Reactions of the cart to what becomes of members, in their units."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.cart.api import clear_cart, move_cart
from xiaopu.modules.members.events import ErasureAsked, MembersJoined


def join_carts(uow: UnitOfWork, event: MembersJoined) -> None:
    """One member, one cart."""
    move_cart(uow, kept=event.kept, gone=event.gone)


def drop_cart(uow: UnitOfWork, event: ErasureAsked) -> None:
    """Nothing of a cart is kept."""
    clear_cart(uow, event.member_id)
