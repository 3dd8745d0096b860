"""The operator's two addresses: proven, once, for the right mini program, and told to whoever listens."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.factories.operators import OperatedMall
from xiaopu.infra.database.scopes import PlatformScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.platform.adapters.wechat_push import WechatPushReader
from xiaopu.modules.platform.domain.pushes import PushKeys
from xiaopu.modules.platform.flows.take_push import OperatorPushTaker
from xiaopu.modules.platform.tables import COMPONENT_PUSHES, COMPONENT_TICKETS, WECHAT_PUSHES
from xiaopu.wechat.push import PushCredentials, PushReceiver

pytestmark = pytest.mark.anyio


async def rows(operated: OperatedMall, table: Any) -> list[Any]:
    def look(read: ReadScope) -> list[Any]:
        return list(read.rows(table.select()))

    return await operated.mall.house.units.read(PlatformScope(), look)


class TestTickets:
    async def test_the_newest_counts_in_any_order(self, bare: OperatedMall) -> None:
        names = {"component_appid": bare.own["appid"], "component_secret": bare.own["secret"]}
        first = await bare.came()
        bare.world.advance(5)
        await bare.told("/cgi-bin/component/api_start_push_ticket", names)
        second = await bare.came()
        for pushed in (second, first, second):
            assert (await bare.hand_in(pushed)).text == "success"
        [row] = await rows(bare, COMPONENT_TICKETS)
        assert row.pushed_at == int(bare.words(second)["CreateTime"])
        assert await rows(bare, COMPONENT_PUSHES) == []
        owner = await bare.mall.owner()
        assert (await owner.shop("POST", "/weapp-access/grant")).status_code == 201


class TestRefused:
    async def test_forged_stale_and_empty_ones_have_no_effect(self, bare: OperatedMall) -> None:
        pushed = await bare.came()
        wrong: list[dict[str, Any]] = [
            {"body": pushed.body[:-20] + b"AAAA" + pushed.body[-16:]},
            {"query": {"msg_signature": "0" * 40}},
            {"query": {"nonce": "1"}},
            {"query": {"timestamp": "1700000000"}},
            {"body": b""},
            {"body": b"<xml></xml>"},
            {"body": b"not xml"},
            {"body": b"x" * 70_000},
        ]
        for changed in wrong:
            answer = await bare.hand_in(pushed, **changed)
            assert answer.status_code in (401, 404), changed
        assert await rows(bare, COMPONENT_TICKETS) == []
        bare.paying.clock.move(seconds=301)
        assert (await bare.hand_in(pushed)).text == "push_not_proven"
        assert await rows(bare, COMPONENT_TICKETS) == []

    async def test_twin_without_the_signature_takes_a_forged_ticket(self, bare: OperatedMall) -> None:
        """What the signature guards: a receiver that does not compare takes what anybody made up."""

        class Trusting(PushReceiver):
            def _compare(self, query: Any, name: str, parts: list[str]) -> None:
                """Believes."""

        class Gullible(WechatPushReader):
            def _receiver(self, keys: PushKeys) -> PushReceiver:
                credentials = PushCredentials(
                    appid=keys.appid, token=keys.token, encoding_aes_key=keys.encoding_aes_key
                )
                return Trusting(credentials, clock=bare.paying.clock)

        house, pushed = bare.mall.house, await bare.came()
        forged = pushed.query | {"msg_signature": "0" * 40}
        taker = OperatorPushTaker(
            house.units, house.vault, Gullible(bare.paying.clock), house.settings.platform
        )
        assert (await bare.hand_in(pushed, query=forged)).status_code == 401
        assert await rows(bare, COMPONENT_TICKETS) == []
        await taker.take(forged, pushed.body)
        assert len(await rows(bare, COMPONENT_TICKETS)) == 1


class TestMessages:
    async def test_reach_their_shop_once(self, operated: OperatedMall) -> None:
        owner, firm = await operated.mall.owner(), await operated.firm()
        appid = firm["weapp"]["appid"]
        await operated.granted(owner, appid)
        await operated.next("authorized")
        await operated.told("/_sandbox/device/speak", {"person": "小明", "appid": appid, "words": "在吗"})
        pushed = await operated.came()
        answers = await asyncio.gather(*(operated.hand_in(pushed) for _ in range(10)))
        assert {(answer.status_code, answer.text) for answer in answers} == {(200, "success")}
        [row] = await rows(operated, WECHAT_PUSHES)
        assert (row.shop_id, row.kind) == (owner.shop_id, "text")
        assert "在吗".encode() not in row.content_sealed

    async def test_of_another_mini_program_or_of_nobody_are_refused(self, operated: OperatedMall) -> None:
        """The address is not signed: the receiver inside of the seal is."""
        first, second = await operated.mall.owner(), await operated.mall.owner()
        firms = [await operated.firm(), await operated.firm()]
        mine, others = (firm["weapp"]["appid"] for firm in firms)
        await operated.granted(first, mine)
        await operated.granted(second, others)
        await operated.next("authorized")
        await operated.next("authorized")
        await operated.told("/_sandbox/device/speak", {"person": "小明", "appid": mine, "words": "在吗"})
        pushed = await operated.came()
        wrong = await operated.hand_in(pushed, door=f"/callbacks/wechat/component/{others}")
        assert (wrong.status_code, wrong.text) == (403, "push_for_another")
        for door in ("wx00000000000000ff", "x", "y" * 80):
            nobody = await operated.hand_in(pushed, door=f"/callbacks/wechat/component/{door}")
            assert nobody.status_code == 404
        assert await rows(operated, WECHAT_PUSHES) == []


class TestNews:
    async def test_a_grant_of_no_shop_is_kept_and_has_no_effect(self, operated: OperatedMall) -> None:
        firm = await operated.firm()
        names = {"component_appid": operated.own["appid"], "appid": firm["weapp"]["appid"]}
        await operated.told("/_sandbox/open/consent", names)
        pushed = await operated.next("authorized")
        assert (await operated.hand_in(pushed)).text == "success"
        [row] = await rows(operated, COMPONENT_PUSHES)
        assert (row.event, row.appid) == ("authorized", firm["weapp"]["appid"])

    async def test_a_registration_of_nobody_is_kept(self, operated: OperatedMall) -> None:
        component = operated.mall.house.rooms.services()["grant_flows"]._desk._book.platform().component
        token = await component.tokens.current()
        path = f"/cgi-bin/component/fastregisterweapp?action=create&component_access_token={token}"
        firm = {"name": "无主有限公司", "code": "9144030" + "7" * 11, "code_type": 1}
        await operated.told(path, firm | {"legal_persona_wechat": "w_1", "legal_persona_name": "王五"})
        newest = (await operated.seen("/_sandbox/open/registrations"))[0]["registration_id"]
        await operated.told(f"/_sandbox/open/registrations/{newest}", {"status": 0})
        await operated.next("notify_third_fasteregister")
        [row] = await rows(operated, COMPONENT_PUSHES)
        assert row.event == "notify_third_fasteregister"


async def test_the_doors_take_posts_alone(operated: OperatedMall) -> None:
    for door in ("/callbacks/wechat/component", "/callbacks/wechat/component/wx00000000000000ff"):
        answer: httpx.Response = await operated.mall.http.get(door)
        assert answer.status_code == 405
