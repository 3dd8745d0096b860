"""Errors on the wire: `application/problem+json` with a stable `code` (RFC 9457), in Chinese with English
beside it.
"""

from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from xiaopu.kernel.errors import Busy, InvalidInput, NotAllowed, NotFound, NotSignedIn, Refusal, TooFast

log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"
# character_not_in_repertoire and untranslatable_character: a NUL in text, or in a JSON document.
_NO_SUCH_CHARACTER = frozenset({"22021", "22P05"})


class FieldFault(msgspec.Struct, frozen=True):
    """One place in the input that is at fault; `path` is dotted, `code` stable."""

    path: str
    code: str
    message: str = ""


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """The body of every answer that is not a success."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    detail_en: str
    data: dict[str, Any] | None = None
    fields: list[FieldFault] | None = None


class MethodNotAllowed(Refusal):
    status = 405
    code = "method_not_allowed"
    zh = "不支持这种请求方式"
    en = "Method not allowed."


class TooLarge(Refusal):
    status = 413
    code = "too_large"
    zh = "内容太大"
    en = "The request is too large."


class Broken(Refusal):
    status = 500
    code = "internal_error"
    zh = "系统出了点问题，我们已经记录下来"
    en = "Something went wrong on our side; it has been logged."


_BY_STATUS: dict[int, type[Refusal]] = {
    401: NotSignedIn,
    403: NotAllowed,
    404: NotFound,
    405: MethodNotAllowed,
    413: TooLarge,
    429: TooFast,
}


def problem_of(refusal: Refusal) -> Problem:
    """The wire form of a refusal."""
    data = {key: value for key, value in refusal.data.items() if key != "fields"}
    fields = refusal.data.get("fields")
    return Problem(
        type=f"/docs/errors#{refusal.code}",
        title=refusal.code.replace("_", " "),
        status=refusal.status,
        code=refusal.code,
        detail=refusal.detail_zh,
        detail_en=refusal.detail_en,
        data=data or None,
        fields=[FieldFault(**field) for field in fields] if fields else None,
    )


def answer(refusal: Refusal) -> Response[bytes]:
    """A refusal as an HTTP answer."""
    headers = {"Cache-Control": "no-store"}
    if "retry_after" in refusal.data:
        headers["Retry-After"] = str(refusal.data["retry_after"])
    body = msgspec.json.encode(problem_of(refusal))
    return Response(body, status_code=refusal.status, media_type=MEDIA_TYPE, headers=headers)


def on_refusal(_request: Request[Any, Any, Any], fault: Refusal) -> Response[bytes]:
    return answer(fault)


def on_validation(_request: Request[Any, Any, Any], fault: ValidationException) -> Response[bytes]:
    return answer(InvalidInput(fields=[_field(one) for one in _extras(fault)]))


def on_http(_request: Request[Any, Any, Any], fault: HTTPException) -> Response[bytes]:
    """Litestar's own: unknown route, method, malformed body."""
    refusal = _BY_STATUS.get(fault.status_code)
    if refusal is not None:
        return answer(refusal(retry_after=1) if refusal is TooFast else refusal())
    if fault.status_code < 500:
        return answer(InvalidInput(fields=[{"path": "", "code": "malformed", "message": ""}]))
    return answer(Broken())


def on_decode(_request: Request[Any, Any, Any], fault: msgspec.MsgspecError) -> Response[bytes]:
    return answer(InvalidInput(fields=[_from_msgspec(str(fault))]))


def on_database(request: Request[Any, Any, Any], fault: Exception) -> Response[bytes]:
    """The database is away or the pool is exhausted: busy, never a naked 500."""
    log.error("http.database", path=request.url.path, error=type(fault).__name__)
    return answer(Busy(retry_after=1))


def on_statement(request: Request[Any, Any, Any], fault: DBAPIError) -> Response[bytes]:
    """Text with a NUL character, which PostgreSQL cannot hold, is bad input; anything else is our fault."""
    if getattr(fault.orig, "sqlstate", None) in _NO_SUCH_CHARACTER:
        return answer(InvalidInput(fields=[{"path": "", "code": "malformed", "message": ""}]))
    return on_anything(request, fault)


def on_anything(request: Request[Any, Any, Any], fault: Exception) -> Response[bytes]:
    """The last net at the edge: the client gets a code, the log gets the trace."""
    log.error("http.broken", method=request.method, path=request.url.path, exc_info=fault)
    return answer(Broken())


HANDLERS: dict[int | type[Exception], Any] = {
    Refusal: on_refusal,
    ValidationException: on_validation,
    HTTPException: on_http,
    msgspec.MsgspecError: on_decode,
    OperationalError: on_database,
    InterfaceError: on_database,
    PoolTimeout: on_database,
    DBAPIError: on_statement,
    Exception: on_anything,
}


def _extras(fault: ValidationException) -> list[dict[str, Any]]:
    extra = fault.extra
    return extra if isinstance(extra, list) else []


def _field(extra: dict[str, Any]) -> dict[str, str]:
    found = _from_msgspec(str(extra.get("message", "")))
    return {**found, "path": str(extra.get("key") or found["path"])}


def _from_msgspec(message: str) -> dict[str, str]:
    """`Expected `int` >= 1 - at `$.quantity`` → path quantity; words of msgspec are safe: they never hold
    the value.
    """
    words, _, place = message.partition(" - at `$")
    code = (
        "unknown_field"
        if "unknown field" in words
        else "missing"
        if "missing required" in words
        else "invalid"
    )
    return {"path": place.strip("`.").removeprefix("."), "code": code, "message": words[:200]}
