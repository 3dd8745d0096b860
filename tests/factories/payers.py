"""Paying at the sandbox: a shop with its channels and merchant number, shoppers who entered by WeChat."""

import asyncio
import queue
from dataclasses import dataclass
from typing import Any

import httpx

from tests.factories.database import TestClock
from tests.factories.malls import Buyer, Mall, Owner
from tests.wechat.sandbox_process import Received, Sandbox
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.kernel.ids import ShopId

Json = Any
# What the transport adds by itself.
_HOPS = {"host", "content-length", "connection", "accept", "accept-encoding", "user-agent"}


@dataclass
class Payers:
    """A shop that can be paid, its owner and one shopper."""

    owner: Owner
    buyer: Buyer
    firm: Json
    sku_id: str
    price_fen: int
    person: str = "小明"

    @property
    def scope(self) -> ShopScope:
        return ShopScope(ShopId(self.owner.shop_id))

    async def ticket(self, order: Json) -> Json:
        """Signed parameters for the cashier."""
        answer = await self.buyer.call("POST", f"/orders/{order['id']}/pay", {"channel": "weapp"})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def status(self, order: Json) -> str:
        return str((await self.buyer.call("GET", f"/orders/{order['id']}")).json()["status"])


@dataclass
class PayingMall:
    """A mall beside the sandbox. Notices wait in a queue until a test hands them in."""

    mall: Mall
    world: Sandbox
    notices: "queue.Queue[Received]"
    clock: TestClock

    async def payers(self, price_fen: int = 16801) -> Payers:
        """A shop of its own firm."""
        firm = await asyncio.to_thread(self.world.told, "/_sandbox/provision", {"name": "付款小店"})
        owner = await self.mall.owner()
        weapp = {name: firm["weapp"][name] for name in ("appid", "secret", "push_token", "encoding_aes_key")}
        keys = firm["merchant"]
        account = {
            "mchid": keys["mchid"],
            "serial_no": keys["serial_no"],
            "private_key_pem": keys["private_key_pem"],
            "apiv3_key": keys["apiv3_key"],
            "public_key_id": keys["wechatpay_public_key_id"],
            "public_key_pem": keys["wechatpay_public_key_pem"],
        }
        for path, body in (("/channels/weapp", weapp), ("/channels/payment", account)):
            answer = await owner.shop("PUT", path, body)
            assert answer.is_success, answer.text
        goods = await owner.goods(price_fen, 20)
        buyer = await self.mall.buyer(owner)
        buyer.token = (await self.enter(owner, firm))["token"]
        address = {"name": "李雷", "phone": "13800138000", "region_code": "330106", "detail": "文三路 1 号"}
        buyer.address_id = (await buyer.call("POST", "/addresses", address)).json()["id"]
        return Payers(owner, buyer, firm, goods["skus"][0]["id"], price_fen)

    async def enter(self, owner: Owner, firm: Json, person: str = "小明") -> Json:
        """A session by `wx.login`'s code."""
        code = await asyncio.to_thread(self.world.login_code, person, firm["weapp"]["appid"])
        answer = await Buyer(self.mall.http, owner.slug).call("POST", "/auth/weapp", {"code": code})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def pay(self, payers: Payers, ticket: Json) -> str:
        """The person types 支付密码 into the cashier's sheet; what the mini program is told."""
        body = {
            "person": payers.person,
            "appid": payers.firm["weapp"]["appid"],
            "params": ticket["params"],
            "method": "password",
            "password": "123456",
        }
        told = await asyncio.to_thread(self.world.told, "/_sandbox/device/pay", body)
        return str(told["errMsg"])

    async def notice(self) -> Received:
        """The next notice that WeChat sent."""
        return await asyncio.to_thread(self.notices.get, timeout=20)

    async def hand_in(
        self, payers: Payers, notice: Received, *, body: bytes | None = None, more: Json = ()
    ) -> httpx.Response:
        """A notice as it came, or bent."""
        headers = [(name, value) for name, value in notice.headers if name.lower() not in _HOPS]
        return await self.mall.http.post(
            f"/callbacks/wechat/pay/{payers.owner.shop_id}",
            content=notice.body if body is None else body,
            headers=[*headers, *more],
        )

    def journal(self, payers: Payers) -> list[Json]:
        """The witness's lines about this firm's money."""
        mchid = payers.firm["merchant"]["mchid"]
        return [line for line in self.world.journal() if line.get("mchid") == mchid]
