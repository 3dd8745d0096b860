"""Refusals: what the house says instead of doing a thing.

    Refusal                 409, `code`, a Chinese and an English sentence, and data
    ├── InvalidInput        422 invalid_input
    ├── NotSignedIn         401 not_signed_in
    ├── NotAllowed          403 not_allowed
    ├── NotFound            404 not_found
    ├── TooFast             429 too_fast
    └── Busy                503 busy

A module's own refusals subclass these in its `errors.py`. The wire form (problem+json) is made at the HTTP
edge.
"""

from typing import Any, ClassVar


class Refusal(Exception):
    """A refusal with a stable `code`; sentences may name `data` fields as `{field}`.

    `data` goes to the client as it is: never put a secret or another person's facts into it.
    """

    status: ClassVar[int] = 409
    code: ClassVar[str] = "refused"
    zh: ClassVar[str] = "现在不能这样做"
    en: ClassVar[str] = "This cannot be done now."

    def __init__(self, **data: Any) -> None:
        super().__init__(self.code)
        self.data = data

    @property
    def detail_zh(self) -> str:
        return self.zh.format_map(_Blank(self.data))

    @property
    def detail_en(self) -> str:
        return self.en.format_map(_Blank(self.data))


class InvalidInput(Refusal):
    """The request is malformed; `fields` says where: [{path, code, message}]."""

    status = 422
    code = "invalid_input"
    zh = "填写的内容有误，请检查后再提交"
    en = "Some of the input is not valid."

    @classmethod
    def at(cls, path: str, code: str, message: str = "") -> "InvalidInput":
        """One field at fault."""
        return cls(fields=[{"path": path, "code": code, "message": message}])


class NotSignedIn(Refusal):
    status = 401
    code = "not_signed_in"
    zh = "请先登录"
    en = "Please sign in first."


class NotAllowed(Refusal):
    status = 403
    code = "not_allowed"
    zh = "您没有这项权限"
    en = "You may not do this."


class NotFound(Refusal):
    """Absent, or another shop's or person's: the two are never told apart."""

    status = 404
    code = "not_found"
    zh = "没有找到"
    en = "Not found."


class TooFast(Refusal):
    status = 429
    code = "too_fast"
    zh = "操作太频繁，请 {retry_after} 秒后再试"
    en = "Too many requests; try again in {retry_after} seconds."


class Busy(Refusal):
    status = 503
    code = "busy"
    zh = "系统繁忙，请稍后再试"
    en = "The system is busy; please try again."


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""
