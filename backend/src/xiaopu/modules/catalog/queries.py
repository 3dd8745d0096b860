"""Read models of the catalogue."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor
from xiaopu.modules.catalog.domain.goods import GoodsStatus, spec_text
from xiaopu.modules.catalog.domain.pictures import media_url
from xiaopu.modules.catalog.repository import categories, goods, imports, media
from xiaopu.modules.catalog.schemas import (
    CategoryNode,
    GoodsView,
    ImportFault,
    ImportView,
    Media,
    PictureView,
    SellableSku,
    SkuView,
)

_END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)
_MICROSECONDS = 1_000_000
_SHOWN_FAULTS = 50
_MOST_FAULTS = 50_000


def category_tree(read: ReadScope) -> list[CategoryNode]:
    """The whole tree in its order, in one statement."""
    rows = read.rows(categories.ALL)
    children: dict[str | None, list[Any]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)

    def nodes(parent: str | None) -> list[CategoryNode]:
        return [
            CategoryNode(
                id=row.id,
                name=row.name,
                children=nodes(row.id),
                picture_url=media_url(row.thumb) if row.thumb else None,
                picture=row.picture,
            )
            for row in children.get(parent, ())
        ]

    return nodes(None)


def goods_skus(read: ReadScope, goods_id: GoodsId) -> list[tuple[SkuId, str]]:
    """(id, spec text) of the goods' SKUs, retired ones last; refuses `not_found`."""
    if read.row(goods.STATUS, wanted=goods_id) is None:
        raise NotFound
    return [(SkuId(row.id), spec_text(row.spec_values)) for row in read.rows(goods.SKUS_OF, wanted=goods_id)]


def goods_view(read: ReadScope, goods_id: GoodsId, stock: Mapping[SkuId, int]) -> GoodsView:
    """The product form as stored. `stock` comes from inventory; a SKU that is not in it shows none. Refuses
    `not_found`.
    """
    row = read.row(goods.WHOLE, wanted=goods_id)
    if row is None or row.status == GoodsStatus.DELETED:
        raise NotFound
    skus = [one for one in read.rows(goods.SKUS_OF, wanted=goods_id) if one.retired_at is None]
    return GoodsView(
        id=GoodsId(row.id),
        version=row.version,
        status=row.status,
        goods_no=row.goods_no,
        name=row.name,
        unit=row.unit,
        sold=row.sold,
        on_sale=row.status == GoodsStatus.ON_SALE,
        pictures=[PictureView(one, media_url(one)) for one in row.pictures],
        params=row.params,
        specs=row.specs,
        skus=[_sku_view(one, stock.get(SkuId(one.id), 0)) for one in skus],
        detail_html=row.detail_html,
        created_at=row.created_at,
        updated_at=row.updated_at,
        brief=row.brief,
        category_id=row.category_id,
        brand=row.brand,
        keywords=row.keywords,
        market_price_fen=row.market_price_fen,
        freight_template_id=row.freight_template_id,
        weight_g=row.weight_g,
        limit_per_buyer=row.limit_per_buyer,
    )


def sellable_skus(read: ReadScope, sku_ids: Iterable[SkuId]) -> dict[SkuId, SellableSku]:
    """See `api.sellable_skus`."""
    wanted = sorted(set(sku_ids))
    if not wanted:
        return {}
    return {SkuId(row.id): _sellable(row) for row in read.rows(goods.SELLABLE, wanted=wanted)}


def import_view(read: ReadScope, import_id: str) -> ImportView:
    """How far an import is, with its first 50 faults; refuses `not_found`."""
    row = read.row(imports.FIND, wanted=import_id)
    if row is None:
        raise NotFound
    faults = read.rows(imports.FAULTS, wanted=import_id, most=_SHOWN_FAULTS)
    return _import_view(read, row, [_fault(one) for one in faults])


def import_page(read: ReadScope, cursor: str | None, limit: int) -> Page[ImportView]:
    """Imports, newest first, without their faults."""
    keys = decode_cursor(cursor, str)
    rows = read.rows(imports.PAGE, before_id=keys[0] if keys else "~", most=limit + 1)
    return cut_page(rows, limit, lambda row: _import_view(read, row, []), lambda row: encode_cursor(row.id))


def import_file_of(read: ReadScope, import_id: str) -> tuple[str, str, bool]:
    """(storage key, status, dry run) of an import; refuses `not_found`."""
    row = read.row(imports.FIND, wanted=import_id)
    if row is None:
        raise NotFound
    return row.file_key, row.status, row.dry_run


def import_reasons(read: ReadScope, import_id: str) -> dict[int, str]:
    """Why each line is at fault, in words."""
    reasons: dict[int, list[str]] = {}
    for row in read.rows(imports.FAULTS, wanted=import_id, most=_MOST_FAULTS):
        reasons.setdefault(row.line, []).append(f"{row.field}：{row.message}")
    return {line: "；".join(words) for line, words in reasons.items()}


def media_page(read: ReadScope, cursor: str | None, limit: int) -> Page[Media]:
    """The library, newest first."""
    keys = decode_cursor(cursor, int, str)
    before = (_instant(keys[0]), keys[1]) if keys else (_END_OF_TIME, "~")
    rows = read.rows(media.PAGE, before_at=before[0], before_id=before[1], most=limit + 1)
    return cut_page(rows, limit, media_view, lambda row: encode_cursor(_micros(row.created_at), row.id))


def thumbs_of(read: ReadScope, ids: Iterable[str]) -> dict[str, str]:
    """Addresses of the small variants of these pictures; what is not in the library is not in the answer."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    return {row.id: media_url(row.thumb) for row in read.rows(media.FIND, wanted=wanted)}


def media_view(row: Any) -> Media:
    """A row of the library as the console shows it."""
    return Media(row.id, media_url(row.id), media_url(row.thumb), row.width, row.height, row.bytes)


def _sku_view(row: Any, stock: int) -> SkuView:
    return SkuView(
        id=SkuId(row.id),
        spec_values=row.spec_values,
        price_fen=row.price_fen,
        stock=stock,
        sku_code=row.sku_code,
        cost_fen=row.cost_fen,
        picture=row.picture,
        picture_url=media_url(row.thumb) if row.thumb else None,
    )


def _sellable(row: Any) -> SellableSku:
    return SellableSku(
        goods_id=GoodsId(row.goods_id),
        name=row.name,
        spec_text=spec_text(row.spec_values),
        picture_url=media_url(row.thumb or row.cover_thumb),
        price_fen=row.price_fen,
        goods_status="retired" if row.retired_at is not None else row.status,
        weight_g=row.weight_g,
        limit_per_buyer=row.limit_per_buyer,
        freight_template_id=row.freight_template_id,
    )


def _import_view(read: ReadScope, row: Any, faults: list[ImportFault]) -> ImportView:
    pictures = read.row(imports.PICTURES_OF, wanted=row.id)
    counted: dict[str, Any] = {} if pictures is None else dict(pictures._mapping)
    return ImportView(
        id=row.id,
        file_name=row.file_name,
        dry_run=row.dry_run,
        status=row.status,
        rows_total=row.rows_total,
        **{name: row._mapping[name] for name in imports.COUNTERS},
        pictures_total=int(counted.get("total", 0)),
        pictures_done=int(counted.get("done", 0)),
        pictures_missing=int(counted.get("missing", 0)),
        faults=faults,
        created_at=row.created_at,
        finished_at=row.finished_at,
    )


def _fault(row: Any) -> ImportFault:
    return ImportFault(row.line, row.field, row.code, row.message, row.value)


def _micros(moment: datetime) -> int:
    return int(moment.timestamp()) * _MICROSECONDS + moment.microsecond


def _instant(micros: int) -> datetime:
    seconds, rest = divmod(micros, _MICROSECONDS)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
