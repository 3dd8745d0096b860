"""Shipping of combined payments, and the change of a mini program's kind of trade."""

from typing import Any

from wxsandbox.clock import parse_rfc3339
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok, text_of, whole_of
from wxsandbox.weixin.parcels import read_parcels
from wxsandbox.weixin.settlement import RECEIVE_DAYS
from wxsandbox.weixin.shipping import order_of_key

MOST_MATERIALS, MOST_VIDEOS = 10, 3
PICTURE, VIDEO = 1, 2


def upload(call: ApiCall) -> Answer:
    """POST /wxa/sec/order/upload_combined_shipping_info.

    Everything is checked; no payment here is a combined one, so that what is well formed is refused
    10060001 (unknown number) or 10060014 (a payment that is not combined).
    """
    values = call.json()
    uploaded, payer = values.get("upload_time"), values.get("payer")
    if not isinstance(uploaded, str) or parse_rfc3339(uploaded) is None:
        raise ApiRefusal(268485216, "upload_time is invalid")
    if not isinstance(payer, dict) or not payer.get("openid"):
        raise ApiRefusal(10060031, "the order does not belong to the openid")
    parts = values.get("sub_orders") or []
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise ApiRefusal(47001, "data format error")
    for part in parts:
        _check_part(part)
    order_of_key(call, values.get("order_key"))
    raise ApiRefusal(10060014, "the order is not a combined one")


def change_trade_type(call: ApiCall) -> Answer:
    """POST /wxa/sec/order/setwxatradetypecgi: once an account."""
    values, world = call.json(), call.world
    wrong = ApiRefusal(40097, "invalid args")
    if whole_of(values, "trade_type", wrong) not in (1, 2, 3, 4):
        raise wrong
    text_of(values, "reason", wrong)
    materials = values.get("material_list")
    if not isinstance(materials, list) or not 1 <= len(materials) <= MOST_MATERIALS:
        raise wrong
    kinds = [_material(call, one) for one in materials]
    if kinds.count(VIDEO) > MOST_VIDEOS:
        raise wrong
    made = world.store.run(
        "INSERT OR IGNORE INTO setting VALUES (:name, :value)",
        name=f"trade_type:{call.appid}",
        value=str(values["trade_type"]),
    )
    if not made:
        raise ApiRefusal(268486048, "the account has applied before")
    return ok()


def _check_part(part: dict[str, Any]) -> None:
    wrong = ApiRefusal(10060005, "logistics_type is invalid")
    logistics, mode = whole_of(part, "logistics_type", wrong), part.get("delivery_mode")
    if logistics not in RECEIVE_DAYS:
        raise wrong
    if mode not in (1, 2) or isinstance(mode, bool):
        raise ApiRefusal(268485224, "delivery_mode is invalid")
    if not isinstance(part.get("order_key"), dict):
        raise ApiRefusal(47001, "data format error")
    if part.get("shipping_list") is not None:
        read_parcels(part["shipping_list"], logistics=logistics, unified=mode == 1)


def _material(call: ApiCall, given: object) -> int:
    wrong = ApiRefusal(40097, "invalid args")
    if not isinstance(given, dict):
        raise wrong
    kind = whole_of(given, "type", wrong)
    media = text_of(given, "media_id", wrong)
    known = call.world.store.one(
        "SELECT 1 FROM media WHERE media_id = :id AND owner = :a", id=media, a=call.appid
    )
    if kind not in (PICTURE, VIDEO):
        raise wrong
    if known is None:
        raise ApiRefusal(40007, "invalid media_id")
    return kind
