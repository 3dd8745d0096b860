"""Who is told what, on both databases: only members of the mini program, under its own AppID, once asked."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from tests.factories.database import TestDatabase
from tests.factories.orders import APPID, PRICE_FEN, VAULT, Counter, open_mall
from tests.factories.people import as_member, enter_by_wechat
from tests.modules.catalog.shelves import OTHER_SHOP, SHOP, Runner
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import MemberId, OrderId, PaymentId
from xiaopu.modules.members.events import ErasureAsked
from xiaopu.modules.notices import contributions, repository
from xiaopu.modules.notices.domain import Desk, Parcel, SubscribeMessage
from xiaopu.modules.notices.errors import DeskRefused
from xiaopu.modules.notices.flows.report_shipping import ShippingReports
from xiaopu.modules.notices.flows.tell_buyer import BuyerMessages
from xiaopu.modules.notices.schemas import SubscriptionsIn
from xiaopu.modules.notices.usecases.keep_answers import keep_answers
from xiaopu.modules.orders.api import order_facts
from xiaopu.modules.orders.events import OrderPaid, OrderShipped, RefundDone
from xiaopu.modules.shipping.api import wechat_shipping_of
from xiaopu.modules.tenancy.api import Channel, Templates, set_channel, set_templates
from xiaopu.modules.tenancy.domain import ShopSettings
from xiaopu.modules.tenancy.repository import ADD_SHOP
from xiaopu.modules.tenancy.schemas import ChannelIn

SERVICE = "wxservice00000001"
TEMPLATES = Templates(order_paid="T_paid", order_shipped="T_shipped", refund_done="T_refund")


class Messages:
    """A message desk that keeps what it is given."""

    def __init__(self, *, granted: bool = True) -> None:
        self.sent: list[tuple[Desk, SubscribeMessage]] = []
        self._granted = granted

    async def send(self, desk: Desk, message: SubscribeMessage) -> bool:
        self.sent.append((desk, message))
        return self._granted


class Parcels:
    """A shipping desk that refuses as often as it is told to."""

    def __init__(self, *refusals: str) -> None:
        self.reported: list[tuple[Desk, Parcel]] = []
        self._refusals = list(refusals)

    async def report(self, desk: Desk, parcel: Parcel) -> None:
        if self._refusals:
            raise DeskRefused(wechat_code=self._refusals.pop(0), cause="支付单不存在")
        self.reported.append((desk, parcel))


def furnish(uow: UnitOfWork, *, secret: str | None = "secret-of-the-app", templates: Any = TEMPLATES) -> None:
    """A shop with its mini program."""
    uow.run(ADD_SHOP, slug="qingshan", name="青山小铺", settings=ShopSettings(), created_at=uow.now)
    set_channel(uow, Channel.WEAPP, ChannelIn(appid=APPID, secret=secret), vault=VAULT)
    set_templates(uow, templates)


async def shipped(units: Units, member: MemberId) -> tuple[OrderId, OrderShipped]:
    counter = await Counter.open(units)
    order = await counter.shipped(member)
    facts = await units.read(SHOP, order_facts, order)
    return order, OrderShipped(order, member, facts.parcels[0].id)


async def told(units: Units, order: OrderId) -> Sequence[tuple[str, str | None]]:
    return [(one.status, one.error) for one in await units.read(SHOP, wechat_shipping_of, order)]


class TestBuyerMessages:
    def test_tells_the_member_under_the_mini_programs_own_appid(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units, desk = open_mall(database), Messages()
            await units.write(SHOP, furnish)
            member = await units.write(SHOP, enter_by_wechat, APPID, "o-weapp", vault=VAULT)
            order, event = await shipped(units, member)
            messages = BuyerMessages(units, VAULT, desk)
            await messages.order_paid(SHOP, OrderPaid(order, member, PaymentId("p" * 20)))
            await messages.order_shipped(SHOP, event)
            await messages.refund_done(SHOP, RefundDone(order, member, "r", 990, "aftersale"))
            said = [
                (to.appid, one.openid, one.template_id, one.facts.state, one.facts.amount_fen)
                for to, one in desk.sent
            ]
            assert said == [
                (APPID, "o-weapp", "T_paid", "已付款", 2 * PRICE_FEN),
                (APPID, "o-weapp", "T_shipped", "已发货", 2 * PRICE_FEN),
                (APPID, "o-weapp", "T_refund", "退款成功", 990),
            ]
            facts = desk.sent[1][1].facts
            assert (facts.shop, facts.carrier, facts.tracking_no) == (
                "青山小铺",
                "顺丰速运",
                "SF1234567890123",
            )
            assert desk.sent[0][1].page == f"pages-order/detail/index?id={order}"
            await units.close()

        run(story())

    def test_an_openid_of_the_service_account_is_never_used(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units, desk, parcels = open_mall(database), Messages(), Parcels()
            await units.write(SHOP, furnish)
            member = await units.write(SHOP, enter_by_wechat, SERVICE, "o-service", vault=VAULT)
            order, event = await shipped(units, member)
            await BuyerMessages(units, VAULT, desk).order_shipped(SHOP, event)
            await ShippingReports(units, VAULT, parcels).upload(SHOP, event)
            assert (desk.sent, parcels.reported) == ([], [])
            assert await told(units, order) == []
            await units.close()

        run(story())

    @pytest.mark.parametrize(
        "lack",
        [{"secret": None}, {"templates": Templates()}],
        ids=["no secret", "no template"],
    )
    def test_what_is_missing_is_passed_over(
        self, database: TestDatabase, run: Runner, lack: dict[str, Any]
    ) -> None:
        async def story() -> None:
            units, desk = open_mall(database), Messages()
            await units.write(SHOP, furnish, **lack)
            member = await units.write(SHOP, enter_by_wechat, APPID, "o-weapp", vault=VAULT)
            _, event = await shipped(units, member)
            await BuyerMessages(units, VAULT, desk).order_shipped(SHOP, event)
            assert desk.sent == []
            await units.close()

        run(story())

    def test_a_refused_grant_is_no_error(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, desk = open_mall(database), Messages(granted=False)
            await units.write(SHOP, furnish)
            member = await units.write(SHOP, enter_by_wechat, APPID, "o-weapp", vault=VAULT)
            _, event = await shipped(units, member)
            await BuyerMessages(units, VAULT, desk).order_shipped(SHOP, event)
            assert len(desk.sent) == 1
            await units.close()

        run(story())


class TestShippingReports:
    def test_notes_the_refusal_raises_it_and_ends_uploaded(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units, desk = open_mall(database), Parcels("10060001")
            await units.write(SHOP, furnish)
            member = await units.write(SHOP, enter_by_wechat, APPID, "o-weapp", vault=VAULT)
            order, event = await shipped(units, member)
            assert await told(units, order) == [("queued", None)]
            reports = ShippingReports(units, VAULT, desk)
            with pytest.raises(DeskRefused):
                await reports.upload(SHOP, event)
            assert await told(units, order) == [("failed", "10060001 支付单不存在")]
            await reports.upload(SHOP, event)
            assert await told(units, order) == [("uploaded", None)]
            [(to, parcel)] = desk.reported
            assert (to.appid, parcel.openid, parcel.carrier_code, parcel.tracking_no, parcel.phone) == (
                APPID,
                "o-weapp",
                "SF",
                "SF1234567890123",
                "13812345678",
            )
            assert parcel.transaction_id.startswith("42000")
            assert parcel.goods == "白瓷杯"
            await units.close()

        run(story())

    def test_a_shop_without_a_mini_program_has_nothing_to_report(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units, desk = open_mall(database), Parcels()
            member = await units.write(SHOP, enter_by_wechat, APPID, "o-weapp", vault=VAULT)
            order, event = await shipped(units, member)
            await ShippingReports(units, VAULT, desk).upload(SHOP, event)
            assert (await told(units, order), desk.reported) == ([], [])
            await units.close()

        run(story())


class TestAnswers:
    def test_counts_own_templates_and_forgets_with_the_member(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_mall(database, *contributions.PUBLISHED)
            await units.write(SHOP, furnish)
            member = await units.write(SHOP, enter_by_wechat, APPID, "o-weapp", vault=VAULT)
            mine = as_member(SHOP, member)
            await units.write(
                mine, keep_answers, member, {"T_paid": "accept", "T_refund": "reject", "X": "accept"}
            )
            await units.write(mine, keep_answers, member, {"T_paid": "reject"})
            rows = await units.read(SHOP, lambda read: read.rows(repository.OF_MEMBER, mine=member))
            assert [(row.template_id, row.last_answer, row.accepted, row.rejected) for row in rows] == [
                ("T_paid", "reject", 1, 1),
                ("T_refund", "reject", 0, 1),
            ]
            assert (
                await units.read(OTHER_SHOP, lambda read: read.rows(repository.OF_MEMBER, mine=member)) == []
            )
            await units.write(SHOP, lambda uow: uow.publish(ErasureAsked(member)))
            assert await units.read(SHOP, lambda read: read.rows(repository.OF_MEMBER, mine=member)) == []
            await units.close()

        run(story())

    @pytest.mark.parametrize(
        "body",
        [
            '{"results":{}}',
            '{"results":{"a b":"accept"}}',
            '{"results":{"a":"ban"}}',
            '{"results":{"a":"accept"},"member_id":"x"}',
        ],
    )
    def test_refuses_odd_answers(self, body: str) -> None:
        with pytest.raises(msgspec.DecodeError):
            msgspec.json.decode(body.encode(), type=SubscriptionsIn)
