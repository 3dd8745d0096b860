"""Writing a placement: reserve the stock, then the order. One port, two implementations, one test suite.

SQLite runs the plain sequence, statement by statement, where a round trip costs nothing. PostgreSQL makes
one call of the
stored function `place_order` (orders/sql/place_order.sql): one round trip holds the stock rows as short as
can be.
"""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.inventory.api import StockLine, merged, reserve_stock
from xiaopu.modules.inventory.errors import OutOfStock
from xiaopu.modules.orders import repository
from xiaopu.modules.orders.domain.placement import Placement
from xiaopu.modules.orders.domain.states import OrderAction, OrderStatus


def write_placement(uow: UnitOfWork, placement: Placement) -> None:
    """Refuses `out_of_stock` with every line that is short; then nothing of the unit may be kept."""
    if uow.dialect == "postgresql":
        _by_stored_function(uow, placement)
    else:
        _statement_by_statement(uow, placement)


def _statement_by_statement(uow: UnitOfWork, placement: Placement) -> None:
    reserve_stock(uow, _stock_lines(placement), reason=placement.order_no)
    uow.run(repository.ADD_ORDER, **_order_row(placement))
    uow.run_many(repository.ADD_LINE, _line_rows(placement))
    uow.run(repository.ADD_HISTORY, **_history_row(uow, placement))


def _by_stored_function(uow: UnitOfWork, placement: Placement) -> None:
    lines = merged(_stock_lines(placement))
    stock = [[line.sku_id, line.quantity, uow.new_id()] for line in lines]
    order = _order_row(placement)
    history = _history_row(uow, placement)
    document = {
        "reason": placement.order_no,
        "actor": placement.actor,
        "at": placement.created_at,
        "stock": stock,
        "order": {key: value for key, value in order.items() if not isinstance(value, bytes)},
        "lines": _line_rows(placement),
        "history_id": history["id"],
    }
    short = repository.call_place_order(
        uow,
        msgspec.json.encode(document).decode(),
        recipient=placement.recipient_sealed,
        phone=placement.phone_index,
    )
    if short is not None:
        raise OutOfStock(lines=short)


def _stock_lines(placement: Placement) -> list[StockLine]:
    return [StockLine(placed.line.sku_id, placed.line.quantity) for placed in placement.lines]


def _order_row(placement: Placement) -> dict[str, object]:
    return {
        "id": placement.id,
        "order_no": placement.order_no,
        "member_id": placement.member_id,
        "channel": placement.channel,
        "pay_by": placement.pay_by,
        "subject": placement.subject,
        "item_count": sum(placed.line.quantity for placed in placement.lines),
        "unreviewed": 0,
        "goods_fen": placement.goods_fen,
        "freight_fen": placement.freight_fen,
        "payable_fen": placement.payable_fen,
        "price_lines": placement.price_lines,
        "recipient_sealed": placement.recipient_sealed,
        "phone_index": placement.phone_index,
        "region_code": placement.region_code,
        "remark": placement.remark,
        "created_at": placement.created_at,
        "pay_deadline_at": placement.pay_deadline_at,
    }


def _line_rows(placement: Placement) -> list[dict[str, object]]:
    return [
        {
            "id": placed.id,
            "order_id": placement.id,
            "goods_id": placed.line.goods_id,
            "sku_id": placed.line.sku_id,
            "name": placed.line.name,
            "spec_text": placed.line.spec_text,
            "picture_url": placed.line.picture_url,
            "price_fen": placed.line.price_fen,
            "quantity": placed.line.quantity,
            "amount_fen": placed.line.amount_fen,
        }
        for placed in placement.lines
    ]


def _history_row(uow: UnitOfWork, placement: Placement) -> dict[str, object]:
    return {
        "id": uow.new_id(),
        "order_id": placement.id,
        "action": OrderAction.PLACE,
        "status_to": OrderStatus.PENDING,
        "actor": placement.actor,
        "why": None,
        "at": placement.created_at,
    }
