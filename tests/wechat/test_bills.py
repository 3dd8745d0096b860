"""Bills: ticket, download, hash, compression, and the four sections."""

import io
from datetime import date

import httpx
import pytest

from tests.wechat.clock import TestClock
from tests.wechat.keys import MerchantKit, PlatformKit
from tests.wechat.provider_desk import BILL, FUND_FLOW, ProviderDesk
from xiaopu.wechat.errors import ConnectionLost, Refused, UnreadableAnswer
from xiaopu.wechat.pay.bill_table import (
    BillTable,
    BillUnreadable,
    fee_of_yuan,
    fen_of_yuan,
    fund_flow_row,
    trade_row,
)
from xiaopu.wechat.pay.bills import BillKind, FundAccount
from xiaopu.wechat.pay.client import PayClient

pytestmark = pytest.mark.anyio

DAY = date(2026, 3, 1)


@pytest.fixture
def pay_desk(platform: PlatformKit, merchant: MerchantKit, clock: TestClock) -> ProviderDesk:
    return ProviderDesk(platform, merchant, clock)


class TestDownload:
    @pytest.mark.parametrize("compressed", [True, False])
    @pytest.mark.parametrize("hash_over_compressed", [True, False])
    async def test_plain_bytes_and_size(
        self, pay: PayClient, pay_desk: ProviderDesk, compressed: bool, hash_over_compressed: bool
    ) -> None:
        pay_desk.compressed, pay_desk.hash_over_compressed = compressed, hash_over_compressed
        ticket = await pay.bills.trade(DAY, kind=BillKind.ALL)
        sink = io.BytesIO()
        size = await pay.bills.download(ticket, sink)
        assert sink.getvalue() == BILL.encode()
        assert size == len(BILL.encode())
        assert pay_desk.requests[-1].url.host == "pay.test"

    async def test_fund_flow(self, pay: PayClient) -> None:
        sink = io.BytesIO()
        await pay.bills.download(await pay.bills.fund_flow(DAY, account=FundAccount.BASIC), sink)
        assert sink.getvalue().decode() == FUND_FLOW

    async def test_no_bill_that_day(self, pay: PayClient) -> None:
        with pytest.raises(Refused) as refused:
            await pay.bills.trade(date(2026, 2, 1))
        assert refused.value.code == "NO_STATEMENT_EXIST"

    async def test_a_changed_bill_is_refused(self, pay: PayClient, pay_desk: ProviderDesk) -> None:
        pay_desk.compressed = False
        ticket = await pay.bills.trade(DAY)
        pay_desk.sent_bill = pay_desk.sent_bill.replace(b"12.99", b"92.99")
        with pytest.raises(UnreadableAnswer, match="hash"):
            await pay.bills.download(ticket, io.BytesIO())

    @pytest.mark.parametrize("cut", [3, 20, -5])
    async def test_a_bill_that_is_cut_off(self, pay: PayClient, pay_desk: ProviderDesk, cut: int) -> None:
        ticket = await pay.bills.trade(DAY)
        pay_desk.sent_bill = pay_desk.sent_bill[:cut]
        with pytest.raises(UnreadableAnswer):
            await pay.bills.download(ticket, io.BytesIO())

    async def test_broken_compression(self, pay: PayClient, pay_desk: ProviderDesk) -> None:
        ticket = await pay.bills.trade(DAY)
        pay_desk.sent_bill = pay_desk.sent_bill[:20] + b"junk" * 20
        with pytest.raises(UnreadableAnswer):
            await pay.bills.download(ticket, io.BytesIO())

    async def test_a_bomb_is_stopped(self, pay: PayClient, pay_desk: ProviderDesk) -> None:
        pay_desk.bills["tradebill"] = "0" * 3_000_000
        ticket = await pay.bills.trade(DAY)
        with pytest.raises(UnreadableAnswer, match="larger"):
            await pay.bills.download(ticket, io.BytesIO(), limit=1_000_000)

    async def test_a_refusal_and_a_broken_connection(self, pay: PayClient, pay_desk: ProviderDesk) -> None:
        ticket = await pay.bills.trade(DAY)
        pay_desk.queued.append(httpx.Response(400, json={"code": "INVALID_REQUEST", "message": "token"}))
        with pytest.raises(Refused):
            await pay.bills.download(ticket, io.BytesIO())
        pay_desk.queued.append(httpx.ReadError("reset"))
        assert await pay.bills.download(ticket, io.BytesIO()) == len(BILL.encode())
        pay_desk.queued += [httpx.ReadError("reset")] * 3
        with pytest.raises(ConnectionLost):
            await pay.bills.download(ticket, io.BytesIO())


class TestTable:
    def test_trade_rows_by_heading(self) -> None:
        table = BillTable(io.StringIO(BILL, newline="\n"))
        paid, refunded = [trade_row(row) for row in table.rows()]
        assert (paid.transaction_id, paid.total_fen, paid.settlement_fen, paid.fee) == (
            "4200001",
            1299,
            1299,
            7794,
        )
        assert (paid.refund_id, paid.sub_mchid, paid.description, paid.attach) == (
            None,
            None,
            "抱枕,大号",
            "a`b",
        )
        assert paid.time.isoformat() == "2026-03-01T13:51:31+08:00"
        assert (refunded.refund_id, refunded.out_refund_no, refunded.refund_fen) == ("5000001", "R1", 299)
        assert (refunded.description, refunded.fee, refunded.refund_state) == ("抱枕\n两行", -1794, "SUCCESS")
        assert table.sums["总交易单数"] == "2"
        assert fen_of_yuan(table.sums["订单总金额"]) == paid.total_fen
        assert fee_of_yuan(table.sums["手续费总金额"]) == paid.fee + refunded.fee

    def test_columns_may_change_places(self) -> None:
        lines = ["乙,甲", "`2,`1", "`4,`3", "总数,合计", "`2,`9"]
        table = BillTable(lines)
        assert [row["甲"] for row in table.rows()] == ["1", "3"]
        assert table.sums == {"总数": "2", "合计": "9"}

    def test_fund_flow_rows(self) -> None:
        table = BillTable(FUND_FLOW.splitlines())
        income, outgo = [fund_flow_row(row) for row in table.rows()]
        assert (income.amount_fen, income.balance_fen) == (1299, 11299)
        assert (outgo.amount_fen, outgo.remark) == (-299, "含手续费0.01元")
        assert table.sums["资金流水总笔数"] == "2"

    def test_an_empty_bill(self) -> None:
        table = BillTable(["甲,乙", "总数,合计", "`0,`0.00"])
        assert list(table.rows()) == []
        assert table.sums == {"总数": "0", "合计": "0.00"}

    @pytest.mark.parametrize(
        "lines",
        [
            [], [""], ["甲"], ["甲,甲", "`1,`2"], ["甲,乙"], ["甲,乙", "`1"],
            ["甲,乙", "`1", "`2,`3"],
            ["甲,乙", "`1,`2,`3", "总,合", "`1,`2"], ["甲,乙", "`1,`2"], ["甲,乙", "`1,`2", "总,合"],
            ["甲,乙", "`1,`2", "总,合", "1,2"],
        ],
    )  # fmt: skip
    def test_what_is_no_bill(self, lines: list[str]) -> None:
        with pytest.raises(BillUnreadable):
            list(BillTable(lines).rows())

    @pytest.mark.parametrize(
        ("text", "fen"), [("0", 0), ("0.01", 1), ("12.9", 1290), ("-3.00", -300), ("7.00000", 700)]
    )
    def test_yuan(self, text: str, fen: int) -> None:
        assert fen_of_yuan(text) == fen

    @pytest.mark.parametrize("text", ["", ".5", "1.", "1e2", "１.00", "0.001", "NaN", "1,299.00", " 1"])
    def test_not_yuan(self, text: str) -> None:
        with pytest.raises(ValueError, match="amount"):
            fen_of_yuan(text)
