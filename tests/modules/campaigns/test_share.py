"""Cards and posters: drawn once for what they show, with every character drawn, and shoppers' routes."""

import hashlib
import io
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image
from python_calamine import CalamineWorkbook

from tests.factories.malls import Buyer, Mall
from tests.factories.payers import PayingMall
from xiaopu.modules.campaigns.adapters.painter import PillowPainter
from xiaopu.modules.campaigns.domain import CARD, POSTER, CardFacts, PosterFacts

Json = Any
VISITOR = "a1b2c3d4e5f6g7h8i9j0"


def red(size: tuple[int, int] = (900, 900)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(target, "WEBP")
    return target.getvalue()


def seen(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


class TestPainting:
    def test_a_card_is_five_to_four_whatever_the_picture(self) -> None:
        for size in ((900, 900), (300, 1200), (1600, 200), (1, 1)):
            card = seen(PillowPainter().card(CardFacts("茶壶", 16801, more=True, picture=red(size))))
            assert (card.format, card.size) == ("JPEG", CARD)
            assert CARD[0] * 4 == CARD[1] * 5

    def test_a_poster_is_a_phones_screen(self) -> None:
        painter = PillowPainter()
        card = CardFacts("茶壶" * 30, 100_000_000, more=True, picture=red())
        poster = seen(
            painter.poster(PosterFacts(card, "店" * 30, painter.qr("https://a.example"), "长按识别"))
        )
        assert (poster.format, poster.size) == ("JPEG", POSTER)

    def test_a_price_and_a_name_change_what_is_drawn(self) -> None:
        painter, code = PillowPainter(), PillowPainter().qr("https://a.example")
        drawn = {
            hashlib.sha256(
                painter.poster(
                    PosterFacts(CardFacts(name, fen, more=more, picture=red()), "店", code, "长按")
                )
            ).hexdigest()
            for name, fen, more in (
                ("茶壶", 100, False),
                ("茶盏", 100, False),
                ("茶壶", 101, False),
                ("茶壶", 100, True),
            )
        }
        assert len(drawn) == 4

    def test_a_name_of_signs_that_no_font_has_leaves_no_boxes(self) -> None:
        painter, code = PillowPainter(), PillowPainter().qr("https://a.example")

        def poster(name: str) -> bytes:
            return painter.poster(
                PosterFacts(CardFacts(name, 100, more=False, picture=red()), "店", code, "长按")
            )

        assert poster("🔥茶壶\U0010ffff") == poster("茶壶")
        assert poster("🔥🔥") == poster("精选商品")

    @pytest.mark.parametrize("broken", [b"", b"<svg/>", b"\x89PNG\r\n", red()[:200]])
    def test_what_is_no_picture_is_refused(self, broken: bytes) -> None:
        with pytest.raises(ValueError, match=r"picture"):
            PillowPainter().plain(broken)


@pytest.mark.anyio
class TestRoutes:
    async def test_a_card_follows_the_price(self, mall: Mall) -> None:
        owner = await mall.owner()
        goods = await owner.goods(16801)
        buyer = Buyer(mall.http, owner.slug)
        path = f"/goods/{goods['id']}/card.jpg"
        first = await buyer.call("GET", path)
        assert (first.status_code, first.headers["content-type"]) == (200, "image/jpeg")
        assert seen(first.content).size == CARD
        assert (await buyer.call("GET", path)).content == first.content
        sku = goods["skus"][0]
        form = {"name": goods["name"], "version": goods["version"], "on_sale": True}
        form |= {"skus": [{"id": sku["id"], "spec_values": [], "price_fen": 9900, "stock": 3}]}
        changed = await owner.shop("PUT", f"/goods/{goods['id']}", form)
        assert changed.is_success, changed.text
        assert (await buyer.call("GET", path)).content != first.content

    async def test_goods_that_are_not_shown_have_no_card(self, mall: Mall) -> None:
        owner, rival = await mall.owner(), await mall.owner()
        theirs = await rival.goods()
        buyer = Buyer(mall.http, owner.slug)
        for goods_id in (theirs["id"], "0" * 20, "x"):
            assert (await buyer.call("GET", f"/goods/{goods_id}/card.jpg")).status_code == 404
            answer = await buyer.call("POST", f"/goods/{goods_id}/poster", {"code": "h5"})
            assert answer.status_code == 404

    async def test_a_poster_of_the_h5_mall_carries_the_campaign_or_none(self, mall: Mall) -> None:
        owner = await mall.owner()
        goods = await owner.goods()
        campaign = (await owner.shop("POST", "/campaigns", {"name": "社群", "kind": "group"})).json()[
            "campaign"
        ]
        buyer = Buyer(mall.http, owner.slug)

        async def poster(short: str | None) -> Json:
            body = {"code": "h5"} | ({"campaign": short} if short else {})
            answer = await buyer.call("POST", f"/goods/{goods['id']}/poster", body)
            assert answer.status_code == 200, answer.text
            return answer.json()

        plain, carried = await poster(None), await poster(campaign["short"])
        assert (plain["width"], plain["height"]) == POSTER
        assert plain["url"] != carried["url"]
        # Drawn once, and a forged sign is no campaign's.
        assert await poster("zzzzzz") == plain
        assert await poster(campaign["short"]) == carried
        picture = await mall.http.get(carried["url"])
        assert picture.headers["content-type"] == "image/jpeg"
        codes = (await owner.shop("GET", f"/campaigns/{campaign['id']}")).json()["codes"]
        assert [code["link"].partition("?")[2] for code in codes] == [
            f"ch={campaign['short']}#/pages/goods/index?id={goods['id']}"
        ]

    async def test_a_poster_for_the_mini_program_needs_one(self, mall: Mall) -> None:
        owner = await mall.owner()
        goods = await owner.goods()
        answer = await Buyer(mall.http, owner.slug).call(
            "POST", f"/goods/{goods['id']}/poster", {"code": "weapp"}
        )
        assert answer.json()["code"] == "weapp_not_set"

    async def test_with_one_it_has_wechats_code(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        goods = (await payers.owner.shop("GET", "/goods")).json()["items"][0]
        answer = await payers.buyer.call("POST", f"/goods/{goods['id']}/poster", {"code": "weapp"})
        assert answer.status_code == 200, answer.text
        poster = seen((await paying.mall.http.get(answer.json()["url"])).content)
        # The sandbox's code is black on white, at the lower right.
        dark = sum(1 for value in poster.convert("L").crop((502, 1086, 718, 1302)).tobytes() if value < 60)
        assert dark > 5000


@pytest.mark.anyio
class TestTouching:
    async def test_a_visit_an_order_and_the_report_over_http(self, paying: PayingMall) -> None:
        payers = await paying.payers(1990)
        owner, buyer = payers.owner, payers.buyer
        made = await owner.shop("POST", "/campaigns", {"name": "=门店海报", "kind": "store"})
        campaign = made.json()["campaign"]
        stranger = Buyer(paying.mall.http, owner.slug)
        seen_by = await stranger.call("POST", "/touches", {"visitor": VISITOR, "campaign": campaign["short"]})
        assert seen_by.status_code == 204, seen_by.text
        assert (await buyer.call("POST", "/touches", {"visitor": VISITOR})).status_code == 204
        order = await buyer.order(payers.sku_id)
        await paying.pay(payers, await payers.ticket(order))
        await paying.hand_in(payers, await paying.notice())
        day = paying.clock.now.date().isoformat()
        cost = await owner.shop(
            "POST", f"/campaigns/{campaign['id']}/costs", {"day": day, "amount_fen": 1000}
        )
        assert cost.status_code == 201, cost.text
        today = paying.clock.now.date()
        days = [(today + timedelta(days=by)).isoformat() for by in (-1, 1)]
        report = await owner.shop("GET", f"/campaigns/report?since={days[0]}&until={days[1]}")
        [row] = report.json()["rows"]
        figures = row["figures"]
        assert {
            name: figures[name] for name in ("visitors", "orders", "paid_orders", "paid_fen", "roi_bps")
        } == {
            "visitors": 1,
            "orders": 1,
            "paid_orders": 1,
            "paid_fen": 1990,
            "roi_bps": 19900,
        }
        sheet = await owner.shop("GET", f"/campaigns/report.csv?since={days[0]}&until={days[1]}")
        lines = sheet.content.decode("utf-8-sig").splitlines()
        assert lines[1] == "'=门店海报,门店物料,1,1,1,1,19.90,0.00,10.00,1.99"
        assert lines[-1].startswith("合计,,1,")
        sheet = await owner.shop("GET", f"/campaigns/report.xlsx?since={days[0]}&until={days[1]}")
        assert "spreadsheetml" in sheet.headers["content-type"]
        rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
        # A word that looks like a formula is a word, numbers are numbers.
        assert rows[1] == ["'=门店海报", "门店物料", 1, 1, 1, 1, 19.9, 0, 10, 1.99]
        assert rows[2][-1] == "—"

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"visitor": "short"},
            {"visitor": "a" * 65},
            {"visitor": "bad letters!!!!!!!!!!"},
            {"visitor": VISITOR, "campaign": "x" * 33},
            {"visitor": VISITOR, "member_id": "1"},
        ],
    )
    async def test_bad_visits_are_refused(self, mall: Mall, body: Json) -> None:
        owner = await mall.owner()
        answer = await Buyer(mall.http, owner.slug).call("POST", "/touches", body)
        assert answer.status_code == 422

    async def test_a_flood_from_one_address_is_slowed(self, mall: Mall) -> None:
        owner = await mall.owner()
        buyer = Buyer(mall.http, owner.slug)
        answers = [
            (await buyer.call("POST", "/touches", {"visitor": f"{number:020d}"})).status_code
            for number in range(245)
        ]
        assert answers.count(429) == 5

    async def test_days_that_are_no_range_are_refused(self, mall: Mall) -> None:
        owner = await mall.owner()
        for query in (
            "since=2026-02-01&until=2026-01-01",
            "since=2024-01-01&until=2026-01-01",
            "since=x&until=y",
        ):
            assert (await owner.shop("GET", f"/campaigns/report?{query}")).status_code == 422
