"""Odd input everywhere: whatever is sent, WeChat answers in its own way and never with a crash."""

import json
import random
import subprocess
from typing import Any

import pytest

from tests.sandbox.merchant import Merchant
from tests.sandbox.test_command import command

ODD: list[Any] = [
    *(
        None,
        True,
        0,
        -1,
        2**63,
        2**70,
        1.5,
        "",
        " ",
        "０１２",
        "a" * 5000,
        "\ud800",
        "\x00",
        "';--",
        "wx",
        "-1",
    ),
    *([], [[]], {}, {"a": 1}, ["x"], "2026-11-24T00:00:00+08:00", "http://[::1", "😀" * 50, "NaN"),
]
NAMES = (
    "appid mchid openid touser template_id data code scene page path width amount payer out_trade_no"
    " out_refund_no notify_url description order_key shipping_list upload_time logistics_type delivery_mode"
    " transaction_id pay_time_range page_size last_index query expire_type expire_interval expire_time"
    " jump_wxa page_url media_url media_type version content tid kidList msgtype text image received_time"
    " order_id type delay_to secret grant_type force_refresh component_appid authorization_code time_expire"
    " url action auth_data categories item_list batch_req owner_setting setting_list wechatid"
)


def listed() -> list[dict[str, str]]:
    """Every call that the sandbox says it answers; pages for people are left out."""
    done: subprocess.CompletedProcess[str] = command("endpoints")
    known = [json.loads(line) for line in done.stdout.splitlines()]
    return [one for one in known if one["method"] != "PAGE"]


def odd_body(chance: random.Random) -> str:
    """An object of odd values under names that calls look for; sometimes nested, sometimes no object at
    all.
    """
    if chance.random() < 0.1:
        return json.dumps(chance.choice(ODD))
    body = {name: chance.choice(ODD) for name in chance.sample(NAMES.split(), chance.randint(1, 12))}
    nested = chance.choice(("amount", "order_key", "jump_wxa", "payer", "pay_time_range", "data"))
    body[nested] = {
        name: chance.choice(ODD) for name in ("total", "order_number_type", "begin_time", "openid", "path")
    }
    return json.dumps(body)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return (
        [path, *(way for key, one in inner for way in leaves(one, (*path, key)))] if path or inner else [path]
    )


def changed(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """A copy with one value replaced."""
    if not path:
        return odd
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(value[path[0]], path[1:], odd)
    return copy


def platform_tokens(merchant: Merchant) -> dict[str, str]:
    """A third-party platform's own token, and its token for this merchant's mini program."""
    body = {"name": "fuzz", "auth_url": "http://127.0.0.1:9/auth"}
    own = merchant.http.post("/_sandbox/open/platforms", json=body).json()
    pushed = merchant.http.get("/_sandbox/pushes", params={"owner": own["appid"]}).json()
    asked = {"component_appid": own["appid"], "component_appsecret": own["secret"]}
    asked["component_verify_ticket"] = pushed[0]["plain"]["ComponentVerifyTicket"]
    token = merchant.http.post("/cgi-bin/component/api_component_token", json=asked).json()[
        "component_access_token"
    ]
    names = {"component_appid": own["appid"], "appid": merchant.weapp}
    code = merchant.http.post("/_sandbox/open/consent", json=names).json()["auth_code"]
    path, exchanged = "/cgi-bin/component/api_query_auth", {"authorization_code": code}
    info = merchant.http.post(path, params={"access_token": token}, json=exchanged).json()[
        "authorization_info"
    ]
    return {"component": token, "behalf": str(info["authorizer_access_token"])}


class TestOddInput:
    def test_valid_bodies_with_one_odd_value(self, merchant: Merchant) -> None:
        chance = random.Random(7)
        order, openid = merchant.paid_order(), merchant.openid("小明")
        scene = {"payer_client_ip": "127.0.0.1", "store_info": {"id": "1", "name": "店"}}
        prepay = merchant.order(openid, scene_info=scene, attach="a", limit_pay=["no_credit"])
        amount = {
            "refund": 1,
            "total": 1299,
            "currency": "CNY",
            "from": [{"account": "AVAILABLE", "amount": 1}],
        }
        refund = {
            "out_trade_no": order["out_trade_no"],
            "out_refund_no": "fuzz",
            "amount": amount,
            "reason": "x",
        }
        for target, body in (("/v3/pay/transactions/jsapi", prepay), ("/v3/refund/domestic/refunds", refund)):
            for path in leaves(body):
                odd = changed(body, path, chance.choice(ODD))
                answer = merchant.call("POST", target, json.dumps(odd))
                assert answer.status_code < 500, (target, odd, answer.text)

    def test_valid_calls_of_the_mini_program_with_one_odd_value(self, merchant: Merchant) -> None:
        chance = random.Random(8)
        order, openid = merchant.paid_order(), merchant.openid("小明")
        ship = {
            "order_key": {
                "order_number_type": 1,
                "mchid": merchant.mchid,
                "out_trade_no": order["out_trade_no"],
            },
            "logistics_type": 1,
            "delivery_mode": 1,
            "shipping_list": [
                {
                    "tracking_no": "1",
                    "express_company": "SF",
                    "item_desc": "x",
                    "contact": {"receiver_contact": "1234"},
                }
            ],
            "upload_time": "2026-11-24T15:00:00.120+08:00",
            "payer": {"openid": openid},
        }
        listing = {
            "pay_time_range": {"begin_time": 1, "end_time": 2},
            "order_state": 1,
            "page_size": 5,
            "last_index": "0",
        }
        message = {
            "touser": openid,
            "template_id": merchant.firm["subscribe_templates"][0]["template_id"],
            "data": {"thing2": {"value": "x"}},
        }
        calls = {
            "/wxa/sec/order/upload_shipping_info": ship,
            "/wxa/sec/order/get_order_list": listing,
            "/cgi-bin/message/subscribe/send": message,
            "/wxa/generatescheme": {"jump_wxa": {"path": "a", "query": "b=1"}, "expire_time": 1},
        }
        token = merchant.token()
        for target, body in calls.items():
            for path in leaves(body):
                for odd_value in chance.sample(ODD, 6):
                    odd = json.dumps(changed(body, path, odd_value)).encode()
                    answer = merchant.http.post(target, params={"access_token": token}, content=odd)
                    assert answer.status_code == 200, (target, odd, answer.text)

    @pytest.mark.parametrize("seed", range(4))
    def test_nothing_crashes(self, merchant: Merchant, seed: int) -> None:
        chance = random.Random(seed)
        tokens = {"open": "", "app": merchant.token()} | platform_tokens(merchant)
        for known in listed():
            path = known["path"].replace("{", "").replace("}", "")
            body = odd_body(chance) if known["method"] in ("POST", "PUT") else ""
            if known["host"] == "api.mch.weixin.qq.com":
                query = f"?mchid={merchant.mchid}&bill_date=%00&limit=99999999999&offset=-1&token=%F0%9F"
                answer = merchant.call(known["method"], path + query, body or None)
                assert answer.status_code < 500, (known, body, answer.text)
                continue
            parameters = {
                "access_token": tokens[known["access"]],
                "action": chance.choice(["create", "search", "x"]),
                "openid": chance.choice(["x", "\x00"]),
                "start": "9" * 30,
                "limit": "9" * 30,
            }
            answer = merchant.http.request(known["method"], path, params=parameters, content=body.encode())
            assert answer.status_code == 200, (known, body, answer.text)
