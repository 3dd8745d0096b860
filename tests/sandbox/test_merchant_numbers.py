"""A merchant number by hand: linked later, with products that are not open and keys that are not set."""

from collections.abc import Callable
from typing import Any

import httpx

from tests.sandbox.conftest import Server
from tests.sandbox.merchant import Merchant
from tests.sandbox.owner import Owner
from tests.sandbox.shop import Shop

PLACE = "/v3/pay/transactions/jsapi"


def open_merchant(owner: Owner, **more: Any) -> Merchant:
    """A merchant number that knows no app but the owner's."""
    made = owner.told("/_sandbox/merchants", {"name": "山货铺", **more})
    none = {"appid": owner.appid}
    return Merchant(owner.base, {"merchant": made, "weapp": none, "service_account": none})


def verified(own: Callable[..., Owner]) -> Owner:
    owner = own()
    owner.verify()
    return owner


class TestMerchantNumbers:
    def test_it_is_linked_and_unlinked(self, own: Callable[..., Owner]) -> None:
        owner = verified(own)
        merchant = open_merchant(owner)
        order = merchant.order(merchant.openid("小明"))
        assert merchant.call("POST", PLACE, order).json()["code"] == "APPID_MCHID_NOT_MATCH"
        owner.act("merchants", {"mchid": merchant.mchid})
        assert merchant.call("POST", PLACE, order).status_code == 200
        owner.told(f"/_sandbox/merchants/{merchant.mchid}/unbind", {"appid": owner.appid})
        assert merchant.call("POST", PLACE, order).json()["code"] == "APPID_MCHID_NOT_MATCH"
        merchant.http.close()

    def test_products_are_opened(self, own: Callable[..., Owner]) -> None:
        owner = verified(own)
        merchant = open_merchant(owner, products=["NATIVE"])
        owner.act("merchants", {"mchid": merchant.mchid})
        order = merchant.order(merchant.openid("小明"))
        refused = merchant.call("POST", PLACE, order)
        assert (refused.status_code, refused.json()["code"]) == (403, "NO_AUTH")
        native = {name: value for name, value in order.items() if name != "payer"}
        assert merchant.call("POST", "/v3/pay/transactions/native", native).status_code == 200
        path = f"/_sandbox/merchants/{merchant.mchid}/products"
        owner.told(path, {"products": ["JSAPI"]})
        again = merchant.order(merchant.openid("小明"))
        assert merchant.call("POST", PLACE, again).status_code == 200
        assert owner.http.post(path, json={"products": ["X"]}).status_code == 400
        merchant.http.close()

    def test_no_notice_without_a_key(self, own: Callable[..., Owner], shop: Shop) -> None:
        owner = verified(own)
        merchant = open_merchant(owner, apiv3_key_set=False)
        owner.act("merchants", {"mchid": merchant.mchid})
        merchant.paid_order(notify_url=shop.url)
        query = {"mchid": merchant.mchid}
        assert owner.http.get("/_sandbox/notices", params=query).json() == []
        told = owner.told(f"/_sandbox/merchants/{merchant.mchid}/apiv3-key", {})
        assert len(told["apiv3_key"]) == 32
        second = merchant.paid_order(notify_url=shop.url)
        envelope = shop.wait(1)[0].json()
        assert envelope["event_type"] == "TRANSACTION.SUCCESS"
        merchant.firm["merchant"]["apiv3_key"] = told["apiv3_key"]
        assert second["out_trade_no"] in merchant.open_seal(envelope["resource"]).decode()
        merchant.http.close()

    def test_provisioned_firms_are_listed_alone(self, server: Server, own: Callable[..., Owner]) -> None:
        owner = own()
        merchant = open_merchant(owner)
        listed = httpx.get(f"{server.base}/_sandbox/provision", trust_env=False).json()
        assert merchant.mchid not in [firm["merchant"]["mchid"] for firm in listed]
        for page in ("/merchant", "/mp"):
            assert owner.http.get(page).status_code == 200
        assert merchant.mchid in owner.http.get("/merchant", params={"mchid": merchant.mchid}).text
        merchant.http.close()
