"""/_sandbox/mp: an account of 公众平台, from its registration to its profile."""

from typing import Any

import msgspec
from litestar import Request, delete, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Response

from wxsandbox.control.routes import world_of
from wxsandbox.mp import keys, profile, registering
from wxsandbox.mp.acting import act
from wxsandbox.mp.registering import RegisterIn
from wxsandbox.mp.view import view_of
from wxsandbox.openplatform import privacy
from wxsandbox.openplatform import profile as api_profile
from wxsandbox.openplatform.categories import CATEGORIES
from wxsandbox.store import Row
from wxsandbox.world import World

AnyRequest = Request[Any, Any, Any]


class EmailIn(msgspec.Struct, forbid_unknown_fields=True):
    """An address that some other platform of WeChat knows already."""

    email: str


class AllowListsIn(msgspec.Struct, forbid_unknown_fields=True):
    """IP addresses; what is left out stays."""

    secret_ips: list[str] | None = None
    upload_ips: list[str] | None = None


class NameIn(msgspec.Struct, forbid_unknown_fields=True):
    """`papers` prove a right to a name that needs one."""

    nick_name: str
    papers: list[str] = []


class AvatarIn(msgspec.Struct, forbid_unknown_fields=True):
    """PNG or JPEG in base64."""

    picture: str = ""


class SignatureIn(msgspec.Struct, forbid_unknown_fields=True):
    """The introduction, 4 to 120 characters."""

    signature: str


class CategoryIn(msgspec.Struct, forbid_unknown_fields=True):
    """Ids of both levels, and the names of the papers that are handed in."""

    first: int
    second: int
    papers: list[str] = []


class ServerDomainsIn(msgspec.Struct, forbid_unknown_fields=True):
    """Each list as a whole; what is left out stays."""

    request: list[str] | None = None
    websocket: list[str] | None = None
    upload: list[str] | None = None
    download: list[str] | None = None


class BusinessDomainsIn(msgspec.Struct, forbid_unknown_fields=True):
    """Origins for web-view."""

    domains: list[str]


class MemberIn(msgspec.Struct, forbid_unknown_fields=True):
    """`roles` are of develop, experience, operate."""

    wechat: str
    roles: list[str]


class PrivacyIn(msgspec.Struct, forbid_unknown_fields=True):
    """用户隐私保护指引: a contact, and a purpose by privacy key."""

    purposes: dict[str, str] = {}
    contact_phone: str = ""
    contact_email: str = ""


class InterfaceIn(msgspec.Struct, forbid_unknown_fields=True):
    """A private interface and what it is wanted for."""

    api_name: str
    content: str


class SharedAccountIn(msgspec.Struct, forbid_unknown_fields=True):
    """`other` is the mini program whose account of the open platform is joined."""

    other: str


def app_of(request: AnyRequest, appid: str) -> tuple[World, Row]:
    """World and row of a mini program. Raises NotFoundException."""
    world = world_of(request)
    row = world.store.one("SELECT * FROM app WHERE appid = :a AND kind = 'weapp'", a=appid)
    if row is None:
        raise NotFoundException(f"no mini program {appid}")
    return world, row


@post("/_sandbox/mp/register", status_code=200)
async def register(request: AnyRequest, data: RegisterIn) -> dict[str, str]:
    """Registers a mini program."""
    appid = registering.register(world_of(request), data)
    return {"appid": appid, "original_id": f"gh_{appid[-12:]}"}


@post("/_sandbox/mp/emails", status_code=200)
async def take_email(request: AnyRequest, data: EmailIn) -> dict[str, str]:
    """Marks an address as used."""
    registering.mark_email(world_of(request), data.email, "elsewhere")
    return {"email": data.email}


@get("/_sandbox/mp/categories")
async def categories() -> list[dict[str, Any]]:
    """Every category with its papers, and for whom it is."""
    return [msgspec.to_builtins(one) for one in CATEGORIES]


@get("/_sandbox/mp/pictures/{media_id:str}")
async def picture(request: AnyRequest, media_id: str) -> Response[bytes]:
    """An avatar that was uploaded."""
    row = world_of(request).store.one(
        "SELECT * FROM media WHERE media_id = :id AND kind = 'avatar'", id=media_id
    )
    if row is None:
        raise NotFoundException("no such picture")
    return Response(bytes(row["content"]), media_type=row["mime"])


@get("/_sandbox/mp")
async def programs(request: AnyRequest) -> list[dict[str, Any]]:
    """Every mini program, newest first, at most 200."""
    world = world_of(request)
    rows = world.store.all(
        "SELECT * FROM app WHERE kind = 'weapp' ORDER BY created_ms DESC, rowid DESC LIMIT 200"
    )
    return [view_of(world, row) for row in rows]


@get("/_sandbox/mp/{appid:str}")
async def program(request: AnyRequest, appid: str) -> dict[str, Any]:
    """One mini program."""
    return view_of(*app_of(request, appid))


@post("/_sandbox/mp/{appid:str}/secret", status_code=200)
async def secret(request: AnyRequest, appid: str) -> dict[str, str]:
    """Makes an AppSecret, shown here once."""
    world, _ = app_of(request, appid)
    return {"appid": appid, "secret": keys.new_secret(world, appid)}


@post("/_sandbox/mp/{appid:str}/upload-key", status_code=200)
async def upload_key(request: AnyRequest, appid: str) -> dict[str, str]:
    """Makes an upload key, shown here once."""
    world, _ = app_of(request, appid)
    private, fingerprint = keys.new_upload_key(world, appid)
    return {"private_key_pem": private, "fingerprint": fingerprint}


@post("/_sandbox/mp/{appid:str}/allow-lists", status_code=200)
async def allow_lists(request: AnyRequest, appid: str, data: AllowListsIn) -> dict[str, Any]:
    """Who may ask for tokens and who may upload."""
    world, row = app_of(request, appid)
    keys.set_allow_lists(world, appid, secret_ips=data.secret_ips, upload_ips=data.upload_ips)
    shown = view_of(world, row)
    return {name: shown[name] for name in ("secret_ips", "upload_ips")}


@post("/_sandbox/mp/{appid:str}/name", status_code=200)
async def name(request: AnyRequest, appid: str, data: NameIn) -> dict[str, object]:
    """Sets the name."""
    world, _ = app_of(request, appid)
    return profile.set_name(world, appid, data.nick_name, data.papers)


@post("/_sandbox/mp/{appid:str}/avatar", status_code=200)
async def avatar(request: AnyRequest, appid: str, data: AvatarIn) -> dict[str, str]:
    """Sets the avatar."""
    world, _ = app_of(request, appid)
    return {"head_image": profile.set_avatar(world, appid, data.picture)}


@post("/_sandbox/mp/{appid:str}/signature", status_code=200)
async def signature(request: AnyRequest, appid: str, data: SignatureIn) -> dict[str, str]:
    """Sets the introduction."""
    world, _ = app_of(request, appid)
    act(world, appid, api_profile.set_signature, {"signature": data.signature})
    return {"signature": data.signature}


@post("/_sandbox/mp/{appid:str}/categories", status_code=200)
async def add_category(request: AnyRequest, appid: str, data: CategoryIn) -> dict[str, int]:
    """Adds a category."""
    world, _ = app_of(request, appid)
    return {"audit_status": profile.add_category(world, appid, (data.first, data.second), data.papers)}


@delete("/_sandbox/mp/{appid:str}/categories", status_code=200)
async def remove_category(request: AnyRequest, appid: str, first: int, second: int) -> dict[str, bool]:
    """Takes a category away."""
    world, _ = app_of(request, appid)
    act(world, appid, api_profile.delete_category, {"first": first, "second": second})
    return {"removed": True}


@post("/_sandbox/mp/{appid:str}/server-domains", status_code=200)
async def server_domains(
    request: AnyRequest, appid: str, data: ServerDomainsIn
) -> dict[str, dict[str, list[str]]]:
    """Sets the server domains."""
    world, _ = app_of(request, appid)
    fields = ((field, getattr(data, field)) for field in profile.DOMAIN_FIELDS)
    given = {field: origins for field, origins in fields if origins is not None}
    return {"domains": profile.set_server_domains(world, appid, given)}


@get("/_sandbox/mp/{appid:str}/business-file")
async def business_file(request: AnyRequest, appid: str) -> dict[str, str]:
    """The file that a business domain must serve."""
    app_of(request, appid)
    file_name, content = profile.business_file(appid)
    return {"file_name": file_name, "file_content": content}


@post("/_sandbox/mp/{appid:str}/business-domains", status_code=200)
async def business_domains(request: AnyRequest, appid: str, data: BusinessDomainsIn) -> dict[str, Any]:
    """Sets the business domains after fetching the file from each."""
    world, _ = app_of(request, appid)
    await profile.set_business_domains(world, appid, data.domains)
    return {"webview_domains": data.domains}


@post("/_sandbox/mp/{appid:str}/members", status_code=200)
async def add_member(request: AnyRequest, appid: str, data: MemberIn) -> dict[str, Any]:
    """Adds a member or changes their roles."""
    world, row = app_of(request, appid)
    profile.set_member(world, appid, data.wechat, data.roles)
    return {"members": view_of(world, row)["members"]}


@delete("/_sandbox/mp/{appid:str}/members/{wechat:str}", status_code=200)
async def remove_member(request: AnyRequest, appid: str, wechat: str) -> dict[str, Any]:
    """Takes a member away."""
    world, row = app_of(request, appid)
    profile.remove_member(world, appid, wechat)
    return {"members": view_of(world, row)["members"]}


@post("/_sandbox/mp/{appid:str}/privacy", status_code=200)
async def set_privacy(request: AnyRequest, appid: str, data: PrivacyIn) -> dict[str, Any]:
    """Declares what personal data is used for."""
    world, row = app_of(request, appid)
    owner = {
        "contact_phone": data.contact_phone,
        "contact_email": data.contact_email,
        "notice_method": "弹窗",
    }
    purposes = [{"privacy_key": key, "privacy_text": words} for key, words in data.purposes.items()]
    body = {"privacy_ver": 2, "owner_setting": owner, "setting_list": purposes}
    act(world, appid, privacy.set_settings, body)
    return {"privacy": view_of(world, row)["privacy"]}


@post("/_sandbox/mp/{appid:str}/interfaces", status_code=200)
async def ask_interface(request: AnyRequest, appid: str, data: InterfaceIn) -> dict[str, Any]:
    """Applies for a private interface."""
    world, row = app_of(request, appid)
    act(world, appid, privacy.apply_interface, {"api_name": data.api_name, "content": data.content})
    return {"interfaces": view_of(world, row)["interfaces"]}


@post("/_sandbox/mp/{appid:str}/open-account", status_code=200)
async def open_account(request: AnyRequest, appid: str, data: SharedAccountIn) -> dict[str, str]:
    """Joins another mini program's account of the open platform: unionids become the same."""
    world, _ = app_of(request, appid)
    app_of(request, data.other)
    registering.share_open_account(world, appid, data.other)
    return {"appid": appid, "other": data.other}


HANDLERS = [
    register,
    take_email,
    categories,
    picture,
    programs,
    program,
    secret,
    upload_key,
    allow_lists,
    name,
    avatar,
    signature,
    add_category,
    remove_category,
    server_domains,
    business_file,
    business_domains,
    add_member,
    remove_member,
    set_privacy,
    ask_interface,
    open_account,
]
