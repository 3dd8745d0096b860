"""What orders and others may ask of the cart."""

from collections.abc import Iterable

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.ids import MemberId, SkuId
from xiaopu.modules.cart import repository
from xiaopu.modules.cart.schemas import Cart, CartLine
from xiaopu.modules.cart.usecases import change_cart
from xiaopu.modules.cart.usecases.change_cart import clear_cart, move_cart, take_out
from xiaopu.modules.cart.usecases.show_cart import show_cart


def checked_lines(read: ReadScope, member_id: MemberId) -> list[CartLine]:
    """The ticked lines that can be bought, `short` ones too, so that ordering names what is missing.

    Sold-out lines are left out as in the cart's own sum, unless nothing else is ticked: then they come, and
    the refusal can name them. Lines off sale never come.
    """
    ticked = [line for line in show_cart(read, member_id).lines if line.checked and line.state != "off_sale"]
    return [line for line in ticked if line.state != "sold_out"] or ticked


def count_lines(read: ReadScope, member_id: MemberId) -> int:
    """How many articles the cart holds, for its badge."""
    return int(read.value(repository.COUNT, mine=member_id))


def put_in(uow: UnitOfWork, member_id: MemberId, lines: Iterable[tuple[SkuId, int]]) -> Cart:
    """Buy again: (SKU, number) as far as they can be bought today; the cart afterwards."""
    change_cart.put_in(uow, member_id, lines)
    return show_cart(uow, member_id)


__all__ = [
    "Cart",
    "CartLine",
    "checked_lines",
    "clear_cart",
    "count_lines",
    "move_cart",
    "put_in",
    "show_cart",
    "take_out",
]
