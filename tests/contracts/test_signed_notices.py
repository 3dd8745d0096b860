"""Notices that WeChat's own key signed, but that tell something else than what we asked for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Table

from tests.factories.malls import Mall, Owner
from tests.wechat.keys import (
    APIV3_KEY,
    MCHID,
    MERCHANT_SERIAL,
    PUBLIC_KEY_ID,
    PlatformKit,
    new_key,
    private_pem,
    public_pem,
)
from xiaopu.infra.database.scopes import PlatformScope, ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.orders.tables import ORDERS
from xiaopu.modules.payments.domain.trades import Payable
from xiaopu.modules.payments.tables import PAY_ALERTS, PAY_NOTICES, PAYMENTS
from xiaopu.modules.payments.usecases.open_payment import OpenPayment, open_payment

pytestmark = pytest.mark.anyio

APPID, PRICE = "wx0123456789abcdef", 1990


@dataclass
class Till:
    """A shop whose WeChat key is in our hands, and an order that waits for money."""

    mall: Mall
    owner: Owner
    platform: PlatformKit
    number: str

    def content(self, **changes: Any) -> dict[str, Any]:
        """What WeChat tells of the payment."""
        fields = {
            "appid": APPID,
            "mchid": MCHID,
            "out_trade_no": self.number,
            "transaction_id": "4200001234",
            "trade_type": "JSAPI",
            "trade_state": "SUCCESS",
            "success_time": "2026-03-02T12:05:06+08:00",
            "payer": {"openid": "o-1"},
            "amount": {"total": PRICE, "payer_total": PRICE, "currency": "CNY", "payer_currency": "CNY"},
        }
        return fields | changes

    async def tell(self, content: dict[str, Any], **how: Any) -> tuple[int, str]:
        """(status, code) of a notice, signed now unless told otherwise."""
        now = self.mall.house.clock() + how.pop("later", timedelta())
        body = self.platform.notice("TRANSACTION.SUCCESS", content, notice_id=how.pop("notice_id", "N1"))
        url = f"/callbacks/wechat/pay/{self.owner.shop_id}"
        headers = self.platform.signed_headers(body, now, **how)
        answer = await self.mall.http.post(url, content=body, headers=headers)
        return answer.status_code, answer.json()["code"]

    async def count(self, table: Table) -> int:
        return len(await self.rows(table))

    async def rows(self, table: Table) -> list[Any]:
        def look(read: ReadScope) -> list[Any]:
            return list(read.rows(table.select()))

        return await self.mall.house.units.read(PlatformScope(), look)


async def till_of(mall: Mall) -> Till:
    platform = PlatformKit.generate(mall.house.clock())
    owner = await mall.owner()
    account = {
        "mchid": MCHID,
        "serial_no": MERCHANT_SERIAL,
        "private_key_pem": private_pem(new_key()),
        "apiv3_key": APIV3_KEY,
        "public_key_id": PUBLIC_KEY_ID,
        "public_key_pem": public_pem(platform.public_key),
    }
    answer = await owner.shop("PUT", "/channels/payment", account)
    assert answer.status_code == 200, answer.text
    goods = await owner.goods(PRICE)
    order = await (await mall.buyer(owner)).order(goods["skus"][0]["id"])
    command = OpenPayment(
        Payable("order", order["id"], PRICE, "壶"),
        "weapp",
        APPID,
        "o-1",
        mall.house.clock() + timedelta(minutes=30),
    )
    attempt = await mall.house.units.write(ShopScope(ShopId(owner.shop_id)), open_payment, command)
    return Till(mall, owner, platform, attempt.out_trade_no)


class TestSignedNotices:
    async def test_that_are_right_are_taken(self, mall: Mall) -> None:
        till = await till_of(mall)
        assert await till.tell(till.content()) == (200, "SUCCESS")
        assert [row.status for row in await till.rows(ORDERS)] == ["paid"]
        assert await till.count(PAY_ALERTS) == 0

    async def test_that_differ_in_one_fact_leave_an_alert_and_nothing_else(self, mall: Mall) -> None:
        till = await till_of(mall)
        amount = till.content()["amount"]
        differences: list[tuple[str, dict[str, Any]]] = [
            ("amount", {"amount": amount | {"total": 1}}),
            ("amount", {"amount": amount | {"total": PRICE * 100}}),
            ("currency", {"amount": amount | {"currency": "USD"}}),
            ("mchid", {"mchid": "1900000009"}),
            ("appid", {"appid": "wxffffffffffffffff"}),
            ("out_trade_no", {"out_trade_no": "A" * 30}),
        ]
        for number, (field, change) in enumerate(differences):
            assert await till.tell(till.content(**change), notice_id=f"N{number}") == (401, "FAIL"), field
        told = [row.facts["field"] for row in await till.rows(PAY_ALERTS)]
        assert sorted(told) == sorted(field for field, _ in differences)
        assert [row.status for row in await till.rows(ORDERS)] == ["pending"]
        assert [row.status for row in await till.rows(PAYMENTS)] == ["created"]
        assert await till.count(PAY_NOTICES) == 0

    async def test_that_are_too_old_or_from_the_future_are_refused(self, mall: Mall) -> None:
        till = await till_of(mall)
        for minutes in (-6, 6, -24 * 60, 24 * 60):
            answer = await till.tell(till.content(), later=timedelta(minutes=minutes))
            assert answer == (401, "FAIL"), minutes
        assert [row.status for row in await till.rows(ORDERS)] == ["pending"]

    async def test_that_another_key_signed_are_refused(self, mall: Mall) -> None:
        till, rival = await till_of(mall), await till_of(mall)
        stranger = Till(mall, till.owner, rival.platform, till.number)
        assert await stranger.tell(till.content()) == (401, "FAIL")
        assert await till.tell(till.content(), serial="PUB_KEY_ID_0000000000") != (200, "SUCCESS")
        assert sorted(row.status for row in await till.rows(ORDERS)) == ["pending", "pending"]

    async def test_of_one_id_are_taken_once(self, mall: Mall) -> None:
        till = await till_of(mall)
        answers = [await till.tell(till.content()) for _ in range(3)]
        assert answers == [(200, "SUCCESS")] * 3
        assert await till.count(PAY_NOTICES) == 1
