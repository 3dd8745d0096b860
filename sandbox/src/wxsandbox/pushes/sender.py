"""Sends pushes: signed, sealed in safe mode, JSON or XML; three tries when nothing answers within five
seconds.
"""

import asyncio
import json
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

import httpx
import msgspec

from wxsandbox import shapes
from wxsandbox.clock import Clock
from wxsandbox.pushes import cipher
from wxsandbox.store import Row
from wxsandbox.world import World

TRIES = 3
RETRY_MS = 5_000
AT_ONCE = 16


class Address(msgspec.Struct, frozen=True):
    """Where a push goes and how it is dressed. `sealed_for` is the appid inside the seal."""

    url: str
    token: str
    encoding_aes_key: str
    sealed_for: str
    safe: bool
    xml: bool
    outer_name: str = "ToUserName"


class PushSender:
    """One per sandbox; works like the courier of notices."""

    def __init__(self, world: World) -> None:
        self._world = world
        limits = httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.AsyncClient(
            timeout=world.settings.notice_timeout_seconds, trust_env=False, limits=limits
        )
        self._under_way: dict[int, asyncio.Task[None]] = {}

    def send_due(self) -> None:
        """Starts every due push that is not under way."""
        rows = self._world.store.all(
            "SELECT * FROM push WHERE state = 'pending' AND next_ms <= :now ORDER BY push_id LIMIT 100",
            now=self._world.clock.now_ms(),
        )
        for row in rows:
            if row["push_id"] in self._under_way or len(self._under_way) >= AT_ONCE:
                continue
            task = asyncio.create_task(self._deliver(row))
            self._under_way[row["push_id"]] = task
            task.add_done_callback(partial(self._finish, row["push_id"]))

    async def close(self) -> None:
        """Lets go of what is under way."""
        for task in list(self._under_way.values()):
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        await self._client.aclose()

    def _finish(self, push_id: int, done: asyncio.Task[None]) -> None:
        self._under_way.pop(push_id, None)
        if not done.cancelled() and done.exception() is not None:
            raise RuntimeError("a push could not be handled") from done.exception()

    async def _deliver(self, push: Row) -> None:
        address = address_of(self._world, push)
        if address is None:
            self._settle(push, "no address", delivered=False, last=True)
            return
        query, body = dressed(address, push["plain"], push["openid"])
        kind = "text/xml" if address.xml else "application/json"
        try:
            answer = await self._client.post(
                address.url, params=query, content=body, headers={"Content-Type": f"{kind}; charset=utf-8"}
            )
        except (httpx.HTTPError, httpx.InvalidURL) as failed:
            self._settle(push, type(failed).__name__, delivered=False)
            return
        self._settle(push, str(answer.status_code), delivered=answer.status_code == 200)

    def _settle(self, push: Row, outcome: str, *, delivered: bool, last: bool = False) -> None:
        tries = push["tries"] + 1
        state = "delivered" if delivered else "given_up" if last or tries >= TRIES else "pending"
        self._world.store.run(
            "UPDATE push SET state = :state, tries = :tries, outcome = :outcome, next_ms = :next"
            " WHERE push_id = :id",
            state=state,
            tries=tries,
            outcome=outcome,
            next=self._world.clock.now_ms() + RETRY_MS,
            id=push["push_id"],
        )


def address_of(world: World, push: Row) -> Address | None:
    """The address of this push as it is configured now."""
    if push["channel"] == "app":
        app = world.store.one("SELECT * FROM app WHERE appid = :appid", appid=push["owner"])
        if app is None or not app["push_url"]:
            return None
        safe, xml = app["push_mode"] == "safe", app["push_format"] == "xml"
        return Address(app["push_url"], app["push_token"], app["encoding_aes_key"], app["appid"], safe, xml)
    component = world.store.one("SELECT * FROM component WHERE appid = :appid", appid=push["owner"])
    if component is None:
        return None
    to_auth = push["channel"] == "component_auth"
    url = component["auth_url"] if to_auth else component["message_url"].replace("$APPID$", push["appid"])
    if not url:
        return None
    outer = "AppId" if to_auth else "ToUserName"
    key, token = component["encoding_aes_key"], component["push_token"]
    return Address(url, token, key, component["appid"], safe=True, xml=True, outer_name=outer)


def dressed(address: Address, plain: str, openid: str) -> tuple[dict[str, str], bytes]:
    """Query and body of one push, with fresh timestamp and nonce."""
    stamp, nonce = str(Clock.wall_ms() // 1000), shapes.digits(10)
    query = {"signature": cipher.signature(address.token, stamp, nonce), "timestamp": stamp, "nonce": nonce}
    if openid:
        query["openid"] = openid
    values = json.loads(plain)
    text = to_xml(values) if address.xml else json.dumps(values, ensure_ascii=False)
    if not address.safe:
        return query, text.encode()
    sealed = cipher.seal(address.encoding_aes_key, address.sealed_for, text)
    query |= {"encrypt_type": "aes", "msg_signature": cipher.signature(address.token, stamp, nonce, sealed)}
    receiver = values.get(address.outer_name, address.sealed_for)
    outer = {address.outer_name: receiver, "Encrypt": sealed}
    return query, (to_xml(outer) if address.xml else json.dumps(outer)).encode()


def to_xml(values: dict[str, Any]) -> str:
    """WeChat's XML: text in CDATA, numbers bare, lists as repeated elements."""
    return f"<xml>{''.join(_element(name, value) for name, value in values.items())}</xml>"


def _element(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_element(name, item) for item in value)
    if isinstance(value, dict):
        return f"<{name}>{''.join(_element(inner, item) for inner, item in value.items())}</{name}>"
    if isinstance(value, int | float):
        return f"<{name}>{value}</{name}>"
    text = str(value)
    inside = escape(text) if "]]>" in text else f"<![CDATA[{text}]]>"
    return f"<{name}>{inside}</{name}>"
