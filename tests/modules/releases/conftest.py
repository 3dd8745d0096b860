"""A mall beside the sandbox whose prebuilt mini program is a small one, and owners who launch by hand."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.factories.database import TestDatabase
from tests.factories.malls import Mall, open_mall
from tests.factories.malls import Owner as Merchant
from tests.factories.operators import OperatedMall, found_platform, platform_settings
from tests.factories.payers import PayingMall
from tests.modules.releases.weapps import package, zipped
from tests.sandbox.owner import Owner as Hand
from tests.sandbox.receiver import Receiver
from tests.wechat.sandbox_process import Sandbox, notice_receiver

Json = Any


@dataclass
class Launched:
    """A merchant's shop here, and the same person's hand at WeChat."""

    mall: Mall
    merchant: Merchant
    hand: Hand

    async def asked(self, method: str, path: str, body: Json = None, status: int = 200) -> Json:
        """A console call that answers with `status`."""
        answer = await self.merchant.shop(method, path, body)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    async def refused(self, method: str, path: str, body: Json = None) -> Json:
        """The code and data of a refusal."""
        answer = await self.merchant.shop(method, path, body)
        assert answer.status_code >= 400, answer.text
        problem = answer.json()
        return problem["code"], problem.get("data", {})

    def tick(self, seconds: int = 60) -> None:
        """Time passes here; histories are told apart by it."""
        clock: Any = self.mall.house.clock
        clock.now += timedelta(seconds=seconds)

    async def by_hand(self, what: str, body: Json = None) -> Json:
        return await asyncio.to_thread(self.hand.act, what, body)

    async def decide(self, what: str, verdict: str = "accept", **more: Any) -> Json:
        return await asyncio.to_thread(self.hand.decide, what, verdict, **more)

    async def view(self) -> Json:
        """How WeChat sees the mini program."""
        return await asyncio.to_thread(self.hand.view)

    async def built(self, **wanted: Any) -> Json:
        """A package, made by the worker."""
        made = await self.asked("POST", "/code/packages", wanted, 202)
        await self.mall.house.worker.round()
        return await self.asked("GET", f"/code/packages/{made['id']}")

    async def uploaded(self, **wanted: Any) -> Json:
        """A package that WeChat has."""
        made = await self.built(**wanted)
        await self.asked("POST", f"/code/packages/{made['id']}/upload", None, 202)
        await self.mall.house.worker.round()
        return await self.asked("GET", f"/code/packages/{made['id']}")


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """A folder of clients with a small prebuilt mini program and a little source."""
    folder = tmp_path / "clients"
    for path, content in package().items():
        place = folder / "miniprogram" / "dist" / "build" / "mp-weixin" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    for path, text in {"package.json": "{}", "src/main.ts": "let a", ".env": "S=1", "k.pem": "x"}.items():
        place = folder / "miniprogram" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return folder


@pytest.fixture
def box() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
async def operated(  # noqa: PLR0917 (fixtures are asked for by name)
    database: TestDatabase, tmp_path: Path, clients: Path, world: Sandbox, box: Receiver
) -> AsyncIterator[OperatedMall]:
    """A mall whose operator has a platform at the sandbox, with its first ticket."""
    database.clock.now = datetime.now(UTC)
    own = await asyncio.to_thread(found_platform, world, box)
    with notice_receiver() as (address, notices):
        async with open_mall(
            database,
            tmp_path,
            wechat=world.origin,
            public_url=address.removesuffix("/callbacks/wechat/pay"),
            platform=platform_settings(own),
            clients=clients,
        ) as mall:
            made = OperatedMall(PayingMall(mall, world, notices, database.clock), own, box)
            await made.next("component_verify_ticket")
            yield made


@pytest.fixture
async def own(operated: OperatedMall) -> AsyncIterator[Launched]:
    """Mode A: AppID, AppSecret and upload key are here; everything else is done by hand."""
    hand = await asyncio.to_thread(Hand, operated.world.origin)
    await asyncio.to_thread(hand.dress)
    secret = (await asyncio.to_thread(hand.act, "secret"))["secret"]
    await asyncio.to_thread(hand.make_key)
    merchant = await operated.mall.owner()
    launched = Launched(operated.mall, merchant, hand)
    await launched.asked("PUT", "/channels/weapp", {"appid": hand.appid, "secret": secret}, 204)
    yield launched
    hand.close()


@pytest.fixture
async def granted(operated: OperatedMall) -> AsyncIterator[Launched]:
    """Mode B: the mini program is granted to the operator's platform, whose template is our package."""
    hand = await asyncio.to_thread(Hand, operated.world.origin)
    await asyncio.to_thread(hand.dress)
    merchant = await operated.mall.owner()
    await asyncio.to_thread(_give_template, operated)
    await operated.granted(merchant, hand.appid)
    yield Launched(operated.mall, merchant, hand)
    hand.close()


def _give_template(operated: OperatedMall) -> None:
    """The operator uploads the prebuilt package as a template, once a release."""

    fields = {"component_appid": operated.own["appid"], "version": "1.0", "desc": "x", "template": "1"}
    files = {"package": ("package.zip", zipped(package()), "application/zip")}
    url = f"{operated.world.origin}/_sandbox/open/templates"
    answer = httpx.post(url, data=fields, files=files, trust_env=False)
    assert answer.status_code == 200, answer.text
    assert answer.json()["template_id"] == 1
