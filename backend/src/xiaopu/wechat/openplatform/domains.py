"""Domains that a shop's mini program may talk to, and its testers.

Only domains that are registered with the platform may be set. Source: developers.weixin.qq.com oplatform
modifyServerDomain, modifyJumpDomain, modifyThirdpartyServerDomain, bindTester, unbindTester, getTester.
"""

from __future__ import annotations

from enum import StrEnum

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Nothing, Request

SERVER_DOMAINS = Endpoint(
    method="POST", path="/wxa/modify_domain", source="modifyServerDomain", repeatable=True,
    confirmed=False, note="50 changes a month",
)  # fmt: skip
WEBVIEW_DOMAINS = Endpoint(
    method="POST", path="/wxa/setwebviewdomain", source="modifyJumpDomain", repeatable=True
)
CONFIRM_FILE = Endpoint(
    method="POST",
    path="/wxa/get_webviewdomain_confirmfile",
    source="getJumpDomainConfirmFile",
    repeatable=True,
)
PLATFORM_DOMAINS = Endpoint(
    method="POST",
    path="/cgi-bin/component/modify_wxa_server_domain",
    source="modifyThirdpartyServerDomain",
    repeatable=True,
)
BIND_TESTER = Endpoint(method="POST", path="/wxa/bind_tester", source="bindTester", repeatable=True)
UNBIND_TESTER = Endpoint(method="POST", path="/wxa/unbind_tester", source="unbindTester", repeatable=True)
TESTERS = Endpoint(method="POST", path="/wxa/memberauth", source="getTester", repeatable=True)


class DomainAction(StrEnum):
    """What is done with the named domains; ``get`` names none."""

    ADD = "add"
    DELETE = "delete"
    SET = "set"
    GET = "get"


class ServerDomains(Answer, frozen=True, kw_only=True):
    """Domains by kind of traffic, with their scheme (``https://…``)."""

    requestdomain: tuple[str, ...] = ()
    wsrequestdomain: tuple[str, ...] = ()
    uploaddomain: tuple[str, ...] = ()
    downloaddomain: tuple[str, ...] = ()
    udpdomain: tuple[str, ...] = ()
    tcpdomain: tuple[str, ...] = ()


class DomainChange(Request, frozen=True, kw_only=True):
    """A change of server domains."""

    action: DomainAction
    requestdomain: list[str] | None = None
    wsrequestdomain: list[str] | None = None
    uploaddomain: list[str] | None = None
    downloaddomain: list[str] | None = None
    udpdomain: list[str] | None = None
    tcpdomain: list[str] | None = None


class ConfirmFile(Answer, frozen=True, kw_only=True):
    """A file that has to lie at the root of a web-view domain."""

    file_name: str
    file_content: str


class PlatformDomains(Answer, frozen=True, kw_only=True):
    """The platform's own list, published and for trials; each a text parted by semicolons."""

    published_wxa_server_domain: str | None = None
    testing_wxa_server_domain: str | None = None
    invalid_wxa_server_domain: str | None = None


class _Webview(Request, frozen=True, kw_only=True):
    action: DomainAction
    webviewdomain: list[str] | None = None


class _WebviewAnswer(Answer, frozen=True, kw_only=True):
    webviewdomain: tuple[str, ...] = ()


class _Platform(Request, frozen=True, kw_only=True):
    action: DomainAction
    wxa_server_domain: str | None = None
    is_modify_published_together: bool | None = None


class _Tester(Request, frozen=True, kw_only=True):
    wechatid: str | None = None
    userstr: str | None = None


class _UserStr(Answer, frozen=True, kw_only=True):
    userstr: str


class _Members(Answer, frozen=True, kw_only=True):
    members: tuple[_UserStr, ...] = ()


class _Action(Request, frozen=True, kw_only=True):
    action: str


class Domains:
    """Domains and testers of one shop; the channel is the shop's."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def server(self, change: DomainChange) -> ServerDomains:
        """Changes or shows server domains; refused 85016 to 85018."""
        return await self._channel.call(SERVER_DOMAINS, ServerDomains, body=change)

    async def webview(self, action: DomainAction, domains: list[str] | None = None) -> tuple[str, ...]:
        """Changes or shows web-view domains; refused 89019 to 89029, 89231 for persons."""
        body = _Webview(action=action, webviewdomain=domains)
        return (await self._channel.call(WEBVIEW_DOMAINS, _WebviewAnswer, body=body)).webviewdomain

    async def confirm_file(self) -> ConfirmFile:
        """The file to be put at the root of each web-view domain."""
        return await self._channel.call(CONFIRM_FILE, ConfirmFile, body={})

    async def bind_tester(self, wechat_id: str) -> str:
        """Lets somebody try; gives a text that names them. Refused 85001 to 85004."""
        return (await self._channel.call(BIND_TESTER, _UserStr, body=_Tester(wechatid=wechat_id))).userstr

    async def unbind_tester(self, userstr: str) -> None:
        """Takes a tester off, by the text of ``bind_tester``."""
        await self._channel.call(UNBIND_TESTER, Nothing, body=_Tester(userstr=userstr))

    async def testers(self) -> tuple[str, ...]:
        """The texts that name all testers."""
        said = await self._channel.call(TESTERS, _Members, body=_Action(action="get_experiencer"))
        return tuple(member.userstr for member in said.members)


class PlatformDomainList:
    """The platform's own list of server domains; the channel is the component's."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def change(
        self, action: DomainAction, domains: list[str] | None = None, *, published_too: bool = False
    ) -> PlatformDomains:
        """Changes or shows the list; without `published_too` only the one for trials."""
        body = _Platform(
            action=action,
            wxa_server_domain=";".join(domains) if domains else None,
            is_modify_published_together=published_too or None,
        )
        return await self._channel.call(PLATFORM_DOMAINS, PlatformDomains, body=body)
