"""A third-party platform from its first ticket to a live shop: our client, the sandbox, and its pushes."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from tests.sandbox.receiver import Receiver
from tests.wechat.compliance_cases import VERIFICATION
from tests.wechat.drives import launching
from tests.wechat.drives.stage import DOMAIN, PICTURE, Stage, now
from tests.wechat.sandbox_process import running_sandbox
from xiaopu.wechat.errors import DecryptionFailure, Refused
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.miniprogram.operations import MediaKind
from xiaopu.wechat.openplatform.account import NewName
from xiaopu.wechat.openplatform.client import AuthorizedShop, OpenPlatform
from xiaopu.wechat.openplatform.component import Component
from xiaopu.wechat.openplatform.domains import DomainAction, DomainChange
from xiaopu.wechat.openplatform.privacy import OrderPathApplication
from xiaopu.wechat.openplatform.registration import RegistrationPush
from xiaopu.wechat.push import PushCredentials, PushReceiver
from xiaopu.wechat.push_events import (
    AuditPassed,
    AuditRejected,
    Authorized,
    FilingResult,
    OrderPathAudited,
    TicketPushed,
    Unauthorized,
    VerificationMoved,
    event_of,
)
from xiaopu.wechat.tokens import MemoryTokenStore

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

E = TypeVar("E")


class Office:
    """The platform's office: what WeChat pushes comes in sealed, and is opened with the platform's keys."""

    def __init__(self, stage: Stage, box: Receiver) -> None:
        self.stage, self.box, self.read = stage, box, 0
        self.own = stage.sandbox.told(
            "/_sandbox/open/platforms",
            {
                "name": "开店服务商",
                "auth_url": box.url,
                "message_url": f"{box.url}/$APPID$",
                "domains": DOMAIN,
            },
        )
        self.pushes = PushReceiver(
            PushCredentials(
                appid=self.own["appid"],
                token=self.own["push_token"],
                encoding_aes_key=self.own["encoding_aes_key"],
            ),
            clock=now,
        )
        self.ticket = ""
        stage.platform = self.own
        stage.hall = self.hall = OpenPlatform(
            Component(
                AppCredentials(appid=self.own["appid"], secret=self.own["secret"]),
                stage.wire,
                ticket=self.kept_ticket,
                store=MemoryTokenStore(),
                refresh_tokens=stage.refresh_tokens,
                clock=now,
            )
        )

    async def kept_ticket(self) -> str:
        return self.ticket

    async def next(self, kind: type[E]) -> E:
        """The next push of that kind; tickets on the way are kept."""
        while True:
            came = await asyncio.to_thread(self.box.wait, self.read + 1, 15)
            pushed = came[self.read]
            self.read += 1
            event = event_of(self.pushes.receive(pushed.query, pushed.body))
            if isinstance(event, TicketPushed):
                self.ticket = event.ticket
            if isinstance(event, kind):
                return event

    async def registered(self) -> AuthorizedShop:
        """A mini program that the legal person has confirmed, taken in by the code of the push."""
        await self.hall.registration.create(self.stage.registration())
        number = self.stage.newest_registration()
        self.stage.sandbox.told(f"/_sandbox/open/registrations/{number}", {"status": 0})
        pushed = await self.next(RegistrationPush)
        assert pushed.status == 0
        granted = await self.hall.component.accept(str(pushed.auth_code))
        assert granted.authorizer_appid == pushed.appid
        return self.hall.shop(granted.authorizer_appid)


@pytest.fixture
def box() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
async def office(tmp_path: Path, box: Receiver) -> AsyncIterator[Office]:
    with running_sandbox(tmp_path / "state") as sandbox:
        async with httpx.AsyncClient(trust_env=False, timeout=20) as http:
            office = Office(Stage(sandbox, http), box)
            await office.next(TicketPushed)
            yield office


async def dressed(office: Office, shop: AuthorizedShop) -> None:
    """Everything that a review asks for, and code."""
    await shop.account.set_name(NewName(nick_name="山货小铺"))
    await shop.account.set_description("好吃的山货")
    media = await shop.operations.upload_media(MediaKind.IMAGE, "a.png", PICTURE, "image/png")
    await shop.account.set_picture(media.media_id)
    await shop.account.add_categories([launching.PLAIN_CATEGORY])
    await shop.web.server(DomainChange(action=DomainAction.SET, requestdomain=[f"https://{DOMAIN}"]))
    await launching.commit(office.stage, shop)


class TestToLive:
    async def test_from_registration_to_a_verified_shop_that_is_live(self, office: Office) -> None:
        stage, shop = office.stage, await office.registered()
        await dressed(office, shop)
        await shop.code.submit(launching.REQUEST)
        launching.decide(stage, shop, "audit", "reject")
        assert (await office.next(AuditRejected)).reason == launching.REASON
        await shop.code.submit(launching.REQUEST)
        launching.decide(stage, shop, "audit", "accept")
        await office.next(AuditPassed)
        with pytest.raises(Refused) as unfiled:
            await shop.code.release()
        assert unfiled.value.code == "86369"
        await shop.filing.apply(await launching.application(shop))
        for status in (4, 6):
            launching.decide(stage, shop, "filing", "accept")
            filed = await office.next(FilingResult)
            assert (filed.authorizer_appid, filed.beian_status) == (shop.appid, status)
        await shop.code.release()
        assert (await shop.code.versions()).release_info is not None
        task = await shop.verification.submit(VERIFICATION)
        launching.decide(stage, shop, "verification", "accept")
        moved = await office.next(VerificationMoved)
        assert (moved.taskid, moved.apply_status) == (task.taskid, 4)
        info = await shop.account.basic_info()
        assert info.wx_verify_info is not None
        assert info.wx_verify_info.qualification_verify is True

    async def test_the_path_of_orders_is_answered_by_a_push(self, office: Office) -> None:
        shop = await office.registered()
        wanted = OrderPathApplication(path="pages/order/list", appid_list=[shop.appid])
        await office.hall.order_paths.apply(wanted)
        launching.decide(office.stage, shop, "order_path", "reject")
        [result] = (await office.next(OrderPathAudited)).list
        assert (result.appid, result.status, result.reason) == (shop.appid, 2, launching.REASON)

    @pytest.mark.parametrize("status", [101, 1001, 100001])
    async def test_a_registration_that_fails_says_why(self, office: Office, status: int) -> None:
        await office.hall.registration.create(office.stage.registration())
        number = office.stage.newest_registration()
        office.stage.sandbox.told(f"/_sandbox/open/registrations/{number}", {"status": status})
        pushed = await office.next(RegistrationPush)
        assert (pushed.status, pushed.appid, pushed.auth_code) == (status, None, None)
        chinese, english = pushed.outcome()
        assert chinese
        assert english


class TestConsent:
    async def test_is_pushed_given_and_taken_back(self, office: Office) -> None:
        appid = office.stage.sandbox.appid
        office.stage.consent(appid)
        given = await office.next(Authorized)
        shop = office.hall.shop((await office.hall.component.accept(str(given.code))).authorizer_appid)
        assert (await shop.account.basic_info()).appid == appid
        names = {"component_appid": office.own["appid"], "appid": appid}
        office.stage.sandbox.told("/_sandbox/open/revoke", names)
        assert (await office.next(Unauthorized)).appid == appid
        with pytest.raises(Refused):
            await shop.account.basic_info()

    async def test_another_platforms_seal_does_not_open(self, office: Office) -> None:
        foreign: Any = PushReceiver(
            PushCredentials(
                appid="wx0000000000000000",
                token=office.own["push_token"],
                encoding_aes_key=office.own["encoding_aes_key"],
            ),
            clock=now,
        )
        with pytest.raises(DecryptionFailure):
            foreign.receive(office.box.received[0].query, office.box.received[0].body)
