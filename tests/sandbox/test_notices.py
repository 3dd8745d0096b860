"""Notices: sealed, signed, repeated on schedule, and every trick ordered by a fault."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from cryptography.exceptions import InvalidSignature

from tests.sandbox.conftest import Server
from tests.sandbox.merchant import Merchant
from tests.sandbox.shop import Shop

OpenFirm = Callable[..., Merchant]


def opened(merchant: Merchant, shop: Shop, place: int) -> dict[str, Any]:
    """The verified and decrypted content of the n-th notice."""
    notice = shop.wait(place + 1)[place]
    merchant.verify(notice.headers, notice.body)
    plain: dict[str, Any] = json.loads(merchant.open_seal(notice.json()["resource"]))
    return plain


def advance(merchant: Merchant, seconds: float) -> None:
    """Moves the clock; what is due goes out."""
    merchant.http.post("/_sandbox/clock", json={"advance_seconds": seconds})


@pytest.mark.usefixtures("peace")
class TestNotices:
    def test_payment_notice_says_what_the_query_says(self, merchant: Merchant, shop: Shop) -> None:
        order = merchant.paid_order(notify_url=shop.url)
        assert opened(merchant, shop, 0) == merchant.query(order["out_trade_no"])
        envelope = shop.received[0].json()
        assert envelope["resource_type"] == "encrypt-resource"
        assert envelope["event_type"] == "TRANSACTION.SUCCESS"
        assert envelope["resource"]["original_type"] == "transaction"

    def test_refused_notices_come_again_on_schedule_and_once_accepted_no_more(
        self, merchant: Merchant, shop: Shop
    ) -> None:
        shop.statuses = [500, 500, 500]
        merchant.paid_order(notify_url=shop.url)
        shop.wait(1)
        for count, seconds in ((2, 15), (3, 15), (4, 30)):
            advance(merchant, seconds)
            shop.wait(count)
        assert len({notice.json()["id"] for notice in shop.received}) == 1
        assert len({notice.headers["Wechatpay-Nonce"] for notice in shop.received}) == 4
        advance(merchant, 7 * 3600)
        advance(merchant, 1)
        assert opened(merchant, shop, 3)["trade_state"] == "SUCCESS"
        assert len(shop.received) == 4

    def test_gives_up_after_fifteen_repeats(self, merchant: Merchant, shop: Shop) -> None:
        shop.statuses = [500] * 20
        order = merchant.paid_order(notify_url=shop.url)
        for count in range(1, 17):
            shop.wait(count)
            advance(merchant, 21600)
        tries = [
            line for line in merchant.journal("notice.try") if line["out_trade_no"] == order["out_trade_no"]
        ]
        assert [line["detail"]["try"] for line in tries] == list(range(1, 17))
        states = merchant.http.get("/_sandbox/notices", params={"mchid": merchant.mchid}).json()
        assert states[0]["state"] == "given_up"

    def test_lost_notice_comes_fifteen_seconds_later(self, merchant: Merchant, shop: Shop) -> None:
        merchant.fault("notice_lost")
        order = merchant.paid_order(notify_url=shop.url)
        advance(merchant, 16)
        assert opened(merchant, shop, 0)["out_trade_no"] == order["out_trade_no"]
        outcomes = [
            line["detail"]["outcome"]
            for line in merchant.journal("notice.try")
            if line["out_trade_no"] == order["out_trade_no"]
        ]
        assert outcomes == ["lost", "204"]

    def test_duplicates(self, merchant: Merchant, shop: Shop) -> None:
        merchant.fault("notice_duplicate", copies=2)
        merchant.paid_order(notify_url=shop.url)
        shop.wait(3)
        assert len({notice.json()["id"] for notice in shop.received}) == 1

    def test_signtest_probe_does_not_verify_and_the_real_one_follows(
        self, merchant: Merchant, shop: Shop
    ) -> None:
        merchant.fault("signtest")
        shop.statuses = [401]
        merchant.paid_order(notify_url=shop.url)
        probe, real = shop.wait(2)[:2]
        assert probe.headers["Wechatpay-Signature"].startswith("WECHATPAY/SIGNTEST/")
        merchant.verify(real.headers, real.body)

    @pytest.mark.parametrize("variant", ["signature", "body"])
    def test_forged_notice_comes_first(self, merchant: Merchant, shop: Shop, variant: str) -> None:
        merchant.fault("notice_forged", variant=variant)
        shop.statuses = [401]
        merchant.paid_order(notify_url=shop.url)
        forged, real = shop.wait(2)[:2]
        with pytest.raises(InvalidSignature):
            merchant.verify(forged.headers, forged.body)
        merchant.verify(real.headers, real.body)

    @pytest.mark.parametrize(("variant", "error"), [("stale", AssertionError), ("serial", KeyError)])
    def test_other_forgeries(
        self, merchant: Merchant, shop: Shop, variant: str, error: type[Exception]
    ) -> None:
        merchant.fault("notice_forged", variant=variant)
        shop.statuses = [401]
        merchant.paid_order(notify_url=shop.url)
        forged = shop.wait(2)[0]
        with pytest.raises(error):
            merchant.verify(forged.headers, forged.body)

    def test_reordered_notice_waits_for_the_next(self, merchant: Merchant, shop: Shop) -> None:
        merchant.fault("notice_reorder")
        first = merchant.paid_order(notify_url=shop.url)
        second = merchant.paid_order(notify_url=shop.url)
        assert opened(merchant, shop, 0)["out_trade_no"] == second["out_trade_no"]
        assert opened(merchant, shop, 1)["out_trade_no"] == first["out_trade_no"]

    def test_delayed_notice(self, merchant: Merchant, shop: Shop) -> None:
        merchant.fault("notice_delay", seconds=600)
        merchant.paid_order(notify_url=shop.url)
        later = merchant.paid_order(notify_url=shop.url)
        assert opened(merchant, shop, 0)["out_trade_no"] == later["out_trade_no"]
        advance(merchant, 601)
        shop.wait(2)

    def test_resend_by_hand(self, merchant: Merchant, shop: Shop) -> None:
        merchant.paid_order(notify_url=shop.url)
        notice_id = shop.wait(1)[0].json()["id"]
        assert merchant.http.post(f"/_sandbox/notices/{notice_id}/resend").status_code == 200
        assert shop.wait(2)[1].json()["id"] == notice_id

    def test_mixed_mode_uses_both_keys(self, open_firm: OpenFirm, shop: Shop) -> None:
        merchant = open_firm(signing_mode="mixed")
        merchant.fetch_certificates()
        for _ in range(20):
            merchant.paid_order(notify_url=shop.url)
        for notice in shop.wait(20):
            merchant.verify(notice.headers, notice.body)
        assert {notice.headers["Wechatpay-Serial"][:3] for notice in shop.received} > {"PUB"}


class TestJournal:
    def test_is_append_only_and_chained(self, server: Server, merchant: Merchant) -> None:
        merchant.paid_order()
        lines = httpx.get(f"{server.base}/_sandbox/journal", trust_env=False).json()
        assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
        assert len({line["chain"] for line in lines}) == len(lines)
        after = httpx.get(f"{server.base}/_sandbox/journal?after={len(lines) - 1}", trust_env=False).json()
        assert after[0] == lines[-1]
