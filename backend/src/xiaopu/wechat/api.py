"""One call to api.weixin.qq.com.

Token in the query, JSON in the body, ``errcode`` in an answer that is always 200.

A refused token is renewed and the call made once more; -1 and its kin are repeated with short pauses.
Answers without ``errcode`` count as done. Source: developers.weixin.qq.com, the page of global return
codes; the rid in a refusal can be looked up for seven days.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import msgspec

from xiaopu.wechat.errors import Refused, TokenRefused, UnreadableAnswer, refusal
from xiaopu.wechat.tokens import AccessTokens
from xiaopu.wechat.transport import Endpoint, Part, RawAnswer, Transport
from xiaopu.wechat.wire import NotReadable, Request, from_plain, plain_json, to_json

T = TypeVar("T")

API_BASE_URL = "https://api.weixin.qq.com"

_RID = re.compile(r"rid:\s*([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})")
_CODE = re.compile(r"-?[0-9]{1,12}")
_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_.\[\]]{0,120}")


class Image(msgspec.Struct, frozen=True):
    """Bytes of a picture and the kind that WeChat gave for it."""

    content: bytes
    content_type: str


class ApiChannel:
    """Calls as one account; without tokens only for the calls that take a secret instead."""

    def __init__(
        self,
        transport: Transport,
        tokens: AccessTokens | None = None,
        *,
        token_name: str = "access_token",  # noqa: S107 - the name of a parameter,  # noqa: S107 - the name of a parameter
    ) -> None:
        self._transport = transport
        self._tokens = tokens
        self._token_name = token_name

    async def call(
        self,
        endpoint: Endpoint,
        answer: type[T],
        *,
        query: Mapping[str, str] | None = None,
        body: Request | Mapping[str, Any] | None = None,
    ) -> T:
        """One call and its answer as `answer`; raises Refused and its kin, CallFailed and its kin."""
        content = None if body is None else to_json(body)

        async def once(token: str | None) -> T:
            raw = await self._exchange(endpoint, token, query=query, content=content)
            return self._read(endpoint, raw, answer)

        return await self._with_token(endpoint, once)

    async def image(
        self, endpoint: Endpoint, *, query: Mapping[str, str] | None = None, body: Request | None = None
    ) -> Image:
        """A call that answers with the bytes of a picture, or with JSON when it refuses."""
        content = None if body is None else to_json(body)

        async def once(token: str | None) -> Image:
            raw = await self._exchange(endpoint, token, query=query, content=content)
            kind = raw.header("content-type").partition(";")[0].strip().lower()
            if not raw.succeeded or not raw.body or kind.endswith("json") or raw.body[:1] == b"{":
                self._read(endpoint, raw, dict[str, Any])
                raise self._unreadable(endpoint, raw, "no picture in it")
            return Image(raw.body, kind)

        return await self._with_token(endpoint, once)

    async def upload(self, endpoint: Endpoint, answer: type[T], *, query: Mapping[str, str], file: Part) -> T:
        """A multipart upload of one file."""

        async def once(token: str | None) -> T:
            request = self._transport.build_multipart(
                endpoint, query=self._query(query, token), files=[file], headers={}
            )
            return self._read(endpoint, await self._transport.send(endpoint, request), answer)

        return await self._with_token(endpoint, once)

    async def _with_token(self, endpoint: Endpoint, once: Callable[[str | None], Awaitable[T]]) -> T:
        tokens = self._tokens
        if tokens is None:
            return await self._transport.retrying(endpoint, lambda: once(None))
        token = await tokens.current()
        try:
            return await self._transport.retrying(endpoint, lambda: once(token))
        except TokenRefused:
            renewed = await tokens.renew(token)
        return await self._transport.retrying(endpoint, lambda: once(renewed))

    async def _exchange(
        self, endpoint: Endpoint, token: str | None, *, query: Mapping[str, str] | None, content: bytes | None
    ) -> RawAnswer:
        headers = {} if content is None else {"Content-Type": "application/json; charset=utf-8"}
        request = self._transport.build(
            endpoint, query=self._query(query or {}, token), content=content, headers=headers
        )
        return await self._transport.send(endpoint, request)

    def _query(self, query: Mapping[str, str], token: str | None) -> dict[str, str]:
        return dict(query) if token is None else {self._token_name: token, **query}

    def _read(self, endpoint: Endpoint, raw: RawAnswer, answer: type[T]) -> T:
        try:
            said = plain_json(raw.body)
        except NotReadable as wrong:
            raise self._unreadable(endpoint, raw, str(wrong)) from None
        if not isinstance(said, dict):
            raise self._unreadable(endpoint, raw, "not an object")
        self._refuse(endpoint, raw, said)
        if not raw.succeeded:
            raise self._unreadable(endpoint, raw, "no refusal in it")
        try:
            return from_plain(said, answer, strict=False)
        except NotReadable as wrong:
            raise self._unreadable(endpoint, raw, str(wrong)) from None

    def _refuse(self, endpoint: Endpoint, raw: RawAnswer, said: dict[str, Any]) -> None:
        code = str(said.get("errcode", 0))
        if code == "0":
            return
        if not _CODE.fullmatch(code):
            raise self._unreadable(endpoint, raw, "errcode is not a number")
        message = said.get("errmsg")
        text = message if isinstance(message, str) else ""
        rid = _RID.search(text)
        refused = refusal(
            endpoint.name,
            code,
            text[: rid.start()].rstrip(" ,") if rid else text,
            http_status=raw.status,
            rid=rid.group(1) if rid else "",
        )
        refused.hints = _hints(said)
        raise refused

    def _unreadable(self, endpoint: Endpoint, raw: RawAnswer, reason: str) -> UnreadableAnswer:
        return UnreadableAnswer(endpoint.name, reason, status=raw.status, safe_to_retry=endpoint.repeatable)


def _hints(said: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """(field, code) of every hint: names of fields and numbers only, never what stood in them."""
    hints = said.get("hints")
    if not isinstance(hints, list):
        return ()
    pairs = [(one.get("err_field"), str(one.get("errcode", ""))) for one in hints if isinstance(one, dict)]
    return tuple(
        (field, code)
        for field, code in pairs
        if isinstance(field, str) and _FIELD.fullmatch(field) and _CODE.fullmatch(code)
    )


def is_refused(trouble: Exception, *codes: int) -> bool:
    """Whether `trouble` is a refusal with one of these numbers: ``is_refused(error, 43101)``."""
    return isinstance(trouble, Refused) and trouble.means(*(str(code) for code in codes))
