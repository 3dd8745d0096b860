"""Web authorisation of a service account."""

import httpx
import msgspec
import pytest

from tests.wechat.api_desk import ApiDesk
from xiaopu.wechat.errors import BadConfiguration, Refused, TokenRefused
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.oauth import OAuthClient, Scope, UserToken
from xiaopu.wechat.transport import Transport

pytestmark = pytest.mark.anyio

TOKEN = {
    "access_token": "U" * 80,
    "expires_in": 7200,
    "refresh_token": "R" * 80,
    "openid": "oServiceAccountOpenid0000001",
    "scope": "snsapi_base",
}


@pytest.fixture
def oauth(api_desk: ApiDesk) -> OAuthClient:
    http = httpx.AsyncClient(transport=httpx.MockTransport(api_desk.answer))
    credentials = AppCredentials(appid=api_desk.appid, secret=api_desk.secret)
    return OAuthClient(
        credentials, Transport(http, "https://api.test"), page_base_url="http://127.0.0.1:9010"
    )


class TestOAuth:
    def test_authorize_url(self, oauth: OAuthClient) -> None:
        url = httpx.URL(oauth.authorize_url("https://m.test/back?a=1&b=2", state="s1", scope=Scope.USERINFO))
        assert (url.host, url.port, url.path, url.fragment) == (
            "127.0.0.1",
            9010,
            "/connect/oauth2/authorize",
            "wechat_redirect",
        )
        assert dict(url.params) == {
            "appid": "wx2421b1c4370ec43b",
            "redirect_uri": "https://m.test/back?a=1&b=2",
            "response_type": "code",
            "scope": "snsapi_userinfo",
            "state": "s1",
        }

    @pytest.mark.parametrize("state", ["", "a b", "x" * 129, "中"])
    def test_a_bad_state_is_refused(self, oauth: OAuthClient, state: str) -> None:
        with pytest.raises(BadConfiguration):
            oauth.authorize_url("https://m.test", state=state)

    async def test_code_to_token(self, oauth: OAuthClient, api_desk: ApiDesk) -> None:
        fields = dict.fromkeys(("appid", "secret", "code", "grant_type"), str)
        api_desk.expect("GET", "/sns/oauth2/access_token", fields=fields, result=TOKEN, token=False)
        token = await oauth.code_to_token("c0de")
        assert (token.openid, token.unionid) == ("oServiceAccountOpenid0000001", None)
        assert "UUU" not in f"{token!r}{token.__rich_repr__()}"

    async def test_refresh(self, oauth: OAuthClient, api_desk: ApiDesk) -> None:
        fields = dict.fromkeys(("appid", "grant_type", "refresh_token"), str)
        api_desk.expect("GET", "/sns/oauth2/refresh_token", fields=fields, result=TOKEN, token=False)
        assert (await oauth.refresh("R" * 80)).expires_in == 7200
        api_desk.refuse(40030)
        with pytest.raises(Refused):
            await oauth.refresh("old")

    async def test_user_info_and_check(self, oauth: OAuthClient, api_desk: ApiDesk) -> None:
        api_desk.token, api_desk.token_until = "U" * 80, api_desk.clock.now.replace(year=2030)
        result = {"openid": TOKEN["openid"], "nickname": "小明", "headimgurl": "", "unionid": "u1", "sex": 0}
        api_desk.expect("GET", "/sns/userinfo", fields={"openid": str, "lang": str}, result=result)
        api_desk.expect("GET", "/sns/auth", fields={"openid": str})
        token = msgspec.convert(TOKEN, UserToken)
        info = await oauth.user_info(token)
        assert (info.nickname, info.headimgurl, info.unionid) == ("小明", None, "u1")
        await oauth.check(token)
        api_desk.refuse(42001)
        with pytest.raises(TokenRefused):
            await oauth.check(token)
