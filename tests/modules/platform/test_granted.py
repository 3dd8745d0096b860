"""Mode B over HTTP against the sandbox: ticket, consent, a shopper's log-in and payment without any
AppSecret, and the consent taken back.
"""

import asyncio
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import bindparam, update

from tests.factories.malls import Buyer, Owner
from tests.factories.operators import OperatedMall
from tests.factories.payers import Payers
from tests.factories.stage import Stage, add_merchant
from xiaopu.infra.crypto.tokens import token_digest
from xiaopu.infra.database.scopes import DirectoryScope, PlatformScope, ShopScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.platform import repository
from xiaopu.modules.platform.domain.access import NEEDED_RIGHTS
from xiaopu.modules.platform.errors import GrantStateNotValid
from xiaopu.modules.platform.tables import (
    COMPONENT_TICKETS,
    GRANT_STATES,
    WEAPP_GRANTS,
    WEAPP_OWNERS,
    WECHAT_TOKENS,
)
from xiaopu.modules.platform.usecases.grants import open_state, spend_state

pytestmark = pytest.mark.anyio


def told(answer: Any) -> dict[str, str]:
    """What our page on the way back says."""
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["location"])
    return {"path": parts.path} | {name: values[0] for name, values in parse_qs(parts.query).items()}


async def rows(operated: OperatedMall, table: Any) -> list[Any]:
    def look(read: ReadScope) -> list[Any]:
        return list(read.rows(table.select()))

    return await operated.mall.house.units.read(PlatformScope(), look)


async def paid_for(operated: OperatedMall, owner: Owner, firm: Any) -> Payers:
    """A shopper of the granted shop, who can pay: the merchant number alone is set, and no AppSecret."""
    keys = firm["merchant"]
    account = {
        "mchid": keys["mchid"],
        "serial_no": keys["serial_no"],
        "private_key_pem": keys["private_key_pem"],
        "apiv3_key": keys["apiv3_key"],
        "public_key_id": keys["wechatpay_public_key_id"],
        "public_key_pem": keys["wechatpay_public_key_pem"],
    }
    answer = await owner.shop("PUT", "/channels/payment", account)
    assert answer.is_success, answer.text
    goods = await owner.goods(16801, 20)
    buyer = await operated.mall.buyer(owner)
    buyer.token = (await operated.paying.enter(owner, firm))["token"]
    address = {"name": "李雷", "phone": "13800138000", "region_code": "330106", "detail": "文三路 1 号"}
    buyer.address_id = (await buyer.call("POST", "/addresses", address)).json()["id"]
    return Payers(owner, buyer, firm, goods["skus"][0]["id"], 16801)


class TestConsent:
    async def test_a_granted_shop_logs_in_sells_and_ships_without_a_secret(
        self, operated: OperatedMall
    ) -> None:
        owner, firm = await operated.mall.owner(), await operated.firm()
        appid, paying = firm["weapp"]["appid"], operated.paying
        assert (await operated.access(owner))["mode"] == "none"
        done = told(await operated.granted(owner, appid))
        page = f"/console/shops/{owner.shop_id}/launch"
        assert done == {"path": page, "grant": "done", "appid": appid}
        access = await operated.access(owner)
        assert (access["mode"], access["state"], access["appid"]) == ("granted", "granted", appid)
        assert access["principal_name"] == "授权小店"
        assert "rights_missing" not in access
        [channels] = [(await owner.shop("GET", "/channels")).json()["weapp"]]
        assert (channels["granted"], channels["secret_set"]) == (True, False)
        check = await owner.shop("POST", "/channels/weapp/check")
        assert check.json() == {"ok": True}
        payers = await paid_for(operated, owner, firm)
        code = await operated.told("/_sandbox/device/phone-code", {"person": "小明", "appid": appid})
        phone = await payers.buyer.call("POST", "/me/phone", {"code": code["code"]})
        assert phone.status_code == 200, phone.text
        order = await payers.buyer.order(payers.sku_id)
        assert await paying.pay(payers, await payers.ticket(order)) == "requestPayment:ok"
        assert (await paying.hand_in(payers, await paying.notice())).status_code == 200
        assert await payers.status(order) == "paid"
        sent = {"carrier_code": "YTO", "tracking_no": "YT1234567890123"}
        assert (await owner.shop("POST", f"/orders/{order['id']}/ship", sent)).is_success
        await operated.mall.house.worker.round()
        shown = (await owner.shop("GET", f"/orders/{order['id']}")).json()["wechat_shipping"]
        assert [one["status"] for one in shown] == ["uploaded"]
        expected = await operated.next("trade_manage_order_settlement")
        assert expected.path.endswith(f"/{appid}")
        settled = (await owner.shop("GET", f"/orders/{order['id']}")).json()["wechat_shipping"]
        assert settled[0]["settles_at"] is not None

    async def test_secrets_lie_sealed(self, operated: OperatedMall) -> None:
        owner, firm = await operated.mall.owner(), await operated.firm()
        await operated.granted(owner, firm["weapp"]["appid"])
        await owner.shop("POST", "/channels/weapp/check")
        [grant] = await rows(operated, WEAPP_GRANTS)
        assert b"refreshtoken" not in grant.refresh_token_sealed
        [ticket] = await rows(operated, COMPONENT_TICKETS)
        assert b"ticket@@@" not in ticket.ticket_sealed
        kept = [row for row in await rows(operated, WECHAT_TOKENS) if row.token_sealed is not None]
        assert [row.name for row in kept] == [f"component:{operated.own['appid']}"]
        assert (set(grant.rights) >= {right.id for right in NEEDED_RIGHTS}) is True

    async def test_taken_back_ends_it_and_given_again_restores_it(self, operated: OperatedMall) -> None:
        owner, firm = await operated.mall.owner(), await operated.firm()
        appid = firm["weapp"]["appid"]
        await operated.granted(owner, appid)
        names = {"component_appid": operated.own["appid"], "appid": appid}
        await operated.told("/_sandbox/open/revoke", names)
        await operated.next("unauthorized")
        access = await operated.access(owner)
        assert (access["mode"], access["state"]) == ("granted", "revoked")
        assert access["revoked_at"]
        entered = await self._enters(operated, owner, appid)
        assert (entered.status_code, entered.json()["code"]) == (409, "channel_unavailable")
        actions = [row["action"] for row in (await owner.shop("GET", "/audit")).json()["items"]]
        assert actions.count("weapp.revoked") == 1
        await operated.mall.house.worker.round()
        assert (await operated.access(owner))["state"] == "revoked"
        assert told(await operated.granted(owner, appid))["grant"] == "done"
        assert (await operated.access(owner))["state"] == "granted"
        assert (await self._enters(operated, owner, appid)).status_code == 200

    async def test_a_consent_renewed_at_wechat_restores_it_without_our_page(
        self, operated: OperatedMall
    ) -> None:
        owner, firm = await operated.mall.owner(), await operated.firm()
        appid = firm["weapp"]["appid"]
        await operated.granted(owner, appid)
        names = {"component_appid": operated.own["appid"], "appid": appid}
        await operated.told("/_sandbox/open/revoke", names)
        await operated.next("unauthorized")
        await operated.told("/_sandbox/open/consent", names)
        await operated.next("authorized")
        assert (await operated.access(owner))["state"] == "revoked"
        await operated.mall.house.worker.round()
        assert (await operated.access(owner))["state"] == "granted"
        assert (await self._enters(operated, owner, appid)).status_code == 200

    async def test_a_withdrawal_that_comes_late_is_asked_about(self, operated: OperatedMall) -> None:
        """Pushes come in any order: WeChat's own word counts."""
        owner, firm = await operated.mall.owner(), await operated.firm()
        appid = firm["weapp"]["appid"]
        await operated.granted(owner, appid)
        names = {"component_appid": operated.own["appid"], "appid": appid}
        await operated.told("/_sandbox/open/revoke", names)
        await operated.told("/_sandbox/open/consent", names)
        await operated.next("unauthorized")
        await operated.mall.house.worker.round()
        assert (await operated.access(owner))["state"] == "granted"

    async def _enters(self, operated: OperatedMall, owner: Owner, appid: str) -> Any:
        code = await asyncio.to_thread(operated.world.login_code, "小明", appid)
        return await Buyer(operated.mall.http, owner.slug).call("POST", "/auth/weapp", {"code": code})


class TestWayBack:
    async def test_is_the_merchants_own_alone(self, operated: OperatedMall) -> None:
        """Whoever sends somebody else to the consent page gets nothing of it, and neither does the other."""
        owner, firm = await operated.mall.owner(), await operated.firm()
        victim = await operated.mall.owner()
        appid = firm["weapp"]["appid"]
        url = (await owner.shop("POST", "/weapp-access/grant")).json()["url"]
        refused = told(await operated.follow(victim, url, appid))
        assert refused == {"path": "/console/", "grant": "grant_state_not_valid"}
        assert (await rows(operated, WEAPP_GRANTS), await rows(operated, WEAPP_OWNERS)) == ([], [])
        for one in (owner, victim):
            assert (await operated.access(one))["mode"] == "none"

    async def test_without_a_session_leads_to_log_in(self, operated: OperatedMall) -> None:
        owner, firm = await operated.mall.owner(), await operated.firm()
        url = (await owner.shop("POST", "/weapp-access/grant")).json()["url"]
        stranger = Owner(operated.mall.client(), "")
        back = told(await operated.follow(stranger, url, firm["weapp"]["appid"]))
        assert back == {"path": "/console/login", "grant": "not_signed_in"}

    async def test_works_once_and_for_half_an_hour(self, operated: OperatedMall) -> None:
        owner, firm = await operated.mall.owner(), await operated.firm()
        url = (await owner.shop("POST", "/weapp-access/grant")).json()["url"]
        way = urlsplit(parse_qs(urlsplit(url).query)["redirect_uri"][0]).path
        operated.paying.clock.move(minutes=30)
        late = told(await operated.follow(owner, url, firm["weapp"]["appid"]))
        assert late["grant"] == "grant_state_not_valid"
        assert told(await operated.granted(owner, firm["weapp"]["appid"]))["grant"] == "done"
        for twice in (way, "/callbacks/wechat/grant/made-up", "/callbacks/wechat/grant/" + "x" * 900):
            again = told(await owner.http.get(twice, params={"auth_code": "queryauthcode@@@x"}))
            assert again["grant"] == "grant_state_not_valid"

    async def test_a_code_that_wechat_does_not_know_attaches_nothing(self, operated: OperatedMall) -> None:
        owner = await operated.mall.owner()
        url = (await owner.shop("POST", "/weapp-access/grant")).json()["url"]
        way = urlsplit(parse_qs(urlsplit(url).query)["redirect_uri"][0]).path
        answer = told(await owner.http.get(way, params={"auth_code": "queryauthcode@@@made-up"}))
        assert answer["grant"] == "platform_refused"
        assert (await operated.access(owner))["mode"] == "none"

    async def test_twin_without_the_merchant_hands_the_shop_to_anybody(self, stage: Stage) -> None:
        """What `USE_STATE` guards: without the merchant in it a stranger attaches their mini program."""
        stranger = await add_merchant(stage.units, stage.vault)
        way = await stage.units.write(stage.scope, open_state, stage.merchant_id)
        with pytest.raises(GrantStateNotValid):
            await stage.units.write(DirectoryScope(), spend_state, way, stranger)
        loose = (
            update(GRANT_STATES)
            .where(GRANT_STATES.c.digest == bindparam("wanted"))
            .values(used_at=bindparam("now"))
            .returning(GRANT_STATES.c.shop_id)
        )

        def spend(uow: UnitOfWork) -> Any:
            return uow.value(loose, wanted=token_digest(way), now=uow.now)

        assert await stage.units.write(DirectoryScope(), spend) == stage.scope.shop_id
        with pytest.raises(GrantStateNotValid):
            await stage.units.write(DirectoryScope(), spend_state, way, stage.merchant_id)


class TestTaken:
    async def test_a_mini_program_of_another_shop_is_refused_and_stays_reachable(
        self, operated: OperatedMall
    ) -> None:
        first, second = await operated.mall.owner(), await operated.mall.owner()
        firm = await operated.firm()
        appid = firm["weapp"]["appid"]
        await operated.granted(first, appid)
        back = told(await operated.granted(second, appid))
        assert back == {"path": f"/console/shops/{second.shop_id}/launch", "grant": "appid_taken"}
        assert (await operated.access(second))["mode"] == "none"
        assert (await first.shop("POST", "/channels/weapp/check")).json() == {"ok": True}
        [row] = await rows(operated, WEAPP_OWNERS)
        assert (row.appid, row.shop_id) == (appid, first.shop_id)

    async def test_one_that_was_taken_back_may_move(self, operated: OperatedMall) -> None:
        first, second = await operated.mall.owner(), await operated.mall.owner()
        firm = await operated.firm()
        appid = firm["weapp"]["appid"]
        await operated.granted(first, appid)
        names = {"component_appid": operated.own["appid"], "appid": appid}
        await operated.told("/_sandbox/open/revoke", names)
        await operated.next("unauthorized")
        assert told(await operated.granted(second, appid))["grant"] == "done"
        assert (await operated.access(first))["state"] == "revoked"
        code = await asyncio.to_thread(operated.world.login_code, "小明", appid)
        for owner, status in ((first, 409), (second, 200)):
            answer = await Buyer(operated.mall.http, owner.slug).call("POST", "/auth/weapp", {"code": code})
            assert answer.status_code == status, answer.text


class TestWithoutPlatform:
    async def test_says_so(self, mall: Any) -> None:
        owner = await mall.owner()
        access = (await owner.shop("GET", "/weapp-access")).json()
        assert (access["mode"], access.get("platform_set", False)) == ("none", False)
        answer = await owner.shop("POST", "/weapp-access/grant")
        assert (answer.status_code, answer.json()["code"]) == (409, "platform_not_set")
        for door in ("/callbacks/wechat/component", "/callbacks/wechat/component/wx00000000000000ff"):
            assert (await mall.http.post(door, content=b"<xml/>")).status_code == 404

    async def test_before_the_first_ticket_it_is_asked_for(self, bare: OperatedMall) -> None:
        owner = await bare.mall.owner()
        answer = await owner.shop("POST", "/weapp-access/grant")
        assert (answer.status_code, answer.json()["code"]) == (409, "platform_not_ready")
        await bare.next("component_verify_ticket")
        await bare.next("component_verify_ticket")
        assert (await owner.shop("POST", "/weapp-access/grant")).status_code == 201
        assert "ticket_at" in await bare.access(owner)


async def test_an_unknown_shop_has_no_way_in(operated: OperatedMall) -> None:
    """Another shop's grant is not to be seen."""
    owner, other, firm = await operated.mall.owner(), await operated.mall.owner(), await operated.firm()
    await operated.granted(owner, firm["weapp"]["appid"])
    units, scope = operated.mall.house.units, ShopScope(ShopId(other.shop_id))

    def look(read: ReadScope) -> Any:
        return read.row(repository.GRANT, wanted=firm["weapp"]["appid"])

    assert await units.read(scope, look) is None
    owner_row = await units.read(
        DirectoryScope(), lambda read: read.row(repository.OWNER, wanted=firm["weapp"]["appid"])
    )
    assert owner_row is not None
