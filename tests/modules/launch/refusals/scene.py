"""What a row of the table of refusals has at hand, and the one form in which every diagnosis is told."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.factories.operators import OperatedMall
from tests.factories.payers import Payers
from tests.modules.launch.granted import GrantedShop, granted_shop, own_shop
from tests.modules.releases.conftest import Launched
from tests.modules.releases.weapps import package, zipped
from tests.sandbox.owner import Owner as Hand
from tests.sandbox.owner import credit_code
from xiaopu.wechat.openplatform.registration import REGISTRATION_STATUSES

Json = Any


@dataclass(frozen=True)
class Told:
    """A diagnosis: our code, WeChat's code if it gave one, cause and mend in both languages, who mends."""

    code: str
    errcode: str | None
    cause: tuple[str, str]
    mend: tuple[str, str]
    who: str
    source: str = ""


@dataclass
class Scene:
    """One row's world: everything begins from nothing."""

    operated: OperatedMall
    hands: list[Hand] = field(default_factory=list)

    async def granted(self, subject: str = "company") -> GrantedShop:
        return await granted_shop(self.operated, subject)

    async def own(self, subject: str = "company") -> GrantedShop:
        return await own_shop(self.operated, subject)

    async def told(self, path: str, body: Json) -> Json:
        return await self.operated.told(path, body)

    async def work(self) -> None:
        """A second later the worker does what lies there."""
        self.operated.paying.clock.move(seconds=1)
        await self.operated.mall.house.worker.round()

    async def registration(self, shop: GrantedShop, **changed: str) -> Json:
        wanted = {
            "kind": "company",
            "name": "好山货有限公司",
            "code": credit_code(),
            "legal_persona_name": "张三",
            "legal_persona_wechat": "zhangsan_1",
        }
        answer = await shop.owner.shop("POST", "/weapp-access/registration", wanted | changed)
        assert answer.status_code == 201, answer.text
        return wanted | changed

    async def empty(self) -> GrantedShop:
        """A shop without a mini program."""
        return GrantedShop(self.operated, await self.operated.mall.owner(), "")

    async def launched(self, shop: GrantedShop, hand: Hand) -> Launched:
        return Launched(self.operated.mall, shop.owner, hand)

    async def hand(self, shop: GrantedShop) -> Hand:
        """The hand of the person at 公众平台, on this shop's mini program."""

        def take() -> Hand:
            hand = Hand.__new__(Hand)
            hand.base, hand.appid = self.operated.world.origin, shop.appid
            hand.http = httpx.Client(base_url=hand.base, timeout=20, trust_env=False)
            hand.secret, hand.key = "", b""
            return hand

        self.hands.append(await asyncio.to_thread(take))
        return self.hands[-1]

    async def give_template(self) -> None:
        """The operator's template: our small package."""
        fields = {"component_appid": self.operated.own["appid"], "version": "1.0", "desc": "x"}
        url = f"{self.operated.world.origin}/_sandbox/open/templates"

        def post() -> httpx.Response:
            files = {"package": ("package.zip", zipped(package()), "application/zip")}
            return httpx.post(url, data=fields | {"template": "1"}, files=files, trust_env=False)

        assert (await asyncio.to_thread(post)).status_code == 200

    async def payers(self) -> Payers:
        return await self.operated.paying.payers()


Provoke = Callable[[Scene], Awaitable[Told]]


@dataclass(frozen=True)
class Row:
    """One refusal. `says` must stand in the Chinese cause: it is the right one, not any one."""

    name: str
    provoke: Provoke
    code: str
    errcode: str | None
    who: str
    says: str


async def diagnosed(shop: GrantedShop, step: str, code: str, errcode: str | None = None) -> Told:
    """诊断 of one step, as the page asks for it: the finding with this code."""
    return await found_by(shop.owner, step, code, errcode)


async def found_by(owner: Any, step: str, code: str, errcode: str | None = None) -> Told:
    answer = await owner.shop("POST", f"/launch/diagnose?step={step}")
    assert answer.status_code == 200, answer.text
    diagnosis = answer.json()
    findings = [one for checkup in diagnosis["checkups"] for one in checkup["findings"]]
    match = [one for one in findings if one["code"] == code and errcode in (None, one.get("errcode"))]
    assert match, [(one["code"], one.get("errcode")) for one in findings]
    assert not diagnosis["healthy"]
    one = match[0]
    return Told(
        one["code"],
        one.get("errcode"),
        (one["cause"]["zh"], one["cause"]["en"]),
        (one["mend"]["zh"], one["mend"]["en"]),
        one["who"],
        one["source"],
    )


def refused(answer: httpx.Response) -> Told:
    """The refusal of an act: the same in another envelope. Our own refusals say cause and mend in one."""
    assert answer.status_code in (409, 503), answer.text
    problem = answer.json()
    data = problem.get("data", {})
    whole = (problem["detail"], problem["detail_en"])
    cause = (data["cause"], data["cause_en"]) if "cause_en" in data else whole
    mend = (data["mend"], data["mend_en"]) if "mend_en" in data else whole
    errcode = data.get("errcode") or data.get("wechat_code")
    who = data.get("who") or ("wechat" if answer.status_code == 503 else "merchant")
    return Told(data.get("finding", problem["code"]), errcode, cause, mend, who)


PUSHED = sorted(status for status in REGISTRATION_STATUSES if status != 0)
