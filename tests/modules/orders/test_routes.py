"""Orders over HTTP: what placing answers is what reading finds, the first time and every time."""

import pytest

from tests.factories.malls import Mall

pytestmark = pytest.mark.anyio


class TestPlacing:
    async def test_answers_what_is_read_after_it_and_the_same_again(self, mall: Mall) -> None:
        owner = await mall.owner()
        first, second = [(await owner.goods(price_fen=fen))["skus"][0]["id"] for fen in (1990, 500)]
        buyer = await mall.buyer(owner)
        for sku_id, quantity in ((first, 2), (second, 3)):
            await buyer.call("POST", "/cart/lines", {"sku_id": sku_id, "quantity": quantity})
        wanted = {"source": "cart", "address_id": buyer.address_id}
        quote = (await buyer.call("POST", "/checkout/preview", wanted)).json()["quote"]
        body = wanted | {"quote": quote, "remark": "请  包好"}
        placed = await buyer.call("POST", "/orders", body, Idempotency_Key="one")
        again = await buyer.call("POST", "/orders", body, Idempotency_Key="one")
        assert (placed.status_code, again.status_code) == (201, 201)
        order = placed.json()
        assert (order["goods_fen"], len(order["lines"]), order["remark"]) == (5480, 2, "请 包好")
        assert order["available_actions"] == ["pay", "cancel"]
        assert again.json() == order
        assert (await buyer.call("GET", f"/orders/{order['id']}")).json() == order
        assert (await buyer.call("GET", "/orders")).json()["items"][0]["id"] == order["id"]


class TestOffline:
    async def test_from_the_checkout_to_the_money(self, mall: Mall) -> None:
        owner = await mall.owner()
        sku_id = (await owner.goods(price_fen=1990))["skus"][0]["id"]
        buyer = await mall.buyer(owner)
        wanted = {"source": "now", "sku_id": sku_id, "quantity": 1, "pay_by": "in_store"}
        quote = (await buyer.call("POST", "/checkout/preview", wanted)).json()
        assert (quote["problems"], quote["payable_fen"]) == ([], 1990)
        body = wanted | {"quote": quote["quote"]}
        refused = await buyer.call("POST", "/orders", body)
        assert (refused.status_code, refused.json()["code"]) == (409, "offline_not_offered")
        unknown = await buyer.call("POST", "/orders", body | {"pay_by": "gold"})
        assert unknown.json()["code"] == "invalid_input"
        offer = {"name": "店", "offline_payment": ["in_store"], "pickup_text": "文三路 1 号"}
        assert (await owner.shop("PUT", "/settings", offer)).status_code == 200
        placed = (await buyer.call("POST", "/orders", body)).json()
        assert (placed["pay_by"], placed["status_text"]) == ("in_store", "待接单")
        order = f"/orders/{placed['id']}"
        assert (await owner.shop("POST", f"{order}/accept")).status_code == 200
        wrong = await owner.shop("POST", f"{order}/collect", {"amount_fen": 1989})
        assert (wrong.status_code, wrong.json()["code"]) == (409, "offline_amount")
        paid = (await owner.shop("POST", f"{order}/collect", {"amount_fen": 1990})).json()
        assert (paid["status"], paid["available_actions"]) == ("paid", ["hand_over", "note"])
        again = await owner.shop("POST", f"{order}/collect", {"amount_fen": 1990})
        assert (again.status_code, again.json()["code"]) == (409, "order_state")
        assert (await owner.shop("POST", f"{order}/hand-over")).json()["status"] == "completed"
