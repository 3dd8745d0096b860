"""Calls that a third-party platform makes for itself: its token, authorizations, and who has given them."""

from typing import Any

from wxsandbox import shapes
from wxsandbox.openplatform import parties
from wxsandbox.openplatform.record import launch_of
from wxsandbox.store import Row
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok
from wxsandbox.weixin.login import session_for
from wxsandbox.world import World


def start_push_ticket(call: ApiCall) -> Answer:
    """POST /cgi-bin/component/api_start_push_ticket: a ticket comes at once, then every ten minutes."""
    values = call.json()
    component = _with_secret(call.world, values, "component_secret")
    parties.push_tickets(call.world, only=component["appid"])
    return ok()


def component_token(call: ApiCall) -> Answer:
    """POST /cgi-bin/component/api_component_token. Raises ApiRefusal 61004 … 61006 for wrong tickets."""
    values = call.json()
    component = _with_secret(call.world, values, "component_appsecret")
    ticket, now = values.get("component_verify_ticket"), call.world.clock.now_ms()
    if not ticket or ticket != component["ticket"]:
        raise ApiRefusal(61006, "component ticket is invalid")
    if now - component["ticket_ms"] > parties.TICKET_LIFE_MS:
        raise ApiRefusal(61005, "component ticket is expired")
    token = parties.issue_token(call.world, component["appid"], "component")
    return {"component_access_token": token, "expires_in": parties.TOKEN_MS // 1000}


def create_preauthcode(call: ApiCall) -> Answer:
    """POST /cgi-bin/component/api_create_preauthcode: once, within thirty minutes."""
    component = own_component(call)
    code = f"preauthcode@@@{shapes.web_text(64)}"
    call.world.store.insert(
        "code",
        code=code,
        kind="preauth",
        appid=component["appid"],
        person="",
        scope="",
        expires_ms=call.world.clock.now_ms() + parties.PREAUTH_MS,
    )
    return {"pre_auth_code": code, "expires_in": parties.PREAUTH_MS // 1000}


def query_auth(call: ApiCall) -> Answer:
    """POST /cgi-bin/component/api_query_auth: an authorization code for tokens."""
    component, world = own_component(call), call.world
    text = str(call.json().get("authorization_code", ""))
    with world.store.unit():
        code = world.store.one("SELECT * FROM code WHERE code = :code AND kind = 'component_auth'", code=text)
        if code is None or code["scope"] != component["appid"] or code["used_ms"] is not None:
            raise ApiRefusal(61009, "code is invalid")
        if code["expires_ms"] < world.clock.now_ms():
            raise ApiRefusal(61010, "code is expired")
        world.store.run(
            "UPDATE code SET used_ms = :now WHERE code = :code", now=world.clock.now_ms(), code=text
        )
        granted = _authorization(world, component["appid"], code["appid"])
        token = parties.issue_token(world, code["appid"], f"authorizer:{component['appid']}")
    info = _tokens(granted, token) | {"func_info": parties.permission_list()}
    return {"authorization_info": info}


def refresh_authorizer_token(call: ApiCall) -> Answer:
    """POST /cgi-bin/component/api_authorizer_token."""
    component, world, values = own_component(call), call.world, call.json()
    granted = _authorization(world, component["appid"], str(values.get("authorizer_appid", "")))
    if values.get("authorizer_refresh_token") != granted["refresh_token"]:
        raise ApiRefusal(61023, "refresh_token is invalid")
    token = parties.issue_token(world, granted["appid"], f"authorizer:{component['appid']}")
    plain = _tokens(granted, token)
    return {name: value for name, value in plain.items() if name != "authorizer_appid"}


def authorizer_info(call: ApiCall) -> Answer:
    """POST /cgi-bin/component/api_get_authorizer_info."""
    component, world = own_component(call), call.world
    granted = _authorization(world, component["appid"], str(call.json().get("authorizer_appid", "")))
    launch = launch_of(world, granted["appid"])
    network = {
        "RequestDomain": launch.domains.get("requestdomain", []),
        "WsRequestDomain": launch.domains.get("wsrequestdomain", []),
        "UploadDomain": launch.domains.get("uploaddomain", []),
        "DownloadDomain": launch.domains.get("downloaddomain", []),
        "UDPDomain": [],
        "TCPDomain": [],
        "BizDomain": launch.webview_domains,
    }
    program: dict[str, Any] = {
        "network": network,
        "categories": [],
        "visit_status": 0 if launch.visitable else 1,
    }
    info = {
        "nick_name": launch.nickname,
        "head_img": launch.head_image,
        "service_type_info": {"id": 0},
        "verify_type_info": {"id": 0 if launch.verified else -1},
        "user_name": f"gh_{granted['appid'][-12:]}",
        "alias": "",
        "qrcode_url": "",
        "principal_name": launch.principal,
        "signature": launch.signature,
        "business_info": {"open_pay": 0, "open_shake": 0, "open_scan": 0, "open_card": 0, "open_store": 0},
        "MiniProgramInfo": program,
        "account_status": 1,
        "register_type": 6 if launch.registered else 0,
        "basic_config": {"is_phone_configured": True, "is_email_configured": True},
    }
    authorization = {
        "authorizer_appid": granted["appid"],
        "authorizer_refresh_token": granted["refresh_token"],
        "func_info": parties.permission_list(),
    }
    return {"authorizer_info": info, "authorization_info": authorization}


def authorizer_list(call: ApiCall) -> Answer:
    """POST /cgi-bin/component/api_get_authorizer_list."""
    component, values = own_component(call), call.json()
    offset, count = values.get("offset", 0), values.get("count", 100)
    if not isinstance(offset, int) or not isinstance(count, int) or not 1 <= count <= 500 or offset < 0:
        raise ApiRefusal(40097, "invalid args")
    rows = call.world.store.all(
        "SELECT * FROM authorization WHERE component = :c ORDER BY at_ms", c=component["appid"]
    )
    known = [
        {
            "authorizer_appid": row["appid"],
            "refresh_token": row["refresh_token"],
            "auth_time": row["at_ms"] // 1000,
        }
        for row in rows
    ]
    return {"total_count": len(known), "list": known[offset : offset + count]}


def component_session(call: ApiCall) -> Answer:
    """GET /sns/component/jscode2session: a platform logs a shop's customer in."""
    component, appid = own_component(call, named=False), call.query.get("appid", "")
    if call.query.get("component_appid") != component["appid"]:
        raise ApiRefusal(40013, "invalid appid")
    _authorization(call.world, component["appid"], appid)
    return session_for(call.world, appid, call.query.get("js_code", ""))


def own_component(call: ApiCall, *, named: bool = True) -> Row:
    """The platform behind the token; a component_appid in the body must be its own. Raises ApiRefusal."""
    if call.component is None:
        raise ApiRefusal(61014, "must use component token for component api")
    if named and call.body.strip():
        given = call.json().get("component_appid", call.component["appid"])
        if given != call.component["appid"]:
            raise ApiRefusal(61011, "invalid component")
    return call.component


def _with_secret(world: World, values: dict[str, Any], name: str) -> Row:
    component = world.store.one(
        "SELECT * FROM component WHERE appid = :appid", appid=str(values.get("component_appid", ""))
    )
    if component is None:
        raise ApiRefusal(40013, "invalid appid")
    if values.get(name) != component["secret"]:
        raise ApiRefusal(40125, "invalid appsecret")
    return component


def _authorization(world: World, component: str, appid: str) -> Row:
    row = world.store.one(
        "SELECT * FROM authorization WHERE component = :c AND appid = :a", c=component, a=appid
    )
    if row is None:
        raise ApiRefusal(61003, "component is not authorized by this account")
    return row


def _tokens(granted: Row, token: str) -> dict[str, Any]:
    return {
        "authorizer_appid": granted["appid"],
        "authorizer_access_token": token,
        "expires_in": parties.TOKEN_MS // 1000,
        "authorizer_refresh_token": granted["refresh_token"],
    }
