"""Daily bills: asked for by day and kind, fetched by a token within five minutes, from nine o'clock the
day after.

The lines come from the journal, so their sums are the journal's. The hash is over the text before zipping.
"""

import gzip
import hashlib
from datetime import datetime, timedelta

from wxsandbox import shapes
from wxsandbox.clock import SHANGHAI
from wxsandbox.pay import bill_text
from wxsandbox.pay.calls import PayCall, Reply
from wxsandbox.pay.refusals import PayRefusal, invalid_request, param_error

TOKEN_MS = 5 * 60 * 1000
READY_HOUR = 9
KEPT_DAYS = 92


def trade_bill(call: PayCall) -> Reply:
    """GET /v3/bill/tradebill."""
    kind = call.query.get("bill_type", "ALL")
    if kind not in ("ALL", "SUCCESS", "REFUND"):
        raise param_error("输入源“/query/bill_type”取值不在枚举范围内", kind, "query")
    begin, end = _day(call)
    return _offer(call, bill_text.trade_lines(call.world, call.mchid, begin, end, kind=kind))


def fund_flow_bill(call: PayCall) -> Reply:
    """GET /v3/bill/fundflowbill; only the account BASIC ever moves here."""
    account = call.query.get("account_type", "BASIC")
    if account not in ("BASIC", "OPERATION", "FEES"):
        raise param_error("输入源“/query/account_type”取值不在枚举范围内", account, "query")
    begin, end = _day(call)
    text = bill_text.fund_lines(call.world, call.mchid, begin, end) if account == "BASIC" else ""
    return _offer(call, text)


def download(call: PayCall) -> Reply:
    """GET /v3/billdownload/file: the bill itself, without a signature."""
    row = call.world.store.one("SELECT * FROM bill WHERE token = :token", token=call.query.get("token", ""))
    if row is None or row["mchid"] != call.mchid or row["expires_ms"] < call.world.clock.now_ms():
        raise invalid_request("下载链接无效或已过期，请重新申请账单")
    kind = "application/x-gzip" if row["zipped"] else "text/plain; charset=utf-8"
    return Reply(body=bytes(row["content"]), media_type=kind, signed=False)


def _day(call: PayCall) -> tuple[int, int]:
    """The asked day in China as [begin, end) in milliseconds. Raises PayRefusal."""
    text, now = call.query.get("bill_date", ""), call.world.clock.now_ms()
    if call.query.get("tar_type", "GZIP") != "GZIP":
        raise param_error("输入源“/query/tar_type”取值不在枚举范围内", call.query["tar_type"], "query")
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=SHANGHAI)
    except ValueError as wrong:
        raise param_error("输入源“/query/bill_date”格式须为 yyyy-MM-dd", text, "query") from wrong
    here = datetime.fromtimestamp(now / 1000, SHANGHAI)
    if day.date() >= here.date() or day.date() < here.date() - timedelta(days=KEPT_DAYS):
        raise invalid_request("账单日期只能是最近三个月内、今天以前的日期")
    following = day + timedelta(days=1)
    if here.date() == following.date() and here.hour < READY_HOUR:
        raise PayRefusal(400, "STATEMENT_CREATING", "账单生成中，请稍后再试")
    return int(day.timestamp() * 1000), int(following.timestamp() * 1000)


def _offer(call: PayCall, text: str) -> Reply:
    if not text:
        raise PayRefusal(400, "NO_STATEMENT_EXIST", "请求的账单文件不存在")
    raw, zipped = text.encode(), call.query.get("tar_type") == "GZIP"
    token = shapes.web_text(64)
    call.world.store.insert(
        "bill",
        token=token,
        mchid=call.mchid,
        content=gzip.compress(raw, mtime=0) if zipped else raw,
        zipped=int(zipped),
        expires_ms=call.world.clock.now_ms() + TOKEN_MS,
    )
    address = f"{call.world.settings.public_origin}/v3/billdownload/file?token={token}"
    digest = hashlib.sha1(raw).hexdigest()  # noqa: S324 the hash is WeChat's choice
    return Reply(body={"hash_type": "SHA1", "hash_value": digest, "download_url": address})
