"""Reviews over HTTP."""

from tests.factories.database import TestDatabase
from tests.factories.doors import shopping, working
from tests.factories.orders import VAULT, Counter, open_mall
from tests.modules.catalog.shelves import SHOP, Runner
from xiaopu.modules.orders.api import my_order
from xiaopu.modules.reviews.http.console import CONSOLE_ROUTES
from xiaopu.modules.reviews.http.storefront import STOREFRONT_ROUTES

KEY = {"Idempotency-Key": "review-1"}


class TestReviewRoutes:
    def test_written_once_read_by_all_and_answered(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter = await Counter.open(units)
            member = await counter.member()
            order = await counter.completed(member)
            [line] = (await units.read(SHOP, my_order, order, member, vault=VAULT)).lines
            body = {"items": [{"line_id": line.id, "stars": 4, "text": "壶很好"}]}
            path, shown = f"/orders/{order}/reviews", f"/goods/{line.goods_id}/reviews"
            async with (
                shopping(units, STOREFRONT_ROUTES, member) as buyer,
                shopping(units, STOREFRONT_ROUTES[:1]) as visitor,
                working(units, CONSOLE_ROUTES) as staff,
            ):
                first = await buyer.post(path, json=body, headers=KEY)
                assert first.status_code == 200
                assert first.json()["lines"][0]["reviewed"] is True
                assert (await buyer.post(path, json=body, headers=KEY)).json() == first.json()
                other = await buyer.post(path, json=body, headers={"Idempotency-Key": "review-2"})
                assert (other.status_code, other.json()["code"]) == (409, "order_state")
                page = (await visitor.get(shown)).json()
                assert page["summary"] == {"count": 1, "good_percent": 100}
                [review] = page["items"]
                assert (review["nickname"], review["text"], "reply" in review) == ("小***学", "壶很好", False)
                answered = await staff.post(f"/reviews/{review['id']}/reply", json={"text": "谢谢"})
                assert (answered.json()["reply"], answered.json()["goods_name"]) == ("谢谢", "白瓷杯")
                assert (await visitor.get(shown)).json()["items"][0]["reply"] == "谢谢"
                assert (await staff.delete(f"/reviews/{review['id']}")).status_code in (404, 405)
                assert (await visitor.get(f"/goods/{'z' * 20}/reviews")).status_code == 404
                assert (await visitor.get(shown, params={"limit": 101})).status_code == 422
                assert (await visitor.get(shown, params={"cursor": "!!"})).status_code == 422
                assert (await visitor.get(shown, params={"order": "stars"})).status_code == 422
            await units.close()

        run(story())
