"""The cart as it stands today."""

from typing import Any

from sqlalchemy import Row

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.ids import GoodsId, MemberId, SkuId
from xiaopu.modules.cart import repository
from xiaopu.modules.cart.domain import state_of
from xiaopu.modules.cart.schemas import Cart, CartLine
from xiaopu.modules.catalog.api import SellableSku, sellable_skus
from xiaopu.modules.inventory.api import available


def show_cart(read: ReadScope, member_id: MemberId) -> Cart:
    """All lines with price, stock and state of this moment: three statements, whatever the cart holds."""
    rows = read.rows(repository.LINES, mine=member_id)
    wanted = [SkuId(row.sku_id) for row in rows]
    skus, stock = sellable_skus(read, wanted), available(read, wanted)
    # A SKU that the catalogue no longer knows has nothing to show; its line goes with its goods.
    lines = [_line(row, skus[row.sku_id], stock.get(row.sku_id, 0)) for row in rows if row.sku_id in skus]
    counted = [line for line in lines if line.checked and line.state in ("ok", "short")]
    return Cart(
        lines,
        checked_count=sum(line.quantity for line in counted),
        checked_fen=sum(line.price_fen * line.quantity for line in counted),
    )


def _line(row: Row[Any], sku: SellableSku, on_hand: int) -> CartLine:
    return CartLine(
        id=row.id,
        goods_id=GoodsId(sku.goods_id),
        sku_id=SkuId(row.sku_id),
        name=sku.name,
        spec_text=sku.spec_text,
        picture_url=sku.picture_url or "",
        price_fen=sku.price_fen,
        quantity=row.quantity,
        available=on_hand,
        checked=row.checked,
        state=state_of(sku.goods_status, on_hand, row.quantity),
    )
