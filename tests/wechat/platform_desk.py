"""The open platform's side of the small WeChat: ticket, component token, authorisation, authorizer tokens."""

import json
from typing import Any

import httpx

from tests.wechat.api_desk import ApiDesk, json_answer
from tests.wechat.clock import TestClock
from xiaopu.wechat.errors import BadConfiguration

PLATFORM = "wxplatform0000001"
SHOP = "wxshop00000000001"


class PlatformDesk(ApiDesk):
    """Checks the chain: a right ticket gives the component token, that and a refresh token a shop's token."""

    def __init__(self, clock: TestClock) -> None:
        super().__init__(clock)
        self.ticket = "ticket@@@" + "t" * 60
        self.component_token = "component_" + "c" * 90
        self.shop_token = "shop_0_" + "s" * 90
        self.refresh_token = "refreshtoken@@@" + "r" * 40
        self.refreshed = 0

    def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path == "/cgi-bin/component/api_component_token":
            self.requests.append(request)
            return self.give_component_token(json.loads(request.content))
        if path == "/cgi-bin/component/api_authorizer_token":
            self.requests.append(request)
            return self.give_shop_token(request)
        self.token, self.token_until = self.shop_token, self.clock.now.replace(year=2030)
        if "component_access_token" in request.url.params:
            return super().answer(self.as_component(request))
        return super().answer(request)

    def as_component(self, request: httpx.Request) -> httpx.Request:
        """The same request with the token where the plain desk looks for it."""
        good = request.url.params["component_access_token"] == self.component_token
        params = request.url.params.remove("component_access_token")
        params = params.set("access_token", self.token if good else "wrong")
        url = request.url.copy_with(params=params)
        return httpx.Request(request.method, url, headers=request.headers, content=request.content)

    def give_component_token(self, body: dict[str, Any]) -> httpx.Response:
        wanted = {
            "component_appid": PLATFORM,
            "component_appsecret": self.secret,
            "component_verify_ticket": self.ticket,
        }
        if body != wanted:
            return json_answer({"errcode": 61006, "errmsg": "component ticket is invalid"})
        return json_answer({"component_access_token": self.component_token, "expires_in": 7200})

    def give_shop_token(self, request: httpx.Request) -> httpx.Response:
        wanted = {
            "component_appid": PLATFORM,
            "authorizer_appid": SHOP,
            "authorizer_refresh_token": self.refresh_token,
        }
        if request.url.params.get("component_access_token") != self.component_token:
            return json_answer({"errcode": 40001, "errmsg": "invalid credential"})
        if json.loads(request.content) != wanted:
            return json_answer({"errcode": 61023, "errmsg": "refresh_token is invalid"})
        self.refreshed += 1
        self.shop_token = f"shop_{self.refreshed}_" + "s" * 90
        return json_answer(
            {
                "authorizer_access_token": self.shop_token,
                "expires_in": 7200,
                "authorizer_refresh_token": self.refresh_token,
            }
        )


class RefreshTokens:
    """Refresh tokens in a dict."""

    def __init__(self) -> None:
        self.held: dict[str, str] = {}

    async def refresh_token(self, appid: str) -> str:
        if appid not in self.held:
            raise BadConfiguration("refresh token", "the shop has not authorised")
        return self.held[appid]

    async def keep_refresh_token(self, appid: str, token: str) -> None:
        self.held[appid] = token
