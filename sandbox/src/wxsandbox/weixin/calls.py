"""A call to api.weixin.qq.com, and how it is refused: HTTP 200 with errcode and an errmsg that ends in a
rid.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from wxsandbox.store import Row
from wxsandbox.world import World


class ApiRefusal(Exception):
    """`errmsg` goes out with a rid after it."""

    def __init__(self, errcode: int, errmsg: str) -> None:
        super().__init__(f"{errcode} {errmsg}")
        self.errcode = errcode
        self.errmsg = errmsg


class Picture(msgspec.Struct, frozen=True):
    """An answer that is no JSON."""

    raw: bytes
    media_type: str


Answer = dict[str, Any] | Picture


@dataclass(slots=True)
class ApiCall:
    """`app` is the app that the access_token belongs to; `component` the platform that called, for itself
    or for the app.
    """

    world: World
    path: str
    query: dict[str, str]
    body: bytes
    content_type: str
    client_ip: str = ""
    app: Row | None = None
    component: Row | None = None

    @property
    def appid(self) -> str:
        """The app that the access_token belongs to."""
        if self.app is None:
            raise ApiRefusal(41001, "access_token missing")
        return str(self.app["appid"])

    def json(self) -> dict[str, Any]:
        """The body as an object. Raises ApiRefusal 44002 when empty, 47001 when it is no JSON object."""
        if not self.body.strip():
            raise ApiRefusal(44002, "empty post data")
        try:
            value = json.loads(self.body.decode("utf-8"), parse_int=_whole, parse_constant=_refuse)
            json.dumps(value, ensure_ascii=False).encode("utf-8")
        except (ValueError, RecursionError) as broken:
            raise ApiRefusal(47001, "data format error") from broken
        if not isinstance(value, dict):
            raise ApiRefusal(47001, "data format error")
        return value


def _whole(text: str) -> int:
    """Integers of more than 64 bits are no data that WeChat takes."""
    if len(text) > 20 or not -(2**63) <= int(text) < 2**63:
        raise ValueError(text[:32])
    return int(text)


def _refuse(name: str) -> None:
    raise ValueError(name)


def ok(**more: Any) -> dict[str, Any]:
    """errcode 0 and whatever else the call returns."""
    return {"errcode": 0, "errmsg": "ok", **more}


def text_of(values: dict[str, Any], name: str, refusal: ApiRefusal) -> str:
    """A non-empty string, or the refusal."""
    value = values.get(name)
    if not isinstance(value, str) or not value:
        raise refusal
    return value


def whole_of(values: dict[str, Any], name: str, refusal: ApiRefusal) -> int:
    """An integer, or the refusal."""
    value = values.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise refusal
    return value


Handler = Callable[[ApiCall], Answer]
