"""What notices give to the whole."""

from collections.abc import Sequence
from typing import Any

from xiaopu.infra.outbox import Consumer
from xiaopu.modules.launch.events import MallLive, PersonAwaited, StepMoved
from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.notices.flows.report_shipping import ShippingReports
from xiaopu.modules.notices.flows.tell_buyer import BuyerMessages
from xiaopu.modules.notices.flows.tell_owner import OwnerLetters
from xiaopu.modules.notices.handlers import drop_answers, leave_answers, note_settled
from xiaopu.modules.notices.http.storefront import STOREFRONT_ROUTES
from xiaopu.modules.orders.events import OrderPaid, OrderShipped, RefundDone
from xiaopu.modules.platform.events import SettlementMoved

PUBLISHED: list[tuple[type, Any]] = [
    (ErasureAsked, leave_answers),
    (MembersJoined, drop_answers),
    (SettlementMoved, note_settled),
]

__all__ = ["PUBLISHED", "STOREFRONT_ROUTES", "consumers"]


def consumers(
    messages: BuyerMessages, reports: ShippingReports, letters: OwnerLetters
) -> Sequence[tuple[str, type, Consumer]]:
    """(name, event, consumer) for the outbox."""
    return (
        ("notices.order_paid", OrderPaid, messages.order_paid),
        ("notices.order_shipped", OrderShipped, messages.order_shipped),
        ("notices.refund_done", RefundDone, messages.refund_done),
        ("notices.wechat_shipping", OrderShipped, reports.upload),
        ("notices.person_awaited", PersonAwaited, letters.person_awaited),
        ("notices.step_moved", StepMoved, letters.step_moved),
        ("notices.mall_live", MallLive, letters.mall_live),
    )
