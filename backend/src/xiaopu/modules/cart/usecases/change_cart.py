"""Putting in, changing, taking out. Every number is checked against the caps and against today's stock."""

from collections.abc import Iterable

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import MemberId, SkuId
from xiaopu.modules.cart import repository
from xiaopu.modules.cart.domain import MOST_LINES, MOST_UNITS
from xiaopu.modules.cart.errors import CartFull, GoodsOffSale, TooManyUnits
from xiaopu.modules.cart.schemas import ChangeIn
from xiaopu.modules.catalog.api import sellable_skus
from xiaopu.modules.inventory.api import available
from xiaopu.modules.inventory.errors import OutOfStock


def add_to_cart(uow: UnitOfWork, member_id: MemberId, sku_id: SkuId, quantity: int) -> None:
    """So many more of a SKU, ticked. Refuses a SKU that is not of this shop (`not_found`) or not on sale, a
    line beyond `MOST_UNITS`, more than there is, and a new line in a full cart.
    """
    sku = sellable_skus(uow, [sku_id]).get(sku_id)
    if sku is None:
        raise NotFound
    if sku.goods_status != "on_sale":
        raise GoodsOffSale(sku_id=sku_id)
    present = uow.value(repository.QUANTITY, mine=member_id, wanted=sku_id)
    if present is None:
        _refuse_full(uow, member_id)
    added = uow.run(
        repository.ADD[uow.dialect],
        more=quantity,
        id=uow.new_id(),
        member_id=member_id,
        sku_id=sku_id,
        quantity=quantity,
        checked=True,
        created_at=uow.now,
        updated_at=uow.now,
    )
    if not added:
        raise _too_many()
    _refuse_short(uow, sku_id, uow.value(repository.QUANTITY, mine=member_id, wanted=sku_id))


def change_line(uow: UnitOfWork, member_id: MemberId, line_id: str, change: ChangeIn) -> None:
    """A new number or a tick. Refuses another's line (`not_found`), and to raise a number beyond the stock:
    lowering it is always allowed.
    """
    row = uow.row(repository.LINE, mine=member_id, wanted=line_id)
    if row is None:
        raise NotFound
    if change.quantity is not msgspec.UNSET:
        if change.quantity > row.quantity:
            _refuse_short(uow, SkuId(row.sku_id), change.quantity)
        uow.run(
            repository.SET_QUANTITY,
            mine=member_id,
            wanted=line_id,
            new_quantity=change.quantity,
            now=uow.now,
        )
    if change.checked is not msgspec.UNSET:
        uow.run(repository.SET_CHECKED, mine=member_id, wanted=line_id, new_checked=change.checked)


def check_all(uow: UnitOfWork, member_id: MemberId, *, checked: bool) -> None:
    """Tick every line, or none."""
    uow.run(repository.CHECK_ALL, mine=member_id, new_checked=checked)


def drop_line(uow: UnitOfWork, member_id: MemberId, line_id: str) -> None:
    """Take a line out; another's is `not_found`."""
    if not uow.run(repository.DROP, mine=member_id, wanted=line_id):
        raise NotFound


def take_out(uow: UnitOfWork, member_id: MemberId, sku_ids: Iterable[SkuId]) -> None:
    """Take out what was ordered; SKUs that are not in the cart do not matter."""
    wanted = sorted(set(sku_ids))
    if wanted:
        uow.run(repository.TAKE_OUT, mine=member_id, wanted=wanted)


def merge_lines(uow: UnitOfWork, member_id: MemberId, lines: Iterable[tuple[SkuId, int]]) -> None:
    """Bring a guest's lines in: of two numbers the greater stays, so that merging twice changes nothing.

    What cannot be sold and what no longer fits is left out without a word: nobody waits for a refusal here.
    """
    numbers: dict[SkuId, int] = {}
    for sku_id, quantity in lines:
        numbers[sku_id] = min(max(quantity, numbers.get(sku_id, 0)), MOST_UNITS)
    skus = sellable_skus(uow, numbers)
    room = MOST_LINES - int(uow.value(repository.COUNT, mine=member_id))
    for sku_id in sorted(numbers):
        if sku_id not in skus or skus[sku_id].goods_status != "on_sale":
            continue
        if uow.value(repository.QUANTITY, mine=member_id, wanted=sku_id) is None:
            if room <= 0:
                continue
            room -= 1
        _raise_line(uow, member_id, sku_id, numbers[sku_id], checked=True)


def put_in(uow: UnitOfWork, member_id: MemberId, lines: Iterable[tuple[SkuId, int]]) -> None:
    """Buy again: like a merge, but only as many as there are, and sold-out goods stay out."""
    wanted = list(lines)
    stock = available(uow, [sku_id for sku_id, _ in wanted])
    fitting = [(sku_id, min(quantity, stock.get(sku_id, 0))) for sku_id, quantity in wanted]
    merge_lines(uow, member_id, [(sku_id, quantity) for sku_id, quantity in fitting if quantity > 0])


def move_cart(uow: UnitOfWork, *, kept: MemberId, gone: MemberId) -> None:
    """Two members turned out to be one: their carts become one, ticks and the greater numbers kept."""
    moving = uow.rows(repository.LINES, mine=gone)
    uow.run(repository.CLEAR, mine=gone)
    for row in moving:
        _raise_line(uow, kept, SkuId(row.sku_id), row.quantity, checked=row.checked)


def clear_cart(uow: UnitOfWork, member_id: MemberId) -> None:
    """Forget the cart of a member who is being erased."""
    uow.run(repository.CLEAR, mine=member_id)


def _raise_line(uow: UnitOfWork, member_id: MemberId, sku_id: SkuId, quantity: int, *, checked: bool) -> None:
    uow.run(
        repository.RAISE[uow.dialect],
        id=uow.new_id(),
        member_id=member_id,
        sku_id=sku_id,
        quantity=quantity,
        checked=checked,
        created_at=uow.now,
        updated_at=uow.now,
    )


def _refuse_full(uow: UnitOfWork, member_id: MemberId) -> None:
    """Two new lines at the same moment may both find room: the cap bounds the list, nothing hangs on it."""
    if int(uow.value(repository.COUNT, mine=member_id)) >= MOST_LINES:
        raise CartFull(most=MOST_LINES)


def _refuse_short(uow: UnitOfWork, sku_id: SkuId, quantity: int) -> None:
    on_hand = available(uow, [sku_id]).get(sku_id, 0)
    if on_hand < quantity:
        raise OutOfStock(lines=[{"sku_id": sku_id, "wanted": quantity, "available": on_hand}])


def _too_many() -> TooManyUnits:
    fields = [{"path": "quantity", "code": "too_many_units", "message": ""}]
    return TooManyUnits(fields=fields, most=MOST_UNITS)
