"""Download and rotation of platform certificates."""

import asyncio

import httpx
import msgspec
import pytest

from tests.wechat.clock import TestClock
from tests.wechat.keys import MerchantKit, PlatformKit
from tests.wechat.pay_desk import PayDesk
from tests.wechat.test_pay_calls import jsapi
from xiaopu.wechat.errors import DecryptionFailure, SignatureMismatch, UnknownSerial
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.transport import Transport

pytestmark = pytest.mark.anyio


@pytest.fixture
def bare(transport: Transport, merchant: MerchantKit, platform: PlatformKit, clock: TestClock) -> PayClient:
    """A merchant in certificate mode that has no certificate yet."""
    credentials = msgspec.structs.replace(merchant.credentials(platform), public_keys={}, certificates=())
    return PayClient(credentials, transport, clock=clock, nonces=clock.nonce)


class TestRefresh:
    async def test_first_download_proves_itself(
        self, bare: PayClient, pay_desk: PayDesk, platform: PlatformKit
    ) -> None:
        pay_desk.serial = platform.serial
        pay_desk.offer_certificate(platform)
        fetched = await bare.certificates.refresh()
        assert [certificate.serial_no for certificate in fetched] == [platform.serial]
        assert bare.keys.certificates() == fetched
        assert "Wechatpay-Serial" not in pay_desk.requests[0].headers
        await bare.transactions.prepay_jsapi(jsapi())
        assert pay_desk.requests[-1].headers["Wechatpay-Serial"] == platform.serial

    async def test_a_call_fetches_the_certificate_it_needs(
        self, bare: PayClient, pay_desk: PayDesk, platform: PlatformKit
    ) -> None:
        pay_desk.serial = platform.serial
        pay_desk.offer_certificate(platform)
        assert await bare.transactions.prepay_jsapi(jsapi()) == "wxA|b*c-1_2"
        assert [request.url.path for request in pay_desk.requests] == [
            "/v3/pay/transactions/jsapi",
            "/v3/certificates",
        ]

    async def test_many_calls_make_one_download(
        self, bare: PayClient, pay_desk: PayDesk, platform: PlatformKit
    ) -> None:
        pay_desk.serial = platform.serial
        pay_desk.offer_certificate(platform)
        await asyncio.gather(*(bare.transactions.prepay_jsapi(jsapi(f"number{n}")) for n in range(10)))
        paths = [request.url.path for request in pay_desk.requests]
        assert paths.count("/v3/certificates") == 1

    async def test_old_and_new_overlap(self, bare: PayClient, pay_desk: PayDesk, clock: TestClock) -> None:
        old, new = PlatformKit.generate(clock.now), PlatformKit.generate(clock.now)
        pay_desk.platform = old
        pay_desk.serial = old.serial
        pay_desk.offer_certificate(old)
        await bare.certificates.refresh()
        pay_desk.offer_certificate(new)
        await bare.certificates.refresh()
        for kit in (old, new):
            pay_desk.platform = kit
            pay_desk.serial = kit.serial
            await bare.transactions.prepay_jsapi(jsapi())

    async def test_public_key_merchants_have_none(self, pay: PayClient) -> None:
        assert await pay.certificates.refresh() == []

    async def test_a_list_under_a_strange_key_is_refused(
        self, bare: PayClient, pay_desk: PayDesk, platform: PlatformKit, clock: TestClock
    ) -> None:
        stranger = PlatformKit.generate(clock.now)
        pay_desk.offer_certificate(platform)
        pay_desk.platform, pay_desk.serial = stranger, stranger.serial
        with pytest.raises(UnknownSerial):
            await bare.certificates.refresh()
        pay_desk.mangle = lambda answer: _with_serial(answer, platform.serial)
        with pytest.raises(SignatureMismatch):
            await bare.certificates.refresh()
        assert bare.keys.certificates() == []

    async def test_a_certificate_sealed_with_another_key(
        self, bare: PayClient, pay_desk: PayDesk, platform: PlatformKit
    ) -> None:
        pay_desk.serial = platform.serial
        pay_desk.offer_certificate(platform)
        pay_desk.certificates[0]["encrypt_certificate"]["nonce"] = "000000000000"
        with pytest.raises(DecryptionFailure):
            await bare.certificates.refresh()

    async def test_a_certificate_under_another_number(
        self, bare: PayClient, pay_desk: PayDesk, platform: PlatformKit
    ) -> None:
        pay_desk.serial = platform.serial
        pay_desk.offer_certificate(platform)
        pay_desk.certificates[0]["serial_no"] = "ABCDEF01"
        with pytest.raises(DecryptionFailure):
            await bare.certificates.refresh()


def _with_serial(answer: httpx.Response, serial: str) -> httpx.Response:
    headers = [(k, serial if k.lower() == "wechatpay-serial" else v) for k, v in answer.headers.multi_items()]
    return httpx.Response(answer.status_code, headers=headers, content=answer.content)
