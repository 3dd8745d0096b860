"""Message pushes: WeChat's to the mall's own door, sealed and plain, JSON and XML, once, and forged."""

import asyncio
import hashlib
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.factories.payers import Payers, PayingMall
from tests.sandbox.receiver import Pushed, Receiver
from xiaopu.infra.database.scopes import PlatformScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.platform.api import push_content
from xiaopu.modules.platform.tables import WECHAT_PUSHES
from xiaopu.modules.shipping.tables import WECHAT_SHIPPING

pytestmark = pytest.mark.anyio

WAYS = [("safe", "json"), ("safe", "xml"), ("plain", "json"), ("plain", "xml")]


@pytest.fixture
def box() -> Iterator[Receiver]:
    """Where WeChat pushes to; a test hands on what came."""
    receiver = Receiver()
    yield receiver
    receiver.close()


class Post:
    """A shop whose mini program pushes into a box, and the mall's door for what came."""

    def __init__(self, paying: PayingMall, payers: Payers, box: Receiver) -> None:
        self.paying, self.payers, self.box = paying, payers, box
        self.weapp = payers.firm["weapp"]
        self.door = f"/callbacks/wechat/push/{payers.owner.shop_id}"

    async def listen(self, mode: str = "safe", form: str = "json") -> None:
        """WeChat is told the address; a plain one forgets the key that sealed pushes need."""
        if mode == "plain":
            await self.channel(appid="wx00000000000000ff")
            await self.channel(secret=self.weapp["secret"], push_token=self.weapp["push_token"])
        self.box.token = self.weapp["push_token"]
        wanted = {"url": self.box.url, "mode": mode, "format": form}
        await self.world(f"/_sandbox/apps/{self.weapp['appid']}/push", wanted)

    async def channel(self, **changed: str) -> None:
        wanted = {"appid": self.weapp["appid"]} | changed
        answer = await self.payers.owner.shop("PUT", "/channels/weapp", wanted)
        assert answer.is_success, answer.text

    async def world(self, path: str, body: Any) -> Any:
        return await asyncio.to_thread(self.paying.world.told, path, body)

    async def came(self, count: int) -> list[Pushed]:
        return list((await asyncio.to_thread(self.box.wait, count))[:count])

    async def hand_in(self, pushed: Pushed, **changed: Any) -> httpx.Response:
        """A push as it came, or bent: `body`, `query` and `door` replace its own."""
        return await self.paying.mall.http.post(
            changed.get("door", self.door),
            params=pushed.query | changed.get("query", {}),
            content=changed.get("body", pushed.body),
            headers={"Content-Type": "text/xml"},
        )

    async def speak(self, words: str = "在吗") -> Pushed:
        """The shopper writes to the shop's customer service."""
        before = len(self.box.received)
        body = {"person": self.payers.person, "appid": self.weapp["appid"], "words": words}
        await self.world("/_sandbox/device/speak", body)
        return (await self.came(before + 1))[-1]

    async def rows(self, table: Any) -> list[Any]:
        def look(read: ReadScope) -> list[Any]:
            return list(read.rows(table.select()))

        return await self.paying.mall.house.units.read(PlatformScope(), look)

    async def content(self, key: str) -> dict[str, object]:
        house = self.paying.mall.house
        return await house.units.read(self.payers.scope, push_content, key, vault=house.vault)


@pytest.fixture
async def post(paying: PayingMall, box: Receiver) -> Post:
    return Post(paying, await paying.payers(), box)


def signed(token: str, **query: str) -> dict[str, str]:
    text = "".join(sorted((token, query["timestamp"], query["nonce"])))
    return query | {"signature": hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()}


class TestAddress:
    async def test_gives_the_echo_back_to_wechat_alone(self, post: Post) -> None:
        now = str(int(post.paying.clock.now.timestamp()))
        query = signed(post.weapp["push_token"], timestamp=now, nonce="77", echostr="4128")
        answer = await post.paying.mall.http.get(post.door, params=query)
        assert (answer.status_code, answer.text) == (200, "4128")
        assert answer.headers["content-type"].startswith("text/plain")
        for wrong in (
            signed("anothertoken", timestamp=now, nonce="77", echostr="4128"),
            query | {"nonce": "78"},
            {"echostr": "4128"},
        ):
            refused = await post.paying.mall.http.get(post.door, params=wrong)
            assert (refused.status_code, refused.text) == (401, "push_not_proven")

    async def test_of_a_shop_without_push_is_not_there(self, post: Post) -> None:
        bare = await post.paying.mall.owner()
        for shop_id in (bare.shop_id, "0" * 20, "x", "..%2f"):
            answer = await post.paying.mall.http.get(f"/callbacks/wechat/push/{shop_id}")
            assert answer.status_code == 404


class TestTaken:
    @pytest.mark.parametrize(("mode", "form"), WAYS)
    async def test_once_however_often_it_comes(self, post: Post, mode: str, form: str) -> None:
        await post.listen(mode, form)
        pushed = await post.speak()
        answers = await asyncio.gather(*(post.hand_in(pushed) for _ in range(20)))
        assert {(answer.status_code, answer.text) for answer in answers} == {(200, "success")}
        [row] = await post.rows(WECHAT_PUSHES)
        assert (row.kind, row.event) == ("text", "")
        assert (await post.content(row.dedup_key))["Content"] == "在吗"
        assert "在吗".encode() not in row.content_sealed

    async def test_two_messages_are_two(self, post: Post) -> None:
        await post.listen()
        for words in ("在吗", "在吗"):
            assert (await post.hand_in(await post.speak(words))).status_code == 200
        assert len(await post.rows(WECHAT_PUSHES)) == 2

    async def test_a_verdict_on_a_picture_is_kept(self, post: Post) -> None:
        await post.listen()
        token = await post.world(
            "/cgi-bin/stable_token",
            {"grant_type": "client_credential", "appid": post.weapp["appid"], "secret": post.weapp["secret"]},
        )
        code = await asyncio.to_thread(post.paying.world.login_code, post.payers.person, post.weapp["appid"])
        await post.paying.mall.buyer(post.payers.owner)
        session = await asyncio.to_thread(
            httpx.get,
            f"{post.paying.world.origin}/sns/jscode2session",
            params={
                "appid": post.weapp["appid"],
                "secret": post.weapp["secret"],
                "js_code": code,
                "grant_type": "authorization_code",
            },
            trust_env=False,
        )
        asked = {"media_url": "https://m.test/risky.webp", "media_type": 2, "version": 2, "scene": 2}
        told = await post.world(
            f"/wxa/media_check_async?access_token={token['access_token']}",
            asked | {"openid": session.json()["openid"]},
        )
        [pushed] = await post.came(1)
        assert (await post.hand_in(pushed)).text == "success"
        [row] = await post.rows(WECHAT_PUSHES)
        assert row.event == "wxa_media_check"
        assert (await post.content(row.dedup_key))["trace_id"] == told["trace_id"]

    async def test_an_unknown_event_is_kept_and_answered(self, post: Post) -> None:
        await post.listen("plain")
        known = await post.speak()
        strange = {"MsgType": "event", "Event": "brand_new_thing", "CreateTime": 1, "x": {"y": [1, None]}}
        answer = await post.hand_in(known, body=json.dumps(strange).encode())
        assert (answer.status_code, answer.text) == (200, "success")
        [row] = await post.rows(WECHAT_PUSHES)
        assert (row.kind, row.event) == ("event", "brand_new_thing")


class TestSettlement:
    async def test_is_noted_beside_the_parcel(self, post: Post) -> None:
        await post.listen()
        payers, paying = post.payers, post.paying
        order = await payers.buyer.order(payers.sku_id)
        assert await paying.pay(payers, await payers.ticket(order)) == "requestPayment:ok"
        assert (await paying.hand_in(payers, await paying.notice())).status_code == 200
        sent = {"carrier_code": "YTO", "tracking_no": "YT1234567890123"}
        shipped = await payers.owner.shop("POST", f"/orders/{order['id']}/ship", sent)
        assert shipped.is_success, shipped.text
        await paying.mall.house.worker.round()
        [expected] = await post.came(1)
        assert (await post.hand_in(expected)).text == "success"
        [row] = await post.rows(WECHAT_SHIPPING)
        assert (row.status, row.received_at, row.settled_at) == ("uploaded", None, None)
        assert 9 < (row.settles_at - paying.clock.now).total_seconds() / 86_400 < 11
        payments = (await payers.owner.shop("GET", f"/orders/{order['id']}")).json()["payments"]
        receipt = {"person": payers.person, "transaction_id": payments[0]["transaction_id"]}
        assert await post.world("/_sandbox/device/confirm-receipt", receipt) == {"status": "success"}
        settled = (await post.came(2))[1]
        assert (await post.hand_in(settled)).text == "success"
        [row] = await post.rows(WECHAT_SHIPPING)
        assert (row.settled_at - row.received_at).total_seconds() == 60
        shown = (await payers.owner.shop("GET", f"/orders/{order['id']}")).json()["wechat_shipping"]
        assert [set(one) for one in shown] == [
            {"shipment_id", "status", "at", "settles_at", "received_at", "settled_at"}
        ]

    async def test_of_a_payment_that_is_not_ours_is_kept_alone(self, post: Post) -> None:
        await post.listen("plain")
        known = await post.speak()
        foreign = {"MsgType": "event", "Event": "trade_manage_order_settlement", "transaction_id": "42" * 14}
        body = json.dumps(foreign | {"settlement_time": 1_795_507_307}).encode()
        assert (await post.hand_in(known, body=body)).text == "success"
        assert len(await post.rows(WECHAT_PUSHES)) == 1
        assert await post.rows(WECHAT_SHIPPING) == []


class TestRefused:
    async def test_forged_stale_and_unreadable_ones_have_no_effect(self, post: Post) -> None:
        await post.listen()
        pushed = await post.speak()
        middle = len(pushed.body) // 2
        bent = pushed.body[:middle] + bytes([pushed.body[middle] ^ 1]) + pushed.body[middle + 1 :]
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><Encrypt>&a;</Encrypt></xml>'
        for changed in (
            {"body": bent},
            {"body": b""},
            {"body": b"{}"},
            {"body": bomb},
            {"body": b"[" * 5000},
            {"query": {"msg_signature": "0" * 40}},
            {"query": {"nonce": "0"}},
            {"query": {"timestamp": "1"}},
        ):
            answer = await post.hand_in(pushed, **changed)
            assert (answer.status_code, answer.text) == (401, "push_not_proven"), changed
        post.paying.clock.move(minutes=6)
        assert (await post.hand_in(pushed)).status_code == 401
        post.paying.clock.move(minutes=-6)
        plain = {name: value for name, value in pushed.query.items() if name in ("signature", "nonce")}
        downgraded = await post.paying.mall.http.post(
            post.door, params=plain | {"timestamp": pushed.query["timestamp"]}, content=b'{"MsgType":"event"}'
        )
        assert downgraded.status_code == 401
        assert await post.rows(WECHAT_PUSHES) == []

    async def test_anothers_push_is_forbidden(self, post: Post) -> None:
        await post.listen()
        pushed = await post.speak()
        rival = await post.paying.payers()
        door = f"/callbacks/wechat/push/{rival.owner.shop_id}"
        assert (await post.hand_in(pushed, door=door)).status_code == 401
        stolen = {name: post.weapp[name] for name in ("push_token", "encoding_aes_key")}
        same_keys = {"appid": rival.firm["weapp"]["appid"]} | stolen
        assert (await rival.owner.shop("PUT", "/channels/weapp", same_keys)).is_success
        answer = await post.hand_in(pushed, door=door)
        assert (answer.status_code, answer.text) == (403, "push_for_another")
        assert await post.rows(WECHAT_PUSHES) == []
