"""Real processes over HTTP: bent notices at the mall's door, and WeChat's own pushes delivered to it."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import Select, bindparam, func, select

from proofs.caught import Caught, NoticeTrap
from proofs.world import Place, Shop, house_at, open_proof_shop, place, running, stock_goods
from tests.wechat.test_notices import mutated
from xiaopu.entrypoints.journey.actors import Shopper, Wechat
from xiaopu.entrypoints.journey.stage import Addresses
from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.payments.tables import PAY_NOTICES
from xiaopu.modules.platform.tables import WECHAT_PUSHES

FORGERIES = 500
PERSON = "小明"
NOTICES, PUSHES = (
    select(func.count()).select_from(table).where(table.c.shop_id == bindparam("shop"))
    for table in (PAY_NOTICES, WECHAT_PUSHES)
)
ADDRESS = {"name": "李雷", "phone": "13800138000", "region_code": "330106", "detail": "文三路 1 号"}


class Scene(msgspec.Struct, frozen=True):
    """A served mall whose notices fall into a trap, and a shop in it."""

    where: Place
    addresses: Addresses
    trap: Any
    shop: Shop
    sku_id: str
    firm: dict[str, Any]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder: Path = tmp_path_factory.mktemp("over_http")
    with NoticeTrap() as trap:
        more = {"XIAOPU_SERVER__PUBLIC_URL": trap.address}
        with place("sqlite", folder, more=more) as where, running(where) as addresses:
            shop, sku_id = asyncio.run(furnish(where, addresses))
            with httpx.Client(base_url=addresses.sandbox, trust_env=False) as sandbox:
                firms = sandbox.get("/_sandbox/provision").json()
            firm = next(one for one in firms if one["weapp"]["appid"] == shop.weapp)
            yield Scene(where, addresses, trap, shop, sku_id, firm)


async def furnish(where: Place, addresses: Addresses) -> tuple[Shop, str]:
    """A shop with its firm at WeChat, and something to sell."""
    with house_at(where) as house:
        shop = await open_proof_shop(house, addresses.sandbox, "开着的店")
        sku_id = await stock_goods(house, shop, 5)
        await house.close()
    return shop, sku_id


def paid_order(scene: Scene) -> tuple[Shopper, str, Caught]:
    """An order that was paid over HTTP, and WeChat's notice of it, caught on its way."""
    shopper, wechat = Shopper(scene.addresses.mall, scene.shop.slug), Wechat(scene.addresses.sandbox)
    code = wechat.device("login-code", {"person": PERSON, "appid": scene.shop.weapp})["code"]
    shopper.enter(code)
    wanted = {"source": "now", "sku_id": scene.sku_id, "quantity": 1}
    wanted["address_id"] = shopper.call("POST", "/addresses", ADDRESS)["id"]
    quote = shopper.call("POST", "/checkout/preview", wanted)["quote"]
    order = shopper.call("POST", "/orders", wanted | {"quote": quote})["id"]
    ticket = shopper.call("POST", f"/orders/{order}/pay", {"channel": "weapp"})
    body = {"person": PERSON, "appid": scene.shop.weapp, "params": ticket["params"], "password": "123456"}
    assert wechat.device("pay", body)["errMsg"] == "requestPayment:ok"
    wechat.leave()
    for _ in range(200):
        caught = scene.trap.take()
        if caught:
            return shopper, order, caught[0]
        time.sleep(0.05)
    raise AssertionError("no notice came")


class TestBentNotices:
    def test_none_is_taken_and_none_breaks_the_door(self, scene: Scene) -> None:
        shopper, order, caught = paid_order(scene)
        proven = [
            (name.decode().title(), value.decode())
            for name, value in caught.headers
            if name.startswith(b"wechatpay-")
        ]
        chance, answers = random.Random(20261124), Counter[int]()
        door = f"/callbacks/wechat/pay/{scene.shop.scope.shop_id}"
        with httpx.Client(base_url=scene.addresses.mall, trust_env=False, timeout=20) as http:
            for _ in range(FORGERIES):
                headers, body = sent_as_http_allows(*mutated(chance, proven, caught.body))
                answers[http.post(door, headers=headers, content=body).status_code] += 1
            assert sum(answers.values()) == FORGERIES
            assert [status for status in answers if status < 400 or status >= 500] == [], answers
            # By now the sweep may have asked WeChat itself; but no notice has been taken.
            assert asyncio.run(kept(scene, NOTICES)) == 0
            assert http.post(door, headers=proven, content=caught.body).json() == {
                "code": "SUCCESS",
                "message": "成功",
            }
        assert asyncio.run(kept(scene, NOTICES)) == 1
        assert shopper.call("GET", f"/orders/{order}")["status"] == "paid"
        shopper.leave()


def sent_as_http_allows(
    headers: list[tuple[str, str]], body: bytes
) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Letters that no HTTP client can send in a header become a question mark: bent all the same."""
    return [
        (name.encode(), bytes(letter if 32 < letter < 127 else 63 for letter in value.encode("latin-1")))
        for name, value in headers
    ], body


class TestPushes:
    @pytest.mark.parametrize("form", ["json", "xml"])
    def test_wechat_delivers_to_the_door_itself(self, scene: Scene, form: str) -> None:
        door = f"{scene.addresses.mall}/callbacks/wechat/push/{scene.shop.scope.shop_id}"
        words = f"在吗 {form}"
        with httpx.Client(base_url=scene.addresses.sandbox, trust_env=False, timeout=20) as sandbox:
            path = f"/_sandbox/apps/{scene.shop.weapp}/push"
            saved = sandbox.post(path, json={"url": door, "mode": "safe", "format": form})
            assert saved.status_code == 200, saved.text
            began = time.monotonic()
            said = {"person": PERSON, "appid": scene.shop.weapp, "words": words}
            assert sandbox.post("/_sandbox/device/speak", json=said).status_code == 200
            while True:
                newest = sandbox.get("/_sandbox/pushes", params={"owner": scene.shop.weapp}).json()[0]
                if newest["state"] != "pending":
                    break
                assert time.monotonic() - began < 10, newest
                time.sleep(0.05)
        assert (newest["state"], newest["tries"], newest["outcome"]) == ("delivered", 1, "200")
        assert time.monotonic() - began < 5
        assert newest["plain"]["Content"] == words
        assert asyncio.run(kept(scene, PUSHES)) == {"json": 1, "xml": 2}[form]


async def kept(scene: Scene, statement: Select[Any]) -> int:
    """How many rows the shop has."""

    def count(read: ReadScope) -> int:
        return int(read.value(statement))

    with house_at(scene.where) as house:
        try:
            return await house.units.read(scene.shop.scope, count)
        finally:
            await house.close()
