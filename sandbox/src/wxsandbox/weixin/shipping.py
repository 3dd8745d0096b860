"""Order shipping management: what a shop reports about its parcels, and the life of the frozen money.

State 1 to be shipped, 2 shipped, 3 received, 4 done (settled), 5 refunded. A second report after shipping is
allowed once. A person receives by hand; otherwise WeChat does after ten days (parcels) or two (all else).
"""

import json
import re
from typing import Any

from wxsandbox import people
from wxsandbox.clock import parse_rfc3339
from wxsandbox.openplatform.record import launch_of
from wxsandbox.pay.prepay import find_trade
from wxsandbox.store import Row
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok, whole_of
from wxsandbox.weixin.parcels import parcel_lines, read_parcels
from wxsandbox.weixin.settlement import DAY_MS, RECEIVE_DAYS, shipment_of, tell_shop
from wxsandbox.world import World


def upload(call: ApiCall) -> Answer:
    """POST /wxa/sec/order/upload_shipping_info."""
    check_managed(call)
    values, world = call.json(), call.world
    trade = order_of_key(call, values.get("order_key"))
    wrong = ApiRefusal(10060005, "logistics_type is invalid")
    logistics, mode = whole_of(values, "logistics_type", wrong), values.get("delivery_mode")
    if logistics not in RECEIVE_DAYS:
        raise wrong
    if mode not in (1, 2) or isinstance(mode, bool):
        raise ApiRefusal(268485224, "delivery_mode is invalid")
    finished = _finished(values, mode, logistics)
    parcels = read_parcels(values.get("shipping_list"), logistics=logistics, unified=mode == 1)
    uploaded = values.get("upload_time")
    if not isinstance(uploaded, str) or parse_rfc3339(uploaded) is None:
        raise ApiRefusal(268485216, "upload_time is invalid")
    payer = values.get("payer")
    if not isinstance(payer, dict) or payer.get("openid") != trade["openid"]:
        raise ApiRefusal(10060031, "the order does not belong to the openid")
    with world.store.unit():
        _ship(
            world,
            trade,
            logistics=logistics,
            mode=mode,
            finished=finished,
            parcels=parcels,
            uploaded=uploaded,
        )
    return ok()


def get_order(call: ApiCall) -> Answer:
    """POST /wxa/sec/order/get_order."""
    check_managed(call)
    return ok(order=order_view(call.world, _order_named(call, call.json())))


def get_order_list(call: ApiCall) -> Answer:
    """POST /wxa/sec/order/get_order_list, newest payment first; `last_index` goes back in to turn the
    page.
    """
    check_managed(call)
    values, world = call.json() if call.body.strip() else {}, call.world
    span = values.get("pay_time_range") or {}
    size = values.get("page_size", 100)
    last = values.get("last_index", "") or "0"
    if (
        not isinstance(span, dict)
        or isinstance(size, bool)
        or not isinstance(size, int)
        or not 1 <= size <= 100
    ):
        raise ApiRefusal(10060014, "invalid args")
    if not isinstance(last, str) or not last.isdigit():
        raise ApiRefusal(10060011, "last_index is invalid")
    wrong = ApiRefusal(10060014, "invalid args")
    begin, end = (
        whole_of({name: default} | span, name, wrong)
        for name, default in (("begin_time", 0), ("end_time", 2**32 - 1))
    )
    if not 0 <= begin <= 2**40 or not 0 <= end <= 2**40:
        raise wrong
    rows = world.store.all(
        "SELECT * FROM trade WHERE payer_appid = :appid AND paid_ms >= :begin AND paid_ms <= :end"
        " ORDER BY paid_ms DESC, transaction_id",
        appid=call.appid,
        begin=begin * 1000,
        end=end * 1000 + 999,
    )
    views = [order_view(world, row) for row in rows if values.get("openid") in (None, "", row["openid"])]
    wanted = values.get("order_state")
    views = [view for view in views if wanted is None or view["order_state"] == wanted]
    end = int(last) + size
    return ok(
        order_list=views[int(last) : end], has_more=len(views) > end, last_index=str(min(end, len(views)))
    )


def remind_receipt(call: ApiCall) -> Answer:
    """POST /wxa/sec/order/notify_confirm_receive: once per order, parcels only, after shipping."""
    check_managed(call)
    values, world = call.json(), call.world
    trade = _order_named(call, values)
    shipment = shipment_of(world, trade)
    if shipment is None or shipment["order_state"] != 2:
        raise ApiRefusal(10060028, "the order is not shipped")
    received = values.get("received_time")
    if (
        isinstance(received, bool)
        or not isinstance(received, int)
        or received * 1000 < shipment["shipped_ms"] - 1000
    ):
        raise ApiRefusal(10060029, "received_time is invalid")
    if shipment["logistics_type"] != 1:
        raise ApiRefusal(10060032, "only parcels can be reminded of")
    changed = world.store.run(
        "UPDATE shipment SET reminded = 1 WHERE transaction_id = :id AND reminded = 0",
        id=trade["transaction_id"],
    )
    if not changed:
        raise ApiRefusal(10060030, "the reminder has been used")
    return ok()


def set_jump_path(call: ApiCall) -> Answer:
    """POST /wxa/sec/order/set_msg_jump_path."""
    path = call.json().get("path")
    if not isinstance(path, str) or not path:
        raise ApiRefusal(40097, "invalid args")
    call.world.store.run(
        "UPDATE app SET order_path = :path WHERE appid = :appid", path=path, appid=call.appid
    )
    return ok()


def is_trade_managed(call: ApiCall) -> Answer:
    """POST /wxa/sec/order/is_trade_managed."""
    _own_appid(call)
    return ok(is_trade_managed=launch_of(call.world, call.appid).trade_managed)


def is_confirmation_completed(call: ApiCall) -> Answer:
    """POST /wxa/sec/order/is_trade_management_confirmation_completed."""
    _own_appid(call)
    return ok(completed=launch_of(call.world, call.appid).trade_managed)


def special_order(call: ApiCall) -> Answer:
    """POST /wxa/sec/order/opspecialorder: presale (15 to 330 days after payment) or test order."""
    values, world = call.json(), call.world
    kind, until = values.get("type"), values.get("delay_to")
    if kind not in (1, 2) or isinstance(kind, bool):
        raise ApiRefusal(268546000, "type is invalid")
    trade = world.store.one(
        "SELECT * FROM trade WHERE payer_appid = :appid AND paid_ms > 0"
        " AND (transaction_id = :id OR out_trade_no = :id)",
        appid=call.appid,
        id=str(values.get("order_id", "")),
    )
    if trade is None or shipment_of(world, trade) is not None:
        raise ApiRefusal(268546002, "no such order to be shipped")
    if kind == 1:
        valid = isinstance(until, int) and not isinstance(until, bool)
        days = (until * 1000 - trade["paid_ms"]) / DAY_MS if isinstance(until, int) else 0
        if not valid or not 15 <= days <= 330:
            raise ApiRefusal(268546001, "delay_to is invalid")
    return ok()


def check_managed(call: ApiCall) -> None:
    """发货信息管理 must have been opened. Raises ApiRefusal 48001."""
    if not launch_of(call.world, call.appid).trade_managed:
        raise ApiRefusal(48001, "api unauthorized")


def order_of_key(call: ApiCall, key: object) -> Row:
    """The paid order that an order_key names, of this very mini program. Raises ApiRefusal."""
    if not isinstance(key, dict):
        raise ApiRefusal(47001, "data format error")
    kind = key.get("order_number_type")
    if kind == 2:
        if not key.get("transaction_id"):
            raise ApiRefusal(268485195, "transaction_id is empty")
        return _paid(call, {"transaction_id": key["transaction_id"]})
    if kind != 1 or isinstance(kind, bool):
        raise ApiRefusal(268485194, "order_number_type is invalid")
    if not key.get("mchid"):
        raise ApiRefusal(268485196, "mchid is empty")
    if not key.get("out_trade_no"):
        raise ApiRefusal(268485197, "out_trade_no is empty")
    return _paid(call, {"merchant_id": key["mchid"], "merchant_trade_no": key["out_trade_no"]})


def order_view(world: World, trade: Row) -> dict[str, Any]:
    """The order as get_order shows it."""
    shipment = shipment_of(world, trade)
    refunded = trade["refunding_fen"] == trade["total_fen"]
    state = 5 if refunded else shipment["order_state"] if shipment else 1
    view = {
        "transaction_id": trade["transaction_id"],
        "merchant_id": trade["mchid"],
        "sub_merchant_id": trade["sub_mchid"],
        "merchant_trade_no": trade["out_trade_no"],
        "description": trade["description"],
        "paid_amount": trade["total_fen"],
        "openid": trade["openid"],
        "trade_create_time": trade["created_ms"] // 1000,
        "pay_time": trade["paid_ms"] // 1000,
        "order_state": state,
        "in_complaint": False,
        "shipping": {},
    }
    if shipment is not None:
        parcels = json.loads(shipment["parcels"])
        view["shipping"] = {
            "delivery_mode": shipment["delivery_mode"],
            "logistics_type": shipment["logistics_type"],
            "finish_shipping": bool(shipment["finished"]),
            "goods_desc": parcels[0]["item_desc"],
            "finish_shipping_count": shipment["finish_count"],
            "shipping_list": [_parcel_view(parcel, shipment) for parcel in parcels],
        }
    return view


def _finished(values: dict[str, Any], mode: int, logistics: int) -> bool:
    if mode == 1:
        return True
    if logistics != 1:
        raise ApiRefusal(10060006, "only parcels can be split")
    finished = values.get("is_all_delivered")
    if not isinstance(finished, bool):
        raise ApiRefusal(10060007, "is_all_delivered is missing")
    return finished


def _ship(
    world: World,
    trade: Row,
    *,
    logistics: int,
    mode: int,
    finished: bool,
    parcels: list[dict[str, Any]],
    uploaded: str,
) -> None:
    if trade["refunding_fen"] == trade["total_fen"]:
        raise ApiRefusal(10060004, "the order cannot be shipped in this state")
    known = shipment_of(world, trade)
    text = json.dumps(parcels, ensure_ascii=False, sort_keys=True)
    count = int(finished)
    if known is not None:
        _check_again(known, text, uploaded)
        count += known["finish_count"]
        world.store.run("DELETE FROM shipment WHERE transaction_id = :id", id=trade["transaction_id"])
    world.store.insert(
        "shipment",
        transaction_id=trade["transaction_id"],
        order_state=2 if finished else 1,
        logistics_type=logistics,
        delivery_mode=mode,
        finished=int(finished),
        finish_count=count,
        parcels=text,
        upload_time=uploaded,
        shipped_ms=world.clock.now_ms(),
    )
    if finished:
        _tell_person(world, trade, parcels)
        after = world.clock.now_ms() + RECEIVE_DAYS[logistics] * DAY_MS
        tell_shop(world, trade, estimated_settlement_time=after // 1000)


def _check_again(known: Row, text: str, uploaded: str) -> None:
    if known["order_state"] > 2:
        raise ApiRefusal(10060002, "the order has been shipped and received")
    if known["finish_count"] >= 2:
        raise ApiRefusal(10060003, "the second chance to ship has been used")
    before, after = parse_rfc3339(known["upload_time"]), parse_rfc3339(uploaded)
    if known["parcels"] == text or (before is not None and after is not None and after < before):
        raise ApiRefusal(10060023, "shipping info is not updated")


def _tell_person(world: World, trade: Row, parcels: list[dict[str, Any]]) -> None:
    person = people.holder_of(world, trade["payer_appid"], trade["openid"])
    if person is None:
        return
    world.store.insert(
        "message",
        person=person,
        appid=trade["payer_appid"],
        kind="shipping",
        title="订单已发货",
        lines=json.dumps(parcel_lines(parcels[0]), ensure_ascii=False),
        page="",
        at_ms=world.clock.now_ms(),
    )


def _parcel_view(parcel: dict[str, Any], shipment: Row) -> dict[str, Any]:
    return {
        "tracking_no": parcel["tracking_no"],
        "express_company": parcel["express_company"],
        "goods_desc": parcel["item_desc"],
        "upload_time": shipment["shipped_ms"] // 1000,
        "contact": parcel["contact"],
    }


def _own_appid(call: ApiCall) -> None:
    appid = call.json().get("appid")
    if not appid:
        raise ApiRefusal(40097, "invalid args")
    if appid != call.appid:
        raise ApiRefusal(40013, "invalid appid")


def _order_named(call: ApiCall, values: dict[str, Any]) -> Row:
    if not values.get("transaction_id") and not (
        values.get("merchant_id") and values.get("merchant_trade_no")
    ):
        raise ApiRefusal(10060014, "invalid args")
    return _paid(call, values)


def _paid(call: ApiCall, values: dict[str, Any]) -> Row:
    store = call.world.store
    if values.get("transaction_id"):
        trade = store.one("SELECT * FROM trade WHERE transaction_id = :id", id=str(values["transaction_id"]))
    else:
        mchid, number = str(values["merchant_id"]), str(values["merchant_trade_no"])
        trade = find_trade(call.world, re.sub(r"\s", "", mchid), number)
    if trade is None or trade["paid_ms"] is None or trade["payer_appid"] != call.appid:
        raise ApiRefusal(10060001, "the order does not exist")
    return trade
