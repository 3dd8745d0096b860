"""A merchant's own hands: requests signed and answers verified with `cryptography`, written for the tests
alone.
"""

import base64
import json
import secrets
import time
from typing import Any

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Merchant:
    """One provisioned firm that talks to the sandbox at `base`."""

    def __init__(self, base: str, firm: dict[str, Any]) -> None:
        self.base = base
        self.firm = firm
        self.mchid = str(firm["merchant"]["mchid"])
        self.weapp = str(firm["weapp"]["appid"])
        self.service = str(firm["service_account"]["appid"])
        key = serialization.load_pem_private_key(firm["merchant"]["private_key_pem"].encode(), None)
        assert isinstance(key, rsa.RSAPrivateKey)
        self.key = key
        public = serialization.load_pem_public_key(firm["merchant"]["wechatpay_public_key_pem"].encode())
        assert isinstance(public, rsa.RSAPublicKey)
        self.wechat_keys = {str(firm["merchant"]["wechatpay_public_key_id"]): public}
        self.http = httpx.Client(base_url=base, timeout=20, trust_env=False)

    def sign(self, message: str) -> str:
        signature = self.key.sign(message.encode(), padding.PKCS1v15(), hashes.SHA256())
        return base64.b64encode(signature).decode()

    def authorization(self, method: str, target: str, body: str, **changed: str) -> str:
        """The header; `changed` replaces any of its parts after (mchid, serial_no) or before signing
        (timestamp).
        """
        timestamp, nonce = changed.get("timestamp", str(int(time.time()))), secrets.token_hex(16)
        signature = changed.get("signature") or self.sign(
            f"{method}\n{target}\n{timestamp}\n{nonce}\n{body}\n"
        )
        mchid = changed.get("mchid", self.mchid)
        serial = changed.get("serial_no", self.firm["merchant"]["serial_no"])
        return (
            f'WECHATPAY2-SHA256-RSA2048 mchid="{mchid}",nonce_str="{nonce}",timestamp="{timestamp}",'
            f'serial_no="{serial}",signature="{signature}"'
        )

    def call(self, method: str, target: str, body: Any = None, **headers: str) -> httpx.Response:
        """A signed request; the answer's signature is verified unless it has none."""
        text = "" if body is None else body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
        sent = {"Accept": "application/json", "Authorization": self.authorization(method, target, text)}
        if text:
            sent["Content-Type"] = "application/json"
        response = self.http.request(method, target, content=text.encode(), headers=sent | headers)
        if "Wechatpay-Signature" in response.headers:
            self.verify(dict(response.headers), response.content)
        return response

    def verify(self, headers: dict[str, str], body: bytes) -> None:
        """Raises InvalidSignature unless the message was signed by one of the known keys of WeChat Pay."""
        lower = {name.lower(): value for name, value in headers.items()}
        assert abs(time.time() - int(lower["wechatpay-timestamp"])) < 300
        assert lower["wechatpay-signature-type"] == "WECHATPAY2-SHA256-RSA2048"
        message = f"{lower['wechatpay-timestamp']}\n{lower['wechatpay-nonce']}\n".encode() + body + b"\n"
        signature = base64.b64decode(lower["wechatpay-signature"])
        key = self.wechat_keys[lower["wechatpay-serial"]]
        key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())

    def open_seal(self, resource: dict[str, Any]) -> bytes:
        """Decrypts the resource of a notice, or a certificate."""
        key = self.firm["merchant"]["apiv3_key"].encode()
        sealed = base64.b64decode(resource["ciphertext"])
        return AESGCM(key).decrypt(resource["nonce"].encode(), sealed, resource["associated_data"].encode())

    def fetch_certificates(self) -> list[str]:
        """Learns the platform certificates; returns their serials."""
        answer = self.call_unverified("GET", "/v3/certificates").json()
        for entry in answer["data"]:
            certificate = x509.load_pem_x509_certificate(self.open_seal(entry["encrypt_certificate"]))
            public = certificate.public_key()
            assert isinstance(public, rsa.RSAPublicKey)
            assert f"{certificate.serial_number:X}" == entry["serial_no"]
            self.wechat_keys[entry["serial_no"]] = public
        return [entry["serial_no"] for entry in answer["data"]]

    def call_unverified(self, method: str, target: str) -> httpx.Response:
        """A signed request whose answer cannot be verified yet."""
        headers = {"Accept": "application/json", "Authorization": self.authorization(method, target, "")}
        return self.http.request(method, target, headers=headers)

    def order(self, openid: str = "", **changed: Any) -> dict[str, Any]:
        """A valid JSAPI order body, with changes."""
        body: dict[str, Any] = {
            "appid": self.weapp,
            "mchid": self.mchid,
            "description": "演示商品",
            "out_trade_no": secrets.token_hex(12),
            "notify_url": "http://127.0.0.1:9/notify",
            "amount": {"total": 1299, "currency": "CNY"},
            "payer": {"openid": openid},
        }
        return body | changed

    def pay_params(self, prepay_id: str, appid: str = "") -> dict[str, str]:
        """What wx.requestPayment is given."""
        stamp, nonce, package = str(int(time.time())), secrets.token_hex(16), f"prepay_id={prepay_id}"
        signature = self.sign(f"{appid or self.weapp}\n{stamp}\n{nonce}\n{package}\n")
        return {
            "timeStamp": stamp,
            "nonceStr": nonce,
            "package": package,
            "signType": "RSA",
            "paySign": signature,
        }

    def device(self, path: str, **body: Any) -> dict[str, Any]:
        """Something that the phone does."""
        answer = self.http.post(f"/_sandbox/device/{path}", json=body)
        assert answer.status_code == 200, answer.text
        result: dict[str, Any] = answer.json()
        return result

    def openid(self, person: str, appid: str = "") -> str:
        """This person's openid under an app of the firm."""
        query = {"person": person, "appid": appid or self.weapp}
        return str(self.http.get("/_sandbox/device/identity", params=query).json()["openid"])

    def place(self, person: str = "小明", **changed: Any) -> tuple[dict[str, Any], str]:
        """Places a JSAPI order; returns its body and the prepay_id."""
        body = self.order(self.openid(person), **changed)
        answer = self.call("POST", "/v3/pay/transactions/jsapi", body)
        assert answer.status_code == 200, answer.text
        return body, answer.json()["prepay_id"]

    def paid_order(self, person: str = "小明", **changed: Any) -> dict[str, Any]:
        """Places and pays a JSAPI order; returns its body."""
        body, prepay_id = self.place(person, **changed)
        params = self.pay_params(prepay_id)
        result = self.device("pay", person=person, appid=self.weapp, params=params, password="123456")
        assert result == {"errMsg": "requestPayment:ok"}
        return body

    def query(self, out_trade_no: str) -> dict[str, Any]:
        """The order as WeChat Pay shows it."""
        answer = self.call("GET", f"/v3/pay/transactions/out-trade-no/{out_trade_no}?mchid={self.mchid}")
        result: dict[str, Any] = answer.json()
        return result

    def token(self) -> str:
        """The stable access_token of the mini program."""
        app = self.firm["weapp"]
        body = {"grant_type": "client_credential", "appid": app["appid"], "secret": app["secret"]}
        return str(self.http.post("/cgi-bin/stable_token", json=body).json()["access_token"])

    def api(self, path: str, body: Any = None, **query: str) -> dict[str, Any]:
        """A call of api.weixin.qq.com with the mini program's token."""
        parameters = {"access_token": self.token()} | query
        if body is None:
            result: dict[str, Any] = self.http.get(path, params=parameters).json()
        else:
            result = self.http.post(path, params=parameters, json=body).json()
        return result

    def fault(self, kind: str, times: int | None = 1, **rest: Any) -> None:
        """Orders a fault for this merchant alone."""
        match = {"mchid": self.mchid} | rest.pop("match", {})
        body = {"kind": kind, "times": times, "match": match, "params": rest}
        assert self.http.post("/_sandbox/faults", json=body).status_code == 200

    def journal(self, kind: str = "") -> list[dict[str, Any]]:
        """This merchant's journal lines."""
        lines = self.http.get("/_sandbox/journal").json()
        return [line for line in lines if line.get("mchid") == self.mchid and kind in ("", line["kind"])]
