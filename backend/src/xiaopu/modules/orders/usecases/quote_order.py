"""A quote: today's goods, prices and freight for what somebody wants to buy."""

from collections.abc import Sequence

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.ids import GoodsId, MemberId, SkuId
from xiaopu.modules.cart import api as cart
from xiaopu.modules.catalog.api import SellableSku, sellable_skus
from xiaopu.modules.inventory.api import available
from xiaopu.modules.members.api import Address, address_of, addresses_of
from xiaopu.modules.orders.domain.pricing import MOST_LINES, Priced, PricedLine, TotalTooLarge, digest, price
from xiaopu.modules.orders.domain.states import PayWay
from xiaopu.modules.orders.errors import NothingToBuy
from xiaopu.modules.orders.schemas import Quote, QuoteLine, QuoteProblem
from xiaopu.modules.shipping.api import Freight, FreightLine, freight_for

_PROBLEMS = {
    "off_sale": "商品已下架",
    "out_of_stock": "库存不足",
    "over_limit": "超过每人限购数量",
    "address_missing": "请选择收货地址",
}


class Wanted(msgspec.Struct, frozen=True):
    """What to buy: `sku_id` and `quantity` for one SKU now, else the checked lines of the cart."""

    member_id: MemberId
    address_id: str | None
    sku_id: SkuId | None = None
    quantity: int | None = None
    pay_by: PayWay = PayWay.WECHAT


class QuoteFacts(msgspec.Struct, frozen=True):
    """A quote with what placing an order needs besides."""

    view: Quote
    lines: list[PricedLine]
    priced: Priced
    limits: dict[GoodsId, int]


def quote_order(read: ReadScope, wanted: Wanted, *, vault: Vault) -> QuoteFacts:
    """Price what is wanted. Refuses a SKU or an address that is not there (`not_found`), `nothing_to_buy`,
    and totals beyond what one order may cost (`invalid_input`).

    What stands in the way of ordering is listed in `problems`, so that the page can show all of it at once.
    """
    chosen = _chosen(read, wanted)
    skus = sellable_skus(read, chosen)
    stock = available(read, chosen)
    if wanted.sku_id is not None and wanted.sku_id not in skus:
        raise NotFound
    lines = [_line(sku_id, quantity, skus[sku_id]) for sku_id, quantity in chosen.items() if sku_id in skus]
    if not lines:
        raise NothingToBuy
    address = _address(read, wanted, vault)
    region = address.region_code if address else None
    freight = _freight(read, wanted, lines, region)
    try:
        priced = price(lines, freight_fen=freight.amount_fen, freight_explain=freight.explain)
    except TotalTooLarge:
        raise InvalidInput.at("quantity", "total_too_large") from None
    problems = [problem for line in lines for problem in _problems(line, skus[line.sku_id], stock)]
    if address is None and wanted.pay_by is not PayWay.IN_STORE:
        problems.append(QuoteProblem("address_missing", _PROBLEMS["address_missing"]))
    view = Quote(
        lines=[_view(line) for line in lines],
        price_lines=priced.price_lines,
        goods_fen=priced.goods_fen,
        freight_fen=priced.freight_fen,
        payable_fen=priced.payable_fen,
        problems=problems,
        quote=digest(lines, priced, region_code=region or ""),
        address=address,
    )
    limits = {sku.goods_id: sku.limit_per_buyer for sku in skus.values() if sku.limit_per_buyer}
    return QuoteFacts(view, lines, priced, limits)


def _chosen(read: ReadScope, wanted: Wanted) -> dict[SkuId, int]:
    """SKU → quantity, sorted by id."""
    if wanted.sku_id is not None:
        return {wanted.sku_id: wanted.quantity or 1}
    lines = cart.checked_lines(read, wanted.member_id)
    if not lines:
        raise NothingToBuy
    return {line.sku_id: line.quantity for line in sorted(lines, key=lambda one: one.sku_id)[:MOST_LINES]}


def _freight(read: ReadScope, wanted: Wanted, lines: list[PricedLine], region: str | None) -> Freight:
    """Nothing is sent to who comes for it."""
    if wanted.pay_by is PayWay.IN_STORE:
        return Freight(0, "到店自取，无运费")
    parts = [FreightLine(line.quantity, line.amount_fen, line.freight_template_id) for line in lines]
    return freight_for(read, parts, region)


def _line(sku_id: SkuId, quantity: int, sku: SellableSku) -> PricedLine:
    return PricedLine(
        sku_id=sku_id,
        goods_id=sku.goods_id,
        name=sku.name,
        spec_text=sku.spec_text,
        picture_url=sku.picture_url or "",
        price_fen=sku.price_fen,
        quantity=quantity,
        amount_fen=sku.price_fen * quantity,
        freight_template_id=sku.freight_template_id,
    )


def _address(read: ReadScope, wanted: Wanted, vault: Vault) -> Address | None:
    """The chosen address, or the first of the book; who comes to the shop needs none."""
    if wanted.address_id is not None:
        return address_of(read, wanted.member_id, wanted.address_id, vault=vault)
    if wanted.pay_by is PayWay.IN_STORE:
        return None
    book = addresses_of(read, wanted.member_id, vault=vault)
    return book[0] if book else None


def _problems(line: PricedLine, sku: SellableSku, stock: dict[SkuId, int]) -> Sequence[QuoteProblem]:
    if sku.goods_status != "on_sale":
        return [QuoteProblem("off_sale", _PROBLEMS["off_sale"], line.sku_id)]
    found = []
    if stock.get(line.sku_id, 0) < line.quantity:
        found.append(QuoteProblem("out_of_stock", _PROBLEMS["out_of_stock"], line.sku_id))
    if sku.limit_per_buyer is not None and line.quantity > sku.limit_per_buyer:
        found.append(QuoteProblem("over_limit", _PROBLEMS["over_limit"], line.sku_id))
    return found


def _view(line: PricedLine) -> QuoteLine:
    return QuoteLine(
        line.sku_id,
        line.goods_id,
        line.name,
        line.spec_text,
        line.picture_url,
        line.price_fen,
        line.quantity,
        line.amount_fen,
    )
