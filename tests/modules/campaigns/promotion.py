"""A shop that promotes itself: campaigns, visits and what they brought, made as the house makes them."""

from datetime import date, datetime, timedelta
from typing import Any

from tests.factories.orders import tell_refund
from tests.factories.stage import Stage
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.clock import shanghai_day
from xiaopu.kernel.ids import MemberId, PaymentId
from xiaopu.modules.campaigns.domain import CampaignKind
from xiaopu.modules.campaigns.queries import campaign_detail, report
from xiaopu.modules.campaigns.schemas import CampaignIn, CampaignReport, CampaignView, Figures
from xiaopu.modules.campaigns.usecases.change_campaigns import add_campaign
from xiaopu.modules.campaigns.usecases.take_touch import TakeTouch, take_touch
from xiaopu.modules.payments.api import RefundReason, RequestRefund, request_refund

VISITOR = "v" * 22
NOTHING = Figures(visitors=0, new_members=0, orders=0, paid_orders=0, paid_fen=0, refunded_fen=0, cost_fen=0)


async def campaign(
    stage: Stage, name: str = "门店海报", kind: CampaignKind = CampaignKind.STORE
) -> CampaignView:
    """An open campaign of the shop."""

    def unit(uow: UnitOfWork) -> CampaignView:
        return campaign_detail(uow, add_campaign(uow, CampaignIn(name=name, kind=kind))).campaign

    return await stage.units.write(stage.scope, unit)


async def touch(
    stage: Stage, short: str | None, member_id: MemberId | None = None, visitor: str = VISITOR
) -> bool:
    """A visit now."""
    return await stage.units.write(stage.scope, take_touch, TakeTouch(visitor, short, member_id))


async def figures(stage: Stage, since: date | None = None, until: date | None = None) -> dict[str, Figures]:
    """By the campaign's name; `-` is what belongs to none, `=` the sum."""
    found = await whole(stage, since, until)
    named = {row.campaign.name: row.figures for row in found.rows}
    return named | {"-": found.direct, "=": found.total}


async def whole(stage: Stage, since: date | None = None, until: date | None = None) -> CampaignReport:
    today = shanghai_day(stage.clock.now)
    return await stage.units.report(
        stage.scope, report, since or today - timedelta(days=30), until or today + timedelta(days=30)
    )


async def refund(stage: Stage, payment_id: PaymentId, amount_fen: int, source: str = "case.1") -> None:
    """Money goes back, and WeChat tells it three times."""

    def ask(uow: UnitOfWork) -> str:
        return request_refund(uow, RequestRefund(payment_id, amount_fen, RefundReason.AFTERSALE, source))

    refund_id = await stage.units.write(stage.scope, ask)
    for _ in range(3):
        await stage.units.write(stage.scope, tell_refund, refund_id)


def moment(read: ReadScope) -> datetime:
    return read.now


Row = dict[str, Any]
