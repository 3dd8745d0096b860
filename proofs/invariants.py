"""The law of the books: what must hold between a shop's tables and the witness's journal, whatever happened.

Reads only: the database through one read unit, and WeChat's journal. Each break is a sentence that names the
row.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, select

from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.inventory.tables import STOCK
from xiaopu.modules.orders.domain.states import (
    OFFLINE_TRANSITIONS,
    TRANSITIONS,
    OrderAction,
    OrderStatus,
)
from xiaopu.modules.orders.tables import ORDER_HISTORY, ORDER_LINES, ORDERS
from xiaopu.modules.payments.tables import PAYMENTS, REFUNDS

_ALL = {
    table.name: select(table).where(table.c.shop_id == bindparam("shop"))
    for table in (ORDERS, ORDER_LINES, ORDER_HISTORY, PAYMENTS, REFUNDS, STOCK)
}
_HOLDING = frozenset({"pending", "closing"})
_PAID_FOR = frozenset({"paid", "shipped", "completed"})

Tables = Mapping[str, Sequence[Row[Any]]]
Journal = Sequence[Mapping[str, Any]]


def read_tables(read: ReadScope) -> Tables:
    """Every row of the shop that the laws speak of, at one moment."""
    return {name: read.rows(statement) for name, statement in _ALL.items()}


def breaks(tables: Tables, journal: Journal) -> list[str]:
    """Everything that is not as it must be; empty when all is well."""
    return [
        *_payments_and_orders(tables, journal),
        *_stock(tables),
        *_refunds(tables, journal),
        *_totals(tables),
        *_histories(tables),
    ]


def _payments_and_orders(tables: Tables, journal: Journal) -> Iterator[str]:
    """V1, V2: each payment at WeChat is exactly one paid order or one full refund; no paid order without
    one, but those whose money was counted by hand, which have none.
    """
    theirs = {line["transaction_id"]: line for line in journal if line["kind"] == "payment"}
    ours = {row.transaction_id: row for row in tables["payments"] if row.status == "paid"}
    for number in theirs.keys() - ours.keys():
        yield f"V1 payment {number} at WeChat is unknown here"
    for number in ours.keys() - theirs.keys():
        yield f"V2 payment {number} is paid here and unknown at WeChat"
    kept: Counter[str] = Counter()
    for number in ours.keys() & theirs.keys():
        row, line = ours[number], theirs[number]
        if (row.amount_fen, row.mchid, row.appid) != (line["amount_fen"], line["mchid"], line["appid"]):
            yield f"V2 payment {number} differs in amount, mchid or appid"
        if row.refunded_fen < row.amount_fen:
            kept[row.payable_id] += 1
    for order in tables["orders"]:
        wanted = 1 if order.status in _PAID_FOR and order.pay_by == "wechat" else 0
        if kept[order.id] != wanted:
            yield f"V1 order {order.order_no} is {order.status} with {kept[order.id]} payments that were kept"


def _stock(tables: Tables) -> Iterator[str]:
    """V3: received = on hand + reserved + sold, and reserved is what unpaid orders hold."""
    status = {order.id: order.status for order in tables["orders"]}
    held: Counter[str] = Counter()
    for line in tables["order_lines"]:
        if status[line.order_id] in _HOLDING:
            held[line.sku_id] += line.quantity
    for row in tables["stock"]:
        if row.received != row.on_hand + row.reserved + row.sold:
            yield f"V3 stock of {row.sku_id} is not conserved"
        if row.reserved != held[row.sku_id]:
            yield f"V3 {row.sku_id} has {row.reserved} reserved and {held[row.sku_id]} held by orders"


def _refunds(tables: Tables, journal: Journal) -> Iterator[str]:
    """V5: never more back than came in, and the same at WeChat."""
    theirs = _back_at_wechat(journal)
    asked: Counter[str] = Counter()
    for refund in tables["refunds"]:
        if refund.status != "closed":
            asked[refund.payment_id] += refund.amount_fen
    for row in tables["payments"]:
        if row.refunded_fen > row.amount_fen or asked[row.id] != row.refunded_fen:
            yield f"V5 payment {row.out_trade_no}: {asked[row.id]} asked, {row.refunded_fen} set aside"
        if theirs[row.out_trade_no] != row.refunded_fen:
            back = theirs[row.out_trade_no]
            yield f"V5 payment {row.out_trade_no}: {back} back at WeChat, {row.refunded_fen} here"


def _back_at_wechat(journal: Journal) -> Counter[str]:
    back: Counter[str] = Counter()
    for line in journal:
        if line["kind"] == "refund.created":
            back[line["out_trade_no"]] += line["amount_fen"]
        elif line["kind"] == "refund.closed":
            back[line["out_trade_no"]] -= line["amount_fen"]
    return back


def _totals(tables: Tables) -> Iterator[str]:
    """V7: the total follows from the lines."""
    sums: Counter[str] = Counter()
    for line in tables["order_lines"]:
        sums[line.order_id] += line.price_fen * line.quantity
    for order in tables["orders"]:
        steps = sum(step.amount_fen for step in order.price_lines)
        if not sums[order.id] + order.freight_fen == order.payable_fen == steps:
            yield f"V7 order {order.order_no} does not add up"


def _histories(tables: Tables) -> Iterator[str]:
    """V9: every order's history is a path of the state machine and ends where the order is; time does not
    run back.
    """
    steps: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in sorted(tables["order_history"], key=lambda one: (one.order_id, one.at, one.id)):
        steps[row.order_id].append(row)
    for order in tables["orders"]:
        yield from _path(order, steps[order.id])


def _path(order: Row[Any], steps: Sequence[Row[Any]]) -> Iterator[str]:
    table = TRANSITIONS if order.pay_by == "wechat" else OFFLINE_TRANSITIONS
    status = OrderStatus.PENDING
    for step in steps[1:]:
        reached = table.get((status, OrderAction(step.action)))
        if reached is None or reached != step.status_to:
            yield f"V9 order {order.order_no}: {status} –{step.action}→ {step.status_to}"
            return
        status = reached
    if not steps or steps[0].action != OrderAction.PLACE or status != order.status:
        yield f"V9 order {order.order_no} is {order.status}, its history ends at {status}"
