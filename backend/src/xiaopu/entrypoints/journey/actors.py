"""The people of the journey, as HTTP clients: a merchant with a browser, a shopper with a phone, and
WeChat's world.
"""

import re
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from xiaopu.entrypoints.journey.told import NotAsItShouldBe

PASSWORD = f"journey-{uuid.uuid4().hex[:10]}-Xp"
PATIENCE_SECONDS = 20.0

Json = Any


def answer_of(answer: httpx.Response) -> Json:
    """The JSON of a success; anything else ends the journey with its code."""
    if answer.is_success:
        return answer.json() if answer.content else None
    raise NotAsItShouldBe(
        f"{answer.request.method} {answer.request.url.path} → {answer.status_code} {answer.text[:400]}"
    )


def patiently(look: Callable[[], Json | None], what: str, *, seconds: float = PATIENCE_SECONDS) -> Json:
    """What `look` finds, when it finds it: for things that happen by themselves."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise NotAsItShouldBe(f"等了 {seconds:.0f} 秒也没有等到：{what}")


class Actor:
    """Somebody with an HTTP client, who leaves when the story is over."""

    _http: httpx.Client

    def leave(self) -> None:
        """Close the connections."""
        self._http.close()


class Merchant(Actor):
    """A shop owner in a browser: cookies, and the CSRF token on every write."""

    def __init__(self, mall: str) -> None:
        self._http = httpx.Client(base_url=mall, timeout=30)
        self._csrf = ""
        self.shop_id = ""

    def account(self, method: str, path: str, body: Json = None) -> Json:
        """A call on the account, shop aside."""
        answer = answer_of(
            self._http.request(method, f"/api/console/v1{path}", json=body, headers=self._headers())
        )
        if isinstance(answer, dict) and "csrf_token" in answer:
            self._csrf = answer["csrf_token"]
        return answer

    def shop(self, method: str, path: str, body: Json = None) -> Json:
        """A call in the merchant's shop."""
        url = f"/api/console/v1/shops/{self.shop_id}{path}"
        return answer_of(self._http.request(method, url, json=body, headers=self._headers()))

    def refused(self, method: str, path: str, body: Json = None) -> Json:
        """The problem that such a call must meet: its `status`, `code`, `fields`."""
        url = f"/api/console/v1/shops/{self.shop_id}{path}"
        answer = self._http.request(method, url, json=body, headers=self._headers())
        if answer.is_success:
            raise NotAsItShouldBe(f"{method} {path} 应被拒绝，却成功了")
        return answer.json()

    def way_back(self, page: str, auth_code: str) -> None:
        """From WeChat's consent page back to ours, in the same browser."""
        target = parse_qs(urlsplit(page).query)["redirect_uri"][0]
        joint = "&" if "?" in target else "?"
        answer = self._http.get(f"{target}{joint}auth_code={auth_code}&expires_in=3600")
        if "grant=done" not in answer.headers.get("location", ""):
            raise NotAsItShouldBe(f"授权回来：{answer.status_code} {answer.headers.get('location')}")

    def put_file(self, path: str, name: str, content: bytes) -> Json:
        """A file that replaces what was there."""
        url = f"/api/console/v1/shops/{self.shop_id}{path}"
        return answer_of(self._http.put(url, files={"file": (name, content)}, headers=self._headers()))

    def upload(self, path: str, name: str, content: bytes, fields: dict[str, str] | None = None) -> Json:
        """A file."""
        url = f"/api/console/v1/shops/{self.shop_id}{path}"
        files = {"file": (name, content)}
        return answer_of(self._http.post(url, files=files, data=fields or {}, headers=self._headers()))

    def text(self, path: str) -> str:
        """A file that comes back."""
        answer = self._http.get(f"/api/console/v1/shops/{self.shop_id}{path}")
        answer.raise_for_status()
        return answer.text

    def _headers(self) -> dict[str, str]:
        return {"X-CSRF-Token": self._csrf, "Idempotency-Key": uuid.uuid4().hex}


class Shopper(Actor):
    """A person with a phone, in one mall."""

    def __init__(self, mall: str, slug: str) -> None:
        self._http = httpx.Client(base_url=f"{mall}/api/storefront/v1/{slug}", timeout=30)

    def enter(self, code: str) -> Json:
        """`wx.login`'s code → a session."""
        session = self.call("POST", "/auth/weapp", {"code": code})
        self._http.headers["Authorization"] = f"Bearer {session['token']}"
        return session

    def call(self, method: str, path: str, body: Json = None, *, key: str | None = None) -> Json:
        """A call; writes carry a fresh Idempotency-Key unless one is given."""
        return answer_of(self.raw(method, path, body, key=key))

    def raw(self, method: str, path: str, body: Json = None, *, key: str | None = None) -> httpx.Response:
        """The same, whatever the answer."""
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        return self._http.request(method, path.lstrip("/"), json=body, headers=headers)


class Wechat(Actor):
    """WeChat's world from outside: what a phone does, what lands in a mailbox, and the witness's journal."""

    def __init__(self, sandbox: str) -> None:
        self._http = httpx.Client(base_url=sandbox, timeout=30)

    def provision(self, name: str) -> Json:
        return answer_of(self._http.post("/_sandbox/provision", json={"name": name}))

    def mp(self, path: str, body: Json = None) -> Json:
        """An act of a person at 公众平台 (`/_sandbox/mp…`)."""
        return answer_of(self._http.post(f"/_sandbox/mp{path}", json=body or {}))

    def refused_by_mp(self, path: str, body: Json) -> int:
        """WeChat's code for an act at 公众平台 that must be refused."""
        answer = self._http.post(f"/_sandbox/mp{path}", json=body)
        if answer.is_success:
            raise NotAsItShouldBe(f"{path} 应被微信拒绝，却成功了")
        return int(answer.json()["extra"]["errcode"])

    def control(self, path: str, body: Json = None) -> Json:
        """Another act of WeChat's world (`/_sandbox…`)."""
        return answer_of(self._http.post(f"/_sandbox{path}", json=body or {}))

    def known(self, path: str) -> Json:
        """What WeChat's world says of itself."""
        return answer_of(self._http.get(f"/_sandbox{path}"))

    def consent(self, page: str, appid: str) -> str:
        """The administrator's yes on the consent page; the code that it sends back."""
        component = parse_qs(urlsplit(page).query)["component_appid"][0]
        told = self.control("/open/consent", {"component_appid": component, "appid": appid})
        return str(told["auth_code"])

    def device(self, act: str, body: Json) -> Json:
        return answer_of(self._http.post(f"/_sandbox/device/{act}", json=body))

    def messages(self, person: str) -> Json:
        return answer_of(self._http.get("/_sandbox/device/messages", params={"person": person}))

    def fault(self, body: Json) -> Json:
        return answer_of(self._http.post("/_sandbox/faults", json=body))

    def journal(self, mchid: str) -> list[Json]:
        """The witness's lines for one merchant number."""
        lines: list[Json] = []
        after = 0
        while True:
            page = answer_of(self._http.get("/_sandbox/journal", params={"after": after}))
            if not page:
                return [line for line in lines if line.get("mchid") == mchid]
            lines += page
            after = page[-1]["seq"]

    def link_in_mail(self, address: str) -> str:
        """The token of the newest mail's link, when it has come."""

        def look() -> str | None:
            mails = answer_of(self._http.get("/_sandbox/mails", params={"to": address}))
            for mail in mails:
                whole = answer_of(self._http.get(f"/_sandbox/mails/{mail['id']}"))
                found = re.search(r"token=([A-Za-z0-9_]+)", whole["text"])
                if found:
                    return found.group(1)
            return None

        token: str = patiently(look, f"{address} 的验证邮件")
        return token
