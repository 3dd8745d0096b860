"""From platform certificates to the public key: notices under either are taken while WeChat changes over."""

import asyncio
from typing import Any

import pytest

from tests.factories.payers import Payers, PayingMall
from tests.wechat.sandbox_process import Received

pytestmark = pytest.mark.anyio


async def sign_by(paying: PayingMall, payers: Payers, mode: str) -> None:
    """WeChat signs notices for the firm with that key from now on; `mixed` is either, by chance."""
    path = f"/_sandbox/merchants/{payers.firm['merchant']['mchid']}/signing-mode"
    await asyncio.to_thread(paying.world.told, path, {"signing_mode": mode})


async def paid(paying: PayingMall, payers: Payers) -> tuple[Any, Received]:
    """An order that was paid, and the notice of it, not yet handed in."""
    order = await payers.buyer.order(payers.sku_id)
    assert await paying.pay(payers, await payers.ticket(order)) == "requestPayment:ok"
    return order, await paying.notice()


def serial(notice: Received) -> str:
    return next(value for name, value in notice.headers if name.lower() == "wechatpay-serial")


class TestKeyChange:
    async def test_every_notice_is_taken_before_during_and_after(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        own = payers.firm["merchant"]["wechatpay_public_key_id"]
        seen: list[str] = []
        for mode, count in (("certificate", 2), ("mixed", 5), ("public_key", 2)):
            await sign_by(paying, payers, mode)
            for _ in range(count):
                order, notice = await paid(paying, payers)
                answer = await paying.hand_in(payers, notice)
                assert (answer.status_code, answer.json()["code"]) == (200, "SUCCESS"), mode
                assert await payers.status(order) == "paid"
                seen.append(serial(notice))
        assert own not in seen[:2]
        assert set(seen[-2:]) == {own}
        assert len(set(seen)) == 2

    async def test_a_refund_under_a_certificate_is_taken(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        await sign_by(paying, payers, "certificate")
        order, notice = await paid(paying, payers)
        await paying.hand_in(payers, notice)
        asked = await payers.buyer.call("POST", f"/orders/{order['id']}/aftersales", {"reason": "不想要了"})
        assert asked.is_success, asked.text
        agreed = await payers.owner.shop("POST", f"/aftersales/{asked.json()['id']}/agree")
        assert agreed.is_success, agreed.text
        await paying.mall.house.worker.round()
        told = await paying.notice()
        assert not serial(told).startswith("PUB_KEY_ID_")
        assert (await paying.hand_in(payers, told)).status_code == 200
        detail = (await payers.buyer.call("GET", f"/orders/{order['id']}")).json()
        assert [refund["status"] for refund in detail["refunds"]] == ["succeeded"]

    async def test_a_made_up_certificate_is_not_believed(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        await sign_by(paying, payers, "certificate")
        order, notice = await paid(paying, payers)
        for number in range(20):
            headers = [
                (name, f"7DD{number:037X}" if name.lower() == "wechatpay-serial" else value)
                for name, value in notice.headers
            ]
            answer = await paying.hand_in(payers, Received(headers, notice.body))
            assert answer.status_code == 401
        assert await payers.status(order) == "pending"
        assert (await paying.hand_in(payers, notice)).status_code == 200
        assert await payers.status(order) == "paid"
