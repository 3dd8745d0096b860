"""Parcels as shops report them, and the carriers that WeChat knows."""

import re
from typing import Any

from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok

# The real list is fetched from WeChat and changes; these are the big ones, under the ids that its pages use.
CARRIERS = {
    "SF": "顺丰速运",
    "STO": "申通快递",
    "ZTO": "中通快递",
    "YTO": "圆通速递",
    "YD": "韵达速递",
    "EMS": "EMS",
    "JD": "京东快递",
    "JTSD": "极兔速递",
    "DBL": "德邦快递",
    "YZPY": "邮政快递包裹",
    "DHL": "DHL",
}
_LABELS = {"express_company": "快递公司", "tracking_no": "快递单号", "item_desc": "商品"}
MOST_PARCELS = 15


def parcel_lines(parcel: dict[str, Any]) -> list[list[str]]:
    """[label, words] as the person reads them: a carrier by its name, not by its id."""
    shown = {name: str(parcel[name]) for name in _LABELS if parcel.get(name)}
    return [[_LABELS[name], CARRIERS.get(words, words)] for name, words in shown.items()]


def carriers(call: ApiCall) -> Answer:
    """POST /cgi-bin/express/delivery/open_msg/get_delivery_list."""
    _ = call.appid
    known = [{"delivery_id": key, "delivery_name": name} for key, name in CARRIERS.items()]
    return ok(delivery_list=known, count=len(known))


def read_parcels(value: object, *, logistics: int, unified: bool) -> list[dict[str, Any]]:
    """The checked shipping_list. Raises ApiRefusal with the code of the first fault."""
    if not isinstance(value, list) or not all(isinstance(parcel, dict) for parcel in value):
        raise ApiRefusal(47001, "data format error: shipping_list must be an array")
    if len(value) > MOST_PARCELS:
        raise ApiRefusal(10060024, "shipping_list is too long")
    if not value or (unified and len(value) != 1):
        raise ApiRefusal(268485228, "shipping_list must have exactly one item when delivery is unified")
    return [_read_parcel(parcel, logistics) for parcel in value]


def _read_parcel(parcel: dict[str, Any], logistics: int) -> dict[str, Any]:
    number, company = parcel.get("tracking_no", ""), parcel.get("express_company", "")
    words, contact = parcel.get("item_desc", ""), parcel.get("contact") or {}
    if not all(isinstance(text, str) for text in (number, company, words)) or not isinstance(contact, dict):
        raise ApiRefusal(10060014, "invalid args")
    if not words:
        raise ApiRefusal(10060008, "item_desc is empty")
    if len(words) > 120:
        raise ApiRefusal(10060009, "item_desc is too long")
    if len(number.encode()) > 128:
        raise ApiRefusal(10060026, "tracking_no is too long")
    if len(company.encode()) > 128:
        raise ApiRefusal(10060025, "express_company is too long")
    if logistics == 1:
        _check_express(number, company, contact)
    known = {name: str(contact.get(name, "")) for name in ("consignor_contact", "receiver_contact")}
    return {"tracking_no": number, "express_company": company, "item_desc": words, "contact": known}


def _check_express(number: str, company: str, contact: dict[str, Any]) -> None:
    if not number:
        raise ApiRefusal(268485226, "tracking_no is empty")
    if not company:
        raise ApiRefusal(268485227, "express_company is empty")
    if company not in CARRIERS:
        raise ApiRefusal(10060014, "express_company is invalid")
    contacts = [str(contact.get(name) or "") for name in ("consignor_contact", "receiver_contact")]
    if company == "SF" and not any(contacts):
        raise ApiRefusal(10060014, "contact is required by SF")
    if any(text and re.search(r"\d{4}$", text) is None for text in contacts):
        raise ApiRefusal(10060014, "the last four digits of the contact must not be masked")
