"""The order's life as one table. A move that is not in it does not exist."""

from enum import StrEnum


class PayWay(StrEnum):
    """Through WeChat, or offline: in the shop, or when the parcel is handed over."""

    WECHAT = "wechat"
    IN_STORE = "in_store"
    ON_DELIVERY = "on_delivery"


class OrderStatus(StrEnum):
    PENDING = "pending"
    # An offline order that the shop means to serve; its money has not come.
    ACCEPTED = "accepted"
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
    # Of offline orders alone.
    ACCEPT = "accept"
    COLLECT = "collect"
    HAND_OVER = "hand_over"
    CALL_OFF = "call_off"


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

# Offline the money comes when it comes: before the goods, with them or after. `paid_at` says whether it has.
OFFLINE_TRANSITIONS: dict[tuple[OrderStatus, OrderAction], OrderStatus] = {
    (OrderStatus.PENDING, OrderAction.ACCEPT): OrderStatus.ACCEPTED,
    (OrderStatus.PENDING, OrderAction.BEGIN_CLOSE): OrderStatus.CLOSING,
    (OrderStatus.CLOSING, OrderAction.FINISH_CLOSE): OrderStatus.CLOSED,
    (OrderStatus.ACCEPTED, OrderAction.COLLECT): OrderStatus.PAID,
    (OrderStatus.SHIPPED, OrderAction.COLLECT): OrderStatus.SHIPPED,
    (OrderStatus.COMPLETED, OrderAction.COLLECT): OrderStatus.COMPLETED,
    (OrderStatus.PAID, OrderAction.HAND_OVER): OrderStatus.COMPLETED,
    (OrderStatus.ACCEPTED, OrderAction.SHIP): OrderStatus.SHIPPED,
    (OrderStatus.PAID, OrderAction.SHIP): OrderStatus.SHIPPED,
    (OrderStatus.SHIPPED, OrderAction.RECEIVE): OrderStatus.COMPLETED,
    (OrderStatus.ACCEPTED, OrderAction.CALL_OFF): OrderStatus.CLOSED,
    (OrderStatus.SHIPPED, OrderAction.CALL_OFF): OrderStatus.CLOSED,
    (OrderStatus.PAID, OrderAction.REFUND): OrderStatus.CLOSED,
    (OrderStatus.SHIPPED, OrderAction.REFUND): OrderStatus.CLOSED,
}

OPEN_STATUSES = (
    OrderStatus.PENDING,
    OrderStatus.CLOSING,
    OrderStatus.ACCEPTED,
    OrderStatus.PAID,
    OrderStatus.SHIPPED,
)

BUYER_WORDS = {
    OrderStatus.PENDING: "待付款",
    OrderStatus.CLOSING: "正在关闭",
    OrderStatus.ACCEPTED: "待发货",
    OrderStatus.PAID: "待发货",
    OrderStatus.SHIPPED: "待收货",
    OrderStatus.COMPLETED: "已完成",
    OrderStatus.CLOSED: "已关闭",
}
STAFF_WORDS = BUYER_WORDS | {OrderStatus.SHIPPED: "已发货"}
_OFFLINE_WORDS = {OrderStatus.PENDING: "待接单"}
_IN_STORE_WORDS = _OFFLINE_WORDS | {OrderStatus.ACCEPTED: "待到店付款", OrderStatus.PAID: "待取货"}

ACTION_WORDS = {
    OrderAction.PLACE: "提交订单",
    OrderAction.PAY: "付款成功",
    OrderAction.BEGIN_CLOSE: "申请关闭",
    OrderAction.FINISH_CLOSE: "订单关闭",
    OrderAction.SHIP: "商家发货",
    OrderAction.RECEIVE: "确认收货",
    OrderAction.REFUND: "退款完成，订单关闭",
    OrderAction.ACCEPT: "商家接单",
    OrderAction.COLLECT: "商家收到货款",
    OrderAction.HAND_OVER: "到店取货",
    OrderAction.CALL_OFF: "交易取消",
}

# An after-sale that is not over stops shipping and a second ask.
AFTERSALE_OPEN = frozenset({"requested", "refunding"})


def sources(
    action: OrderAction, table: dict[tuple[OrderStatus, OrderAction], OrderStatus] = TRANSITIONS
) -> tuple[OrderStatus, ...]:
    """The statuses from which `action` is allowed: the WHERE of its conditional UPDATE."""
    return tuple(status for (status, did) in table if did is action)


def target(action: OrderAction) -> OrderStatus:
    """Where `action` leads; every action but COLLECT has one target, in both tables the same."""
    return next(to for (_, did), to in (TRANSITIONS | OFFLINE_TRANSITIONS).items() if did is action)


def words(status: OrderStatus, pay_by: PayWay, *, staff: bool = False) -> str:
    """The status as buyers or staff read it."""
    offline = {PayWay.IN_STORE: _IN_STORE_WORDS, PayWay.ON_DELIVERY: _OFFLINE_WORDS}.get(pay_by, {})
    return offline.get(status) or (STAFF_WORDS if staff else BUYER_WORDS)[status]


def buyer_actions(
    status: OrderStatus,
    *,
    aftersale: str | None,
    unreviewed: int,
    pay_by: PayWay = PayWay.WECHAT,
    collected: bool = True,
) -> list[str]:
    """What the buyer may do now; screens draw their buttons from it, in this order. `collected`: whether the
    money has come, which an order paid through WeChat says by its status.
    """
    refund = [] if aftersale in AFTERSALE_OPEN or not collected else ["apply_refund"]
    received = [] if aftersale in AFTERSALE_OPEN else ["confirm"]
    actions = {
        OrderStatus.PENDING: ["pay", "cancel"] if pay_by is PayWay.WECHAT else ["cancel"],
        OrderStatus.PAID: refund,
        OrderStatus.SHIPPED: [*received, *refund],
        OrderStatus.COMPLETED: ["review", "buy_again"] if unreviewed else ["buy_again"],
        OrderStatus.CLOSED: ["buy_again"],
    }
    return actions.get(status, [])


def staff_actions(
    status: OrderStatus, *, aftersale: str | None, pay_by: PayWay = PayWay.WECHAT, collected: bool = True
) -> list[str]:
    """What staff may do now, their permissions aside."""
    actions = []
    if status is OrderStatus.PENDING:
        actions += ["close"] if pay_by is PayWay.WECHAT else ["accept", "close"]
    owing = pay_by is not PayWay.WECHAT and not collected
    if owing and status in sources(OrderAction.COLLECT, OFFLINE_TRANSITIONS):
        actions.append("collect")
    if aftersale not in AFTERSALE_OPEN:
        actions += _goods_actions(status, pay_by)
    if owing and status in sources(OrderAction.CALL_OFF, OFFLINE_TRANSITIONS):
        actions.append("call_off")
    if aftersale == "requested":
        actions.append("answer_aftersale")
    return [*actions, "note"]


def _goods_actions(status: OrderStatus, pay_by: PayWay) -> list[str]:
    if pay_by is PayWay.IN_STORE:
        return ["hand_over"] if status is OrderStatus.PAID else []
    return ["ship"] if status in {OrderStatus.PAID, OrderStatus.ACCEPTED} else []
