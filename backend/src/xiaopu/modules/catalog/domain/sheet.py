"""The sheet of 13 columns: one row a SKU, the rows of one `goods_no` are one goods.

What is read is either a goods without fault or the places at fault; a goods with one faulty row is left out
as a whole.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from xiaopu.kernel.text import squeeze, to_half_width
from xiaopu.modules.catalog.domain.goods import (
    LEAST_PRICE_FEN,
    MOST_PICTURES,
    MOST_PRICE_FEN,
    MOST_SKUS,
    MOST_SPECS,
    MOST_STOCK,
)
from xiaopu.modules.catalog.domain.yuan import CellFault, parse_price_fen, parse_units

COLUMNS = (
    "goods_no", "name", "category", "brand", "brief", "unit", "keywords", "market_price_yuan", "specs",
    "sku_price_yuan", "sku_stock", "image_urls", "detail_html",
)  # fmt: skip
REQUIRED = ("goods_no", "name", "sku_price_yuan", "sku_stock")
_LONGEST = {
    "goods_no": 40,
    "name": 60,
    "brand": 40,
    "brief": 80,
    "unit": 10,
    "keywords": 120,
    "detail_html": 100_000,
}
_CATEGORY_LEVELS, _CATEGORY_NAME = 3, 20
_SPEC_WORD = 30
# The one specification that says: there is none.
_PLAIN = (("规格", "标准"),)
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*%?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Fault(msgspec.Struct, frozen=True):
    """One cell; `line` counts as the sheet does: the header is line 1."""

    line: int
    field: str
    code: str
    message: str
    value: str


class SheetSku(msgspec.Struct, frozen=True):
    values: tuple[str, ...]
    price_fen: int
    stock: int


class SheetGoods(msgspec.Struct, frozen=True, kw_only=True):
    """A goods as the sheet has it; `digest` is equal for equal rows."""

    goods_no: str
    name: str
    category: tuple[str, ...]
    brand: str | None
    brief: str | None
    unit: str | None
    keywords: str | None
    market_price_fen: int | None
    spec_names: tuple[str, ...]
    skus: tuple[SheetSku, ...]
    links: tuple[str, ...]
    detail_html: str
    digest: str


class Group(msgspec.Struct, frozen=True):
    """The rows of one goods: what they say, or what is wrong with them."""

    lines: tuple[int, ...]
    goods: SheetGoods | None
    faults: tuple[Fault, ...]


def read_groups(rows: Sequence[Mapping[str, str]]) -> list[Group]:
    """Rows (without the header) to groups, in the order of first appearance. A row without a number is a
    group of its own.
    """
    by_number: dict[str, list[tuple[int, Mapping[str, str]]]] = {}
    for line, row in enumerate(rows, 2):
        number = squeeze(to_half_width(row.get("goods_no", "")))
        by_number.setdefault(number or f"\0{line}", []).append((line, row))
    return [_group(number, numbered) for number, numbered in by_number.items()]


def neutral_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; plain numbers, negative ones too, stay as they are."""
    if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def link_digest(url: str) -> str:
    """What a link is known by; a picture is fetched once a digest."""
    return hashlib.sha256(url.encode()).hexdigest()


class _Reader:
    """Reads cells of one goods and gathers what is wrong."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def blame(self, line: int, field: str, fault: CellFault, value: str) -> None:
        self.faults.append(Fault(line, field, fault.code, fault.message, value[:120]))

    def text(self, line: int, row: Mapping[str, str], field: str) -> str | None:
        raw = row.get(field, "")
        value = raw.strip() if field == "detail_html" else squeeze(raw)
        if not value and field in REQUIRED:
            self.blame(line, field, CellFault("required", "这一格不能空着"), raw)
        if len(value) > _LONGEST[field]:
            self.blame(line, field, CellFault("too_long", f"最多 {_LONGEST[field]} 个字"), raw)
        return value or None

    def price(self, line: int, row: Mapping[str, str], field: str) -> int | None:
        raw = row.get(field, "")
        if not raw.strip():
            if field in REQUIRED:
                self.blame(line, field, CellFault("required", "这一格不能空着"), raw)
            return None
        try:
            amount_fen = parse_price_fen(raw)
        except CellFault as fault:
            self.blame(line, field, fault, raw)
            return None
        if not LEAST_PRICE_FEN <= amount_fen <= MOST_PRICE_FEN:
            self.blame(line, field, CellFault("out_of_range", "价格要在 0.01 到 1000000 元之间"), raw)
        return amount_fen

    def stock(self, line: int, row: Mapping[str, str]) -> int | None:
        raw = row.get("sku_stock", "")
        if not raw.strip():
            self.blame(line, "sku_stock", CellFault("required", "这一格不能空着"), raw)
            return None
        try:
            units = parse_units(raw)
        except CellFault as fault:
            self.blame(line, "sku_stock", fault, raw)
            return None
        if units > MOST_STOCK:
            self.blame(line, "sku_stock", CellFault("out_of_range", f"库存最多 {MOST_STOCK}"), raw)
        return units

    def category(self, line: int, row: Mapping[str, str]) -> tuple[str, ...]:
        raw = row.get("category", "")
        path = tuple(part for part in (squeeze(one) for one in raw.replace("／", "/").split("/")) if part)
        if len(path) > _CATEGORY_LEVELS:
            self.blame(line, "category", CellFault("too_deep", "分类最多三级"), raw)
        if any(len(name) > _CATEGORY_NAME for name in path):
            self.blame(line, "category", CellFault("too_long", f"分类名最多 {_CATEGORY_NAME} 个字"), raw)
        return path

    def specs(self, line: int, row: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """`颜色:红;尺码:M` as pairs; nothing for `规格:标准` and for an empty cell."""
        raw = row.get("specs", "")
        pairs: list[tuple[str, str]] = []
        for part in to_half_width(raw).split(";"):
            if not part.strip():
                continue
            name, colon, value = part.partition(":")
            name, value = squeeze(name), squeeze(value)
            if not (name and colon and value):
                self.blame(line, "specs", CellFault("not_a_spec", "规格要写成 颜色:红;尺码:M"), raw)
                return ()
            if max(len(name), len(value)) > _SPEC_WORD:
                self.blame(line, "specs", CellFault("too_long", f"规格名和规格值最多 {_SPEC_WORD} 个字"), raw)
            pairs.append((name, value))
        if len(pairs) > MOST_SPECS or len({name for name, _ in pairs}) < len(pairs):
            self.blame(line, "specs", CellFault("too_many_specs", f"最多 {MOST_SPECS} 种不同的规格"), raw)
        return () if tuple(pairs) == _PLAIN else tuple(pairs)


def _group(number: str, numbered: Sequence[tuple[int, Mapping[str, str]]]) -> Group:
    reader = _Reader()
    lines = tuple(line for line, _ in numbered)
    first_line, first = numbered[0]
    fields: dict[str, Any] = {
        "goods_no": reader.text(first_line, first, "goods_no"),
        "name": reader.text(first_line, first, "name"),
        "category": reader.category(first_line, first),
        **{name: reader.text(first_line, first, name) for name in ("brand", "brief", "unit", "keywords")},
        "market_price_fen": reader.price(first_line, first, "market_price_yuan"),
        "links": _links(first),
        "detail_html": reader.text(first_line, first, "detail_html") or "",
    }
    fields["goods_no"] = number
    spec_names, skus = _skus(reader, numbered)
    if reader.faults:
        return Group(lines, None, tuple(reader.faults))
    digest = hashlib.sha256(msgspec.json.encode([fields, spec_names, skus])).hexdigest()
    return Group(lines, SheetGoods(spec_names=spec_names, skus=skus, digest=digest, **fields), ())


def _skus(
    reader: _Reader, numbered: Sequence[tuple[int, Mapping[str, str]]]
) -> tuple[tuple[str, ...], tuple[SheetSku, ...]]:
    names: tuple[str, ...] = ()
    skus: list[SheetSku] = []
    seen: set[tuple[str, ...]] = set()
    for number, (line, row) in enumerate(numbered):
        pairs = reader.specs(line, row)
        values = tuple(value for _, value in pairs)
        if number == 0:
            names = tuple(name for name, _ in pairs)
        elif tuple(name for name, _ in pairs) != names:
            differs = CellFault("specs_differ", "同一商品每一行的规格名要一样")
            reader.blame(line, "specs", differs, row.get("specs", ""))
        if values in seen:
            twice = CellFault("duplicate_spec", "同一商品里出现了两次相同的规格")
            reader.blame(line, "specs", twice, row.get("specs", ""))
        seen.add(values)
        price_fen, stock = reader.price(line, row, "sku_price_yuan"), reader.stock(line, row)
        if price_fen is not None and stock is not None:
            skus.append(SheetSku(values, price_fen, stock))
    if len(numbered) > MOST_SKUS:
        reader.blame(
            numbered[-1][0], "specs", CellFault("too_many_skus", f"一件商品最多 {MOST_SKUS} 个规格组合"), ""
        )
    return names, tuple(skus)


def _links(row: Mapping[str, str]) -> tuple[str, ...]:
    """The first nine different links; what is no link is reported when it is fetched, and fails no row."""
    parts = (part.strip() for part in row.get("image_urls", "").replace("｜", "|").split("|"))
    return tuple(dict.fromkeys(part[:2048] for part in parts if part))[:MOST_PICTURES]
