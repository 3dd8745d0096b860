"""What every answer passes on its way out: security headers, a request id."""

import secrets
from typing import Any, cast

from litestar.datastructures import MutableScopeHeaders
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from xiaopu.infra.telemetry import REQUEST_ID

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# An API answer is data: nothing in it may ever be run or framed. Pages set their own policy.
_API_POLICY = "default-src 'none'; frame-ancestors 'none'"
_DOCS_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
)
_YEAR = 31_536_000


class Headers(ASGIMiddleware):
    """Adds the headers that are not there yet, and a request id that logs and answers share."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        request_id = secrets.token_hex(8)
        token = REQUEST_ID.set(request_id)
        secure = scope["app"].state.house.settings.server.public_url.startswith("https:")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                docs = scope["path"].startswith("/docs")
                headers.setdefault("Content-Security-Policy", _DOCS_POLICY if docs else _API_POLICY)
                headers["X-Request-Id"] = request_id
                if secure:
                    headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}; includeSubDomains")
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await next_app(scope, receive, send_with_headers)
        finally:
            REQUEST_ID.reset(token)


class PatchByPost:
    """`wx.request` of the mini program knows no PATCH: shoppers may send POST with `X-HTTP-Method-Override:
    PATCH`.

    Outermost, since routing looks at the method; for the storefront alone, which no cookie opens.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _means_patch(scope):
            cast(HTTPScope, scope)["method"] = "PATCH"
        await self._app(scope, receive, send)


def _means_patch(scope: Scope) -> bool:
    wish = (b"x-http-method-override", b"patch")
    return (
        cast(str, scope["type"]) == "http"
        and scope.get("method") == "POST"
        and scope["path"].startswith("/api/storefront/")
        and any((name, value.lower()) == wish for name, value in scope["headers"])
    )


MIDDLEWARE: list[Any] = [Headers()]
