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
