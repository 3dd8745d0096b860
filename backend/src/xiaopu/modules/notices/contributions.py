"""What notices give to the whole."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from xiaopu.infra.outbox import Consumer
from xiaopu.infra.purge import Outdated
from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.notices.flows.report_shipping import ShippingReports
from xiaopu.modules.notices.flows.tell_buyer import BuyerMessages
from xiaopu.modules.notices.handlers import drop_answers, leave_answers
from xiaopu.modules.notices.http.callbacks import CALLBACK_ROUTES
from xiaopu.modules.notices.http.storefront import STOREFRONT_ROUTES
from xiaopu.modules.notices.tables import WECHAT_PUSHES
from xiaopu.modules.orders.events import OrderPaid, OrderShipped, RefundDone

PUBLISHED: list[tuple[type, Any]] = [(ErasureAsked, leave_answers), (MembersJoined, drop_answers)]

# WeChat repeats a push within seconds; a month is for looking things up.
OUTDATED = (Outdated(WECHAT_PUSHES, WECHAT_PUSHES.c.at, timedelta(days=30)),)

__all__ = ["CALLBACK_ROUTES", "OUTDATED", "PUBLISHED", "STOREFRONT_ROUTES", "consumers"]


def consumers(messages: BuyerMessages, reports: ShippingReports) -> Sequence[tuple[str, type, Consumer]]:
    """(name, event, consumer) for the outbox."""
    return (
        ("notices.order_paid", OrderPaid, messages.order_paid),
        ("notices.order_shipped", OrderShipped, messages.order_shipped),
        ("notices.refund_done", RefundDone, messages.refund_done),
        ("notices.wechat_shipping", OrderShipped, reports.upload),
    )
