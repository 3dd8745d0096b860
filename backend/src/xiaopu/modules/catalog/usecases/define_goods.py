"""Goods as the merchant defines them: made new, or edited as a whole under optimistic locking."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.kernel.text import squeeze
from xiaopu.modules.catalog.domain.goods import GoodsAction, GoodsStatus
from xiaopu.modules.catalog.errors import GoodsNoTaken, GoodsStale
from xiaopu.modules.catalog.events import GoodsChanged, SkusDefined, StockWish
from xiaopu.modules.catalog.repository import categories, goods, imports
from xiaopu.modules.catalog.schemas import GoodsIn, SkuIn
from xiaopu.modules.catalog.usecases.check_form import check_form
from xiaopu.modules.catalog.usecases.clean_detail import clean_detail
from xiaopu.modules.catalog.usecases.find_media import Keys, find_media
from xiaopu.modules.catalog.usecases.move_goods import move_goods

DEFAULT_UNIT = "件"


class Origin(msgspec.Struct, frozen=True):
    """Where a definition comes from.

    `reason` is for the stock journal; `counts` names the SKUs (by values) whose `stock` is a fresh count
    rather than a field of a form; `sold` is the sales figure that new goods begin with.
    """

    reason: str
    counts: frozenset[tuple[str, ...]] = frozenset()
    sold: int = 0


FORM = Origin("编辑商品")


def create_goods(uow: UnitOfWork, form: GoodsIn, origin: Origin = FORM, *, announce: bool = True) -> GoodsId:
    """Make goods with their SKUs and initial stock. Without a number they get one.

    Refuses `invalid_input` (matrix, category, pictures) and `goods_no_taken`. `announce=False` is for
    callers that make many and publish `GoodsChanged` once.
    """
    check_form(form)
    keys = _keys_of(uow, form)
    goods_id = GoodsId(uow.new_id())
    fields = _fields(uow, form, keys)
    fields["goods_no"] = fields["goods_no"] or goods_id[-10:].upper()
    made = uow.run(
        goods.ADD[uow.dialect],
        id=goods_id,
        status=GoodsStatus.ON_SALE if form.on_sale else GoodsStatus.WAREHOUSE,
        sold=origin.sold,
        version=1,
        created_at=uow.now,
        updated_at=uow.now,
        listed_at=uow.now,
        **fields,
    )
    if not made:
        raise GoodsNoTaken(goods_no=fields["goods_no"])
    uow.run(goods.ADD_DETAILS, goods_id=goods_id, **_details(form))
    _settle_skus(uow, goods_id, form, keys, origin=origin)
    if announce:
        announce_goods(uow, [goods_id])
    return goods_id


def edit_goods(
    uow: UnitOfWork, goods_id: GoodsId, form: GoodsIn, origin: Origin = FORM, *, announce: bool = True
) -> None:
    """Replace the definition. SKUs whose values are unchanged keep their ids; those that are dropped are
    retired.

    Refuses `not_found`, `goods_stale` when `form.version` is not the present one, and what `create_goods`
    refuses.
    """
    if form.version is None:
        raise InvalidInput.at("version", "missing")
    check_form(form)
    if not uow.run(goods.CLAIM_VERSION, wanted=goods_id, seen_version=form.version, now=uow.now):
        present = uow.row(goods.STATUS, wanted=goods_id)
        if present is None or present.status == GoodsStatus.DELETED:
            raise NotFound
        raise GoodsStale(version=present.version)
    keys = _keys_of(uow, form)
    fields = _fields(uow, form, keys)
    fields["goods_no"] = fields["goods_no"] or goods_id[-10:].upper()
    taken = uow.rows(goods.BY_NUMBERS, wanted=[fields["goods_no"]])
    if any(row.id != goods_id for row in taken):
        raise GoodsNoTaken(goods_no=fields["goods_no"])
    uow.run(goods.SET, wanted=goods_id, **{f"new_{name}": value for name, value in fields.items()})
    if uow.value(goods.PICTURES, wanted=goods_id) != form.pictures:
        # Pictures chosen by hand: what an import still fetches must not replace them.
        uow.run(imports.DROP_GOODS_LINKS, wanted=goods_id)
    details = _details(form)
    uow.run(goods.SET_DETAILS, wanted=goods_id, **{f"new_{name}": value for name, value in details.items()})
    _settle_skus(uow, goods_id, form, keys, origin=origin)
    _settle_status(uow, goods_id, on_sale=form.on_sale)
    if announce:
        announce_goods(uow, [goods_id])


def announce_goods(uow: UnitOfWork, ids: Sequence[GoodsId]) -> None:
    """Tell neighbours now, and the search index after the commit; at most 200 ids a call."""
    event = GoodsChanged(tuple(ids))
    uow.publish(event)
    uow.emit(event)


def _settle_status(uow: UnitOfWork, goods_id: GoodsId, *, on_sale: bool) -> None:
    """The form's switch lists or unlists; goods in the recycle bin stay there until they are restored."""
    status = uow.value(goods.STATUS, wanted=goods_id)
    if on_sale and status == GoodsStatus.WAREHOUSE:
        move_goods(uow, goods_id, GoodsAction.LIST)
    if not on_sale and status == GoodsStatus.ON_SALE:
        move_goods(uow, goods_id, GoodsAction.UNLIST)


def _keys_of(uow: UnitOfWork, form: GoodsIn) -> Mapping[str, Keys]:
    named = [*form.pictures, *(sku.picture for sku in form.skus)]
    named += [value.picture for spec in form.specs for value in spec.values]
    return find_media(uow, named, "pictures")


def _fields(uow: UnitOfWork, form: GoodsIn, keys: Mapping[str, Keys]) -> dict[str, Any]:
    if form.category_id is not None and uow.row(categories.ONE, wanted=form.category_id) is None:
        raise InvalidInput.at("category_id", "not_found", "分类不存在")
    prices = [sku.price_fen for sku in form.skus]
    cover = keys[form.pictures[0]] if form.pictures else None
    return {
        "goods_no": _squeezed(form.goods_no),
        "name": squeeze(form.name),
        "brief": _squeezed(form.brief),
        "category_id": form.category_id,
        "brand": _squeezed(form.brand),
        "unit": _squeezed(form.unit) or DEFAULT_UNIT,
        "keywords": _squeezed(form.keywords),
        "price_fen": min(prices),
        "max_price_fen": max(prices),
        "market_price_fen": form.market_price_fen,
        "cover": cover and cover.medium,
        "cover_thumb": cover and cover.thumb,
        "has_picture": cover is not None,
        "freight_template_id": form.freight_template_id,
        "weight_g": form.weight_g,
        "limit_per_buyer": form.limit_per_buyer,
    }


def _squeezed(text: str | None) -> str | None:
    return (squeeze(text) or None) if text else None


def _details(form: GoodsIn) -> dict[str, Any]:
    return {
        "pictures": form.pictures,
        "params": form.params,
        "specs": form.specs,
        "detail_html": clean_detail(form.detail_html),
    }


def _settle_skus(
    uow: UnitOfWork, goods_id: GoodsId, form: GoodsIn, keys: Mapping[str, Keys], *, origin: Origin
) -> None:
    """Bring the SKU rows to the form: match by id, then by values; make what is new, retire what is gone."""
    present = uow.rows(goods.SKUS_OF, wanted=goods_id)
    by_id = {row.id: row for row in present}
    by_values: dict[tuple[str, ...], Any] = {}
    for row in present:
        by_values.setdefault(row.spec_values, row)
    claimed = {sku.id for sku in form.skus if sku.id}
    if not claimed <= by_id.keys():
        raise InvalidInput.at("skus", "not_found", "规格不属于这件商品")
    wishes: list[StockWish] = []
    kept: set[str] = set(claimed)
    for position, sku in enumerate(form.skus):
        twin = by_values.get(sku.spec_values)
        old = by_id[sku.id] if sku.id else twin if twin is not None and twin.id not in kept else None
        fields = _sku_fields(sku, keys, position)
        if old is None:
            sku_id = SkuId(uow.new_id())
            uow.run(goods.ADD_SKU, id=sku_id, goods_id=goods_id, **fields)
            wishes.append(StockWish(sku_id, "initial", sku.stock))
            continue
        kept.add(old.id)
        uow.run(goods.SET_SKU, wanted=old.id, **{f"new_{name}": value for name, value in fields.items()})
        wishes += _stock_wish(SkuId(old.id), sku, origin)
    for row in present:
        if row.retired_at is None and row.id not in kept:
            uow.run(goods.RETIRE_SKU, wanted=row.id, now=uow.now)
    uow.publish(SkusDefined(goods_id, tuple(wishes), origin.reason))


def _stock_wish(sku_id: SkuId, sku: SkuIn, origin: Origin) -> list[StockWish]:
    if sku.spec_values in origin.counts:
        return [StockWish(sku_id, "count", sku.stock)]
    if sku.stock_was is None or sku.stock == sku.stock_was:
        return []
    return [StockWish(sku_id, "change", sku.stock - sku.stock_was)]


def _sku_fields(sku: SkuIn, keys: Mapping[str, Keys], position: int) -> dict[str, Any]:
    return {
        "spec_values": sku.spec_values,
        "sku_code": _squeezed(sku.sku_code),
        "price_fen": sku.price_fen,
        "cost_fen": sku.cost_fen,
        "picture": sku.picture,
        "thumb": keys[sku.picture].thumb if sku.picture else None,
        "position": position,
    }
