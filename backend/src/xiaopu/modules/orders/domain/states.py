"""The order's life as one table. A move that is not in it does not exist."""

from enum import StrEnum


class OrderStatus(StrEnum):
    PENDING = "pending"
    # We asked WeChat to close the payment and do not know yet: still payable.
    CLOSING = "closing"
    PAID = "paid"
    SHIPPED = "shipped"
    COMPLETED = "completed"
    CLOSED = "closed"


class OrderAction(StrEnum):
    PLACE = "place"
    PAY = "pay"
    BEGIN_CLOSE = "begin_close"
    FINISH_CLOSE = "finish_close"
    SHIP = "ship"
    RECEIVE = "receive"
    REFUND = "refund"


TRANSITIONS: dict[tuple[OrderStatus, OrderAction], OrderStatus] = {
    (OrderStatus.PENDING, OrderAction.PAY): OrderStatus.PAID,
    (OrderStatus.CLOSING, OrderAction.PAY): OrderStatus.PAID,
    (OrderStatus.PENDING, OrderAction.BEGIN_CLOSE): OrderStatus.CLOSING,
    (OrderStatus.CLOSING, OrderAction.FINISH_CLOSE): OrderStatus.CLOSED,
    (OrderStatus.PAID, OrderAction.SHIP): OrderStatus.SHIPPED,
    (OrderStatus.SHIPPED, OrderAction.RECEIVE): OrderStatus.COMPLETED,
    (OrderStatus.PAID, OrderAction.REFUND): OrderStatus.CLOSED,
    (OrderStatus.SHIPPED, OrderAction.REFUND): OrderStatus.CLOSED,
}

OPEN_STATUSES = (OrderStatus.PENDING, OrderStatus.CLOSING, OrderStatus.PAID, OrderStatus.SHIPPED)

BUYER_WORDS = {
    OrderStatus.PENDING: "待付款",
    OrderStatus.CLOSING: "正在关闭",
    OrderStatus.PAID: "待发货",
    OrderStatus.SHIPPED: "待收货",
    OrderStatus.COMPLETED: "已完成",
    OrderStatus.CLOSED: "已关闭",
}
STAFF_WORDS = BUYER_WORDS | {OrderStatus.SHIPPED: "已发货"}

ACTION_WORDS = {
    OrderAction.PLACE: "提交订单",
    OrderAction.PAY: "付款成功",
    OrderAction.BEGIN_CLOSE: "申请关闭",
    OrderAction.FINISH_CLOSE: "订单关闭",
    OrderAction.SHIP: "商家发货",
    OrderAction.RECEIVE: "确认收货",
    OrderAction.REFUND: "退款完成，订单关闭",
}

# An after-sale that is not over stops shipping and a second ask.
AFTERSALE_OPEN = frozenset({"requested", "refunding"})


def sources(action: OrderAction) -> tuple[OrderStatus, ...]:
    """The statuses from which `action` is allowed: the WHERE of its conditional UPDATE."""
    return tuple(status for (status, did) in TRANSITIONS if did is action)


def target(action: OrderAction) -> OrderStatus:
    """Where `action` leads; every action has one target."""
    return next(to for (_, did), to in TRANSITIONS.items() if did is action)


def buyer_actions(status: OrderStatus, *, aftersale: str | None, unreviewed: int) -> list[str]:
    """What the buyer may do now; screens draw their buttons from it, in this order."""
    open_case = aftersale in AFTERSALE_OPEN
    actions = {
        OrderStatus.PENDING: ["pay", "cancel"],
        OrderStatus.PAID: [] if open_case else ["apply_refund"],
        OrderStatus.SHIPPED: [] if open_case else ["confirm", "apply_refund"],
        OrderStatus.COMPLETED: ["review", "buy_again"] if unreviewed else ["buy_again"],
        OrderStatus.CLOSED: ["buy_again"],
    }
    return actions.get(status, [])


def staff_actions(status: OrderStatus, *, aftersale: str | None) -> list[str]:
    """What staff may do now, their permissions aside."""
    actions = []
    if status is OrderStatus.PENDING:
        actions.append("close")
    if status is OrderStatus.PAID and aftersale not in AFTERSALE_OPEN:
        actions.append("ship")
    if aftersale == "requested":
        actions.append("answer_aftersale")
    return [*actions, "note"]
