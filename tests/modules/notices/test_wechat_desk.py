"""The desk against the sandbox, over HTTP: messages with and without a grant, and parcels."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

import httpx
import pytest

from tests.modules.catalog.shelves import Runner
from tests.modules.notices.test_filled import FACTS
from tests.sandbox.conftest import Server, free_port, new_firm
from tests.sandbox.merchant import Merchant
from xiaopu.infra.outbound import service_client
from xiaopu.modules.notices.adapters.wechat_desk import WechatDesk
from xiaopu.modules.notices.domain import Desk, Parcel, SubscribeMessage
from xiaopu.modules.notices.errors import DeskRefused
from xiaopu.wechat.services_book import ServicesBook
from xiaopu.wechat.tokens import MemoryTokenStore
from xiaopu.wechat.transport import Transport

T = TypeVar("T")


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Merchant]:
    server = Server(tmp_path_factory.mktemp("wxsandbox"), free_port(), free_port())
    server.start()
    firm = new_firm(server.base)
    yield firm
    firm.http.close()
    server.stop()


def desk_of(firm: Merchant, **changed: str) -> Desk:
    return Desk(firm.weapp, changed.get("secret", firm.firm["weapp"]["secret"]))


def now() -> datetime:
    return datetime.now(UTC)


def book(http: httpx.AsyncClient, firm: Merchant) -> ServicesBook:
    return ServicesBook(Transport(http, firm.base), MemoryTokenStore(), clock=now)


def asked(run: Runner, firm: Merchant, question: Callable[[WechatDesk], Awaitable[T]]) -> T:
    async def story() -> T:
        async with service_client(base_url=firm.base, timeout_s=10) as http:
            return await question(WechatDesk(book(http, firm), now))

    answer: T = run(story())
    return answer


def parcel(firm: Merchant, order: dict[str, Any], person: str = "小明", **changed: str) -> Parcel:
    fields: dict[str, Any] = {
        "transaction_id": firm.query(order["out_trade_no"])["transaction_id"],
        "openid": firm.openid(person),
        "carrier_code": "SF",
        "carrier_name": "顺丰速运",
        "tracking_no": "SF1234567890123",
        "goods": "山核桃",
        "phone": "13812345678",
        "at": datetime.now(UTC),
    }
    return Parcel(**(fields | changed))


def sending(desk: Desk, message: SubscribeMessage) -> Callable[[WechatDesk], Awaitable[bool]]:
    return lambda wechat: wechat.send(desk, message)


class TestMessages:
    def test_one_grant_is_one_message_and_the_next_is_no_error(self, firm: Merchant, run: Runner) -> None:
        for template in firm.firm["subscribe_templates"]:
            message = SubscribeMessage(firm.openid("小红"), template["template_id"], "pages/a", FACTS)
            grant = {message.template_id: "accept"}
            assert asked(run, firm, sending(desk_of(firm), message)) is False
            firm.device("subscribe", person="小红", appid=firm.weapp, results=grant)
            assert asked(run, firm, sending(desk_of(firm), message)) is True
            assert asked(run, firm, sending(desk_of(firm), message)) is False

    def test_says_what_mends_it(self, firm: Merchant, run: Runner) -> None:
        message = SubscribeMessage(firm.openid("小红"), "gone", "pages/a", FACTS)
        with pytest.raises(DeskRefused) as unknown:
            asked(run, firm, lambda desk: desk.send(desk_of(firm), message))
        assert unknown.value.data["wechat_code"] == "40037"
        wrong = desk_of(firm, secret="wrong-secret-00000000000000000000")
        with pytest.raises(DeskRefused) as refused:
            asked(run, firm, lambda desk: desk.send(wrong, message))
        assert refused.value.data["wechat_code"] == "40125"

    def test_an_openid_of_the_other_appid_is_refused(self, firm: Merchant, run: Runner) -> None:
        template = firm.firm["subscribe_templates"][0]["template_id"]
        foreign = SubscribeMessage(firm.openid("小红", firm.service), template, "pages/a", FACTS)
        with pytest.raises(DeskRefused) as refused:
            asked(run, firm, lambda desk: desk.send(desk_of(firm), foreign))
        assert refused.value.data["wechat_code"] == "40003"


class TestParcels:
    def test_reports_once_and_again_without_harm(self, firm: Merchant, run: Runner) -> None:
        order = firm.paid_order()
        sent = parcel(firm, order)
        for _ in range(2):
            asked(run, firm, lambda desk: desk.report(desk_of(firm), sent))
        key = {"merchant_id": firm.mchid, "merchant_trade_no": order["out_trade_no"]}
        seen = firm.api("/wxa/sec/order/get_order", key)["order"]
        assert seen["order_state"] == 2
        [shown] = seen["shipping"]["shipping_list"]
        assert (shown["tracking_no"], shown["express_company"]) == ("SF1234567890123", "SF")
        assert shown["contact"]["receiver_contact"] == "138****5678"

    def test_says_which_payment_is_unknown(self, firm: Merchant, run: Runner) -> None:
        order = firm.paid_order()
        stranger = parcel(firm, order, transaction_id="4200000000000000000000000000")
        with pytest.raises(DeskRefused) as unknown:
            asked(run, firm, lambda desk: desk.report(desk_of(firm), stranger))
        assert unknown.value.data["wechat_code"] == "10060001"
        foreign = parcel(firm, order, person="小红")
        with pytest.raises(DeskRefused) as refused:
            asked(run, firm, lambda desk: desk.report(desk_of(firm), foreign))
        assert refused.value.data["wechat_code"] == "10060031"
