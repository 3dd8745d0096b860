"""Logs: one line of JSON an event in production, readable lines in a demo, personal data and secrets in
neither.

``log.info("order.placed", order_id=…)`` with ``log = structlog.get_logger()``. Everything passes
``masked``, also what libraries write through the standard library and the text of exceptions: values under
sensitive keys are dropped whole, and phone numbers, ID numbers, e-mail addresses, openids and tokens are
cut out of running text. The mask is the second wall; the first is not to log them.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from typing import Any, Final, TextIO

import msgspec
import structlog
from structlog.typing import Processor

REQUEST_ID: ContextVar[str] = ContextVar("xiaopu_request_id", default="")

MASK: Final = "***"
_DEEPEST: Final = 6
_LONGEST_TEXT: Final = 20_000

_SENSITIVE: Final = (
    "secret",
    "token",
    "openid",
    "unionid",
    "phone",
    "mobile",
    "address",
    "authorization",
    "password",
    "passwd",
    "passphrase",
    "idnumber",
    "idcard",
    "sessionkey",
    "privatekey",
    "apikey",
    "apiv3key",
    "fieldkey",
    "indexkey",
    "cookie",
    "credential",
    "email",
    "recipient",
    "receiver",
    "consignee",
    "realname",
    "bankcard",
    "jscode",
    "authcode",
    "verificationcode",
)

_IN_TEXT: Final = (
    # Query and form parameters, and headers, by their names.
    (
        re.compile(
            r"(?i)\b([a-z_-]*(?:secret|token|password|openid|js_code|session_key|authorization|cookie)[\"']?\s*[=:]\s*[\"']?)"
            r"(?:(?:bearer|basic|wechatpay2-\S+)\s+)?[^\s&\"',;]+"
        ),
        rf"\1{MASK}",
    ),
    # user:password@ in the address of a server.
    (re.compile(r"(?<=://)([^\s:@/]*):[^\s@/]+@"), rf"\1:{MASK}@"),
    # Tokens of this house, openids, e-mail addresses.
    (re.compile(r"\b[A-Za-z0-9][A-Za-z0-9_-]*_[0-9a-f]{64}\b"), MASK),
    (re.compile(r"(?<![A-Za-z0-9_-])o[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])"), MASK),
    (re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?=[A-Za-z0-9-]{1,63}\.[A-Za-z])"), f"{MASK}@"),
    # ID numbers by the birthday in them, then mainland mobile numbers.
    (
        re.compile(
            r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d{4}[0-9Xx](?![0-9A-Za-z])"
        ),
        MASK,
    ),
    (re.compile(r"(?<![0-9A-Za-z])(?:\+?86)?1[3-9]\d{9}(?![0-9A-Za-z])"), MASK),
)


def configure_logging(*, production: bool, level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Set structlog and the standard library up for this process; a second call replaces the first. Lines
    go to stderr.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        with_request_id,
        structlog.processors.format_exc_info,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if production
        else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=production,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, masked, renderer],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # They write whole addresses, queries and all, at INFO.
    for chatty in ("httpx", "httpcore", "aiosmtplib", "mail.log"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def with_request_id(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Add ``request_id`` where a request is served."""
    if request_id := REQUEST_ID.get():
        event.setdefault("request_id", request_id)
    return event


def masked(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The event with every sensitive value replaced, at any depth; the last step before the line is
    written.
    """
    return {key: MASK if _is_sensitive(key) else _masked_value(value, 0) for key, value in event.items()}


def masked_text(text: str) -> str:
    """`text` without what looks like a secret or a person's data; cut at 20,000 characters."""
    for pattern, replacement in _IN_TEXT:
        text = pattern.sub(replacement, text)
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"


def _masked_value(value: Any, depth: int) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value if not isinstance(value, int) or isinstance(value, bool) else _masked_number(value)
    if isinstance(value, str):
        return masked_text(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return f"<{len(value)} bytes>"
    if isinstance(value, date):
        return value.isoformat()
    if depth >= _DEEPEST:
        return "…"
    return _masked_inside(value, depth + 1)


def _masked_inside(value: Any, depth: int) -> Any:
    if isinstance(value, msgspec.Struct):
        value = {name: getattr(value, name) for name in value.__struct_fields__}
    if isinstance(value, Mapping):
        return {str(k): MASK if _is_sensitive(str(k)) else _masked_value(v, depth) for k, v in value.items()}
    if isinstance(value, Sequence | set | frozenset):
        return [_masked_value(item, depth) for item in value]
    return masked_text(str(value))


def _masked_number(number: int) -> int | str:
    text = str(number)
    return number if masked_text(text) == text else MASK


@lru_cache(maxsize=4096)
def _is_sensitive(key: str) -> bool:
    squashed = re.sub(r"[^a-z0-9]", "", key.lower())
    return any(word in squashed for word in _SENSITIVE)
