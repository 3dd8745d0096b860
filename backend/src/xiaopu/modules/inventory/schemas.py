"""What goes in and out over HTTP."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from xiaopu.modules.catalog.api import MOST_STOCK


class GoodsTab(StrEnum):
    ON_SALE = "on_sale"
    SOLD_OUT = "sold_out"
    WAREHOUSE = "warehouse"
    RECYCLED = "recycled"


class GoodsSort(StrEnum):
    NEW = "new"
    SALES = "sales"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"


class StockChangeIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sku_id: Annotated[str, msgspec.Meta(min_length=20, max_length=20)]
    delta: Annotated[int, msgspec.Meta(ge=-MOST_STOCK, le=MOST_STOCK)]


class StockIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Differences, never counts: two people at work do not undo each other."""

    changes: Annotated[tuple[StockChangeIn, ...], msgspec.Meta(min_length=1, max_length=200)]
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"\S")]


class GoodsRow(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    id: str
    goods_no: str
    name: str
    price_fen: int
    max_price_fen: int
    stock: int
    sold: int
    status: str
    updated_at: datetime
    cover_url: str | None = None
    category_name: str | None = None


class GoodsCounts(msgspec.Struct, frozen=True):
    on_sale: int
    sold_out: int
    warehouse: int
    recycled: int


class JournalRow(msgspec.Struct, frozen=True):
    sku_id: str
    spec_text: str
    delta: int
    available_after: int
    reason: str
    actor: str
    at: datetime
