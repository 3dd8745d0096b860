"""A mall whose operator has a third-party platform at the sandbox: its pushes wait in a box until a test
hands them in.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.factories.malls import Mall, Owner
from tests.factories.payers import PayingMall
from tests.sandbox.receiver import Pushed, Receiver
from tests.wechat.sandbox_process import Sandbox
from xiaopu.infra import settings_sections as options
from xiaopu.infra.secrets_file import SecretText
from xiaopu.wechat.push import PushCredentials, PushReceiver

Json = Any


def found_platform(world: Sandbox, box: Receiver) -> Json:
    """A third-party platform at the sandbox, with both of its addresses at the box."""
    wanted = {"name": "小铺运营", "auth_url": box.url, "message_url": f"{box.url}/$APPID$"}
    return world.told("/_sandbox/open/platforms", wanted)


def platform_settings(own: Json) -> options.Platform:
    """What an operator copies into the settings."""
    return options.Platform(
        appid=own["appid"],
        secret=SecretText(own["secret"]),
        push_token=SecretText(own["push_token"]),
        encoding_aes_key=SecretText(own["encoding_aes_key"]),
    )


@dataclass
class OperatedMall:
    """A mall, its operator's platform, and what WeChat pushes to it."""

    paying: PayingMall
    own: Json
    box: Receiver
    read: int = field(default=0)

    @property
    def mall(self) -> Mall:
        return self.paying.mall

    @property
    def world(self) -> Sandbox:
        return self.paying.world

    async def told(self, path: str, body: Json) -> Json:
        return await asyncio.to_thread(self.world.told, path, body)

    async def seen(self, path: str) -> Json:
        answer = await asyncio.to_thread(httpx.get, f"{self.world.origin}{path}", trust_env=False)
        return answer.raise_for_status().json()

    async def came(self) -> Pushed:
        """The next push, as it came."""
        pushes = await asyncio.to_thread(self.box.wait, self.read + 1, 15)
        self.read += 1
        return pushes[self.read - 1]

    async def hand_in(self, pushed: Pushed, **changed: Any) -> httpx.Response:
        """At the mall's door for it; `door`, `query` and `body` replace the push's own."""
        door = f"/callbacks/wechat/component{pushed.path.removeprefix('/push')}"
        return await self.mall.http.post(
            changed.get("door", door),
            params=pushed.query | changed.get("query", {}),
            content=changed.get("body", pushed.body),
            headers={"Content-Type": "text/xml"},
        )

    def words(self, pushed: Pushed) -> Json:
        """What a push says."""
        credentials = PushCredentials(
            appid=self.own["appid"],
            token=self.own["push_token"],
            encoding_aes_key=self.own["encoding_aes_key"],
        )
        return PushReceiver(credentials, clock=self.paying.clock).receive(pushed.query, pushed.body).content

    async def next(self, event: str) -> Pushed:
        """Hands in what comes until a push of this kind has been; returns that one."""
        while True:
            pushed = await self.came()
            answer = await self.hand_in(pushed)
            assert (answer.status_code, answer.text) == (200, "success"), self.words(pushed)
            content = self.words(pushed)
            if event in (content.get("InfoType"), content.get("Event")):
                return pushed

    async def granted(self, owner: Owner, appid: str) -> httpx.Response:
        """The administrator of `appid` says yes on WeChat's page; the answer of our page on the way back."""
        begun = await owner.shop("POST", "/weapp-access/grant")
        assert begun.status_code == 201, begun.text
        return await self.follow(owner, begun.json()["url"], appid)

    async def follow(self, owner: Owner, url: str, appid: str) -> httpx.Response:
        """Through WeChat's page with one mini program picked, and back in this owner's browser."""
        back = await asyncio.to_thread(httpx.get, f"{url}&appid={appid}", trust_env=False)
        assert back.status_code == 302, back.text
        parts = urlsplit(back.headers["location"])
        return await owner.http.get(f"{parts.path}?{parts.query}")

    async def firm(self) -> Json:
        """A firm with a mini program and a merchant number."""
        return await self.told("/_sandbox/provision", {"name": "授权小店"})

    async def access(self, owner: Owner) -> Json:
        answer = await owner.shop("GET", "/weapp-access")
        assert answer.status_code == 200, answer.text
        return answer.json()
