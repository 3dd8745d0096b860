"""The owner of a mini program: registers by hand, uploads packages, submits, releases; for tests alone."""

import base64
import hashlib
import io
import itertools
import json
import secrets
import time
import zipfile
from typing import Any

import httpx
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_NUMBERS = itertools.count(1)
CONTACT = {"contact": {"name": "王小明", "phone": "13800138009"}}
FILING = {"phone": "13800138009", "email": "a@b.cn", "service_content": "网络购物", "papers": ["营业执照"]}


def credit_code(begin: str = "91330100") -> str:
    """A code that nobody has used yet, with its check sign."""
    body = f"{begin}{secrets.randbelow(10**9):09d}"
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(body, _WEIGHTS, strict=True))
    return body + _SIGNS[(31 - total % 31) % 31]


def id_number() -> str:
    """An identity number with its check sign."""
    body = f"330106199001{secrets.randbelow(28) + 1:02d}{secrets.randbelow(1000):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def application(subject: str = "company", **changed: Any) -> dict[str, Any]:
    """What is filled in to register."""
    email = f"owner{next(_NUMBERS)}-{secrets.token_hex(4)}@example.com"
    admin = {"name": "王小明", "wechat": "wxm_01", "phone": "13800138009", "id_number": id_number()}
    body: dict[str, Any] = {"email": email, "subject": subject, "admin": admin}
    if subject != "individual":
        begin = "92330100" if subject == "sole_trader" else "91330100"
        body |= {"principal": "杭州山货铺", "licence_code": credit_code(begin)}
    return body | changed


def stamp(**changed: Any) -> dict[str, Any]:
    """What a package of a mall is stamped with."""
    kept = {"api_base": "https://mall.example.com", "slug": "shanhuo", "version": "1.0.3"}
    return kept | {"profile": "mall", "beacon": "b" * 32} | changed


MALL_PAGES = ("pages/home/index", "pages/cart/index", "pages/service/index", "pages-order/list/index")
SHOWCASE_PAGES = ("pages/home/index", "pages/works/index", "pages/service/index")


def package(
    pages: tuple[str, ...] = SHOWCASE_PAGES,
    *,
    stamped: dict[str, Any] | None = None,
    more: dict[str, bytes | str] | None = None,
) -> bytes:
    """A sound package; `more` replaces files, and removes those given as empty text."""
    files: dict[str, bytes | str] = {
        "app.json": json.dumps({"pages": list(pages), "window": {"navigationBarTitleText": "山货铺"}}),
        "project.config.json": json.dumps({"appid": "wx1111111111111111"}),
    }
    for page in pages:
        files |= {f"{page}.wxml": "<view>好物</view>", f"{page}.js": "Page({})"}
    if stamped is not None:
        files["config/stamp.js"] = f'"use strict";\nexports.stamp = {json.dumps(stamped)};\n'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in (files | (more or {})).items():
            if content != "":
                archive.writestr(path, content)
    return out.getvalue()


class Refused(Exception):
    """An act by hand was refused."""

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__(str(body))
        self.reason, self.errcode = str(body["extra"]["reason"]), int(body["extra"]["errcode"])


class Owner:
    """One mini program that was registered by hand."""

    def __init__(self, base: str, subject: str = "company", **changed: Any) -> None:
        self.base = base
        self.http = httpx.Client(base_url=base, timeout=20, trust_env=False)
        self.appid = str(self.told("/_sandbox/mp/register", application(subject, **changed))["appid"])
        self.secret, self.key = "", b""

    def told(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """A control route's answer. Raises Refused."""
        answer = self.http.post(path, json=body if body is not None else {})
        return self._read(answer)

    def act(self, what: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """An act on this mini program's pages."""
        return self.told(f"/_sandbox/mp/{self.appid}/{what}", body)

    def view(self) -> dict[str, Any]:
        """Its whole state."""
        return self._read(self.http.get(f"/_sandbox/mp/{self.appid}"))

    def decide(self, what: str, verdict: str = "accept", **more: Any) -> list[str]:
        """Plays the reviewer; what is left to decide."""
        path = f"/_sandbox/open/weapps/{self.appid}/decide"
        return list(self.told(path, {"what": what, "verdict": verdict, **more})["waiting"])

    def clauses(self) -> list[str]:
        """The slugs of what the reviewer would write."""
        read = self.http.get(f"/_sandbox/open/weapps/{self.appid}/reading").json()
        return [one["reason"] for one in read["clauses"]]

    def api(self, path: str, body: Any = None, **query: str) -> dict[str, Any]:
        """A call with the token of AppID and AppSecret; a picture comes back as {"picture": its bytes}."""
        if not self.secret:
            self.secret = str(self.act("secret")["secret"])
        token = self.token()["access_token"]
        parameters = {"access_token": token} | query
        method = "GET" if body is None else "POST"
        answer = self.http.request(method, path, params=parameters, json=body)
        if answer.headers["content-type"].startswith("image/"):
            return {"errcode": 0, "picture": answer.content}
        given: dict[str, Any] = answer.json()
        return given

    def token(self, client: httpx.Client | None = None) -> dict[str, Any]:
        """stable_token's answer."""
        body = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        given: dict[str, Any] = (client or self.http).post("/cgi-bin/stable_token", json=body).json()
        return given

    def dress(self, first: int = 616, second: int = 618) -> None:
        """Name, picture, introduction and a category without papers."""
        self.act("name", {"nick_name": "山货好物铺"})
        self.act("avatar")
        self.act("signature", {"signature": "山里的好东西"})
        self.act("categories", {"first": first, "second": second})

    def verify(self) -> None:
        """WeChat verification, paid and granted."""
        self.act("verification", CONTACT)
        self.act("verification/pay")
        self.decide("verification")

    def file(self, **changed: Any) -> None:
        """The ICP filing, through platform, short message and authority."""
        self.act("filing", FILING | changed)
        self.decide("filing")
        self.act("filing/sms")
        self.decide("filing")

    def make_key(self) -> None:
        """An upload key."""
        self.key = str(self.act("upload-key")["private_key_pem"]).encode()

    def upload(self, raw: bytes, *, path: str = "/_ci/upload", **changed: Any) -> dict[str, Any]:
        """Uploads as miniprogram-ci would; `changed` replaces fields, `signed` what is signed, `at` time."""
        if not self.key:
            self.make_key()
        fields = {"appid": self.appid, "version": "1.0.3", "desc": "首版", "robot": "1"}
        fields |= {name: value for name, value in changed.items() if name in fields}
        stamped = str(changed.get("at", int(time.time())))
        signed = fields | changed.get("signed", {})
        digest = hashlib.sha256(raw).hexdigest()
        text = f"{signed['appid']}\n{signed['version']}\n{digest}\n{stamped}\n"
        headers = {"X-Upload-Timestamp": stamped, "X-Upload-Signature": self._sign(text)}
        files = {"package": ("package.zip", raw, "application/zip")}
        client = changed.get("client") or self.http
        answer = client.post(path, data=fields, files=files, headers=headers)
        assert answer.status_code == 200, answer.text
        given: dict[str, Any] = answer.json()
        return given

    def open(self, env_version: str = "trial", person: str = "小明") -> dict[str, Any]:
        """Opens a version on a phone."""
        body = {"appid": self.appid, "env_version": env_version, "person": person}
        return self.told("/_sandbox/device/open", body)

    def close(self) -> None:
        self.http.close()

    def _sign(self, text: str) -> str:
        key = serialization.load_pem_private_key(self.key, None)
        assert isinstance(key, rsa.RSAPrivateKey)
        return base64.b64encode(key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()

    @staticmethod
    def _read(answer: httpx.Response) -> dict[str, Any]:
        given: dict[str, Any] = answer.json()
        if answer.status_code == 400 and given.get("extra"):
            raise Refused(given)
        assert answer.status_code == 200, answer.text
        return given
