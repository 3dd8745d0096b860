"""Domains and testers of a mini program. Domains must be registered at the platform first."""

import re
from typing import Any

from wxsandbox import shapes
from wxsandbox.openplatform.component import own_component
from wxsandbox.openplatform.record import INDIVIDUAL, Launch, keep_launch, launch_of
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok

SERVER_FIELDS = (
    "requestdomain",
    "wsrequestdomain",
    "uploaddomain",
    "downloaddomain",
    "udpdomain",
    "tcpdomain",
)
MOST_DOMAINS = 1000
MOST_TESTERS = 60
# Plain HTTP on this machine is a liberty of the sandbox.
_HOST = re.compile(
    r"(https|wss|udp|tcp)://[a-z0-9.-]+(:\d+)?|http://(127\.0\.0\.1|localhost)(:\d+)?", re.IGNORECASE
)


def modify_domain(call: ApiCall) -> Answer:
    """POST /wxa/modify_domain: add, delete, set or get."""
    values, launch = call.json(), launch_of(call.world, call.appid)
    action = _action(values)
    if action != "get":
        given = {name: _list(values.get(name)) for name in SERVER_FIELDS if name in values}
        for hosts in given.values():
            _check_registered(call, hosts)
        if action == "add" and not any(
            set(hosts) - set(launch.domains.get(name, [])) for name, hosts in given.items()
        ):
            raise ApiRefusal(85017, "no new domain")
        for name, hosts in given.items():
            launch.domains[name] = _changed(launch.domains.get(name, []), hosts, action)
        _keep(call, launch)
    return ok(**{name: launch.domains.get(name, []) for name in SERVER_FIELDS})


def modify_webview_domain(call: ApiCall) -> Answer:
    """POST /wxa/setwebviewdomain."""
    values, launch = call.json(), launch_of(call.world, call.appid)
    action = _action(values | {"action": values.get("action", "set")})
    if launch.subject == INDIVIDUAL:
        raise ApiRefusal(89231, "webview domain is not open to individuals")
    if action != "get":
        hosts = _list(values.get("webviewdomain"))
        if any(not host.startswith("https://") for host in hosts):
            raise ApiRefusal(89019, "webview domain is invalid")
        _check_registered(call, hosts, code=89021)
        launch.webview_domains = _changed(launch.webview_domains, hosts, action)
        _keep(call, launch)
    return ok(webviewdomain=launch.webview_domains)


def webview_file(call: ApiCall) -> Answer:
    """POST /wxa/get_webviewdomain_confirmfile."""
    return ok(file_name=f"{call.appid[-10:]}.txt", file_content=call.appid)


def modify_platform_domain(call: ApiCall) -> Answer:
    """POST /cgi-bin/component/modify_wxa_server_domain: the platform's own list, texts parted by
    semicolons. Here trial and published list are one.
    """
    component, values = own_component(call, named=False), call.json()
    action = _action(values)
    before: list[str] = component["domains"].split()
    hosts = [host for host in str(values.get("wxa_server_domain") or "").split(";") if host]
    bad = [host for host in hosts if re.fullmatch(r"[a-z0-9.-]+(:\d+)?", host, re.IGNORECASE) is None]
    if action != "get":
        if not hosts:
            raise ApiRefusal(40097, "invalid args")
        after = _changed(before, [host for host in hosts if host not in bad], action)
        if len(after) > MOST_DOMAINS:
            raise ApiRefusal(85016, "domain count out of limit")
        before = after
        call.world.store.run(
            "UPDATE component SET domains = :d WHERE appid = :a", d=" ".join(after), a=component["appid"]
        )
    listed = ";".join(before)
    return ok(
        published_wxa_server_domain=listed,
        testing_wxa_server_domain=listed,
        invalid_wxa_server_domain=";".join(bad),
    )


def bind_tester(call: ApiCall) -> Answer:
    """POST /wxa/bind_tester."""
    wechat, launch = call.json().get("wechatid"), launch_of(call.world, call.appid)
    if not isinstance(wechat, str) or re.fullmatch(r"[A-Za-z0-9_-]{1,64}", wechat) is None:
        raise ApiRefusal(85001, "not exist or can not be found")
    if wechat in launch.testers:
        raise ApiRefusal(85004, "already bind")
    if len(launch.testers) >= MOST_TESTERS:
        raise ApiRefusal(85002, "too many testers")
    launch.testers[wechat] = shapes.web_text(64)
    _keep(call, launch)
    return ok(userstr=launch.testers[wechat])


def unbind_tester(call: ApiCall) -> Answer:
    """POST /wxa/unbind_tester, by wechatid or userstr."""
    values, launch = call.json(), launch_of(call.world, call.appid)
    kept = {
        wechat: text
        for wechat, text in launch.testers.items()
        if wechat != values.get("wechatid") and text != values.get("userstr")
    }
    if len(kept) == len(launch.testers):
        raise ApiRefusal(85001, "not exist")
    launch.testers = kept
    _keep(call, launch)
    return ok()


def testers(call: ApiCall) -> Answer:
    """POST /wxa/memberauth {action: get_experiencer}."""
    if call.json().get("action") != "get_experiencer":
        raise ApiRefusal(85022, "action is invalid")
    launch = launch_of(call.world, call.appid)
    return ok(members=[{"userstr": text} for text in launch.testers.values()])


def _action(values: dict[str, Any]) -> str:
    action = values.get("action")
    if action not in ("add", "delete", "set", "get"):
        raise ApiRefusal(85022, "action is invalid")
    return str(action)


def _list(value: object) -> list[str]:
    hosts = [value] if isinstance(value, str) else value
    if not isinstance(hosts, list) or not all(isinstance(host, str) for host in hosts):
        raise ApiRefusal(47001, "data format error")
    if len(hosts) > MOST_DOMAINS:
        raise ApiRefusal(85016, "domain count out of limit")
    return [str(host) for host in hosts]


def _check_registered(call: ApiCall, hosts: list[str], code: int = 85018) -> None:
    component = call.component
    registered = set(component["domains"].split()) if component is not None else set()
    for host in hosts:
        if _HOST.fullmatch(host) is None or re.sub(r"^\w+://", "", host) not in registered:
            raise ApiRefusal(code, f"domain is not set in the platform: {host}")


def _changed(before: list[str], hosts: list[str], action: str) -> list[str]:
    if action == "set":
        return list(dict.fromkeys(hosts))
    if action == "delete":
        return [host for host in before if host not in hosts]
    return list(dict.fromkeys([*before, *hosts]))


def _keep(call: ApiCall, launch: Launch) -> None:
    keep_launch(call.world, call.appid, launch)
