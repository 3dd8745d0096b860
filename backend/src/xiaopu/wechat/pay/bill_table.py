"""Reading a bill line by line: four sections, columns by their heading, never by their place.

A bill is UTF-8 text: a heading, rows whose every field begins with a back-tick, a second heading, one row
of sums. Amounts are yuan with two decimals (fees with five). A field of the shopper's or the shop's own may
hold commas and line breaks; since every field begins with a back-tick, the comma that parts two fields is
the one before a back-tick. Source: pay.weixin.qq.com, "下载账单" (format of trade bills, 2024-11-25) and
fund-flow bills.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from xiaopu.wechat.wire import SHANGHAI

_TICK = "`"
_YUAN = re.compile(r"(-?)([0-9]{1,12})(?:\.([0-9]{1,5}))?", re.ASCII)

FEE_UNIT = 1000


class BillUnreadable(ValueError):
    """A bill that does not have the documented form; ``line`` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line


class BillTable:
    """One pass over a bill. Iterate ``rows()`` to the end, then ``sums`` holds the last section."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = enumerate(lines, 1)
        self._number = 0
        self.sums: dict[str, str] = {}
        self.heading = self._names(self._next())

    def rows(self) -> Iterator[dict[str, str]]:
        """Every detail row as heading to value, without back-ticks."""
        line = self._next()
        while line.startswith(_TICK):
            values = self._values(line, len(self.heading))
            yield dict(zip(self.heading, values, strict=True))
            line = self._next()
        names = self._names(line)
        self.sums = dict(zip(names, self._values(self._next(), len(names)), strict=True))

    def _next(self) -> str:
        for number, line in self._lines:
            self._number = number
            text = line.lstrip("\ufeff").rstrip("\r\n")
            if text:
                return text
        raise BillUnreadable(self._number, "ends too early")

    def _names(self, line: str) -> list[str]:
        names = [name.strip() for name in line.split(",")]
        if len(names) < 2 or len(set(names)) != len(names) or not all(names):
            raise BillUnreadable(self._number, "is not a heading")
        return names

    def _values(self, line: str, count: int) -> list[str]:
        text = line
        while True:
            if not text.startswith(_TICK):
                raise BillUnreadable(self._number, "does not begin with a back-tick")
            values = text[1:].split(f",{_TICK}")
            if len(values) >= count:
                break
            text = f"{text}\n{self._continued()}"
        if len(values) != count:
            raise BillUnreadable(self._number, f"has {len(values)} fields for {count} headings")
        return values

    def _continued(self) -> str:
        for number, line in self._lines:
            self._number = number
            if line.startswith(_TICK):
                raise BillUnreadable(number, "begins before the row above is complete")
            return line.rstrip("\r\n")
        raise BillUnreadable(self._number, "ends inside a row")


class TradeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a trade bill. Fen, but ``fee``, which is in thousandths of a fen (five decimals of a yuan).

    ``refund_id`` is set for a refund's row; its state is that of the moment and is not corrected later.
    """

    time: datetime
    appid: str
    mchid: str
    transaction_id: str
    out_trade_no: str
    openid: str
    trade_type: str
    trade_state: str
    total_fen: int
    settlement_fen: int
    fee: int
    rate: str
    sub_mchid: str | None
    refund_id: str | None
    out_refund_no: str | None
    refund_fen: int
    refund_state: str | None
    description: str
    attach: str


class FundFlowRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a fund-flow bill: money in (positive) or out (negative), and the balance after it, in fen."""

    time: datetime
    transaction_id: str
    flow_id: str
    business: str
    kind: str
    amount_fen: int
    balance_fen: int
    applicant: str
    remark: str
    voucher: str


def trade_row(row: Mapping[str, str]) -> TradeRow:
    """A row of any of the three kinds of trade bill; raises BillUnreadable's parent ValueError."""
    return TradeRow(
        time=bill_time(row["交易时间"]),
        appid=row["公众账号ID"],
        mchid=row["商户号"],
        sub_mchid=_absent(row.get("特约商户号", "0")),
        transaction_id=row["微信订单号"],
        out_trade_no=row["商户订单号"],
        openid=row["用户标识"],
        trade_type=row["交易类型"],
        trade_state=row["交易状态"],
        total_fen=fen_of_yuan(row["订单金额"]),
        settlement_fen=fen_of_yuan(row["应结订单金额"]),
        fee=fee_of_yuan(row["手续费"]),
        rate=row["费率"],
        refund_id=_absent(row.get("微信退款单号", "0")),
        out_refund_no=_absent(row.get("商户退款单号", "0")),
        refund_fen=fen_of_yuan(row.get("退款金额", "0")),
        refund_state=_absent(row.get("退款状态", "0")),
        description=row.get("商品名称", ""),
        attach=row.get("商户数据包", ""),
    )


def fund_flow_row(row: Mapping[str, str]) -> FundFlowRow:
    """A row of a fund-flow bill; the sign comes from 收支类型."""
    sign = -1 if row["收支类型"] == "支出" else 1
    return FundFlowRow(
        time=bill_time(row["记账时间"]),
        transaction_id=row["微信支付业务单号"],
        flow_id=row["资金流水单号"],
        business=row["业务名称"],
        kind=row["业务类型"],
        amount_fen=sign * fen_of_yuan(row["收支金额(元)"]),
        balance_fen=fen_of_yuan(row["账户结余(元)"]),
        applicant=row["资金变更提交申请人"],
        remark=row["备注"],
        voucher=row["业务凭证号"],
    )


def bill_time(text: str) -> datetime:
    """A Shanghai time such as ``2022-03-21 13:51:31``, aware."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI)


def fen_of_yuan(text: str) -> int:
    """Fen of ``12.99``; refuses more than two decimals that are not zero."""
    thousandths = fee_of_yuan(text)
    if thousandths % FEE_UNIT:
        raise ValueError("an amount with a part of a fen")
    return thousandths // FEE_UNIT


def fee_of_yuan(text: str) -> int:
    """Thousandths of a fen of ``0.00600`` (600), as fees are written."""
    match = _YUAN.fullmatch(text)
    if match is None:
        raise ValueError("not an amount in yuan")
    sign, whole, part = match.groups()
    value = int(whole) * 100 * FEE_UNIT + int((part or "").ljust(5, "0"))
    return -value if sign else value


def _absent(text: str) -> str | None:
    return text if text not in ("", "0") else None
