"""What differs between two orders: keys that an anchor draws anew where the recorded request had its own."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from benchmarks.dataset import FIRST_NUMBER, SKUS_EACH, address_id, goods_id, member_id, sku_id

# New ids of one unit share the first half of the id, which is its moment.
_HEAD = 10
NEW_IDS_MOST = 16
DIGITS = len(str(FIRST_NUMBER))


class Asked(msgspec.Struct, frozen=True):
    """The recorded request: who bought which SKU, under which key, and what the answer called the order."""

    member: int
    sku: int
    key: str
    order_id: str
    order_no: str


class Mark(msgspec.Struct, frozen=True):
    """A text of the recorded request, the part of it that stays, and what the rest stands for.

    Every name is a number of ten digits: `sku`, `goods`, `member`, or `new0` … for what is fresh each time.
    """

    text: str
    head: str
    name: str


def marks_of(asked: Asked, values: Iterable[str], *, one_sku: bool = False) -> list[Mark]:
    """Marks for everything that varies in `values`; with `one_sku` all buy the same one."""
    known = {
        member_id(asked.member): "member",
        address_id(asked.member): "member",
        asked.order_no: "new0",
        asked.key: "new0",
    }
    if not one_sku:
        known |= {sku_id(asked.sku): "sku", goods_id(asked.sku // SKUS_EACH): "goods"}
    fresh = re.compile(f"{asked.order_id[:_HEAD]}[0-9a-z]{{{DIGITS}}}")
    found = sorted({text for value in values for text in fresh.findall(value)})
    known |= {text: f"new{place}" for place, text in enumerate(found)}
    return [Mark(text, text[:-DIGITS], name) for text, name in known.items()]


def numbers(member: int, sku: int, serial: int) -> Mapping[str, int]:
    """The value of every name for one order; `serial` counts orders and never repeats."""
    fresh = {f"new{place}": FIRST_NUMBER + serial * NEW_IDS_MOST + place for place in range(NEW_IDS_MOST)}
    return fresh | {
        "member": FIRST_NUMBER + member,
        "sku": FIRST_NUMBER + sku,
        "goods": FIRST_NUMBER + sku // SKUS_EACH,
    }
