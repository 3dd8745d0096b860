"""Name, avatar, introduction, categories, domains and members, as the owner sets them."""

import base64
import binascii
import re
from urllib.parse import urlsplit

import httpx

from wxsandbox import shapes
from wxsandbox.mp.acting import act
from wxsandbox.mp.refusals import HandRefusal
from wxsandbox.openplatform import profile
from wxsandbox.openplatform.categories import BY_KEY
from wxsandbox.openplatform.record import INDIVIDUAL, Launch, keep_launch, launch_of
from wxsandbox.pay.addresses import is_loopback
from wxsandbox.weixin.calls import ApiRefusal
from wxsandbox.world import World

DOMAIN_FIELDS = {
    "request": "requestdomain",
    "websocket": "wsrequestdomain",
    "upload": "uploaddomain",
    "download": "downloaddomain",
}
ROLES = ("develop", "experience", "operate")
AVATAR_BYTES = 2 * 1024 * 1024


def set_name(world: World, appid: str, nick_name: str, papers: list[str]) -> dict[str, object]:
    """At once, through a review (with papers), or only told which papers are wanted. Raises ApiRefusal."""
    body = {"nick_name": nick_name} | ({"naming_other_stuff_1": papers[0]} if papers else {})
    told = act(world, appid, profile.set_name, body)
    return {"in_review": told["audit_id"] != 0, "wording": told["wording"]}


def set_avatar(world: World, appid: str, picture: str) -> str:
    """Keeps the picture and returns its address; without one a face is drawn.

    Raises HandRefusal, ApiRefusal 53202.
    """
    launch, origin = launch_of(world, appid), world.settings.public_origin
    if launch.head_used >= profile.PICTURE_QUOTA:
        raise ApiRefusal(53202, "reach max modify times this month")
    launch.head_image = f"{origin}/assets/face.svg?name={launch.nickname or appid}"
    if picture:
        media_id = _keep_picture(world, appid, picture)
        launch.head_image = f"{origin}/_sandbox/mp/pictures/{media_id}"
    launch.head_used += 1
    keep_launch(world, appid, launch)
    return launch.head_image


def add_category(world: World, appid: str, key: tuple[int, int], papers: list[str]) -> int:
    """Returns audit_status: 3 at once, 1 when its papers are looked at. Raises ApiRefusal."""
    known = BY_KEY.get(key)
    certificates = [{"key": name, "value": name} for name in papers]
    if known is not None and known.papers and not set(papers) & set(known.papers):
        certificates = []
    one = {"first": key[0], "second": key[1], "certicates": certificates}
    act(world, appid, profile.add_category, {"categories": [one]})
    launch = launch_of(world, appid)
    launch.categories[-1].papers = papers
    keep_launch(world, appid, launch)
    return launch.categories[-1].audit_status


def set_server_domains(world: World, appid: str, given: dict[str, list[str]]) -> dict[str, list[str]]:
    """Replaces the lists that are given. Raises HandRefusal."""
    launch = launch_of(world, appid)
    for name, origins in given.items():
        for origin in origins:
            _check_origin(origin, "wss" if name == "websocket" else "https")
        launch.domains[DOMAIN_FIELDS[name]] = list(dict.fromkeys(origins))
    keep_launch(world, appid, launch)
    return launch.domains


def business_file(appid: str) -> tuple[str, str]:
    """Name and content of the file that a business domain must serve at its root."""
    return f"{appid[-10:]}.txt", appid


async def set_business_domains(world: World, appid: str, origins: list[str]) -> None:
    """Fetches the file from every domain, then keeps them all. Raises HandRefusal, ApiRefusal."""
    if launch_of(world, appid).subject == INDIVIDUAL:
        raise ApiRefusal(89231, "webview domain is not open to individuals")
    for origin in origins:
        _check_origin(origin, "https")
    name, content = business_file(appid)
    async with httpx.AsyncClient(timeout=world.settings.notice_timeout_seconds, trust_env=False) as client:
        for origin in origins:
            try:
                answer = await client.get(f"{origin}/{name}")
            except httpx.HTTPError as failed:
                raise HandRefusal("file_not_found", f"无法访问 {origin}/{name}") from failed
            if answer.status_code != 200:
                raise HandRefusal("file_not_found", f"{origin}/{name}：HTTP {answer.status_code}")
            if answer.text.strip() != content:
                raise HandRefusal("file_wrong", f"{origin}/{name} 的内容与校验文件不一致")
    launch = launch_of(world, appid)
    launch.webview_domains = list(dict.fromkeys(origins))
    keep_launch(world, appid, launch)


def set_member(world: World, appid: str, wechat: str, roles: list[str]) -> None:
    """Adds a member or replaces their roles. Raises HandRefusal."""
    launch = launch_of(world, appid)
    if not re.fullmatch(r"[\w-]{1,64}", wechat) or not roles or set(roles) - set(ROLES):
        raise HandRefusal("member_invalid", f"roles: {', '.join(ROLES)}")
    if wechat not in launch.members and len(launch.members) >= most_members(launch):
        raise HandRefusal("too_many_members", "成员数量已达上限")
    launch.members[wechat] = roles
    if "experience" in roles:
        launch.testers.setdefault(wechat, shapes.web_text(64))
    keep_launch(world, appid, launch)


def remove_member(world: World, appid: str, wechat: str) -> None:
    """Raises HandRefusal."""
    launch = launch_of(world, appid)
    if launch.members.pop(wechat, None) is None:
        raise HandRefusal("member_unknown", "没有这个成员")
    launch.testers.pop(wechat, None)
    keep_launch(world, appid, launch)


def most_members(launch: Launch) -> int:
    """15 for an individual; for firms 30, 60 or 90 as neither, one or both of verified and released hold."""
    if launch.subject == INDIVIDUAL:
        return 15
    return 30 * (1 + int(launch.verified) + int(launch.release is not None))


def _keep_picture(world: World, appid: str, picture: str) -> str:
    try:
        content = base64.b64decode(picture, validate=True)
    except (binascii.Error, ValueError) as broken:
        raise HandRefusal("picture_invalid", "图片不是 base64") from broken
    png = content.startswith(b"\x89PNG")
    if len(content) > AVATAR_BYTES or not (png or content.startswith(b"\xff\xd8")):
        raise HandRefusal("picture_invalid", "头像须为 2 MB 以内的 PNG 或 JPG")
    media_id = shapes.letters(32)
    world.store.insert(
        "media",
        media_id=media_id,
        owner=appid,
        kind="avatar",
        filename="avatar",
        mime="image/png" if png else "image/jpeg",
        content=content,
        created_ms=world.clock.now_ms(),
    )
    return media_id


def _check_origin(origin: str, scheme: str) -> None:
    """An origin with this scheme and a host name; plain HTTP on this machine is a liberty of the sandbox."""
    try:
        parts = urlsplit(origin)
        host = parts.hostname or ""
        bare = f"{parts.scheme}://{parts.netloc}" == origin
    except ValueError:
        host, bare, parts = "", False, urlsplit("")
    named = re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", host) is not None
    local = is_loopback(host) and parts.scheme in ("http", "ws")
    if not bare or not (local or (named and parts.scheme == scheme)):
        raise HandRefusal("domain_invalid", f"{origin}：须以 {scheme}:// 开头，且是已备案的域名，不能是 IP")
