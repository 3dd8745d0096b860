"""How an act by hand is refused: words for the person, a slug for tests, WeChat's number if any."""

from typing import Any

from litestar import Request
from litestar.response import Response

from wxsandbox.weixin.calls import ApiRefusal


class HandRefusal(Exception):
    """`reason` is a slug of docs/reference/sandbox.md."""

    def __init__(self, reason: str, words: str, errcode: int = 0) -> None:
        super().__init__(words)
        self.reason, self.words, self.errcode = reason, words, errcode


def refused_by_hand(_: Request[Any, Any, Any], refused: HandRefusal) -> Response[dict[str, Any]]:
    """HTTP 400."""
    return _answer(refused.words, refused.reason, refused.errcode)


def refused_by_api(_: Request[Any, Any, Any], refused: ApiRefusal) -> Response[dict[str, Any]]:
    """HTTP 400 with the errcode that the API would have answered."""
    words = f"{refused.errmsg}（{refused.errcode}）"
    return _answer(words, f"errcode_{refused.errcode}", refused.errcode)


def _answer(words: str, reason: str, errcode: int) -> Response[dict[str, Any]]:
    body = {"status_code": 400, "detail": words, "extra": {"reason": reason, "errcode": errcode}}
    return Response(body, status_code=400)


EXCEPTION_HANDLERS: dict[Any, Any] = {HandRefusal: refused_by_hand, ApiRefusal: refused_by_api}
