"""Daily bills: their form, their hash, and sums that are the journal's."""

import csv
import gzip
import hashlib
import io
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.sandbox.merchant import Merchant

DAY = 86_400


def today(offset_days: int = 0) -> str:
    """A day in China, counted from the real today."""
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + offset_days * DAY))


def to_tomorrow_morning(merchant: Merchant) -> None:
    """Moves the clock to ten o'clock of tomorrow in China."""
    seconds = DAY - (time.time() + 8 * 3600) % DAY + 10 * 3600
    merchant.http.post("/_sandbox/clock", json={"advance_seconds": seconds})


def fetch(merchant: Merchant, target: str) -> tuple[dict[str, Any], bytes]:
    """Asks for a bill and downloads it as the client of a merchant would."""
    answer = merchant.call("GET", target)
    assert answer.status_code == 200, answer.text
    offered: dict[str, Any] = answer.json()
    path = offered["download_url"].removeprefix(merchant.base)
    if not path.startswith("/"):
        path = "/" + offered["download_url"].split("/", 3)[3]
    download = merchant.call("GET", path)
    assert download.status_code == 200
    assert "Wechatpay-Signature" not in download.headers
    return offered, download.content


def sections(text: str) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Lines by header, and the summary by header."""
    rows = list(csv.reader(io.StringIO(text)))
    split = next(
        place
        for place, row in enumerate(rows)
        if row[0].startswith("总交易单数") or row[0].startswith("资金流水总笔数")
    )
    lines = [dict(zip(rows[0], (cell.lstrip("`") for cell in row), strict=True)) for row in rows[1:split]]
    return lines, dict(zip(rows[split], (cell.lstrip("`") for cell in rows[split + 1]), strict=True))


@pytest.mark.usefixtures("peace")
class TestBills:
    def test_sums_are_the_journals(self, open_firm: Callable[..., Merchant]) -> None:
        merchant = open_firm()
        order = merchant.paid_order(description="核桃,原味", attach="a`b")
        merchant.paid_order("小红", amount={"total": 10_050, "currency": "CNY"})
        refund = {
            "out_trade_no": order["out_trade_no"],
            "out_refund_no": "bill-refund-1",
            "amount": {"refund": 299, "total": 1299, "currency": "CNY"},
        }
        assert merchant.call("POST", "/v3/refund/domestic/refunds", refund).status_code == 200
        to_tomorrow_morning(merchant)
        offered, content = fetch(merchant, f"/v3/bill/tradebill?bill_date={today()}&tar_type=GZIP")
        text = gzip.decompress(content)
        assert (offered["hash_type"], offered["hash_value"]) == ("SHA1", hashlib.sha1(text).hexdigest())  # noqa: S324 WeChat's hash
        lines, totals = sections(text.decode())
        assert [line["交易状态"] for line in lines] == ["SUCCESS", "SUCCESS", "REFUND"]
        assert len(lines[0]) == 27
        assert lines[0]["商品名称"] == "核桃，原味"
        journal = merchant.journal()
        paid = [line for line in journal if line["kind"] == "payment"]
        back = [line for line in journal if line["kind"] == "refund.created"]
        fees = sum(line["detail"]["fee_fen"] for line in paid) - sum(
            line["detail"]["fee_fen"] for line in back
        )
        assert totals["总交易单数"] == "3"
        assert totals["订单总金额"] == "113.49"
        assert totals["退款总金额"] == "2.99"
        assert totals["手续费总金额"] == f"0.{fees:02d}000"
        _, fund = fetch(merchant, f"/v3/bill/fundflowbill?bill_date={today()}")
        moves, sums = sections(fund.decode())
        balance = 0
        for move in moves:
            fen = round(float(move["收支金额(元)"]) * 100)
            balance += fen if move["收支类型"] == "收入" else -fen
            assert move["账户结余(元)"] == f"{balance // 100}.{balance % 100:02d}"
        assert balance == 1299 + 10_050 - 299 - fees
        assert sums["资金流水总笔数"] == "5"

    def test_success_and_refund_kinds(self, open_firm: Callable[..., Merchant]) -> None:
        merchant = open_firm()
        merchant.paid_order()
        to_tomorrow_morning(merchant)
        _, content = fetch(merchant, f"/v3/bill/tradebill?bill_date={today()}&bill_type=SUCCESS")
        lines, totals = sections(content.decode())
        assert "退款金额" not in lines[0]
        assert totals == {
            "总交易单数": "1",
            "应结订单总金额": "12.99",
            "手续费总金额": "0.08000",
            "订单总金额": "12.99",
        }
        empty = merchant.call("GET", f"/v3/bill/tradebill?bill_date={today()}&bill_type=REFUND")
        assert (empty.status_code, empty.json()["code"]) == (400, "NO_STATEMENT_EXIST")

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            (f"bill_date={today()}", "INVALID_REQUEST"),
            (f"bill_date={today(-200)}", "INVALID_REQUEST"),
            ("bill_date=20261124", "PARAM_ERROR"),
            (f"bill_date={today(-1)}&bill_type=X", "PARAM_ERROR"),
            (f"bill_date={today(-2)}", "NO_STATEMENT_EXIST"),
        ],
    )
    def test_refused(self, merchant: Merchant, query: str, code: str) -> None:
        answer = merchant.call("GET", f"/v3/bill/tradebill?{query}")
        assert (answer.status_code, answer.json()["code"]) == (400, code)

    def test_the_link_lasts_five_minutes_and_is_the_merchants_own(
        self, open_firm: Callable[..., Merchant]
    ) -> None:
        merchant, other = open_firm(), open_firm()
        merchant.paid_order()
        to_tomorrow_morning(merchant)
        url = merchant.call("GET", f"/v3/bill/tradebill?bill_date={today()}").json()["download_url"]
        path = "/" + url.split("/", 3)[3]
        assert other.call("GET", path).status_code == 400
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 301})
        assert merchant.call("GET", path).status_code == 400
