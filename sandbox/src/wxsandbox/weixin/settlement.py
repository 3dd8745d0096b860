"""After shipping: receipt by hand or by itself, settlement, reminders, and the pushes that tell of them."""

from typing import Any

from wxsandbox.pushes.outbox import announce_event
from wxsandbox.store import Row
from wxsandbox.world import World

DAY_MS = 24 * 3600 * 1000
RECEIVE_DAYS = {1: 10, 2: 2, 3: 2, 4: 2}
SETTLE_MS = 60_000


def shipment_of(world: World, trade: Row) -> Row | None:
    """What was reported about this order's parcels."""
    return world.store.one("SELECT * FROM shipment WHERE transaction_id = :id", id=trade["transaction_id"])


def receive(world: World, transaction_id: str, how: str) -> bool:
    """2 → 3, by hand or by itself; False when the order is not on its way."""
    trade = world.store.one("SELECT * FROM trade WHERE transaction_id = :id", id=transaction_id)
    changed = world.store.run(
        "UPDATE shipment SET order_state = 3, received_ms = :now, received_by = :how"
        " WHERE transaction_id = :id AND order_state = 2",
        now=world.clock.now_ms(),
        how=how,
        id=transaction_id,
    )
    if not changed or trade is None:
        return False
    now = world.clock.now_ms() // 1000
    tell_shop(
        world,
        trade,
        confirm_receive_method=1 if how == "manual" else 2,
        confirm_receive_time=now,
        settlement_time=now + SETTLE_MS // 1000,
    )
    return True


def move_on(world: World) -> None:
    """Receives what is overdue and settles what was received a minute ago."""
    now = world.clock.now_ms()
    for row in world.store.all("SELECT * FROM shipment WHERE order_state = 2"):
        if row["shipped_ms"] + RECEIVE_DAYS[row["logistics_type"]] * DAY_MS <= now:
            receive(world, row["transaction_id"], "auto")
    world.store.run(
        "UPDATE shipment SET order_state = 4, settled_ms = :now"
        " WHERE order_state = 3 AND received_ms <= :limit",
        now=now,
        limit=now - SETTLE_MS,
    )


def remind_of_shipping(world: World) -> None:
    """Pushes trade_manage_remind_shipping once for every order that is unshipped after 48 hours."""
    now = world.clock.now_ms()
    rows = world.store.all(
        "SELECT t.* FROM trade t LEFT JOIN shipment s ON s.transaction_id = t.transaction_id"
        " WHERE t.state IN ('SUCCESS', 'REFUND') AND t.paid_ms <= :limit AND t.reminded = 0"
        " AND t.refunding_fen < t.total_fen AND s.transaction_id IS NULL LIMIT 100",
        limit=now - 2 * DAY_MS,
    )
    for trade in rows:
        with world.store.unit():
            world.store.run(
                "UPDATE trade SET reminded = 1 WHERE transaction_id = :id", id=trade["transaction_id"]
            )
            announce_event(
                world,
                trade["payer_appid"],
                "trade_manage_remind_shipping",
                transaction_id=trade["transaction_id"],
                merchant_id=trade["mchid"],
                sub_merchant_id="",
                merchant_trade_no=trade["out_trade_no"],
                pay_time=trade["paid_ms"] // 1000,
                msg="订单超过48小时未发货，请尽快发货",
            )


def tell_shop(world: World, trade: Row, **times: Any) -> None:
    """Pushes trade_manage_order_settlement: at shipping with the estimate, at receipt with the times."""
    shipment = shipment_of(world, trade)
    announce_event(
        world,
        trade["payer_appid"],
        "trade_manage_order_settlement",
        transaction_id=trade["transaction_id"],
        merchant_id=trade["mchid"],
        sub_merchant_id="",
        merchant_trade_no=trade["out_trade_no"],
        pay_time=trade["paid_ms"] // 1000,
        shipped_time=shipment["shipped_ms"] // 1000 if shipment else 0,
        **times,
    )
