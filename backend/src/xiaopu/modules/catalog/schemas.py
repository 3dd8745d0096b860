"""What goes in and out over HTTP, and what use cases are handed."""

from datetime import datetime
from typing import Annotated

import msgspec

from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.modules.catalog.domain.goods import (
    LEAST_PRICE_FEN,
    MOST_PICTURES,
    MOST_PRICE_FEN,
    MOST_SKUS,
    MOST_SPECS,
    MOST_STOCK,
    GoodsAction,
    Param,
    PictureId,
    Spec,
)

Price = Annotated[int, msgspec.Meta(ge=LEAST_PRICE_FEN, le=MOST_PRICE_FEN)]
Stock = Annotated[int, msgspec.Meta(ge=0, le=MOST_STOCK)]
Ident = Annotated[str, msgspec.Meta(min_length=20, max_length=20)]
GoodsNo = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=r"\S")]
GoodsName = Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"\S")]
CategoryName = Annotated[str, msgspec.Meta(min_length=1, max_length=20, pattern=r"\S")]


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Root of what clients send: unknown fields are refused."""


class SkuIn(Input, frozen=True):
    """One SKU of the matrix.

    `stock` is what a new SKU begins with. On a SKU that exists it takes effect only together with
    `stock_was` (what the form showed): the difference is applied, so that units sold while the form was
    open are not put back.
    """

    spec_values: Annotated[
        tuple[Annotated[str, msgspec.Meta(max_length=30)], ...], msgspec.Meta(max_length=MOST_SPECS)
    ]
    price_fen: Price
    stock: Stock
    stock_was: Stock | None = None
    id: Ident | None = None
    sku_code: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    cost_fen: Annotated[int, msgspec.Meta(ge=0, le=MOST_PRICE_FEN)] | None = None
    picture: PictureId | None = None


class GoodsIn(Input, frozen=True):
    """The product form. `version` is required to change goods that exist."""

    name: GoodsName
    skus: Annotated[tuple[SkuIn, ...], msgspec.Meta(min_length=1, max_length=MOST_SKUS)]
    on_sale: bool
    goods_no: GoodsNo | None = None
    brief: Annotated[str, msgspec.Meta(max_length=80)] | None = None
    category_id: Ident | None = None
    brand: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    unit: Annotated[str, msgspec.Meta(max_length=10)] | None = None
    keywords: Annotated[str, msgspec.Meta(max_length=120)] | None = None
    market_price_fen: Price | None = None
    pictures: Annotated[tuple[PictureId, ...], msgspec.Meta(max_length=MOST_PICTURES)] = ()
    detail_html: Annotated[str, msgspec.Meta(max_length=100_000)] | None = None
    params: Annotated[tuple[Param, ...], msgspec.Meta(max_length=40)] = ()
    specs: Annotated[tuple[Spec, ...], msgspec.Meta(max_length=MOST_SPECS)] = ()
    freight_template_id: Ident | None = None
    weight_g: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] | None = None
    limit_per_buyer: Annotated[int, msgspec.Meta(ge=1, le=9999)] | None = None
    version: Annotated[int, msgspec.Meta(ge=1)] | None = None


class PictureView(msgspec.Struct, frozen=True):
    media_id: str
    url: str


class SkuView(msgspec.Struct, frozen=True, omit_defaults=True):
    id: SkuId
    spec_values: tuple[str, ...]
    price_fen: int
    stock: int
    sku_code: str | None = None
    cost_fen: int | None = None
    picture: str | None = None
    picture_url: str | None = None


class GoodsView(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The product form as stored; what the form sends back is `GoodsIn`."""

    id: GoodsId
    version: int
    status: str
    goods_no: str
    name: str
    unit: str
    sold: int
    on_sale: bool
    pictures: list[PictureView]
    params: tuple[Param, ...]
    specs: tuple[Spec, ...]
    skus: list[SkuView]
    detail_html: str
    created_at: datetime
    updated_at: datetime
    brief: str | None = None
    category_id: str | None = None
    brand: str | None = None
    keywords: str | None = None
    market_price_fen: int | None = None
    freight_template_id: str | None = None
    weight_g: int | None = None
    limit_per_buyer: int | None = None


class BatchIn(Input, frozen=True):
    ids: Annotated[tuple[Ident, ...], msgspec.Meta(min_length=1, max_length=200)]
    action: GoodsAction


class BatchRefusal(msgspec.Struct, frozen=True):
    id: str
    code: str
    message: str


class BatchDone(msgspec.Struct, frozen=True):
    done: int
    refused: list[BatchRefusal]


class CategoryIn(Input, frozen=True):
    name: CategoryName
    parent_id: Ident | None = None
    picture: PictureId | None = None
    position: Annotated[int, msgspec.Meta(ge=0, le=100_000)] | None = None


class CategoryNode(msgspec.Struct, frozen=True, omit_defaults=True):
    """A category and what is inside; `children` is always there."""

    id: str
    name: str
    children: "list[CategoryNode]"
    picture_url: str | None = None
    picture: str | None = None


class Categories(msgspec.Struct, frozen=True):
    items: list[CategoryNode]


class Media(msgspec.Struct, frozen=True):
    id: str
    url: str
    thumb_url: str
    width: int
    height: int
    bytes: int


class ImportFault(msgspec.Struct, frozen=True):
    """One cell at fault; `row` counts as the sheet does (the header is row 1), `column` is the header's
    word.
    """

    row: int
    column: str
    code: str
    message: str
    value: str


class ImportView(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    id: str
    file_name: str
    dry_run: bool
    status: str
    rows_total: int
    rows_done: int
    goods_created: int
    goods_updated: int
    rows_skipped: int
    rows_failed: int
    pictures_total: int
    pictures_done: int
    pictures_missing: int
    faults: list[ImportFault]
    created_at: datetime
    finished_at: datetime | None = None


class SellableSku(msgspec.Struct, frozen=True):
    """What an order or a cart must know of a SKU; all from the shop's own books, never from the client.

    `goods_status` is `on_sale` only if the SKU itself can be sold: a retired one says `retired`.
    """

    goods_id: GoodsId
    name: str
    spec_text: str
    picture_url: str
    price_fen: int
    goods_status: str
    weight_g: int | None
    limit_per_buyer: int | None
    freight_template_id: str | None
