"""A person opens a mini program on the phone: its first request is the beacon to the mall it was made for.

WeChat blocks a request to a host that is not among the server domains; so does this phone.
"""

from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec
from litestar import Request, post
from litestar.exceptions import ClientException, NotFoundException

from wxsandbox import people
from wxsandbox.control.routes import world_of
from wxsandbox.openplatform.record import Launch, Version, launch_of
from wxsandbox.world import World

VERSIONS = ("trial", "release")
BLOCKED = "request:fail url not in domain list"


class OpenIn(msgspec.Struct, forbid_unknown_fields=True):
    """`env_version` is trial or release."""

    appid: str
    env_version: str
    person: str


class Opening(msgspec.Struct):
    """What happened; `status` is the mall's HTTP status, 0 when nothing came back."""

    opened: bool
    reason: str = ""
    words: str = ""
    errMsg: str = ""  # noqa: N815 (as wx.request names it)
    version: str = ""
    page: str = ""
    profile: str = ""
    api_base: str = ""
    slug: str = ""
    domain_ok: bool = False
    sent: bool = False
    status: int = 0


@post("/_sandbox/device/open", status_code=200)
async def open_version(request: Request[Any, Any, Any], data: OpenIn) -> Opening:
    """Opens a version on somebody's phone."""
    world = world_of(request)
    if data.env_version not in VERSIONS:
        raise ClientException(f"env_version: {', '.join(VERSIONS)}")
    if world.store.one("SELECT 1 FROM app WHERE appid = :a AND kind = 'weapp'", a=data.appid) is None:
        raise NotFoundException(f"no mini program {data.appid}")
    try:
        people.person_of(world, data.person)
    except people.UnknownPerson as nobody:
        raise NotFoundException(f"no person {nobody}") from nobody
    launch = launch_of(world, data.appid)
    version = launch.release if data.env_version == "release" else launch.experience
    if version is None:
        what = "线上版本" if data.env_version == "release" else "体验版"
        return Opening(opened=False, reason="no_version", words=f"该小程序还没有{what}")
    if data.env_version == "release" and not launch.visitable:
        return Opening(opened=False, reason="closed", words="该小程序已暂停服务")
    people.identity_of(world, data.appid, data.person)
    people.mark_seen(world, data.appid, data.person)
    opening = _opening(launch, version)
    if opening.domain_ok:
        await _send_beacon(world, opening, version, data)
    return opening


def _opening(launch: Launch, version: Version) -> Opening:
    stamp = version.stamp
    opening = Opening(
        opened=True,
        version=version.user_version,
        page=version.pages[0] if version.pages else "",
        profile=str(stamp.get("profile", "")),
        api_base=str(stamp.get("api_base", "")),
        slug=str(stamp.get("slug", "")),
    )
    origin = _origin(opening.api_base)
    if not origin or not opening.slug or not stamp.get("beacon"):
        opening.reason, opening.words = "no_stamp", "代码里没有店铺信息，打开后没有网络请求"
        return opening
    opening.domain_ok = origin in {_origin(one) for one in launch.domains.get("requestdomain", [])}
    if not opening.domain_ok:
        opening.reason, opening.errMsg = "domain_not_listed", BLOCKED
        opening.words = f"{origin} 不在以下 request 合法域名列表中"
    return opening


async def _send_beacon(world: World, opening: Opening, version: Version, data: OpenIn) -> None:
    base = opening.api_base.rstrip("/")
    body = {"beacon": version.stamp["beacon"], "env_version": data.env_version, "domain_ok": True}
    body |= {"version": str(version.stamp.get("version") or version.user_version), "appid": data.appid}
    url = f"{base}/api/storefront/v1/{opening.slug}/beacon"
    opening.sent = True
    try:
        async with httpx.AsyncClient(
            timeout=world.settings.notice_timeout_seconds, trust_env=False
        ) as client:
            answer = await client.post(url, json=body)
    except (httpx.HTTPError, httpx.InvalidURL) as failed:
        opening.reason, opening.words = "unreachable", f"商城没有应答：{type(failed).__name__}"
        opening.errMsg = "request:fail"
        return
    opening.status, opening.errMsg = answer.status_code, "request:ok"


def _origin(address: str) -> str:
    """Scheme and host with its port, in lower case; empty for what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower()


HANDLERS = [open_version]
