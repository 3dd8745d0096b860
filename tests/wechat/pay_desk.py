"""A small Pay v3 that verifies what it gets: signatures, nonces, field names, kinds, and what follows what.

It is no sandbox: it holds transactions and refunds in dicts so that each call of the client has something
true to meet.
"""

import base64
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import httpx
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests.wechat.api_desk import next_of
from tests.wechat.clock import TestClock
from tests.wechat.keys import MCHID, MERCHANT_SERIAL, PUBLIC_KEY_ID, MerchantKit, PlatformKit, seal

Handler = Callable[..., tuple[int, Any]]

_AUTHORIZATION = re.compile(r'(\w+)="([^"]*)"')
_PREPAY = {
    "appid": str, "mchid": str, "description": str, "out_trade_no": str, "notify_url": str, "amount": dict,
    "time_expire": str, "attach": str, "goods_tag": str, "support_fapiao": bool, "limit_pay": list,
    "detail": dict, "settle_info": dict, "payer": dict, "scene_info": dict,
}  # fmt: skip
_REFUND = {
    "transaction_id": str, "out_trade_no": str, "out_refund_no": str, "reason": str, "notify_url": str,
    "funds_account": str, "amount": dict, "goods_detail": list, "sub_mchid": str,
}  # fmt: skip
_ABNORMAL = {
    "out_refund_no": str,
    "type": str,
    "bank_type": str,
    "bank_account": str,
    "real_name": str,
    "sub_mchid": str,
}


class PayDesk:
    """``answer`` is the handler of an ``httpx.MockTransport``.

    ``queued`` answers go out before the true ones.
    """

    def __init__(self, platform: PlatformKit, merchant: MerchantKit, clock: TestClock) -> None:
        self.platform = platform
        self.merchant = merchant
        self.clock = clock
        self.serial = PUBLIC_KEY_ID
        self.transactions: dict[str, dict[str, Any]] = {}
        self.refunds: dict[str, dict[str, Any]] = {}
        self.queued: list[httpx.Response | Exception] = []
        self.requests: list[httpx.Request] = []
        self.nonces: set[str] = set()
        self.certificates: list[dict[str, Any]] = []
        self.mangle: Callable[[httpx.Response], httpx.Response] = lambda response: response
        self.routes: list[tuple[str, str, Handler]] = [
            ("POST", r"/v3/pay/transactions/(jsapi|h5|native)", self.prepay),
            ("GET", r"/v3/pay/transactions/out-trade-no/([^/]+)", self.by_number),
            ("GET", r"/v3/pay/transactions/id/([^/]+)", self.by_id),
            ("POST", r"/v3/pay/transactions/out-trade-no/([^/]+)/close", self.close),
            ("POST", r"/v3/refund/domestic/refunds", self.refund),
            ("GET", r"/v3/refund/domestic/refunds/([^/]+)", self.by_refund_number),
            ("POST", r"/v3/refund/domestic/refunds/([^/]+)/apply-abnormal-refund", self.abnormal),
            ("GET", r"/v3/certificates", self.certificate_list),
        ]

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.queued:
            return next_of(self.queued)
        refused = self.authorization_fault(request)
        if refused:
            return self.signed(401, {"code": "SIGN_ERROR", "message": refused})
        for method, pattern, handler in self.routes:
            match = re.fullmatch(pattern, request.url.path)
            if match and method == request.method:
                is_json = request.headers.get("content-type", "").startswith("application/json")
                body = json.loads(request.content) if is_json else {}
                if is_json and b"null" in request.content:
                    return self.signed(400, {"code": "PARAM_ERROR", "message": "null is superfluous"})
                status, content = handler(request, body, *match.groups())
                return self.mangle(self.signed(status, content))
        return self.signed(404, {"code": "NOT_FOUND", "message": "no such interface"})

    def signed(self, status: int, content: Any) -> httpx.Response:
        raw = b"" if content is None else json.dumps(content, ensure_ascii=False).encode()
        headers = [("Content-Type", "application/json"), ("Request-ID", "08AB-268435461")]
        headers += self.platform.signed_headers(raw, self.clock.now, serial=self.serial)
        return httpx.Response(status, headers=headers, content=raw)

    def authorization_fault(self, request: httpx.Request) -> str:
        scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
        parts = dict(_AUTHORIZATION.findall(rest))
        if scheme != "WECHATPAY2-SHA256-RSA2048" or set(parts) != {
            "mchid", "nonce_str", "timestamp", "serial_no", "signature"
        }:  # fmt: skip
            return "Authorization is malformed"
        if parts["mchid"] != MCHID or parts["serial_no"] != MERCHANT_SERIAL:
            return "unknown merchant"
        if abs(int(parts["timestamp"]) - int(self.clock.now.timestamp())) > 300:
            return "time stamp"
        if parts["nonce_str"] in self.nonces:
            return "nonce used twice"
        self.nonces.add(parts["nonce_str"])
        head = (
            f"{request.method}\n{request.url.raw_path.decode()}\n{parts['timestamp']}\n{parts['nonce_str']}\n"
        )
        message = head.encode() + self.signed_body(request) + b"\n"
        try:
            self.merchant.key.public_key().verify(
                base64.b64decode(parts["signature"]), message, padding.PKCS1v15(), hashes.SHA256()
            )
        except InvalidSignature:
            return "sign not match"
        return (
            ""
            if request.headers.get("Accept") and request.headers.get("User-Agent")
            else "headers are missing"
        )

    def signed_body(self, request: httpx.Request) -> bytes:
        return request.content

    def prepay(self, request: httpx.Request, body: dict[str, Any], kind: str) -> tuple[int, Any]:
        fault = field_fault(
            body, _PREPAY, required={"appid", "mchid", "description", "out_trade_no", "notify_url", "amount"}
        )
        if (
            fault
            or body["mchid"] != MCHID
            or not re.fullmatch(r"[0-9A-Za-z_\-|*]{6,32}", body["out_trade_no"])
        ):
            return refused(400, "PARAM_ERROR", fault or "mchid or out_trade_no")
        if set(body["amount"]) - {"total", "currency"} or body["amount"]["total"] < 1:
            return refused(400, "PARAM_ERROR", "amount")
        if ("payer" in body) != (kind == "jsapi") or (kind == "h5" and "scene_info" not in body):
            return refused(400, "PARAM_ERROR", "payer or scene_info")
        known = self.transactions.setdefault(body["out_trade_no"], {"asked": body, "state": "NOTPAY"})
        if known["asked"] != body:
            return refused(400, "INVALID_REQUEST", "same number, other parameters")
        if known["state"] != "NOTPAY":
            return refused(
                400, "ORDER_PAID" if known["state"] == "SUCCESS" else "ORDER_CLOSED", known["state"]
            )
        number = body["out_trade_no"]
        return 200, {
            "jsapi": {"prepay_id": f"wx{number}"},
            "h5": {"h5_url": f"https://wx.test/h5?prepay_id=wx{number}"},
            "native": {"code_url": f"weixin://wxpay/bizpayurl?pr={number}"},
        }[kind]

    def pay(self, out_trade_no: str) -> dict[str, Any]:
        """Plays the person who pays; gives the transaction."""
        known = self.transactions[out_trade_no]
        known["state"] = "SUCCESS"
        return self.told(out_trade_no)

    def told(self, out_trade_no: str) -> dict[str, Any]:
        known = self.transactions[out_trade_no]
        asked, state = known["asked"], known["state"]
        told = {
            "appid": asked["appid"], "mchid": MCHID, "out_trade_no": out_trade_no, "trade_state": state,
            "trade_state_desc": "", "attach": asked.get("attach", ""), "bank_type": "", "success_time": "",
            "transaction_id": "", "payer": {}, "amount": dict(asked["amount"]), "promotion_detail": [],
        }  # fmt: skip
        if state in ("SUCCESS", "REFUND"):
            total = asked["amount"]["total"]
            told |= {
                "transaction_id": f"42000{out_trade_no}", "trade_type": "JSAPI", "bank_type": "OTHERS",
                "success_time": "2026-03-02T12:05:06+08:00", "payer": asked.get("payer", {}),
                "amount": {"total": total, "payer_total": total, "currency": "CNY", "payer_currency": "CNY"},
            }  # fmt: skip
        return told

    def by_number(self, request: httpx.Request, body: dict[str, Any], number: str) -> tuple[int, Any]:
        if request.url.params.get("mchid") != MCHID:
            return refused(400, "PARAM_ERROR", "mchid")
        if number not in self.transactions:
            return refused(404, "ORDER_NOT_EXIST", "订单不存在")
        return 200, self.told(number)

    def by_id(self, request: httpx.Request, body: dict[str, Any], number: str) -> tuple[int, Any]:
        return self.by_number(request, body, number.removeprefix("42000"))

    def close(self, request: httpx.Request, body: dict[str, Any], number: str) -> tuple[int, Any]:
        if body != {"mchid": MCHID}:
            return refused(400, "PARAM_ERROR", "body")
        if number not in self.transactions:
            return refused(404, "ORDERNOTEXIST", "订单不存在")
        if self.transactions[number]["state"] == "SUCCESS":
            return refused(400, "ORDERPAID", "已支付")
        self.transactions[number]["state"] = "CLOSED"
        return 204, None

    def refund(self, request: httpx.Request, body: dict[str, Any]) -> tuple[int, Any]:
        fault = field_fault(body, _REFUND, required={"out_refund_no", "amount"})
        if fault or ("transaction_id" in body) == ("out_trade_no" in body):
            return refused(400, "PARAM_ERROR", fault or "one number of two")
        if body["amount"].get("currency") != "CNY":
            return refused(400, "PARAM_ERROR", "currency is required")
        number = body.get("out_trade_no") or body["transaction_id"].removeprefix("42000")
        if self.transactions.get(number, {}).get("state") not in ("SUCCESS", "REFUND"):
            return refused(404, "RESOURCE_NOT_EXISTS", "no payment")
        known = self.refunds.setdefault(
            body["out_refund_no"], {"body": body, "number": number, "status": "PROCESSING"}
        )
        if known["body"] != body:
            return refused(400, "INVALID_REQUEST", "same number, other parameters")
        self.transactions[number]["state"] = "REFUND"
        return 200, self.refund_told(body["out_refund_no"])

    def refund_told(self, number: str) -> dict[str, Any]:
        known = self.refunds[number]
        refund, total = known["body"]["amount"]["refund"], known["body"]["amount"]["total"]
        return {
            "refund_id": f"50000{number}", "out_refund_no": number, "out_trade_no": known["number"],
            "transaction_id": f"42000{known['number']}", "channel": "ORIGINAL", "status": known["status"],
            "user_received_account": "支付用户零钱", "create_time": "2026-03-02T12:05:06+08:00",
            "funds_account": "AVAILABLE",
            "amount": {
                "total": total, "refund": refund, "payer_total": total, "payer_refund": refund,
                "discount_refund": 0, "settlement_refund": refund, "settlement_total": total,
                "currency": "CNY", "from": [],
            },
        }  # fmt: skip

    def by_refund_number(self, request: httpx.Request, body: dict[str, Any], number: str) -> tuple[int, Any]:
        return (
            (200, self.refund_told(number))
            if number in self.refunds
            else refused(404, "RESOURCE_NOT_EXISTS", "none")
        )

    def abnormal(self, request: httpx.Request, body: dict[str, Any], refund_id: str) -> tuple[int, Any]:
        fault = field_fault(body, _ABNORMAL, required={"out_refund_no", "type"})
        if fault or refund_id != f"50000{body['out_refund_no']}":
            return refused(400, "PARAM_ERROR", fault or "refund_id")
        if "bank_account" in body:
            key = self.platform.public_key
            if request.headers["Wechatpay-Serial"] != PUBLIC_KEY_ID:
                return refused(400, "PARAM_ERROR", "serial")
            oaep = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)  # noqa: S303 - fixed by WeChat
            self.refunds[body["out_refund_no"]]["card"] = [
                key.decrypt(base64.b64decode(body[name]), oaep).decode()
                for name in ("bank_account", "real_name")
            ]
        self.refunds[body["out_refund_no"]]["status"] = "PROCESSING"
        return 200, self.refund_told(body["out_refund_no"])

    def offer_certificate(self, kit: PlatformKit) -> None:
        """Puts a certificate on the list of /v3/certificates."""
        self.certificates.append(
            {
                "serial_no": kit.serial,
                "effective_time": kit.certificate.not_valid_before_utc.isoformat(),
                "expire_time": kit.certificate.not_valid_after_utc.isoformat(),
                "encrypt_certificate": {
                    "algorithm": "AEAD_AES_256_GCM",
                    "nonce": "61f9c719728a",
                    "associated_data": "certificate",
                    "ciphertext": seal(kit.certificate_pem(), "61f9c719728a", "certificate"),
                },
            }
        )

    def certificate_list(self, request: httpx.Request, body: dict[str, Any]) -> tuple[int, Any]:
        if not self.certificates:
            return refused(404, "RESOURCE_NOT_EXISTS", "无可用的平台证书")
        return 200, {"data": self.certificates}


def refused(status: int, code: str, message: str) -> tuple[int, Any]:
    return status, {"code": code, "message": message}


def field_fault(body: dict[str, Any], fields: Mapping[str, type], *, required: set[str]) -> str:
    """What WeChat would say about a superfluous, missing or wrongly typed field, or nothing."""
    superfluous = set(body) - set(fields)
    missing = required - set(body)
    wrong = {name for name, value in body.items() if name in fields and not isinstance(value, fields[name])}
    return " ".join(sorted(superfluous | missing | wrong))
