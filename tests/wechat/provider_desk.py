"""The part of Pay that a service provider and a book-keeper use.

Bills, complaints, partner calls, applications.
"""

import gzip
import hashlib
import json
import re
from collections.abc import AsyncIterator
from email import message_from_bytes
from email.message import Message
from typing import Any

import httpx

from tests.wechat.clock import TestClock
from tests.wechat.keys import MCHID, MerchantKit, PlatformKit
from tests.wechat.pay_desk import PayDesk, field_fault, refused

BILL = (
    "\ufeff交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
    "订单金额,申请退款金额,费率备注\r\n"
    "`2026-03-01 13:51:31,`wx1,`1900000109,`0,`,`4200001,`A1,`oZWaC,`JSAPI,`SUCCESS,`OTHERS,`CNY,"
    "`12.99,`0.00,`0,`0,`0.00,`0.00,`,`,`抱枕,大号,`a`b,`0.07794,`0.60%,`12.99,`0.00,`\r\n"
    "`2026-03-01 14:00:00,`wx1,`1900000109,`0,`,`4200001,`A1,`oZWaC,`JSAPI,`REFUND,`OTHERS,`CNY,"
    "`0.00,`0.00,`5000001,`R1,`2.99,`0.00,`ORIGINAL,`SUCCESS,`抱枕\n两行,`,`-0.01794,`0.60%,`0.00,`2.99,`\r\n"
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n"
    "`2,`12.99,`2.99,`0.00,`0.06000,`12.99,`2.99\r\n"
)
FUND_FLOW = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号\r\n"
    "`2026-03-01 13:51:31,`4200001,`F1,`交易,`交易,`收入,`12.99,`112.99,`system,`,`A1\r\n"
    "`2026-03-01 14:00:00,`5000001,`F2,`退款,`退款,`支出,`2.99,`110.00,`1900000109API,`含手续费0.01元,`R1\r\n"
    "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n`2,`1,`12.99,`1,`2.99\r\n"
)
COMPLAINT = {
    "complaint_id": "200201820200101080076610000",
    "complaint_time": "2026-03-01T10:34:56+08:00",
    "complaint_detail": "没有收到货",
    "complaint_state": "PENDING",
    "complainted_mchid": MCHID,
    "complaint_order_info": [{"transaction_id": "4200001", "out_trade_no": "A1", "amount": 1299}],
    "complaint_full_refunded": False,
    "incoming_user_response": True,
    "problem_description": "没有收到货",
    "user_complaint_times": 1,
    "apply_refund_amount": 1299,
}
_PARTNER = {
    "sp_appid": str, "sp_mchid": str, "sub_appid": str, "sub_mchid": str, "description": str,
    "out_trade_no": str, "notify_url": str, "amount": dict, "payer": dict, "scene_info": dict, "attach": str,
}  # fmt: skip


class Drops(httpx.AsyncByteStream):
    """Bytes that come a few at a time."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = max(1, len(self._content) // 50)
        for start in range(0, len(self._content), size):
            yield self._content[start : start + size]


class ProviderDesk(PayDesk):
    """``bills`` maps a kind to the plain text.

    ``pack`` says how it is sent and ``hashed`` what the hash is over.
    """

    def __init__(self, platform: PlatformKit, merchant: MerchantKit, clock: TestClock) -> None:
        super().__init__(platform, merchant, clock)
        self.bills = {"tradebill": BILL, "fundflowbill": FUND_FLOW}
        self.sent_bill = b""
        self.compressed = True
        self.hash_over_compressed = False
        self.notice_url: str | None = None
        self.answered: list[dict[str, Any]] = []
        self.applied: dict[str, Any] = {}
        self.phone = ""
        complaint = r"/v3/merchant-service/complaints-v2"
        self.routes += [
            ("GET", r"/v3/bill/(tradebill|fundflowbill)", self.bill),
            ("GET", r"/v3/billdownload/file", self.bill_file),
            ("GET", complaint, self.complaints),
            ("GET", rf"{complaint}/([^/]+)", self.complaint),
            ("GET", rf"{complaint}/([^/]+)/negotiation-historys", self.history),
            ("POST", rf"{complaint}/([^/]+)/(response|complete|update-refund-progress)", self.complaint_step),
            ("POST", r"/v3/merchant-service/complaint-notifications", self.set_notice),
            ("PUT", r"/v3/merchant-service/complaint-notifications", self.set_notice),
            ("GET", r"/v3/merchant-service/complaint-notifications", self.get_notice),
            ("DELETE", r"/v3/merchant-service/complaint-notifications", self.drop_notice),
            ("POST", r"/v3/(?:merchant-service/images|merchant/media)/upload", self.media),
            ("GET", r"/v3/merchant-service/images/([^/]+)", self.image),
            ("POST", r"/v3/pay/partner/transactions/(jsapi|h5|native)", self.partner_prepay),
            ("GET", r"/v3/pay/partner/transactions/(?:id|out-trade-no)/([^/]+)", self.partner_query),
            ("POST", r"/v3/pay/partner/transactions/out-trade-no/([^/]+)/close", self.partner_close),
            ("POST", r"/v3/applyment4sub/applyment/", self.apply),
            (
                "GET",
                r"/v3/applyment4sub/applyment/(?:business_code|applyment_id)/([^/]+)",
                self.applied_state,
            ),
            ("GET", r"/v3/apply4sub/sub_merchants/([^/]+)/settlement", self.settlement),
            ("POST", r"/v3/apply4sub/sub_merchants/([^/]+)/modify-settlement", self.modify_settlement),
        ]

    def signed(self, status: int, content: Any) -> httpx.Response:
        if isinstance(content, bytes):
            return httpx.Response(status, stream=Drops(content))
        return super().signed(status, content)

    def signed_body(self, request: httpx.Request) -> bytes:
        parts = multipart(request)
        return payload(parts["meta"]) if parts else request.content

    def bill(self, request: httpx.Request, body: dict[str, Any], kind: str) -> tuple[int, Any]:
        if (
            request.url.params.get("bill_date") != "2026-03-01"
            or request.url.params.get("tar_type") != "GZIP"
        ):
            return refused(400, "NO_STATEMENT_EXIST", "账单不存在")
        plain = self.bills[kind].encode()
        self.sent_bill = gzip.compress(plain) if self.compressed else plain
        over = self.sent_bill if self.hash_over_compressed else plain
        digest = hashlib.sha1(over, usedforsecurity=False).hexdigest()
        url = "https://api.mch.weixin.qq.com/v3/billdownload/file?token=a%2Bb%3D&tartype=gzip"
        return 200, {"hash_type": "SHA1", "hash_value": digest, "download_url": url}

    def bill_file(self, request: httpx.Request, body: dict[str, Any]) -> tuple[int, Any]:
        if request.url.query != b"token=a%2Bb%3D&tartype=gzip":
            return refused(403, "NO_AUTH", "token")
        return 200, self.sent_bill

    def complaints(self, request: httpx.Request, body: dict[str, Any]) -> tuple[int, Any]:
        if set(request.url.params) != {"limit", "offset", "begin_date", "end_date"}:
            return refused(400, "PARAM_ERROR", "query")
        return 200, {
            "data": [COMPLAINT | {"payer_phone": self.phone}],
            "limit": 10,
            "offset": 0,
            "total_count": 1,
        }

    def complaint(self, request: httpx.Request, body: dict[str, Any], number: str) -> tuple[int, Any]:
        return 200, COMPLAINT | {"complaint_id": number, "payer_phone": self.phone, "payer_openid": "oZWaC"}

    def history(self, request: httpx.Request, body: dict[str, Any], number: str) -> tuple[int, Any]:
        entry = {"log_id": "1", "operator": "投诉人", "operate_time": "2026-03-01T10:34:56+08:00"}
        return 200, {"data": [entry], "limit": 100, "offset": 0, "total_count": 1}

    def complaint_step(
        self, request: httpx.Request, body: dict[str, Any], number: str, step: str
    ) -> tuple[int, Any]:
        self.answered.append({"step": step, **body})
        return 204, None

    def set_notice(self, request: httpx.Request, body: dict[str, Any]) -> tuple[int, Any]:
        if request.method == "POST" and self.notice_url:
            return refused(400, "INVALID_REQUEST", "there is one")
        self.notice_url = body["url"]
        return self.get_notice(request, body)

    def get_notice(self, request: httpx.Request, body: dict[str, Any]) -> tuple[int, Any]:
        if self.notice_url is None:
            return refused(404, "NOT_FOUND", "none")
        return 200, {"mchid": MCHID, "url": self.notice_url}

    def drop_notice(self, request: httpx.Request, body: dict[str, Any]) -> tuple[int, Any]:
        self.notice_url = None
        return 204, None

    def media(self, request: httpx.Request, body: dict[str, Any]) -> tuple[int, Any]:
        parts = multipart(request)
        meta, content = json.loads(payload(parts["meta"])), payload(parts["file"])
        if meta != {"filename": parts["file"].get_filename(), "sha256": hashlib.sha256(content).hexdigest()}:
            return refused(400, "PARAM_ERROR", "meta")
        return 200, {"media_id": f"M_{len(content)}"}

    def image(self, request: httpx.Request, body: dict[str, Any], media_id: str) -> tuple[int, Any]:
        return 200, b"\xff\xd8\xff" + media_id.encode()

    def partner_prepay(self, request: httpx.Request, body: dict[str, Any], kind: str) -> tuple[int, Any]:
        required = {
            "sp_appid",
            "sp_mchid",
            "sub_mchid",
            "description",
            "out_trade_no",
            "notify_url",
            "amount",
        }
        fault = field_fault(body, _PARTNER, required=required)
        if fault or body["sp_mchid"] != MCHID or ("payer" in body) != (kind == "jsapi"):
            return refused(400, "PARAM_ERROR", fault or "payer")
        self.transactions[body["out_trade_no"]] = {"asked": body, "state": "NOTPAY"}
        return 200, {
            "jsapi": {"prepay_id": "wxp"},
            "h5": {"h5_url": "https://wx.test/h5"},
            "native": {"code_url": "weixin://p"},
        }[kind]

    def partner_query(self, request: httpx.Request, body: dict[str, Any], number: str) -> tuple[int, Any]:
        asked = self.transactions[number.removeprefix("42000")]["asked"]
        if dict(request.url.params) != {"sp_mchid": MCHID, "sub_mchid": asked["sub_mchid"]}:
            return refused(400, "PARAM_ERROR", "query")
        state = self.transactions[asked["out_trade_no"]]["state"]
        told = {name: asked.get(name) for name in ("sp_appid", "sp_mchid", "sub_mchid", "out_trade_no")}
        return 200, told | {"trade_state": state, "amount": {"total": asked["amount"]["total"]}}

    def partner_close(self, request: httpx.Request, body: dict[str, Any], number: str) -> tuple[int, Any]:
        if body != {"sp_mchid": MCHID, "sub_mchid": self.transactions[number]["asked"]["sub_mchid"]}:
            return refused(400, "PARAM_ERROR", "body")
        self.transactions[number]["state"] = "CLOSED"
        return 204, None

    def apply(self, request: httpx.Request, body: dict[str, Any]) -> tuple[int, Any]:
        self.applied = body
        return 200, {"applyment_id": 2000002124775691}

    def applied_state(self, request: httpx.Request, body: dict[str, Any], key: str) -> tuple[int, Any]:
        if key not in ("1900000109_10000", "2000002124775691"):
            return refused(404, "RESOURCE_NOT_EXISTS", "none")
        detail = {"field": "id_card_copy", "field_name": "身份证", "reject_reason": "不清晰"}
        return 200, {
            "business_code": "1900000109_10000",
            "applyment_id": 2000002124775691,
            "applyment_state": "APPLYMENT_STATE_REJECTED",
            "audit_detail": [detail],
        }

    def settlement(self, request: httpx.Request, body: dict[str, Any], mchid: str) -> tuple[int, Any]:
        return 200, {
            "account_type": "ACCOUNT_TYPE_BUSINESS",
            "account_bank": "工商银行",
            "account_number": "62*************78",
            "verify_result": "VERIFY_SUCCESS",
        }

    def modify_settlement(self, request: httpx.Request, body: dict[str, Any], mchid: str) -> tuple[int, Any]:
        self.applied = body
        return 200, {"application_no": "102329389000"}


def payload(part: Message) -> bytes:
    """The bytes of one part."""
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def multipart(request: httpx.Request) -> dict[str, Message]:
    """The parts of a multipart body by name, or nothing."""
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        return {}
    message = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + request.content)
    parts = {}
    for part in message.walk():
        name = re.search(r'name="([^"]+)"', part.get("Content-Disposition", ""))
        if name:
            parts[name.group(1)] = part
    return parts
