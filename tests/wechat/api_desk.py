"""A small api.weixin.qq.com that checks tokens, methods, field names and kinds before it answers."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import httpx

from tests.wechat.clock import TestClock

Rule = Mapping[str, type]


class ApiDesk:
    """``answer`` is the handler of an ``httpx.MockTransport``. ``expect`` adds an interface.

    ``queued`` go out first.
    """

    def __init__(self, clock: TestClock) -> None:
        self.clock = clock
        self.appid = "wx2421b1c4370ec43b"
        self.secret = "0123456789abcdef0123456789abcdef"
        self.token = ""
        self.token_until = clock.now
        self.tokens_made = 0
        self.token_calls: list[dict[str, Any]] = []
        self.requests: list[httpx.Request] = []
        self.queued: list[httpx.Response | Exception] = []
        self.rules: dict[tuple[str, str], tuple[Rule, set[str], Any, bool]] = {}
        self.mangle: Callable[[httpx.Response], httpx.Response] = lambda response: response

    def expect(
        self,
        method: str,
        path: str,
        *,
        fields: Rule | None = None,
        required: set[str] | None = None,
        result: Any = None,
        token: bool = True,
    ) -> None:
        """`fields` are those of the query (GET) or body (POST).

        `result` is what comes back beside errcode 0.
        """
        known = fields or {}
        self.rules[method, path] = (known, set(known) if required is None else required, result, token)

    def refuse(self, code: int, message: str = "no") -> None:
        """The next call is refused."""
        rid = "66c4a3f1-1a2b3c4d-5e6f7a8b"
        self.queued.append(json_answer({"errcode": code, "errmsg": f"{message} rid: {rid}"}))

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.path == "/cgi-bin/stable_token":
            return self.stable_token(json.loads(request.content))
        if self.queued:
            return next_of(self.queued)
        rule = self.rules.get((request.method, request.url.path))
        if rule is None:
            return json_answer({"errcode": 40066, "errmsg": "invalid url"})
        fields, required, result, needs_token = rule
        fault = self.fault(request, fields, required, needs_token=needs_token)
        if fault:
            return json_answer({"errcode": fault, "errmsg": "fault rid: 66c4a3f1-1a2b3c4d-5e6f7a8b"})
        if isinstance(result, httpx.Response):
            return self.mangle(httpx.Response(200, headers=result.headers, content=result.content))
        return self.mangle(json_answer({"errcode": 0, "errmsg": "ok", **(result or {})}))

    def fault(self, request: httpx.Request, fields: Rule, required: set[str], *, needs_token: bool) -> int:
        query = dict(request.url.params)
        token = query.pop("access_token", None)
        if needs_token and (token != self.token or self.clock.now >= self.token_until):
            return 42001 if token == self.token else 40001
        if request.method == "GET" or request.headers.get("content-type", "").startswith("multipart"):
            given: dict[str, Any] = query
        else:
            if not request.content:
                return 44002
            given = json.loads(request.content)
            if re.search(rb"\\u[0-9a-f]{4}|null", request.content):
                return 47001
        wrong = any(name in fields and not isinstance(value, fields[name]) for name, value in given.items())
        return 47001 if wrong or set(given) - set(fields) or required - set(given) else 0

    def stable_token(self, body: dict[str, Any]) -> httpx.Response:
        self.token_calls.append(body)
        if set(body) - {"grant_type", "appid", "secret", "force_refresh"}:
            return json_answer({"errcode": 47001, "errmsg": "superfluous"})
        if (body.get("appid"), body.get("secret")) != (self.appid, self.secret):
            return json_answer({"errcode": 40125, "errmsg": "invalid appsecret"})
        left = int((self.token_until - self.clock.now).total_seconds())
        if body.get("force_refresh") or left <= 300:
            self.new_token(7200)
            left = 7200
        return json_answer({"access_token": self.token, "expires_in": left})

    def new_token(self, seconds: int) -> None:
        """What WeChat does when somebody forces a refresh."""
        self.tokens_made += 1
        self.token = f"token_{self.tokens_made:03d}_" + "x" * 120
        self.token_until = datetime.fromtimestamp(
            self.clock.now.timestamp() + seconds, tz=self.clock.now.tzinfo
        )


def next_of(queued: list[httpx.Response | Exception]) -> httpx.Response:
    """The first of `queued`, raised when it is an exception."""
    first = queued.pop(0)
    if isinstance(first, Exception):
        raise first
    return first


def json_answer(content: Any) -> httpx.Response:
    return httpx.Response(
        200, headers={"Content-Type": "application/json; encoding=utf-8"}, content=json.dumps(content)
    )
