"""Filling a subscribe-message template from an order's facts. Pure.

A merchant picks templates in WeChat's console, so the numbers behind keywords (`thing2`, `amount3`) differ
from shop to shop. The template's own text says what each is for: `订单编号:{{character_string1.DATA}}`.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import msgspec

from xiaopu.kernel.clock import SHANGHAI
from xiaopu.kernel.money import format_yuan

_CELL = re.compile(r"^\s*(?P<label>[^\n{]*?)\s*[:：]?\s*\{\{(?P<key>[a-z_]+\d*)\.DATA\}\}", re.MULTILINE)
_LIMITS = {
    "thing": 20,
    "number": 32,
    "letter": 32,
    "symbol": 5,
    "character_string": 32,
    "phrase": 5,
    "name": 10,
    "phone_number": 17,
    "car_number": 8,
    "enum": 20,
}
# Which fact a label asks for, the first that fits; the order matters: 快递单号 is no order number.
_BY_LABEL = (
    (re.compile(r"快递公司|物流公司|承运|配送公司"), "carrier"),
    (re.compile(r"快递|物流|运单"), "tracking_no"),
    (re.compile(r"订单|单号|编号"), "order_no"),
    (re.compile(r"金额|价|费|款额"), "amount"),
    (re.compile(r"时间|日期|截止"), "time"),
    (re.compile(r"状态|结果|进度"), "state"),
    (re.compile(r"原因"), "reason"),
    (re.compile(r"备注|提示|说明|提醒"), "tip"),
    (re.compile(r"店铺|商家|门店"), "shop"),
    (re.compile(r"商品|物品|名称|内容|服务|产品"), "goods"),
)
_BY_KIND = {
    "amount": "amount",
    "time": "time",
    "date": "time",
    "character_string": "order_no",
    "number": "count",
    "phrase": "state",
    "name": "shop",
}


class Occasion(StrEnum):
    """When a shop speaks; the names of tenancy's `Templates`."""

    ORDER_PAID = "order_paid"
    ORDER_SHIPPED = "order_shipped"
    REFUND_DONE = "refund_done"


class OrderFactsToTell(msgspec.Struct, frozen=True, kw_only=True):
    """What a message may say. Texts of any length; `amount_fen` in fen, `at` aware."""

    shop: str
    order_no: str
    goods: str
    count: int
    amount_fen: int
    at: datetime
    state: str
    tip: str
    reason: str = ""
    carrier: str = ""
    tracking_no: str = ""


class OwnerNews(msgspec.Struct, frozen=True):
    """A letter to a shop's owner. Sentences in both languages; nobody's name, phone or order is in it."""

    subject: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    link: str


class SubscribeMessage(msgspec.Struct, frozen=True):
    """A message before its template is filled. `openid` is the receiver's under the sender's AppID."""

    openid: str
    template_id: str
    page: str
    facts: OrderFactsToTell


class Parcel(msgspec.Struct, frozen=True):
    """What WeChat's shipping desk is told: one parcel of one payment. `phone` is the receiver's, in full."""

    transaction_id: str
    openid: str
    carrier_code: str
    carrier_name: str
    tracking_no: str
    goods: str
    phone: str
    at: datetime


class Desk(msgspec.Struct, frozen=True):
    """The mini program in whose name WeChat is spoken to: by its secret, or as one that `granted` the
    platform. `repr` shows the AppID alone.
    """

    appid: str
    secret: str | None
    granted: bool = False

    def __repr__(self) -> str:
        return f"Desk({self.appid})"


def filled(content: str, facts: OrderFactsToTell) -> dict[str, str]:
    """Every keyword of a template's text with a value that WeChat's rules for its kind allow.

    An unknown keyword gets the tip: an empty value would make WeChat refuse the whole message.
    """
    return {cell["key"]: _value(cell["label"], cell["key"], facts) for cell in _CELL.finditer(content)}


def _value(label: str, key: str, facts: OrderFactsToTell) -> str:
    kind = key.rstrip("0123456789")
    asked = next((fact for pattern, fact in _BY_LABEL if pattern.search(label)), None)
    for fact in (asked, _BY_KIND.get(kind), "tip"):
        text = _fitting(kind, _text_of(fact, facts)) if fact else ""
        if text:
            return text
    return "-" if kind == "character_string" else "0" if kind == "number" else "查看详情"


def _text_of(fact: str, facts: OrderFactsToTell) -> str:
    if fact == "amount":
        return f"¥{format_yuan(facts.amount_fen)}"
    if fact == "time":
        at = facts.at.astimezone(SHANGHAI)
        return f"{at.year}年{at.month}月{at.day}日 {at.hour:02d}:{at.minute:02d}"
    return str(getattr(facts, fact))


def _fitting(kind: str, text: str) -> str:
    """The text cut to its kind's measure; empty when it cannot be of that kind."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if kind in ("amount", "time", "date"):
        shape = r"¥\d+\.\d\d" if kind == "amount" else r"\d{4}年.*"
        return plain if re.fullmatch(shape, plain) else ""
    if kind == "number":
        return plain if re.fullmatch(r"[\d.]{1,32}", plain) else ""
    if kind == "character_string":
        return plain[:32] if plain.isascii() else ""
    if kind in ("phrase", "name"):
        plain = "".join(re.findall(r"[\u4e00-\u9fff]", plain))
    limit = _LIMITS.get(kind, 20)
    return plain if len(plain) <= limit else _shortened(plain, limit, dots=kind == "thing")


def _shortened(text: str, limit: int, *, dots: bool) -> str:
    return text[: limit - 1] + "…" if dots else text[:limit]


def matching_id(code: str, name: str, known: Iterable[tuple[str, str]]) -> str:
    """WeChat's delivery id for a carrier of ours: the same code, else the same name or its first two
    characters, else our code as it is.
    """
    by_name = {their: delivery_id for delivery_id, their in known}
    if code in by_name.values():
        return code
    begun = {their[:2]: delivery_id for their, delivery_id in by_name.items()}
    return by_name.get(name) or begun.get(name[:2]) or code
