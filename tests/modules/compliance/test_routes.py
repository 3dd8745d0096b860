"""Subjects, papers and refusals over HTTP."""

import io
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlalchemy import bindparam, update

from tests.factories.malls import Buyer, Mall, Owner
from tests.modules.compliance.test_subject import COMPANY, ID_NUMBER, PERSON
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.members.domain import WechatIdentity
from xiaopu.modules.members.usecases.sign_in import sign_in_wechat
from xiaopu.modules.tenancy.tables import SHOPS

pytestmark = pytest.mark.anyio

# The guard taken off, whatever the subject is.
_GUARD_OFF = update(SHOPS).where(SHOPS.c.shop_id == bindparam("shop")).values(weapp_selling=True)


def picture(colour: str = "red", size: tuple[int, int] = (3000, 2000)) -> bytes:
    target = io.BytesIO()
    Image.new("RGBA", size, colour).save(target, "PNG")
    return target.getvalue()


async def upload(owner: Owner, content: bytes, **fields: str) -> httpx.Response:
    return await owner.http.post(
        f"/api/console/v1/shops/{owner.shop_id}/subject/papers",
        data={"kind": "food_sale"} | fields,
        files={"file": ("licence.png", content, "image/png")},
        headers={"X-CSRF-Token": owner.csrf},
    )


async def weapp_buyer(mall: Mall, owner: Owner) -> Buyer:
    """A shopper in the mini program, with an address."""
    scope = ShopScope(ShopId(owner.shop_id))
    identity = WechatIdentity("wx0123456789abcdef", "o-1")
    session = await mall.house.units.write(scope, sign_in_wechat, identity, "weapp", vault=mall.house.vault)
    buyer = Buyer(mall.http, owner.slug, session.token)
    address = {"name": "李雷", "phone": "13800138000", "region_code": "330106", "detail": "文三路 1 号"}
    buyer.address_id = (await buyer.call("POST", "/addresses", address)).json()["id"]
    return buyer


async def audited(owner: Owner) -> list[str]:
    rows = (await owner.shop("GET", "/audit")).json()["items"]
    return [row["action"] for row in rows]


class TestSubjectRoutes:
    async def test_set_seen_masked_and_revealed_in_the_log(self, mall: Mall) -> None:
        owner = await mall.owner()
        assert (await owner.shop("GET", "/subject")).json() == {"set": False}
        made = await owner.shop("PUT", "/subject", COMPANY)
        assert made.status_code == 200
        assert made.json()["id_number"] == "310***********" + ID_NUMBER[-4:]
        assert "subject.revealed" not in await audited(owner)
        shown = await owner.shop("POST", "/subject/reveal")
        assert shown.json()["id_number"] == ID_NUMBER
        assert shown.headers["cache-control"] == "no-store"
        assert "subject.revealed" in await audited(owner)

    async def test_faults_come_with_path_code_and_words(self, mall: Mall) -> None:
        owner = await mall.owner()
        answer = await owner.shop("PUT", "/subject", COMPANY | {"credit_code": "9144030070846I136T"})
        assert (answer.status_code, answer.json()["code"]) == (422, "subject_invalid")
        [fault] = answer.json()["fields"]
        assert (fault["path"], fault["code"]) == ("credit_code", "credit_code_invalid")
        assert "第 14 位" in fault["message"]


class TestPaperRoutes:
    async def test_kept_sealed_shown_logged_and_dropped(self, mall: Mall, tmp_path: Any) -> None:
        owner = await mall.owner()
        made = await upload(owner, picture(), valid_until="2030-01-01", note=" 正本 ")
        assert made.status_code == 201, made.text
        paper = made.json()
        assert (paper["name"], paper["valid_until"], paper["note"], paper["expired"]) == (
            "食品经营许可证",
            "2030-01-01",
            "正本",
            False,
        )
        files = [one for one in (tmp_path / "files").rglob("*") if one.is_file()]
        [stored] = files
        assert stored.read_bytes().startswith(b"x1.")
        assert stored.suffix == ".sealed"
        public = await mall.http.get(f"/media/{stored.relative_to(tmp_path / 'files')}")
        assert (public.status_code, public.json()["code"]) == (404, "file_not_found")
        path = f"/subject/papers/{paper['id']}"
        shown = await owner.shop("POST", f"{path}/show")
        assert (shown.headers["content-type"], shown.headers["cache-control"]) == ("image/jpeg", "no-store")
        with Image.open(io.BytesIO(shown.content)) as seen:
            assert (seen.format, seen.size) == ("JPEG", (2000, 1333))
            red = seen.convert("RGB").getpixel((5, 5))
        assert isinstance(red, tuple)
        assert red[0] > 240
        assert red[1] < 15
        assert {"paper.added", "paper.seen"} <= set(await audited(owner))
        assert (await owner.shop("DELETE", path)).status_code == 204
        assert (await owner.shop("POST", f"{path}/show")).status_code == 404
        assert (await owner.shop("GET", "/subject/papers")).json() == {"items": []}
        assert not stored.exists()

    async def test_another_shops_paper_is_not_found(self, mall: Mall) -> None:
        owner, other = await mall.owner(), await mall.owner()
        paper = (await upload(owner, picture(size=(20, 20)))).json()
        for method, path in (("POST", "/show"), ("DELETE", "")):
            answer = await other.shop(method, f"/subject/papers/{paper['id']}{path}")
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert len((await owner.shop("GET", "/subject/papers")).json()["items"]) == 1

    async def test_what_is_refused_leaves_nothing_behind(self, mall: Mall, tmp_path: Any) -> None:
        owner = await mall.owner()
        for content, fields, code in (
            (b"%PDF-1.7", {}, "not_a_picture"),
            (picture(size=(9, 9)), {"kind": "passport"}, "invalid_input"),
            (picture(size=(9, 9)), {"valid_until": "2020-01-01"}, "invalid_input"),
            (picture(size=(9, 9)), {"valid_until": "soon"}, "invalid_input"),
            (picture(size=(9, 9)), {"note": "长" * 121}, "invalid_input"),
        ):
            answer = await upload(owner, content, **fields)
            assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert (await owner.shop("GET", "/subject/papers")).json() == {"items": []}
        assert [one for one in (tmp_path / "files").rglob("*") if one.is_file()] == []


class TestWeappSelling:
    """On both databases: an individual's mini program has no purchase, and only that."""

    async def purchase(self, buyer: Buyer, sku_id: str) -> dict[str, int]:
        """Status of each step of a purchase."""
        line = {"sku_id": sku_id, "quantity": 1}
        wanted = line | {"source": "now", "address_id": buyer.address_id}
        steps = {
            "cart": await buyer.call("POST", "/cart/lines", line),
            "merge": await buyer.call("POST", "/cart/merge", {"lines": [line]}),
            "checkout": await buyer.call("POST", "/checkout/preview", wanted),
        }
        quote = steps["checkout"].json().get("quote", "0" * 32)
        steps["order"] = await buyer.call("POST", "/orders", wanted | {"quote": quote})
        for answer in steps.values():
            if answer.status_code == 409:
                assert answer.json()["code"] == "subject_cannot_sell"
        return {name: answer.status_code for name, answer in steps.items()}

    async def test_refused_for_an_individual_and_for_nobody_else(self, mall: Mall) -> None:
        owner = await mall.owner()
        sku_id = (await owner.goods())["skus"][0]["id"]
        weapp, browser = await weapp_buyer(mall, owner), await mall.buyer(owner)
        bought = {"cart": 200, "merge": 200, "checkout": 200, "order": 201}
        assert await self.purchase(weapp, sku_id) == bought
        unpaid = (await weapp.order(sku_id))["id"]
        assert (await owner.shop("PUT", "/subject", PERSON)).status_code == 200
        assert await self.purchase(weapp, sku_id) == dict.fromkeys(bought, 409)
        pay = await weapp.call("POST", f"/orders/{unpaid}/pay", {"channel": "weapp"})
        assert (pay.status_code, pay.json()["code"]) == (409, "subject_cannot_sell")
        again = await weapp.call("POST", f"/orders/{unpaid}/buy-again")
        assert (again.status_code, again.json()["code"]) == (409, "subject_cannot_sell")
        # What was bought before can still be looked at, and the H5 mall sells on.
        assert (await weapp.call("GET", f"/orders/{unpaid}")).status_code == 200
        assert await self.purchase(browser, sku_id) == bought
        shop = await mall.http.get(f"/api/storefront/v1/{owner.slug}/shop")
        assert shop.json()["weapp_profile"] == "showcase"
        assert (await owner.shop("PUT", "/subject", COMPANY)).status_code == 200
        assert await self.purchase(weapp, sku_id) == bought
        shop = await mall.http.get(f"/api/storefront/v1/{owner.slug}/shop")
        assert shop.json()["weapp_profile"] == "mall"

    async def test_twin_without_the_guard_the_individual_sells(self, mall: Mall) -> None:
        """Shows that the refusals above come from the guard and from nothing else."""
        owner = await mall.owner()
        sku_id = (await owner.goods())["skus"][0]["id"]
        weapp = await weapp_buyer(mall, owner)
        assert (await owner.shop("PUT", "/subject", PERSON)).status_code == 200

        def take_off(uow: UnitOfWork) -> None:
            uow.run(_GUARD_OFF)

        await mall.house.units.write(ShopScope(ShopId(owner.shop_id)), take_off)
        assert (await self.purchase(weapp, sku_id))["order"] == 201
