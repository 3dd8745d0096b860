"""Order shipping management: reporting parcels and the life of an order after payment."""

from typing import Any

import pytest

from tests.sandbox.merchant import Merchant

UPLOAD = "/wxa/sec/order/upload_shipping_info"


def report(merchant: Merchant, order: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """A valid shipping report for a parcel."""
    body = {
        "order_key": {"order_number_type": 1, "mchid": merchant.mchid, "out_trade_no": order["out_trade_no"]},
        "logistics_type": 1,
        "delivery_mode": 1,
        "shipping_list": [{"tracking_no": "7700112233", "express_company": "ZTO", "item_desc": "山核桃*1"}],
        "upload_time": "2026-11-24T15:00:00.120+08:00",
        "payer": {"openid": merchant.openid("小明")},
    }
    return merchant.api(UPLOAD, body | changed)


def state(merchant: Merchant, order: dict[str, Any]) -> int:
    """order_state as get_order says."""
    key = {"merchant_id": merchant.mchid, "merchant_trade_no": order["out_trade_no"]}
    return int(merchant.api("/wxa/sec/order/get_order", key)["order"]["order_state"])


class TestShipping:
    def test_paid_shipped_received(self, merchant: Merchant) -> None:
        order = merchant.paid_order()
        assert state(merchant, order) == 1
        assert report(merchant, order)["errcode"] == 0
        assert state(merchant, order) == 2
        transaction = merchant.query(order["out_trade_no"])["transaction_id"]
        assert merchant.device("confirm-receipt", person="小明", transaction_id=transaction) == {
            "status": "success"
        }
        assert state(merchant, order) == 3
        assert report(merchant, order)["errcode"] == 10060002

    def test_the_person_reads_the_carrier_by_its_name(self, merchant: Merchant) -> None:
        report(merchant, merchant.paid_order())
        told = merchant.http.get("/_sandbox/device/messages", params={"person": "小明"}).json()
        [message] = [one for one in told if one["title"] == "订单已发货"][-1:]
        assert ["快递公司", "中通快递"] in message["lines"]

    def test_shipping_again_is_allowed_once(self, merchant: Merchant) -> None:
        order = merchant.paid_order()
        parcel = {"tracking_no": "1", "express_company": "YTO", "item_desc": "山核桃*1"}
        assert report(merchant, order)["errcode"] == 0
        assert report(merchant, order)["errcode"] == 10060023
        assert report(merchant, order, shipping_list=[parcel])["errcode"] == 0
        assert report(merchant, order, shipping_list=[parcel | {"tracking_no": "2"}])["errcode"] == 10060003

    @pytest.mark.usefixtures("peace")
    def test_received_by_itself_after_ten_days(self, merchant: Merchant) -> None:
        order = merchant.paid_order()
        report(merchant, order)
        merchant.http.post("/_sandbox/clock", json={"advance_seconds": 10 * 86400 + 1})
        for _ in range(100):
            if state(merchant, order) == 3:
                break
        assert state(merchant, order) == 3

    @pytest.mark.parametrize(
        ("change", "errcode"),
        [
            ({"order_key": {"order_number_type": 3}}, 268485194),
            ({"order_key": {"order_number_type": 2}}, 268485195),
            ({"order_key": {"order_number_type": 1, "out_trade_no": "x"}}, 268485196),
            ({"order_key": {"order_number_type": 2, "transaction_id": "42"}}, 10060001),
            ({"logistics_type": 9}, 10060005),
            ({"delivery_mode": 3}, 268485224),
            ({"delivery_mode": 2}, 10060007),
            ({"shipping_list": {}}, 47001),
            ({"shipping_list": []}, 268485228),
            ({"shipping_list": [{"tracking_no": "", "express_company": "ZTO", "item_desc": "x"}]}, 268485226),
            ({"shipping_list": [{"tracking_no": "1", "express_company": "", "item_desc": "x"}]}, 268485227),
            ({"shipping_list": [{"tracking_no": "1", "express_company": "ZTO", "item_desc": ""}]}, 10060008),
            ({"shipping_list": [{"tracking_no": "1", "express_company": "SF", "item_desc": "x"}]}, 10060014),
            ({"upload_time": "2026-11-24 15:00"}, 268485216),
            ({"payer": {"openid": "other"}}, 10060031),
        ],
    )
    def test_faulty_reports(self, merchant: Merchant, change: dict[str, Any], errcode: int) -> None:
        order = merchant.paid_order()
        assert report(merchant, order, **change)["errcode"] == errcode
        assert state(merchant, order) == 1

    def test_list_turns_pages(self, merchant: Merchant) -> None:
        for _ in range(3):
            merchant.paid_order()
        first = merchant.api("/wxa/sec/order/get_order_list", {"page_size": 2, "order_state": 1})
        assert (len(first["order_list"]), first["has_more"]) == (2, True)
        following = {"page_size": 2, "order_state": 1, "last_index": first["last_index"]}
        second = merchant.api("/wxa/sec/order/get_order_list", following)
        assert second["order_list"][0]["transaction_id"] != first["order_list"][0]["transaction_id"]

    def test_trade_management_and_carriers(self, merchant: Merchant) -> None:
        answer = merchant.api("/wxa/sec/order/is_trade_managed", {"appid": merchant.weapp})
        assert answer["is_trade_managed"] is True
        assert merchant.api("/wxa/sec/order/is_trade_managed", {"appid": "wx0"})["errcode"] == 40013
        carriers = merchant.api("/cgi-bin/express/delivery/open_msg/get_delivery_list", {})
        assert carriers["count"] == len(carriers["delivery_list"])
