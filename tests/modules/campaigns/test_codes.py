"""Codes and links, asked of WeChat's sandbox over HTTP: where they lead, and every no in words."""

import asyncio
import io
from typing import Any

import pytest
from PIL import Image

from tests.factories.malls import Owner
from tests.factories.payers import PayingMall
from tests.sandbox.owner import Owner as Account
from xiaopu.modules.campaigns.domain import h5_address, landing, scene

pytestmark = pytest.mark.anyio

Json = Any
GOODS = "01kjpb7wg0572bqga302"


class TestWhereItLeads:
    @pytest.mark.parametrize(
        ("target", "sign", "page", "query"),
        [
            ("home", "c=k3m9xz", "pages/home/index", "ch=k3m9xz"),
            (f"goods:{GOODS}", f"c=k3m9xz&g={GOODS}", "pages/goods/index", f"id={GOODS}&ch=k3m9xz"),
            (
                f"category:{GOODS}",
                f"c=k3m9xz&l={GOODS}",
                "pages-shop/list/index",
                f"category={GOODS}&ch=k3m9xz",
            ),
            (
                "page:after-sale",
                "c=k3m9xz&p=after-sale",
                "pages-shop/text/index",
                "name=after-sale&ch=k3m9xz",
            ),
        ],
    )
    def test_a_scene_has_32_letters_at_most(self, target: str, sign: str, page: str, query: str) -> None:
        assert scene(target, "k3m9xz") == sign
        assert len(sign) <= 32
        at = landing(target, "k3m9xz")
        assert (at.page, at.query) == (page, query)

    def test_without_a_campaign_nothing_is_carried(self) -> None:
        assert scene("home", None) == "h=1"
        assert landing("home", None).query == ""
        assert h5_address("https://a.example/s/tea/", "home", None) == "https://a.example/s/tea/"

    def test_the_h5_mall_gets_the_campaign_before_its_hash(self) -> None:
        told = h5_address("https://a.example/s/tea/", f"goods:{GOODS}", "k3m9xz")
        assert told == f"https://a.example/s/tea/?ch=k3m9xz#/pages/goods/index?id={GOODS}"

    @pytest.mark.parametrize("target", ["", "goods:1", "page:admin", "https://elsewhere.example", "home "])
    def test_nothing_else_is_a_target(self, target: str) -> None:
        with pytest.raises(ValueError, match="not a target"):
            landing(target, None)


async def opened(owner: Owner) -> Json:
    made = await owner.shop("POST", "/campaigns", {"name": "门店海报", "kind": "store"})
    assert made.status_code == 201, made.text
    return made.json()["campaign"]


async def ask(owner: Owner, campaign: Json, medium: str, target: str = "home", **more: Json) -> Any:
    body = {"medium": medium, "target": target} | more
    return await owner.shop("POST", f"/campaigns/{campaign['id']}/codes", body)


class TestMaking:
    async def test_every_way_in_of_a_released_mini_program(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        owner, campaign = payers.owner, await opened(payers.owner)
        goods = (await owner.shop("GET", "/goods")).json()["items"][0]
        target = f"goods:{goods['id']}"
        code = (await ask(owner, campaign, "weapp_code", target)).json()
        assert code["target_name"] == goods["name"]
        picture = await paying.mall.http.get(code["picture_url"])
        assert picture.headers["content-type"] == "image/png"
        assert Image.open(io.BytesIO(picture.content)).size == (430, 430)
        link = (await ask(owner, campaign, "url_link", target)).json()
        assert link["link"].startswith("https://wxaurl.cn/")
        assert (
            (await ask(owner, campaign, "scheme", target))
            .json()["link"]
            .startswith("weixin://dl/business/?t=")
        )
        assert (await ask(owner, campaign, "short_link", target)).json()["link"].startswith("#小程序://")
        h5 = (await ask(owner, campaign, "h5", target)).json()
        address = f"/s/{owner.slug}/?ch={campaign['short']}#/pages/goods/index?id={goods['id']}"
        assert h5["link"].endswith(address)
        detail = (await owner.shop("GET", f"/campaigns/{campaign['id']}")).json()
        assert len(detail["codes"]) == 5
        # Made anew it takes the old one's place, and the old picture goes.
        again = (await ask(owner, campaign, "weapp_code", target)).json()
        assert again["picture_url"] != code["picture_url"]
        assert (await paying.mall.http.get(code["picture_url"])).status_code == 404
        assert len((await owner.shop("GET", f"/campaigns/{campaign['id']}")).json()["codes"]) == 5

    async def test_the_preview_of_goods_and_the_shops_face_have_a_code(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        goods = (await payers.owner.shop("GET", "/goods")).json()["items"][0]
        first = await payers.owner.shop("POST", f"/goods/{goods['id']}/weapp-code")
        second = await payers.owner.shop("POST", f"/goods/{goods['id']}/weapp-code")
        assert first.status_code == 200, first.text
        assert first.json() == second.json()
        assert "weapp_code_url" not in (await payers.buyer.call("GET", "/shop")).json()
        # Setting the channel left the work to the worker; here it is done by hand.
        await paying.mall.house.worker.round()
        face = (await payers.buyer.call("GET", "/shop")).json()
        assert (await paying.mall.http.get(face["weapp_code_url"])).status_code == 200

    async def test_what_leads_nowhere_is_refused_before_wechat_is_asked(self, paying: PayingMall) -> None:
        owner = await paying.mall.owner()
        campaign = await opened(owner)
        for target, status in (("goods:" + "0" * 20, 404), ("page:admin", 422), ("https://x.example", 422)):
            assert (await ask(owner, campaign, "h5", target)).status_code == status
        assert (await ask(owner, campaign, "url_link")).json()["code"] == "weapp_not_set"
        assert (await ask(owner, campaign, "h5", trial=True)).status_code == 422
        assert (await ask(owner, {"id": "0" * 20}, "h5")).status_code == 404

    async def test_another_shops_campaign_is_not_found(self, paying: PayingMall) -> None:
        owner, rival = await paying.mall.owner(), await paying.mall.owner()
        theirs = await opened(rival)
        assert (await ask(owner, theirs, "h5")).status_code == 404
        assert (await owner.shop("GET", f"/campaigns/{theirs['id']}")).status_code == 404


async def at(paying: PayingMall, subject: str) -> tuple[Owner, Json]:
    """A shop whose mini program was registered by hand and never released."""

    owner = await paying.mall.owner()
    account = await asyncio.to_thread(Account, paying.world.origin, subject)
    secret = (await asyncio.to_thread(account.act, "secret"))["secret"]
    account.close()
    answer = await owner.shop("PUT", "/channels/weapp", {"appid": account.appid, "secret": secret})
    assert answer.is_success, answer.text
    return owner, await opened(owner)


class TestRefusals:
    async def test_before_the_first_release(self, paying: PayingMall) -> None:
        owner, campaign = await at(paying, "company")
        for medium, code, words in (
            ("weapp_code", "41030", "线上版本里没有这个页面"),
            ("url_link", "85079", "还没有发布过"),
            ("scheme", "85079", "还没有发布过"),
        ):
            answer = await ask(owner, campaign, medium)
            told = answer.json()
            assert (answer.status_code, told["code"], told["data"]["wechat_code"]) == (
                409,
                "code_refused",
                code,
            )
            assert words in told["detail"]
            assert told["data"]["mend"] in told["detail"]
            assert told["data"]["rid"]
        # The version for testing needs no release.
        trial = await ask(owner, campaign, "weapp_code", trial=True)
        assert trial.status_code == 201, trial.text
        assert trial.json()["trial"] is True
        # Nothing is left of what was refused.
        assert len((await owner.shop("GET", f"/campaigns/{campaign['id']}")).json()["codes"]) == 1

    async def test_a_person_has_no_links_from_outside(self, paying: PayingMall) -> None:
        owner, campaign = await at(paying, "individual")
        told = (await ask(owner, campaign, "url_link")).json()
        assert told["data"]["wechat_code"] == "40002"
        assert "个人主体" in told["detail"]

    async def test_too_fast_busy_and_unreachable(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        campaign = await opened(payers.owner)
        paying.world.fault("frequency_limited")
        assert (await ask(payers.owner, campaign, "url_link")).json()["data"]["wechat_code"] == "45011"
        paying.world.fault("system_error_then_success")
        assert (await ask(payers.owner, campaign, "url_link")).status_code == 201
        assert (await ask(payers.owner, campaign, "weapp_code")).status_code == 201
