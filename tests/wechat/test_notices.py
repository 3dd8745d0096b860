"""Notices: what is taken, and everything that is refused."""

import os
import random
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest

from tests.wechat.clock import TestClock
from tests.wechat.keys import MCHID, PUBLIC_KEY_ID, MerchantKit, PlatformKit
from tests.wechat.pay_desk import PayDesk
from xiaopu.wechat.errors import (
    DecryptionFailure,
    SignatureFailure,
    SignatureHeaderInvalid,
    SignatureMismatch,
    SignatureProbe,
    SignatureStale,
    UnknownSerial,
    UnreadableNotice,
    WeChatError,
)
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.notices import NoticeKind
from xiaopu.wechat.pay.refunds import RefundStatus
from xiaopu.wechat.pay.transactions import TradeState

Pairs = list[tuple[str, str]]

FUZZ = int(os.environ.get("XIAOPU_NOTICE_FUZZ", "20000"))

PAID = {
    "appid": "wx2421b1c4370ec43b",
    "mchid": MCHID,
    "out_trade_no": "A1234567",
    "transaction_id": "4200001234",
    "trade_state": "SUCCESS",
    "trade_type": "JSAPI",
    "success_time": "2026-03-02T12:05:06+08:00",
    "payer": {"openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"},
    "amount": {"total": 1299, "payer_total": 1199, "currency": "CNY", "payer_currency": "CNY"},
    "promotion_detail": [{"coupon_id": "109519", "amount": 100, "scope": "GLOBAL"}],
}
REFUNDED = {
    "mchid": MCHID,
    "out_trade_no": "A1234567",
    "transaction_id": "4200001234",
    "out_refund_no": "R1",
    "refund_id": "5000001",
    "refund_status": "SUCCESS",
    "success_time": "2026-03-02T12:05:06+08:00",
    "user_received_account": "招商银行信用卡0403",
    "amount": {"total": 1299, "refund": 1299, "payer_total": 1199, "payer_refund": 1199},
}


@pytest.fixture
def signed(platform: PlatformKit, clock: TestClock) -> Callable[..., tuple[Pairs, bytes]]:
    def make(event_type: str = "TRANSACTION.SUCCESS", content: Any = None, **how: Any) -> tuple[Pairs, bytes]:
        body = platform.notice(event_type, content or PAID)
        return platform.signed_headers(body, clock.now, **how), body

    return make


def changed(headers: Pairs, name: str, value: str) -> Pairs:
    return [(key, value if key == name else old) for key, old in headers]


Signed = Callable[..., tuple[Pairs, bytes]]


class TestTaken:
    def test_payment_under_the_public_key(self, pay: PayClient, signed: Signed) -> None:
        notice = pay.verify_notice(*signed())
        assert (notice.id, notice.event_type, notice.original_type) == ("N1", NoticeKind.PAID, "transaction")
        transaction = notice.transaction()
        assert transaction.trade_state is TradeState.SUCCESS
        assert (transaction.out_trade_no, transaction.mchid) == ("A1234567", MCHID)
        assert transaction.amount is not None
        assert (transaction.amount.total, transaction.amount.payer_total) == (1299, 1199)

    def test_payment_under_the_certificate(
        self, pay: PayClient, signed: Signed, platform: PlatformKit
    ) -> None:
        assert pay.verify_notice(*signed(serial=platform.serial)).transaction().out_trade_no == "A1234567"

    def test_refund(self, pay: PayClient, signed: Signed) -> None:
        refund = pay.verify_notice(*signed("REFUND.SUCCESS", REFUNDED)).refund()
        assert (refund.refund_status, refund.out_refund_no) == (RefundStatus.SUCCESS, "R1")
        assert (refund.amount.refund, refund.amount.payer_refund) == (1299, 1199)

    def test_complaint_and_transfer(self, pay: PayClient, signed: Signed) -> None:
        complaint = {"complaint_id": "200201820200101080076610000", "action_type": "CREATE_COMPLAINT"}
        transfer = {
            "out_bill_no": "T1",
            "transfer_bill_no": "1330000071100999991182020050700019480001",
            "state": "SUCCESS",
            "mch_id": MCHID,
            "transfer_amount": 100,
        }
        assert pay.verify_notice(*signed("COMPLAINT.STATE_CHANGE", complaint)).complaint().action_type == (
            "CREATE_COMPLAINT"
        )
        assert (
            pay.verify_notice(*signed("MCHTRANSFER.BILL.FINISHED", transfer)).transfer().transfer_amount
            == 100
        )

    def test_headers_as_an_asgi_server_gives_them(self, pay: PayClient, signed: Signed) -> None:
        headers, body = signed()
        raw = [(name.lower().encode(), value.encode()) for name, value in headers]
        assert pay.verify_notice(raw, body).id == "N1"
        assert pay.verify_notice(dict(headers), body).id == "N1"

    def test_an_unknown_kind_can_still_be_answered(self, pay: PayClient, signed: Signed) -> None:
        notice = pay.verify_notice(*signed("PAYSCORE.USER_OPEN_SERVICE", {"mchid": MCHID}))
        with pytest.raises(UnreadableNotice):
            notice.transaction()
        assert "1900000109" not in repr(notice)


class TestRefused:
    @pytest.mark.parametrize(
        "name", ["Wechatpay-Serial", "Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature"]
    )
    def test_missing_blank_or_doubled_header(self, pay: PayClient, signed: Signed, name: str) -> None:
        headers, body = signed()
        doubled = [*headers, next(pair for pair in headers if pair[0] == name)]
        for wrong in (
            [pair for pair in headers if pair[0] != name],
            changed(headers, name, ""),
            changed(headers, name, "   "),
            doubled,
        ):
            with pytest.raises(SignatureHeaderInvalid) as refused:
                pay.verify_notice(wrong, body)
            assert refused.value.header == name.lower()

    def test_probe(self, pay: PayClient, signed: Signed) -> None:
        headers, body = signed()
        signature = dict(headers)["Wechatpay-Signature"]
        with pytest.raises(SignatureProbe):
            pay.verify_notice(
                changed(headers, "Wechatpay-Signature", f"WECHATPAY/SIGNTEST/{signature[19:]}"), body
            )

    @pytest.mark.parametrize("seconds", [-301, 301, -86400, 86400])
    def test_stale(self, pay: PayClient, signed: Signed, clock: TestClock, seconds: int) -> None:
        headers, body = signed()
        clock.advance(seconds=seconds)
        with pytest.raises(SignatureStale):
            pay.verify_notice(headers, body)

    @pytest.mark.parametrize("seconds", [-300, 300])
    def test_the_edge_of_the_window_is_inside(
        self, pay: PayClient, signed: Signed, clock: TestClock, seconds: int
    ) -> None:
        headers, body = signed()
        clock.advance(seconds=seconds)
        assert pay.verify_notice(headers, body).id == "N1"

    def test_unknown_serial(self, pay: PayClient, signed: Signed) -> None:
        headers, body = signed()
        for serial in ("ABCDEF0123456789", "PUB_KEY_ID_999", PUBLIC_KEY_ID.lower()):
            with pytest.raises(UnknownSerial):
                pay.verify_notice(changed(headers, "Wechatpay-Serial", serial), body)

    def test_the_serial_of_the_other_key(self, pay: PayClient, signed: Signed, platform: PlatformKit) -> None:
        headers, body = signed()
        with pytest.raises(SignatureMismatch):
            pay.verify_notice(changed(headers, "Wechatpay-Serial", platform.serial), body)

    @pytest.mark.parametrize(
        "timestamp", ["１７７２４２４３０６", "1e9", "0x10", "-5", "17724243069999", "1.5"]
    )
    def test_odd_timestamps(self, pay: PayClient, signed: Signed, timestamp: str) -> None:
        headers, body = signed()
        with pytest.raises(SignatureFailure):
            pay.verify_notice(changed(headers, "Wechatpay-Timestamp", timestamp), body)

    def test_another_algorithm(self, pay: PayClient, signed: Signed) -> None:
        headers, body = signed()
        for kind in ("WECHATPAY2-SM2-WITH-SM3", "none", ""):
            with pytest.raises(SignatureHeaderInvalid):
                pay.verify_notice(changed(headers, "Wechatpay-Signature-Type", kind), body)

    def test_a_signature_with_loose_bits(self, pay: PayClient, signed: Signed) -> None:
        headers, body = signed()
        signature = dict(headers)["Wechatpay-Signature"]
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        loose = signature[:-3] + letters[letters.index(signature[-3]) | 1] + "=="
        assert loose != signature
        with pytest.raises(SignatureMismatch):
            pay.verify_notice(changed(headers, "Wechatpay-Signature", loose), body)

    def test_an_expired_certificate_is_unknown(
        self, pay: PayClient, signed: Signed, platform: PlatformKit, clock: TestClock
    ) -> None:
        clock.advance(days=366)
        with pytest.raises(UnknownSerial):
            pay.verify_notice(*signed(serial=platform.serial))

    def test_a_body_sealed_with_another_key(
        self, pay: PayClient, platform: PlatformKit, clock: TestClock
    ) -> None:
        body = platform.notice("TRANSACTION.SUCCESS", PAID).replace(b'"nonce": "a', b'"nonce": "b')
        with pytest.raises(DecryptionFailure):
            pay.verify_notice(platform.signed_headers(body, clock.now), body)

    @pytest.mark.parametrize(
        "body",
        [
            b"", b"{}", b"[]", b"null", b"\xff", b'{"id": 1}', b"<xml><a/></xml>",
            b'{"id":"1","create_time":"yesterday","resource_type":"encrypt-resource","event_type":"x","resource":{}}',
        ],
    )  # fmt: skip
    def test_signed_nonsense(
        self, pay: PayClient, platform: PlatformKit, clock: TestClock, body: bytes
    ) -> None:
        with pytest.raises(UnreadableNotice):
            pay.verify_notice(platform.signed_headers(body, clock.now), body)

    def test_another_resource_algorithm(
        self, pay: PayClient, platform: PlatformKit, clock: TestClock
    ) -> None:
        body = platform.notice("TRANSACTION.SUCCESS", PAID).replace(b"AEAD_AES_256_GCM", b"AEAD_SM4_GCM")
        with pytest.raises(UnreadableNotice):
            pay.verify_notice(platform.signed_headers(body, clock.now), body)

    def test_an_amount_below_zero(self, pay: PayClient, signed: Signed) -> None:
        notice = pay.verify_notice(*signed(content=PAID | {"amount": {"total": -1}}))
        with pytest.raises(UnreadableNotice):
            notice.transaction()

    def test_a_huge_body(self, pay: PayClient, platform: PlatformKit, clock: TestClock) -> None:
        body = b" " * (256 * 1024 + 1)
        with pytest.raises(UnreadableNotice):
            pay.verify_notice(platform.signed_headers(body, clock.now), body)


class TestNewCertificate:
    pytestmark = pytest.mark.anyio

    async def test_is_fetched_once_for_a_notice(
        self, pay: PayClient, pay_desk: PayDesk, clock: TestClock
    ) -> None:
        newer = PlatformKit.generate(clock.now)
        pay_desk.offer_certificate(newer)
        body = newer.notice("TRANSACTION.SUCCESS", PAID)
        headers = newer.signed_headers(body, clock.now, serial=newer.serial)
        assert (await pay.open_notice(headers, body)).id == "N1"
        assert (await pay.open_notice(headers, body)).id == "N1"
        assert [request.url.path for request in pay_desk.requests] == ["/v3/certificates"]

    async def test_forged_serials_cannot_make_us_call_at_will(
        self, pay: PayClient, pay_desk: PayDesk, signed: Signed
    ) -> None:
        headers, body = signed()
        for number in range(20):
            with pytest.raises(UnknownSerial):
                await pay.open_notice(changed(headers, "Wechatpay-Serial", f"ABCDEF{number:010d}"), body)
        with pytest.raises(UnknownSerial):
            await pay.open_notice(changed(headers, "Wechatpay-Serial", "PUB_KEY_ID_1"), body)
        assert len(pay_desk.requests) == 1


class TestFuzz:
    def test_no_mutation_is_accepted(
        self, pay: PayClient, signed: Signed, merchant: MerchantKit, platform: PlatformKit
    ) -> None:
        chance = random.Random(20260302)
        originals = [signed(), signed("REFUND.SUCCESS", REFUNDED), signed(serial=platform.serial)]
        accepted = 0
        for _ in range(FUZZ):
            headers, body = chance.choice(originals)
            wrong_headers, wrong_body = mutated(chance, headers, body)
            try:
                pay.verify_notice(wrong_headers, wrong_body)
                accepted += 1
            except WeChatError:
                continue
        assert accepted == 0
        for headers, body in originals:
            assert pay.verify_notice(headers, body).id == "N1"


def mutated(chance: random.Random, headers: Pairs, body: bytes) -> tuple[Pairs, bytes]:
    """A notice that differs in at least one proven letter."""
    if chance.random() < 0.5:
        return headers, different(chance, body)
    name, value = chance.choice(headers)
    wrong = different(chance, value.encode("latin-1")).decode("latin-1")
    kind = chance.randrange(4)
    if kind == 0 and name != "Wechatpay-Signature-Type":
        return [pair for pair in headers if pair[0] != name], body
    if kind == 1:
        return [*headers, (name, wrong)], body
    return changed(headers, name, wrong), body


def different(chance: random.Random, raw: bytes) -> bytes:
    place = chance.randrange(len(raw))
    choices: Sequence[Callable[[], bytes]] = (
        lambda: raw[:place] + bytes([raw[place] ^ 1 << chance.randrange(8)]) + raw[place + 1 :],
        lambda: raw[:place] + raw[place + 1 :],
        lambda: raw[:place] + bytes([chance.randrange(256)]) + raw[place:],
        lambda: raw[:place],
        raw.swapcase,
        lambda: raw + b" ",
        lambda: raw[::-1],
    )
    made = chance.choice(choices)()
    return made if made != raw else raw + b"x"


def test_the_fuzz_covers_every_proven_part() -> None:
    chance = random.Random(1)
    headers = [("Wechatpay-Serial", "AB"), ("Wechatpay-Nonce", "n")]
    seen = {msgspec.json.encode([mutated(chance, headers, b"body")[0]]) for _ in range(400)}
    assert len(seen) > 60
