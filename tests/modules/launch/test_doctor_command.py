"""`xiaopu doctor launch`: a process of its own, over a home with a shop, beside the sandbox."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from tests.sandbox.owner import Owner as Hand
from tests.wechat.sandbox_process import Sandbox, free_port
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.database.migrate import upgrade
from xiaopu.infra.database.scopes import DirectoryScope, ShopScope
from xiaopu.infra.database.unit import UnitOfWork, fresh_id
from xiaopu.infra.settings import initialise, load
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.tenancy.api import Channel, OpenShop, open_shop
from xiaopu.modules.tenancy.schemas import ChannelIn
from xiaopu.modules.tenancy.usecases.set_channel import set_channel
from xiaopu.modules.tenancy.usecases.sign_up import SignUp, add_verified_merchant

pytestmark = pytest.mark.anyio
SLUG = "doctors-shop"


@dataclass
class Installation:
    """A home with one shop, whose WeChat is at `origin`."""

    home: Path
    origin: str

    def environment(self) -> dict[str, str]:
        names = ("API_BASE_URL", "PAY_BASE_URL", "OPEN_BASE_URL", "MP_BASE_URL", "CI_BASE_URL")
        return os.environ | {f"XIAOPU_WECHAT__{name}": self.origin for name in names}

    def doctor(self, *arguments: str, shop: str = SLUG) -> "subprocess.CompletedProcess[str]":
        command = [str(Path(sys.executable).with_name("xiaopu")), "doctor", "launch", "--shop", shop]
        command += ["--home", str(self.home), *arguments]
        return subprocess.run(
            command, env=self.environment(), capture_output=True, text=True, timeout=120, check=False
        )

    async def with_shop(self, appid: str, secret: str) -> None:
        """A merchant's shop with a mini program of their own."""
        initialise(self.home, self.environment())
        settings = load(self.home, self.environment())
        upgrade(settings.database.url)
        house = House(settings)

        def found(uow: UnitOfWork) -> Any:
            return add_verified_merchant(uow, SignUp("doctor@shops.example", "no hash"), vault=house.vault)

        merchant_id = await house.units.write(DirectoryScope(), found)
        scope = ShopScope(ShopId(fresh_id(house.clock())))
        await house.units.write(scope, open_shop, OpenShop(merchant_id, "山货铺", SLUG))
        keys = ChannelIn(appid, secret)
        await house.units.write(scope, set_channel, Channel.WEAPP, keys, vault=house.vault)
        await house.close()


@pytest.fixture
def hand(world: Sandbox) -> Iterator[Hand]:
    """A person with a mini program at 公众平台."""
    made = Hand(world.origin)
    made.secret = str(made.act("secret")["secret"])
    yield made
    made.close()


@pytest.fixture
async def installation(tmp_path: Path, world: Sandbox, hand: Hand) -> Installation:
    made = Installation(tmp_path, world.origin)
    await made.with_shop(hand.appid, hand.secret)
    return made


def codes(answer: "subprocess.CompletedProcess[str]") -> dict[str, list[str]]:
    """Findings by the key of their checkup; standard output holds nothing but the JSON."""
    told = msgspec.json.decode(answer.stdout)
    assert answer.stdout.count("\n") == 1
    return {one["key"]: [found["code"] for found in one["findings"]] for one in told["checkups"]}


class TestExitCodes:
    async def test_nothing_wrong_is_0_and_a_wrong_secret_is_1(
        self, installation: Installation, hand: Hand
    ) -> None:
        sound = installation.doctor("--step", "account")
        assert (sound.returncode, sound.stderr) == (0, "")
        assert "✓ 小程序账号" in sound.stdout
        hand.act("secret")
        wrong = installation.doctor("--step", "account", "--json")
        assert wrong.returncode == 1
        assert codes(wrong) == {"house": [], "way_out": [], "account": ["wechat_refused"]}
        read = installation.doctor("--step", "account")
        for words in ("AppSecret 不正确", "errcode 40125", "→ ", "（您；", "还不行就找", hand.appid):
            assert words in read.stdout
        assert hand.secret not in read.stdout + read.stderr + wrong.stdout + wrong.stderr

    async def test_an_unknown_shop_or_step_is_2(self, installation: Installation) -> None:
        nobody = installation.doctor("--json", shop="nobody-here")
        assert nobody.returncode == 2
        assert "not_found" in nobody.stdout + nobody.stderr
        step = installation.doctor("--step", "nothing")
        assert step.returncode == 2
        assert "没有这一步：nothing" in step.stderr


class TestAsking:
    async def test_every_step_is_examined(self, installation: Installation) -> None:
        answer = installation.doctor("--json")
        assert answer.returncode == 1
        found = codes(answer)
        assert list(found) == ["house", "way_out", *Step]
        assert found["account"] == []
        assert "goods_few" in found["store"]

    async def test_offline_asks_nobody(self, installation: Installation) -> None:
        """Nobody listens where WeChat should be, and no one finds out."""
        assert installation.doctor("--step", "account").returncode == 0
        installation.origin = f"http://127.0.0.1:{free_port()}"
        online = installation.doctor("--step", "account", "--json")
        assert (online.returncode, codes(online)["way_out"]) == (1, ["no_way_out"])
        offline = installation.doctor("--step", "account", "--json", "--offline")
        assert (offline.returncode, codes(offline)) == (0, {"house": [], "account": []})
        read = installation.doctor("--step", "account", "--offline")
        assert "没有联网" in read.stdout

    async def test_wechats_bad_day_is_not_the_merchants(
        self, installation: Installation, world: Sandbox, hand: Hand
    ) -> None:
        match = {"path": "/wxaapi/newtmpl/getcategory", "appid": hand.appid}
        fault = {"kind": "system_error_then_success", "match": match, "times": 9}
        world.told("/_sandbox/faults", fault)
        busy = installation.doctor("--step", "account", "--json")
        async with httpx.AsyncClient(trust_env=False) as http:
            await http.delete(f"{world.origin}/_sandbox/faults")
        assert (busy.returncode, codes(busy)["account"]) == (1, ["wechat_busy"])
        told = msgspec.json.decode(busy.stdout)
        [finding] = [one for checkup in told["checkups"] for one in checkup["findings"]]
        assert (finding["who"], finding["retry"]) == ("wechat", True)
