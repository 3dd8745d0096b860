"""Parcels in WeChat's tracking component: handed in once, then looked up; they travel with the clock."""

import json
from typing import Any

from wxsandbox import people, shapes
from wxsandbox.store import Row
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok, text_of
from wxsandbox.weixin.parcels import CARRIERS

HOUR_MS = 3600 * 1000
# Hours since the parcel was handed in, and WeChat's status from then on.
JOURNEY = ((0, 0), (1, 1), (6, 2), (48, 3), (54, 4))
CHANGES = 3
NAME_LETTERS = 60


def trace(call: ApiCall) -> Answer:
    """POST /cgi-bin/express/delivery/open_msg/trace_waybill. The same parcel gives the same token."""
    values, world = call.json(), call.world
    openid = text_of(values, "openid", ApiRefusal(40003, "invalid openid"))
    if people.holder_of(world, call.appid, openid) is None:
        raise ApiRefusal(40003, "invalid openid")
    wrong = ApiRefusal(9300534, "invalid shop args")
    number, payment = text_of(values, "waybill_id", wrong), text_of(values, "trans_id", wrong)
    for name in ("receiver_phone", "order_detail_path"):
        text_of(values, name, wrong)
    trade = world.store.one("SELECT * FROM trade WHERE transaction_id = :id", id=payment)
    if trade is None or (trade["payer_appid"], trade["openid"]) != (call.appid, openid):
        raise wrong
    goods = _goods(values)
    carrier = values.get("delivery_id") or "YTO"
    if carrier not in CARRIERS:
        raise wrong
    known = world.store.one("SELECT * FROM waybill WHERE appid = :a AND number = :n", a=call.appid, n=number)
    if known is not None:
        return ok(waybill_token=known["token"])
    token = shapes.web_text(64)
    world.store.insert(
        "waybill",
        token=token,
        appid=call.appid,
        openid=openid,
        number=number,
        carrier=carrier,
        goods=json.dumps(goods, ensure_ascii=False),
        created_ms=world.clock.now_ms(),
    )
    return ok(waybill_token=token)


def query(call: ApiCall) -> Answer:
    """POST /cgi-bin/express/delivery/open_msg/query_trace."""
    row = _waybill(call)
    hours = (call.world.clock.now_ms() - row["created_ms"]) / HOUR_MS
    status = max(code for since, code in JOURNEY if hours >= since)
    return ok(
        waybill_info={"status": status, "waybill_id": row["number"]},
        shop_info={"goods_info": {"detail_list": json.loads(row["goods"])}},
        delivery_info={"delivery_id": row["carrier"], "delivery_name": CARRIERS[row["carrier"]]},
    )


def update_goods(call: ApiCall) -> Answer:
    """POST /cgi-bin/express/delivery/open_msg/update_waybill_goods, a few times a parcel."""
    row, goods = _waybill(call), _goods(call.json())
    changed = call.world.store.run(
        "UPDATE waybill SET goods = :goods, changes = changes + 1 WHERE token = :token AND changes < :most",
        goods=json.dumps(goods, ensure_ascii=False),
        token=row["token"],
        most=CHANGES,
    )
    if not changed:
        raise ApiRefusal(9300560, "reach max modify times")
    return ok()


def _waybill(call: ApiCall) -> Row:
    values = call.json()
    wrong = ApiRefusal(9300507, "invalid token, can't decryption or decryption result is different")
    token = text_of(values, "waybill_token", wrong)
    row = call.world.store.one("SELECT * FROM waybill WHERE token = :token", token=token)
    if row is None or row["appid"] != call.appid:
        raise wrong
    if values.get("openid") not in (None, "", row["openid"]):
        raise ApiRefusal(9300534, "invalid shop args")
    return row


def _goods(values: dict[str, Any]) -> list[dict[str, Any]]:
    wrong = ApiRefusal(9300534, "invalid shop args")
    given = values.get("goods_info")
    listed = given.get("detail_list") if isinstance(given, dict) else None
    if not isinstance(listed, list) or not listed:
        raise wrong
    for one in listed:
        if not isinstance(one, dict):
            raise wrong
        if len(text_of(one, "goods_name", wrong)) > NAME_LETTERS:
            raise wrong
        text_of(one, "goods_img_url", wrong)
    return listed
