"""Prices and counts as people type them into sheets, read exactly: text in, whole numbers out."""

import re

from xiaopu.kernel.text import to_half_width

_PRICE = re.compile(r"(?P<yuan>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<rest>\d{1,2})0*)?")
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
# The dash, the full-width and the mathematical minus.
_MINUS = ("-", "−", "–")


class CellFault(Exception):
    """A cell that cannot be read; `code` is stable, `message` is for the merchant."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


def parse_price_fen(text: str) -> int:
    """`¥1,299.00`, `￥ 899`, `１６９．００`, `39.9元` become fen, without a float.

    Thousands are grouped by threes or not at all; a third decimal is refused unless it is 0.
    Raises CellFault: `not_a_price`, `negative`.
    """
    plain = "".join(to_half_width(text).split()).replace("¥", "").replace("￥", "").removesuffix("元")
    if plain.startswith(_MINUS):
        raise CellFault("negative", "价格不能是负数")
    found = _PRICE.fullmatch(plain) if plain.isascii() else None
    if found is None:
        raise CellFault("not_a_price", "看不懂这个价格，请填数字，如 1299.00")
    return int(found["yuan"].replace(",", "")) * 100 + int((found["rest"] or "0").ljust(2, "0"))


def parse_units(text: str) -> int:
    """`1,000`, ` 12 `, `１２` → 12. Raises CellFault: `not_a_number`, `negative`."""
    plain = "".join(to_half_width(text).split())
    if plain.startswith(_MINUS):
        raise CellFault("negative", "库存不能是负数")
    if not plain.isascii() or _COUNT.fullmatch(plain) is None:
        raise CellFault("not_a_number", "看不懂这个库存，请填整数")
    return int(plain.replace(",", ""))
