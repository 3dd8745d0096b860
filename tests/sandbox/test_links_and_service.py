"""Links into a mini program, customer service, media, asynchronous checks."""

import json
import time
from typing import Any

import pytest

from tests.sandbox.merchant import Merchant
from tests.sandbox.receiver import Receiver


class TestLinks:
    def test_url_link_and_scheme_can_be_looked_up(self, merchant: Merchant) -> None:
        link = merchant.api("/wxa/generate_urllink", {"path": "pages/a", "query": "x=1"})["url_link"]
        info = merchant.api("/wxa/query_urllink", {"url_link": link})["url_link_info"]
        assert (info["path"], info["query"], info["appid"]) == ("pages/a", "x=1", merchant.weapp)
        scheme = merchant.api("/wxa/generatescheme", {"jump_wxa": {"path": "pages/b"}})["openlink"]
        assert scheme.startswith("weixin://dl/business/?t=")
        assert merchant.api("/wxa/queryscheme", {"scheme": scheme})["scheme_info"]["path"] == "pages/b"
        assert merchant.api("/wxa/query_urllink", {"url_link": "https://wxaurl.cn/none"})["errcode"] == 85403

    @pytest.mark.parametrize(
        ("body", "errcode"),
        [
            ({"path": "a?b=1"}, 40165),
            ({"query": "中文"}, 40212),
            ({"env_version": "x"}, 85402),
            ({"expire_time": int(time.time()) + 31 * 86400}, 85401),
            ({"expire_type": 1, "expire_interval": 31}, 85401),
        ],
    )
    def test_bad_links(self, merchant: Merchant, body: dict[str, Any], errcode: int) -> None:
        assert merchant.api("/wxa/generate_urllink", body)["errcode"] == errcode

    def test_short_link(self, merchant: Merchant) -> None:
        answer = merchant.api("/wxa/genwxashortlink", {"page_url": "pages/a?x=1", "page_title": "商品"})
        assert answer["link"].startswith("#小程序://演示店/")


class TestCustomerService:
    def send(self, merchant: Merchant, **changed: Any) -> int:
        body = {"touser": merchant.openid("小红"), "msgtype": "text", "text": {"content": "您好"}}
        return int(merchant.api("/cgi-bin/message/custom/send", body | changed)["errcode"])

    @pytest.mark.usefixtures("peace")
    def test_five_answers_within_48_hours(self, merchant: Merchant) -> None:
        assert self.send(merchant) == 45015
        merchant.device("speak", person="小红", appid=merchant.weapp, words="在吗")
        assert [self.send(merchant) for _ in range(6)] == [0, 0, 0, 0, 0, 45047]
        merchant.device("speak", person="小红", appid=merchant.weapp, words="还在吗")
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 48 * 3600 + 1})
        assert self.send(merchant) == 45015

    def test_pictures_need_a_media_id(self, merchant: Merchant) -> None:
        merchant.device("speak", person="小红", appid=merchant.weapp, words="看图")
        assert self.send(merchant, msgtype="image", image={"media_id": "none"}) == 40007
        query = {"access_token": merchant.token(), "type": "image"}
        files = {"media": ("a.png", b"\x89PNG123", "image/png")}
        uploaded = merchant.http.post("/cgi-bin/media/upload", params=query, files=files).json()
        assert self.send(merchant, msgtype="image", image={"media_id": uploaded["media_id"]}) == 0
        query = {"access_token": merchant.token(), "media_id": uploaded["media_id"]}
        assert merchant.http.get("/cgi-bin/media/get", params=query).content == b"\x89PNG123"

    def test_words_are_pushed(self, merchant: Merchant, receiver: Receiver) -> None:
        receiver.token = merchant.firm["weapp"]["push_token"]
        body = {"url": receiver.url, "mode": "plain", "format": "json"}
        merchant.http.post(f"/_sandbox/apps/{merchant.weapp}/push", json=body)
        merchant.device("speak", person="小明", appid=merchant.weapp, words="几天到？")
        push = json.loads(receiver.wait(1)[0].body)
        assert (push["MsgType"], push["Content"]) == ("text", "几天到？")
        merchant.device("login-code", person="小明", appid=merchant.weapp)
        check = {"media_url": "https://x.cn/risky.png", "media_type": 2, "version": 2, "scene": 2}
        trace = merchant.api("/wxa/media_check_async", check | {"openid": merchant.openid("小明")})[
            "trace_id"
        ]
        told = json.loads(receiver.wait(2)[1].body)
        assert (told["Event"], told["trace_id"], told["result"]["suggest"]) == (
            "wxa_media_check",
            trace,
            "risky",
        )

    def test_unionid_after_paying(self, merchant: Merchant) -> None:
        order = merchant.paid_order()
        query = {
            "mch_id": merchant.mchid,
            "out_trade_no": order["out_trade_no"],
            "openid": merchant.openid("小明"),
        }
        found = merchant.api("/wxa/getpaidunionid", **query)
        assert found["errcode"] == 0
        assert merchant.api("/wxa/getpaidunionid", **query | {"out_trade_no": "x"})["errcode"] == 89300
