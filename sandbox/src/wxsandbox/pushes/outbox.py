"""Writing a push down, and asking an address whether it is ready for pushes."""

import json
from typing import Any
from urllib.parse import urlsplit

import httpx

from wxsandbox import shapes
from wxsandbox.clock import Clock
from wxsandbox.pay.addresses import is_loopback
from wxsandbox.pushes import cipher
from wxsandbox.world import World


class NotReady(Exception):
    """The address did not pass WeChat's check."""


def announce_event(world: World, appid: str, event: str, /, *, openid: str = "", **fields: Any) -> None:
    """Queues an event of a mini program: to the platform that it is authorized to, else to its own address.

    Without an address nothing is queued, as at WeChat. Joins the caller's unit.
    """
    sender = openid or f"gh_{appid[-12:]}"
    plain: dict[str, Any] = {"ToUserName": f"gh_{appid[-12:]}", "FromUserName": sender}
    plain |= {"CreateTime": world.clock.now_ms() // 1000, "MsgType": "event", "Event": event} | fields
    announce_message(world, appid, plain, openid=openid)


def announce_message(world: World, appid: str, plain: dict[str, Any], *, openid: str = "") -> None:
    """Queues a message or event as it is."""
    platform = world.store.one(
        "SELECT c.appid FROM authorization a JOIN component c ON c.appid = a.component"
        " WHERE a.appid = :appid AND c.message_url <> '' ORDER BY a.at_ms DESC",
        appid=appid,
    )
    if platform is not None:
        _queue(
            world,
            channel="component_message",
            owner=platform["appid"],
            appid=appid,
            openid=openid,
            plain=plain,
        )
        return
    own = world.store.one("SELECT push_url FROM app WHERE appid = :appid AND push_url <> ''", appid=appid)
    if own is not None:
        _queue(world, channel="app", owner=appid, appid=appid, openid=openid, plain=plain)


def announce_authorization(world: World, component: str, info_type: str, /, **fields: Any) -> None:
    """Queues something for a platform's authorization address; `appid` among the fields belongs to the
    event.
    """
    plain = {"AppId": component, "CreateTime": world.clock.now_ms() // 1000, "InfoType": info_type} | fields
    _queue(world, channel="component_auth", owner=component, appid="", openid="", plain=plain)


def _queue(world: World, *, channel: str, owner: str, appid: str, openid: str, plain: dict[str, Any]) -> None:
    now = world.clock.now_ms()
    world.store.insert(
        "push",
        channel=channel,
        owner=owner,
        appid=appid,
        openid=openid,
        plain=json.dumps(plain, ensure_ascii=False),
        state="pending",
        next_ms=now,
        created_ms=now,
    )
    world.wake.set()


def check_address(url: str) -> None:
    """Plain HTTP on this machine or HTTPS. Raises NotReady."""
    parts = urlsplit(url)
    loopback = parts.scheme == "http" and is_loopback(parts.hostname or "")
    if parts.scheme != "https" and not loopback:
        raise NotReady("url: https, or http on this machine")


async def ask_whether_ready(url: str, token: str, timeout_seconds: float) -> None:
    """The check that WeChat makes when an address is saved: it must give echostr back. Raises NotReady."""
    check_address(url)
    stamp, nonce, echo = str(Clock.wall_ms() // 1000), shapes.digits(10), shapes.digits(19)
    query = {
        "signature": cipher.signature(token, stamp, nonce),
        "timestamp": stamp,
        "nonce": nonce,
        "echostr": echo,
    }
    try:
        async with httpx.AsyncClient(timeout=timeout_seconds, trust_env=False) as client:
            answer = await client.get(url, params=query)
    except httpx.HTTPError as failed:
        raise NotReady(f"请求 URL 超时或失败：{type(failed).__name__}") from failed
    if answer.status_code != 200 or answer.text != echo:
        raise NotReady("token 校验失败：没有原样返回 echostr")
