"""信息填写 over HTTP against the sandbox: set, refused, pushed, read back; on both databases."""

from typing import Any

import pytest

from tests.factories.operators import OperatedMall
from tests.modules.launch.granted import GrantedShop, granted_shop, own_shop, picture

pytestmark = pytest.mark.anyio

PLAIN, FOOD = {"first": 616, "second": 618}, {"first": 616, "second": 617}


def facts(card: Any) -> dict[str, str]:
    return {fact["key"]: fact["value"] for fact in card["facts"]}


async def paper(shop: GrantedShop, name: str = "食品经营许可证") -> list[dict[str, str]]:
    media_id = (await shop.upload("POST", "/profile/papers"))["media_id"]
    return [{"name": name, "media_id": media_id}]


class TestTheWholeWay:
    async def test_set_and_read_back(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        assert (await shop.look("profile"))["status"] == "todo"
        named = await shop.ask("PUT", "/profile/name", {"name": "秋山茶器"})
        assert named["account"]["name"] == "秋山茶器"
        assert named["account"]["name_quota"] == {"used": 1, "most": 2}
        faced = await shop.upload("PUT", "/profile/avatar", picture(700, 400))
        assert faced["account"]["avatar_quota"] == {"used": 1, "most": 5}
        written = await shop.ask("PUT", "/profile/introduction", {"text": "手作茶器，景德镇出品"})
        assert written["account"]["introduction"] == "手作茶器，景德镇出品"
        assert (await shop.step("profile"))["status"] == "doing"
        chosen = await shop.ask("POST", "/profile/categories", PLAIN)
        [category] = chosen["categories"]["items"]
        assert (category["name"], category["state"]) == ("商家自营-服装鞋包", "granted")
        card = await shop.step("profile")
        assert (card["status"], card["proof"]) == ("done", "api")
        assert facts(card) == {
            "name": "秋山茶器",
            "avatar": "已设置",
            "introduction": "手作茶器，景德镇出品",
            "categories": "商家自营-服装鞋包",
            "name_left": "1 次",
        }
        gone = await shop.owner.shop("DELETE", "/launch/profile/categories/616/618")
        assert gone.json()["categories"]["items"] == []
        assert (await shop.moves("profile")) == ["doing", "done", "doing"]

    async def test_the_avatar_is_cut_square(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        await shop.upload("PUT", "/profile/avatar", picture(900, 300))
        at = (await shop.seen())["head_image"].partition("media_id=")[2]
        assert at != ""
        answer = await shop.owner.shop("GET", "/launch/profile")
        assert answer.json()["account"]["avatar_url"].endswith(at)

    async def test_an_individual_gets_no_trade(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated, "individual")
        refusal = await shop.refused("POST", "/profile/categories", PLAIN)
        assert (refusal["code"], refusal["errcode"]) == ("wechat_refused", "53302")
        assert refusal["cause"] == "主体类型不能选这个类目"
        blocked = await shop.refused("PUT", "/profile/name", {"name": "秋山商城"})
        assert (blocked["code"], blocked["finding"]) == ("name_not_acceptable", "name_individual")
        assert (await shop.ask("POST", "/profile/categories", {"first": 730, "second": 731}))["categories"][
            "items"
        ][0]["state"] == "granted"


class TestNames:
    async def test_our_rules_come_before_wechat(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        checked = await shop.ask("POST", "/profile/name/check", {"name": "微信官方"})
        assert (checked["free"], checked["findings"][0]["finding"]["code"]) == (False, "name_reserved")
        refusal = await shop.refused("PUT", "/profile/name", {"name": "微信官方"})
        assert (refusal["code"], refusal["finding"]) == ("name_not_acceptable", "name_reserved")
        assert (await shop.seen())["nickname"] == ""

    async def test_taken_is_refused_by_wechat(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        for call in (("POST", "/profile/name/check"), ("PUT", "/profile/name")):
            refusal = await shop.refused(*call, {"name": "京东"})
            assert (refusal["code"], refusal["errcode"]) == ("wechat_refused", "53013")
            assert refusal["cause"] == "名称与已有账号重复"
            assert len(refusal["rid"]) == 26

    async def test_a_trade_mark_wants_papers_and_is_decided_by_push(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        checked = await shop.ask("POST", "/profile/name/check", {"name": "茅台小铺"})
        assert (checked["free"], checked["papers"]) == (True, "名称含品牌词，请提交商标注册证")
        assert [one["finding"]["code"] for one in checked["findings"]] == ["name_trademark"]
        refusal = await shop.refused("PUT", "/profile/name", {"name": "茅台小铺"})
        assert (refusal["code"], refusal["wording"]) == ("name_papers_wanted", checked["papers"])
        media_id = (await shop.upload("POST", "/profile/papers"))["media_id"]
        wish = {"name": "茅台小铺", "licence": media_id}
        waiting = await shop.ask("PUT", "/profile/name", wish)
        assert waiting["wish"] == {"name": "茅台小铺", "state": "in_review", "reason": ""}
        again = await shop.refused("PUT", "/profile/name", wish)
        assert (again["code"], again["errcode"]) == ("wechat_refused", "91019")
        await shop.decide("name", "reject", "wxa_nickname_audit", reason="商标证书不清晰")
        card = await shop.step("profile")
        assert (card["status"], card["findings"][0]["code"]) == ("failed", "name_refused")
        assert card["findings"][0]["cause"]["zh"] == "名称「茅台小铺」没有通过：商标证书不清晰"
        await shop.ask("PUT", "/profile/name", wish)
        await shop.decide("name", "accept", "wxa_nickname_audit")
        assert facts(await shop.step("profile"))["name"] == "茅台小铺"
        assert (await shop.moves("profile")) == ["doing", "failed", "doing"]

    async def test_a_third_renaming_is_refused_here(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        for name in ("秋山茶器", "秋山茶铺"):
            await shop.ask("PUT", "/profile/name", {"name": name})
        refusal = await shop.refused("PUT", "/profile/name", {"name": "秋山茶店"})
        assert (refusal["code"], refusal["used"], refusal["most"]) == ("name_quota_used", 2, 2)


class TestIntroductionAndAvatar:
    async def test_what_cannot_be_right_is_not_sent(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        short = await shop.refused("PUT", "/profile/introduction", {"text": "茶器"})
        assert (short["code"], short["finding"]) == ("introduction_bad", "introduction_length")
        words = await shop.refused("PUT", "/profile/introduction", {"text": "微信里的茶器"})
        assert words["finding"] == "introduction_words"

    async def test_five_a_month(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        for number in range(5):
            await shop.ask("PUT", "/profile/introduction", {"text": f"手作茶器第{number}版"})
        refusal = await shop.refused("PUT", "/profile/introduction", {"text": "手作茶器第六版"})
        assert (refusal["code"], refusal["what"]) == ("changes_used_up", "introduction")


class TestCategories:
    async def test_papers_are_named_and_a_refusal_is_mended(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        tree = (await shop.ask("GET", "/profile/categories"))["items"]
        food = next(node for node in tree if node["second"] == 617)
        assert food["papers"] == [["食品经营许可证"], ["食品生产许可证"], ["仅销售预包装食品备案凭证"]]
        missing = await shop.refused("POST", "/profile/categories", FOOD)
        assert missing["code"] == "category_papers_missing"
        assert missing["papers"] == "食品经营许可证 / 食品生产许可证 / 仅销售预包装食品备案凭证"
        added = await shop.ask("POST", "/profile/categories", FOOD | {"papers": await paper(shop)})
        assert added["categories"]["items"][0]["state"] == "in_review"
        await shop.decide("category", "reject", "wxa_category_audit", reason="证件过期")
        card = await shop.step("profile")
        assert card["status"] == "failed"
        assert card["findings"][0]["cause"]["zh"] == "类目「商家自营-食品饮料」没有通过：证件过期"
        papers = {"papers": await paper(shop)}
        mended = await shop.ask("PUT", "/profile/categories/616/617", papers)
        assert mended["categories"]["items"][0]["state"] == "in_review"
        await shop.decide("category", "accept", "wxa_category_audit")
        card = await shop.step("profile")
        assert (card["status"], facts(card)["categories"]) == ("doing", "商家自营-食品饮料")

    async def test_unknown_and_twice(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        answer = await shop.owner.shop("POST", "/launch/profile/categories", {"first": 1, "second": 2})
        assert answer.status_code == 404
        await shop.ask("POST", "/profile/categories", PLAIN)
        assert (await shop.refused("POST", "/profile/categories", PLAIN))["errcode"] == "53304"


class TestOwnAccount:
    async def test_categories_are_a_sign_and_words_are_none(self, operated: OperatedMall) -> None:
        shop = await own_shop(operated)
        assert (await shop.refused("GET", "/profile"))["code"] == "not_granted"
        assert (await shop.look("profile"))["status"] == "todo"
        await shop.ask("PUT", "/mode", {"mode": "own"})
        answer = await shop.owner.shop("PUT", "/launch/tasks/name/declared")
        assert answer.status_code == 204
        card = await shop.look("profile")
        assert (card["status"], [fact["proof"] for fact in card["facts"]]) == ("doing", ["call", "declared"])
        await shop.act("categories", PLAIN)
        card = await shop.look("profile")
        assert (card["status"], card["proof"]) == ("done", "call")
        assert card["facts"][0]["value"].endswith("服装鞋包")
