"""What neighbours may ask of the catalogue."""

from collections.abc import Iterable

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.modules.catalog import queries
from xiaopu.modules.catalog.domain.goods import (
    MOST_STOCK,
    GoodsAction,
    GoodsStatus,
    Spec,
    SpecValue,
    spec_text,
)
from xiaopu.modules.catalog.domain.pictures import media_url
from xiaopu.modules.catalog.domain.sheet import neutral_cell
from xiaopu.modules.catalog.flows.keep_picture import MediaLibrary
from xiaopu.modules.catalog.flows.run_import import import_file
from xiaopu.modules.catalog.queries import category_tree, goods_skus, goods_view, thumbs_of
from xiaopu.modules.catalog.repository import goods
from xiaopu.modules.catalog.schemas import (
    BatchDone,
    BatchIn,
    CategoryIn,
    CategoryNode,
    GoodsIn,
    GoodsView,
    ImportView,
    Media,
    SellableSku,
    SkuIn,
)
from xiaopu.modules.catalog.usecases.batch_goods import batch_goods
from xiaopu.modules.catalog.usecases.change_categories import ensure_category, remove_category
from xiaopu.modules.catalog.usecases.define_goods import Origin, create_goods, edit_goods


def sellable_skus(read: ReadScope, sku_ids: Iterable[SkuId]) -> dict[SkuId, SellableSku]:
    """What is known of these SKUs, in one statement. An id of another shop or of nothing is simply not in
    the answer.

    Only `goods_status == "on_sale"` may be sold.
    """
    return queries.sellable_skus(read, sku_ids)


def count_sales(uow: UnitOfWork, goods_id: GoodsId, quantity: int) -> None:
    """Add to the sales figure that shoppers see; does not bump the shop's version."""
    uow.run(goods.ADD_SOLD, wanted=goods_id, more=quantity)


__all__ = [
    "MOST_STOCK",
    "BatchDone",
    "BatchIn",
    "CategoryIn",
    "CategoryNode",
    "GoodsAction",
    "GoodsIn",
    "GoodsStatus",
    "GoodsView",
    "ImportView",
    "Media",
    "MediaLibrary",
    "Origin",
    "SellableSku",
    "SkuIn",
    "Spec",
    "SpecValue",
    "batch_goods",
    "category_tree",
    "count_sales",
    "create_goods",
    "edit_goods",
    "ensure_category",
    "goods_skus",
    "goods_view",
    "import_file",
    "media_url",
    "neutral_cell",
    "remove_category",
    "sellable_skus",
    "spec_text",
    "thumbs_of",
]
