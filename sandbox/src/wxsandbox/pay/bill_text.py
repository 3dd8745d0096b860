"""The text of bills: header, lines, summary header, summary; every value behind a back-tick, money in
yuan.
"""

import json
from dataclasses import dataclass

from wxsandbox.clock import rfc3339
from wxsandbox.store import Row
from wxsandbox.world import World

_HEAD = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,"
    "交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额"
)
_REFUND_NUMBERS = "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态"
_TAIL = "商品名称,商户数据包,手续费,费率,订单金额"
HEADERS = {
    "ALL": f"{_HEAD},{_REFUND_NUMBERS},{_TAIL},申请退款金额,费率备注",
    "SUCCESS": f"{_HEAD},{_TAIL},费率备注",
    "REFUND": f"{_HEAD},退款申请时间,退款成功时间,{_REFUND_NUMBERS},{_TAIL},申请退款金额,费率备注",
}
SUMMARIES = {
    "ALL": "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额",
    "SUCCESS": "总交易单数,应结订单总金额,手续费总金额,订单总金额",
    "REFUND": "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额",
}
FUND_HEADER = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,"
    "收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号"
)
FUND_SUMMARY = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额"


@dataclass(slots=True)
class _Sums:
    lines: int = 0
    paid: int = 0
    refunded: int = 0
    fees: int = 0


def trade_lines(world: World, mchid: str, begin_ms: int, end_ms: int, *, kind: str) -> str:
    """The trade bill of [begin, end), or an empty text without a line. Kind: ALL, SUCCESS or REFUND."""
    events = {"ALL": ("payment", "refund.created"), "SUCCESS": ("payment",), "REFUND": ("refund.created",)}[
        kind
    ]
    merchant = world.store.one("SELECT fee_bps FROM merchant WHERE mchid = :m", m=mchid)
    rate = f"{yuan(merchant['fee_bps'] if merchant else 0)}%"
    sums, lines = _Sums(), []
    for row in _journal(world, mchid, begin_ms, end_ms):
        if row["kind"] not in events:
            continue
        values = _trade_values(world, row, rate, end_ms)
        lines.append(_line([values[name] for name in HEADERS[kind].split(",")]))
        _count(sums, row)
    if not lines:
        return ""
    totals = {
        "总交易单数": str(sums.lines),
        "应结订单总金额": yuan(sums.paid),
        "退款总金额": yuan(sums.refunded),
        "充值券退款总金额": yuan(0),
        "手续费总金额": f"{yuan(sums.fees)}000",
        "订单总金额": yuan(sums.paid),
        "申请退款总金额": yuan(sums.refunded),
    }
    summary = _line([totals[name] for name in SUMMARIES[kind].split(",")])
    return "\r\n".join([HEADERS[kind], *lines, SUMMARIES[kind], summary]) + "\r\n"


def fund_lines(world: World, mchid: str, begin_ms: int, end_ms: int) -> str:
    """The fund-flow bill of [begin, end); the balance runs from the merchant's first day."""
    balance = 0
    lines: list[str] = []
    income: list[int] = []
    outgo: list[int] = []
    for row in _journal(world, mchid, 0, end_ms):
        for place, (name, fen, note) in enumerate(_moves(row)):
            balance += fen
            if row["at_ms"] < begin_ms:
                continue
            (income if fen > 0 else outgo).append(abs(fen))
            ids = [row["refund_id"] or row["transaction_id"], f"{row['seq']:018d}{place}", name, name]
            way = [("收入" if fen > 0 else "支出"), yuan(abs(fen)), yuan(balance)]
            lines.append(_line([_moment(row["at_ms"]), *ids, *way, "system", note, row["out_trade_no"]]))
    if not lines:
        return ""
    totals = [str(len(lines)), str(len(income)), yuan(sum(income)), str(len(outgo)), yuan(sum(outgo))]
    return "\r\n".join([FUND_HEADER, *lines, FUND_SUMMARY, _line(totals)]) + "\r\n"


def yuan(fen: int) -> str:
    """Two decimals, a minus in front when negative."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def _journal(world: World, mchid: str, begin_ms: int, end_ms: int) -> list[Row]:
    return world.store.all(
        "SELECT * FROM journal WHERE mchid = :mchid AND at_ms >= :begin AND at_ms < :end"
        " AND kind IN ('payment', 'refund.created', 'refund.closed') ORDER BY seq",
        mchid=mchid,
        begin=begin_ms,
        end=end_ms,
    )


def _fee(row: Row) -> int:
    return int(json.loads(row["detail"]).get("fee_fen", 0))


def _moves(row: Row) -> list[tuple[str, int, str]]:
    """What a journal line did to the account: business name, fen with sign, remark."""
    amount, fee = row["amount_fen"], _fee(row)
    if row["kind"] == "payment":
        return [("交易", amount, ""), ("扣除交易手续费", -fee, "")] if fee else [("交易", amount, "")]
    if row["kind"] == "refund.created":
        return [("退款", fee - amount, f"退款总金额{yuan(amount)}元;含手续费{yuan(fee)}元")]
    return [("退款退回", amount, "退款关闭")]


def _count(sums: _Sums, row: Row) -> None:
    sums.lines += 1
    if row["kind"] == "payment":
        sums.paid += row["amount_fen"]
        sums.fees += _fee(row)
        return
    sums.refunded += row["amount_fen"]
    sums.fees -= _fee(row)


def _trade_values(world: World, row: Row, rate: str, end_ms: int) -> dict[str, str]:
    trade = world.store.one("SELECT * FROM trade WHERE transaction_id = :id", id=row["transaction_id"])
    if trade is None:
        raise LookupError(row["transaction_id"])
    back = row["kind"] == "refund.created"
    amount, fee = row["amount_fen"], _fee(row)
    ended = _ended(world, row, end_ms) if back else None
    status = {"refund.succeeded": "SUCCESS", "refund.closed": "FAIL", "refund.abnormal": "CHANGE"}
    return {
        "交易时间": _moment(row["at_ms"]),
        "公众账号ID": row["appid"],
        "商户号": row["mchid"],
        "特约商户号": trade["sub_mchid"] or "0",
        "设备号": "",
        "微信订单号": row["transaction_id"],
        "商户订单号": row["out_trade_no"],
        "用户标识": trade["openid"],
        "交易类型": trade["trade_type"],
        "交易状态": "REFUND" if back else "SUCCESS",
        "付款银行": trade["bank_type"],
        "货币种类": "CNY",
        "应结订单金额": yuan(0 if back else amount),
        "代金券金额": yuan(0),
        "退款申请时间": _moment(row["at_ms"]),
        "退款成功时间": _moment(ended["at_ms"])
        if ended is not None and ended["kind"] == "refund.succeeded"
        else "",
        "微信退款单号": row["refund_id"] or "0",
        "商户退款单号": row["out_refund_no"] or "0",
        "退款金额": yuan(amount if back else 0),
        "充值券退款金额": yuan(0),
        "退款类型": "ORIGINAL" if back else "",
        "退款状态": (status[ended["kind"]] if ended else "PROCESSING") if back else "",
        "商品名称": _plain(trade["description"]),
        "商户数据包": _plain(trade["attach"]),
        "手续费": f"{yuan(-fee if back else fee)}000",
        "费率": rate,
        "订单金额": yuan(0 if back else amount),
        "申请退款金额": yuan(amount if back else 0),
        "费率备注": "",
    }


def _ended(world: World, row: Row, end_ms: int) -> Row | None:
    """How this refund ended by the end of the day, if it did."""
    return world.store.one(
        "SELECT * FROM journal WHERE refund_id = :id AND seq > :seq AND at_ms < :end"
        " AND kind IN ('refund.succeeded', 'refund.closed', 'refund.abnormal') ORDER BY seq LIMIT 1",
        id=row["refund_id"],
        seq=row["seq"],
        end=end_ms,
    )


def _line(values: list[str]) -> str:
    return ",".join(f"`{value}" for value in values)


def _plain(text: str) -> str:
    return text.replace(",", "，").replace("`", "'").replace("\r", " ").replace("\n", " ")


def _moment(ms: int) -> str:
    return rfc3339(ms)[:19].replace("T", " ")
