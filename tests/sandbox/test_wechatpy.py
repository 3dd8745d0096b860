"""An independent witness: the PyPI package wechatpy, unmodified but for the address of the API."""

import warnings
from typing import Any

import httpx
import pytest

from tests.sandbox.conftest import Server
from tests.sandbox.merchant import Merchant
from tests.sandbox.receiver import Receiver

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from wechatpy import WeChatClient, WeChatClientException, WeChatComponent, WeChatOAuth
    from wechatpy.crypto import WeChatCrypto

pytestmark = pytest.mark.filterwarnings("ignore")


class TestWechatpy:
    def test_client_sends_a_subscribe_message(self, merchant: Merchant) -> None:
        class Client(WeChatClient):  # type: ignore[misc]  # the package ships no types
            API_BASE_URL = f"{merchant.base}/cgi-bin/"

            def fetch_access_token(self) -> Any:
                query = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
                return self._fetch_access_token(url=f"{merchant.base}/cgi-bin/token", params=query)

        client = Client(merchant.weapp, merchant.firm["weapp"]["secret"])
        login: dict[str, Any] = client.get(
            f"{merchant.base}/sns/jscode2session",
            params={
                "appid": merchant.weapp,
                "secret": merchant.firm["weapp"]["secret"],
                "js_code": merchant.device("login-code", person="小明", appid=merchant.weapp)["code"],
                "grant_type": "authorization_code",
            },
        )
        assert login["openid"] == merchant.openid("小明")
        template = merchant.firm["subscribe_templates"][3]["template_id"]
        data = {
            "character_string1": {"value": "1"},
            "thing2": {"value": "核桃"},
            "amount3": {"value": "1.00"},
            "time4": {"value": "2026-11-24 15:00"},
            "thing5": {"value": "请尽快付款"},
        }
        body = {"touser": login["openid"], "template_id": template, "data": data}
        with pytest.raises(WeChatClientException) as refused:
            client.post("message/subscribe/send", data=body)
        assert refused.value.errcode == 43101
        merchant.device("subscribe", person="小明", appid=merchant.weapp, results={template: "accept"})
        assert client.post("message/subscribe/send", data=body)["errcode"] == 0

    def test_oauth(self, merchant: Merchant) -> None:
        class Web(WeChatOAuth):  # type: ignore[misc]  # the package ships no types
            API_BASE_URL = f"{merchant.base}/"
            OAUTH_BASE_URL = f"{merchant.base}/connect/"

        app = merchant.firm["service_account"]
        web = Web(app["appid"], app["secret"], "http://127.0.0.1:5/back", scope="snsapi_userinfo", state="s")
        answer = httpx.get(web.authorize_url.split("#")[0] + "&person=%E5%B0%8F%E7%BA%A2", trust_env=False)
        web.fetch_access_token(httpx.URL(answer.headers["location"]).params["code"])
        assert web.get_user_info()["nickname"] == "小红"

    def test_component_reads_our_ticket_and_our_authorization(
        self, server: Server, merchant: Merchant, receiver: Receiver
    ) -> None:
        class Component(WeChatComponent):  # type: ignore[misc]  # the package ships no types
            API_BASE_URL = f"{server.base}/cgi-bin"
            PRE_AUTH_URL = f"{server.base}/cgi-bin/componentloginpage"

        own = httpx.post(
            f"{server.base}/_sandbox/open/platforms",
            json={"name": "见证", "auth_url": receiver.url},
            trust_env=False,
        ).json()
        component = Component(own["appid"], own["secret"], own["push_token"], own["encoding_aes_key"])
        push = receiver.wait(1)[0]
        query = push.query
        component.cache_component_verify_ticket(
            push.body.decode(), query["msg_signature"], query["timestamp"], query["nonce"]
        )
        page = component.get_pre_auth_url("http://127.0.0.1:5/back")
        back = httpx.get(f"{page}&appid={merchant.weapp}", trust_env=False).headers["location"]
        info = component.query_auth(httpx.URL(back).params["auth_code"])["authorization_info"]
        assert info["authorizer_appid"] == merchant.weapp
        named = component.get_authorizer_info(merchant.weapp)
        assert named["authorizer_info"]["nick_name"] == "演示店"

    def test_crypto_opens_our_safe_push(self, merchant: Merchant, receiver: Receiver) -> None:
        app = merchant.firm["weapp"]
        receiver.token = app["push_token"]
        body = {"url": receiver.url, "mode": "safe", "format": "xml"}
        merchant.http.post(f"/_sandbox/apps/{merchant.weapp}/push", json=body)
        merchant.device("speak", person="小明", appid=merchant.weapp, words="你好")
        push = receiver.wait(1)[0]
        crypto = WeChatCrypto(app["push_token"], app["encoding_aes_key"], merchant.weapp)
        query = push.query
        text = crypto.decrypt_message(
            push.body.decode(), query["msg_signature"], query["timestamp"], query["nonce"]
        )
        assert "你好" in text
