"""The harmless question of Pay v3: what its raw answer betrays of key, clock and right."""

from datetime import timedelta
from email.utils import format_datetime

import httpx
import msgspec
import pytest

from tests.wechat.clock import TestClock
from tests.wechat.keys import MCHID, PUBLIC_KEY_ID, MerchantKit, PlatformKit, new_key, public_pem
from tests.wechat.pay_desk import PayDesk
from xiaopu.wechat.errors import SignatureMismatch, UnknownSerial
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.probe import NUMBER
from xiaopu.wechat.transport import Transport

pytestmark = pytest.mark.anyio


class TestProbe:
    async def test_a_merchant_whose_keys_are_right_is_told_that_there_is_no_such_order(
        self, pay: PayClient, pay_desk: PayDesk
    ) -> None:
        betrayed = await pay.probe.ask()
        assert (betrayed.status, betrayed.code, betrayed.message) == (404, "ORDER_NOT_EXIST", "订单不存在")
        assert (betrayed.key_fault, betrayed.behind, betrayed.answered_under) == (None, None, PUBLIC_KEY_ID)
        [asked] = pay_desk.requests
        assert (asked.method, asked.url.path) == ("GET", f"/v3/pay/transactions/out-trade-no/{NUMBER}")
        assert dict(asked.url.params) == {"mchid": MCHID}

    async def test_a_wrong_serial_of_ones_own_is_wechats_answer(
        self, transport: Transport, merchant: MerchantKit, platform: PlatformKit, clock: TestClock
    ) -> None:
        credentials = msgspec.structs.replace(merchant.credentials(platform), serial_no="AAAAAAAAAAAA")
        stranger = PayClient(credentials, transport, clock=clock, nonces=clock.nonce)
        betrayed = await stranger.probe.ask()
        assert (betrayed.status, betrayed.code, betrayed.key_fault) == (401, "SIGN_ERROR", None)

    async def test_a_foreign_key_of_wechat_is_told_from_an_unknown_one(
        self, transport: Transport, merchant: MerchantKit, platform: PlatformKit, clock: TestClock
    ) -> None:
        right = merchant.credentials(platform)
        pem = public_pem(new_key())
        foreign = msgspec.structs.replace(right, public_keys={PUBLIC_KEY_ID: pem})
        other = msgspec.structs.replace(right, public_keys={PUBLIC_KEY_ID.replace("0114", "0199"): pem})
        for credentials, fault in ((foreign, SignatureMismatch), (other, UnknownSerial)):
            betrayed = await PayClient(credentials, transport, clock=clock, nonces=clock.nonce).probe.ask()
            assert isinstance(betrayed.key_fault, fault)
            assert betrayed.code == "ORDER_NOT_EXIST"

    async def test_how_far_our_clock_is_off_is_read_from_the_date(
        self, pay: PayClient, pay_desk: PayDesk, clock: TestClock
    ) -> None:
        theirs = clock.now - timedelta(seconds=90)

        def dated(response: httpx.Response) -> httpx.Response:
            response.headers["Date"] = format_datetime(theirs, usegmt=True)
            return response

        pay_desk.mangle = dated
        assert (await pay.probe.ask()).behind == timedelta(seconds=90)

    async def test_an_answer_that_is_no_json_is_told_by_its_status(
        self, pay: PayClient, pay_desk: PayDesk
    ) -> None:
        pay_desk.queued.append(httpx.Response(502, content=b"<html>"))
        betrayed = await pay.probe.ask()
        assert (betrayed.status, betrayed.code, betrayed.key_fault) == (502, "", None)
