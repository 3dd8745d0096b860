"""The price of an order, computed here and nowhere else: an ordered pipeline, integer fen, every step
explained.

docs/reference/pricing.md says the same in words, with worked numbers that are the tests.
"""

import hashlib

import msgspec

from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.kernel.money import MAX_ORDER_FEN, format_yuan

MOST_LINES = 100
MOST_UNITS = 9_999


class PricedLine(msgspec.Struct, frozen=True):
    """One SKU of the order at today's price."""

    sku_id: SkuId
    goods_id: GoodsId
    name: str
    spec_text: str
    picture_url: str
    price_fen: int
    quantity: int
    amount_fen: int
    freight_template_id: str | None = None


class PriceLine(msgspec.Struct, frozen=True):
    """One step of the price, signed, in words that a shopper understands."""

    kind: str
    label: str
    amount_fen: int
    explain: str


class Priced(msgspec.Struct, frozen=True):
    """The result: `payable_fen` is the sum of the price lines."""

    goods_fen: int
    freight_fen: int
    payable_fen: int
    price_lines: list[PriceLine]


class TotalTooLarge(ValueError):
    """The order's total is beyond what one order may cost."""


def price(lines: list[PricedLine], *, freight_fen: int, freight_explain: str) -> Priced:
    """Add up. Raises TotalTooLarge above `MAX_ORDER_FEN`; all inputs are whole and not negative."""
    goods_fen = sum(line.amount_fen for line in lines)
    payable_fen = goods_fen + freight_fen
    if payable_fen > MAX_ORDER_FEN:
        raise TotalTooLarge(payable_fen)
    units = sum(line.quantity for line in lines)
    steps = [
        PriceLine("goods", "商品金额", goods_fen, f"{units} 件商品合计 ¥{format_yuan(goods_fen)}"),
        PriceLine("freight", "运费", freight_fen, freight_explain),
    ]
    return Priced(goods_fen, freight_fen, payable_fen, steps)


def digest(lines: list[PricedLine], priced: Priced, *, region_code: str) -> str:
    """What a shopper agreed to: anything that changes the price or the goods changes this."""
    facts = [
        [[line.sku_id, line.quantity, line.price_fen] for line in lines],
        [[step.kind, step.amount_fen] for step in priced.price_lines],
        region_code,
    ]
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()[:32]
