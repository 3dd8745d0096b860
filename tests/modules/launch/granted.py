"""A shop whose mini program was registered by hand and granted to the operator's platform: all is to do."""

import io
import uuid
from dataclasses import dataclass
from typing import Any

from PIL import Image

from tests.factories.malls import Owner
from tests.factories.operators import OperatedMall
from tests.sandbox.owner import application

Json = Any
PERSON: dict[str, Any] = {
    "name": "李雷",
    "mobile": "13800138000",
    "email": "lilei@example.com",
    "emergency_contact": "13900139000",
    "certificate_number": "330106199001011234",
    "valid_from": "20200101",
    "valid_until": "长期",
}
FILING: dict[str, Any] = {
    "subject_type": 4,
    "name": "杭州山货铺",
    "province": "330000",
    "city": "330100",
    "district": "330106",
    "address": "文三路 1 号",
    "certificate_number": "91330100MA2XXXXX0X",
    "certificate_address": "文三路 1 号",
    "principal": PERSON,
    "services": [1],
}


def picture(width: int = 300, height: int = 200) -> bytes:
    """A red photograph."""
    canvas = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(canvas, "PNG")
    return canvas.getvalue()


@dataclass
class GrantedShop:
    """Its owner in the console, and WeChat's reviewers at the sandbox."""

    operated: OperatedMall
    owner: Owner
    appid: str

    async def ask(self, method: str, path: str, body: Json = None) -> Json:
        """A call that succeeds, a second after the one before: moves are told apart by their moments."""
        self.operated.paying.clock.move(seconds=1)
        answer = await self.owner.shop(method, f"/launch{path}", body)
        assert answer.is_success, answer.text
        return answer.json()

    async def refused(self, method: str, path: str, body: Json = None) -> Json:
        """A call that does not: the code and the data of the refusal."""
        answer = await self.owner.shop(method, f"/launch{path}", body)
        assert answer.status_code == 409, answer.text
        problem = answer.json()
        return {"code": problem["code"]} | problem.get("data", {})

    async def upload(self, method: str, path: str, content: bytes | None = None) -> Json:
        """A picture as a form."""
        headers = {"X-CSRF-Token": self.owner.csrf, "Idempotency-Key": uuid.uuid4().hex}
        answer = await self.owner.http.request(
            method,
            f"/api/console/v1/shops/{self.owner.shop_id}/launch{path}",
            files={"file": ("a.png", picture() if content is None else content, "image/png")},
            headers=headers,
        )
        assert answer.is_success, answer.text
        return answer.json()

    async def step(self, step: str) -> Json:
        """The card as it was looked at last."""
        page = await self.ask("GET", "")
        return next(one for one in page["steps"] if one["step"] == step)

    async def look(self, step: str) -> Json:
        """The card after a look."""
        page = await self.ask("POST", f"/steps/{step}/look")
        return next(one for one in page["steps"] if one["step"] == step)

    async def seen(self) -> Json:
        """The mini program at WeChat."""
        return await self.operated.seen(f"/_sandbox/mp/{self.appid}")

    async def act(self, what: str, body: Json) -> Json:
        """Something done by hand at mp.weixin.qq.com."""
        return await self.operated.told(f"/_sandbox/mp/{self.appid}/{what}", body)

    async def decide(self, what: str, verdict: str, push: str, **more: Any) -> None:
        """A reviewer decides; the push comes in and is worked off."""
        path = f"/_sandbox/open/weapps/{self.appid}/decide"
        await self.operated.told(path, {"what": what, "verdict": verdict} | more)
        await self.operated.next(push)
        self.operated.paying.clock.move(seconds=1)
        await self.operated.mall.house.worker.round()

    async def moves(self, step: str) -> list[str]:
        """How the step moved, oldest first."""
        rows = (await self.ask("GET", "/history"))["items"]
        return [row["status_to"] for row in reversed(rows) if row["step"] == step]


async def granted_shop(operated: OperatedMall, subject: str = "company") -> GrantedShop:
    """Registered by hand, then granted."""
    owner = await operated.mall.owner()
    made = await operated.told("/_sandbox/mp/register", application(subject))
    answer = await operated.granted(owner, made["appid"])
    assert answer.status_code == 302, answer.text
    return GrantedShop(operated, owner, made["appid"])


async def own_shop(operated: OperatedMall, subject: str = "company") -> GrantedShop:
    """Registered by hand, with AppID and AppSecret set in the console: nobody granted anything."""
    owner = await operated.mall.owner()
    made = await operated.told("/_sandbox/mp/register", application(subject))
    secret = (await operated.told(f"/_sandbox/mp/{made['appid']}/secret", {}))["secret"]
    channel = {"appid": made["appid"], "secret": secret}
    answer = await owner.shop("PUT", "/channels/weapp", channel)
    assert answer.is_success, answer.text
    return GrantedShop(operated, owner, made["appid"])
