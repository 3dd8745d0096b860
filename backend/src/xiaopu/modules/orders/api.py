"""What neighbours may ask of orders."""

from xiaopu.modules.orders.domain.aftersale import AftersaleBrief
from xiaopu.modules.orders.domain.states import PayWay
from xiaopu.modules.orders.queries import desk_counts, my_order
from xiaopu.modules.orders.schemas import OrderCounts, OrderDetail, OrderLine
from xiaopu.modules.orders.usecases.facts import OrderFacts, order_facts
from xiaopu.modules.orders.usecases.refund_order import (
    close_refunded,
    refund_whole_order,
    set_aftersale_status,
    show_aftersale,
)
from xiaopu.modules.orders.usecases.review_line import ReviewableLine, take_review

__all__ = [
    "AftersaleBrief",
    "OrderCounts",
    "OrderDetail",
    "OrderFacts",
    "OrderLine",
    "PayWay",
    "ReviewableLine",
    "close_refunded",
    "desk_counts",
    "my_order",
    "order_facts",
    "refund_whole_order",
    "set_aftersale_status",
    "show_aftersale",
    "take_review",
]
