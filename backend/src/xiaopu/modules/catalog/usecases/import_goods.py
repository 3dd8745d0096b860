"""One chunk of a sheet into the catalogue: new goods are made, known ones brought to what the sheet says,
equal ones left.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import GoodsId
from xiaopu.modules.catalog.domain.goods import GoodsStatus, ImportMark, Spec, SpecValue, spec_key
from xiaopu.modules.catalog.domain.sheet import COLUMNS, Group, SheetGoods, link_digest
from xiaopu.modules.catalog.events import PicturesWanted
from xiaopu.modules.catalog.repository import goods, imports
from xiaopu.modules.catalog.schemas import GoodsIn, SkuIn
from xiaopu.modules.catalog.usecases.change_categories import ensure_category
from xiaopu.modules.catalog.usecases.define_goods import Origin, announce_goods, create_goods, edit_goods

_REASON = "表格导入"
_LINKS_A_JOB = 20


class Chunk(msgspec.Struct, frozen=True):
    """Groups `from_group` … of an import; `last` when none follow."""

    import_id: str
    from_group: int
    groups: tuple[Group, ...]
    last: bool
    dry_run: bool


def import_chunk(uow: UnitOfWork, chunk: Chunk) -> bool:
    """Do a chunk, its faults, counters and picture jobs in one unit; False when another worker has done it
    already.

    A dry run counts alike and touches nothing but the import's own rows.
    """
    known = _known(uow, chunk.groups)
    counted = dict.fromkeys(imports.COUNTERS, 0)
    for group in chunk.groups:
        counted["rows_done"] += len(group.lines)
        outcome, weight = _outcome(group, known)
        counted[outcome] += weight
    claimed = uow.run(
        imports.ADVANCE,
        wanted=chunk.import_id,
        from_group=chunk.from_group,
        to_group=chunk.from_group + len(chunk.groups),
        new_status="done" if chunk.last else "running",
        new_finished_at=uow.now if chunk.last else None,
        **{f"more_{name}": more for name, more in counted.items()},
    )
    if not claimed:
        return False
    _note_faults(uow, chunk)
    if not chunk.dry_run:
        _apply(uow, chunk, known)
    return True


def _known(uow: UnitOfWork, groups: Sequence[Group]) -> dict[str, Any]:
    numbers = sorted({group.goods.goods_no for group in groups if group.goods})
    if not numbers:
        return {}
    return {row.goods_no: row for row in uow.rows(imports.KNOWN_GOODS, wanted=numbers)}


def _outcome(group: Group, known: dict[str, Any]) -> tuple[str, int]:
    if group.goods is None:
        return "rows_failed", len(group.lines)
    old = known.get(group.goods.goods_no)
    if old is None:
        return "goods_created", 1
    if old.imported is not None and old.imported.digest == group.goods.digest:
        return "rows_skipped", len(group.lines)
    return "goods_updated", 1


def _note_faults(uow: UnitOfWork, chunk: Chunk) -> None:
    rows = [
        {
            "import_id": chunk.import_id,
            # A place in the sheet has one number, whoever writes it.
            "number": (fault.line * len(COLUMNS) + COLUMNS.index(fault.field)) * 4 + twin,
            "line": fault.line,
            "field": fault.field,
            "code": fault.code,
            "message": fault.message,
            "value": fault.value,
        }
        for group in chunk.groups
        for twin, fault in enumerate(group.faults[:4])
    ]
    uow.run_many(imports.ADD_FAULT, rows)


def _apply(uow: UnitOfWork, chunk: Chunk, known: dict[str, Any]) -> None:
    changed: list[GoodsId] = []
    links: dict[str, str] = {}
    for group in chunk.groups:
        if group.goods is None:
            continue
        links |= {link_digest(url): url for url in group.goods.links}
        old = known.get(group.goods.goods_no)
        if _outcome(group, known)[0] != "rows_skipped":
            changed.append(_bring(uow, group.goods, old))
    if changed:
        announce_goods(uow, changed)
    _want_pictures(uow, chunk.import_id, links)


def _bring(uow: UnitOfWork, wanted: SheetGoods, old: Any) -> GoodsId:
    category_id = ensure_category(uow, wanted.category) if wanted.category else None
    if old is None:
        form = _form(wanted, category_id)
        goods_id = create_goods(uow, form, Origin(_REASON), announce=False)
    else:
        goods_id = GoodsId(old.id)
        form = _form_over(uow, goods_id, wanted, category_id)
        stocks = old.imported.stocks if old.imported is not None else {}
        counted = frozenset(
            sku.values for sku in wanted.skus if stocks.get(spec_key(sku.values)) != sku.stock
        )
        edit_goods(uow, goods_id, form, Origin(_REASON, counts=counted), announce=False)
    stocks = {spec_key(sku.values): sku.stock for sku in wanted.skus}
    uow.run(imports.MARK, wanted=goods_id, new_mark=ImportMark(wanted.digest, stocks))
    if wanted.links:
        uow.run(imports.DROP_GOODS_LINKS, wanted=goods_id)
        uow.run_many(
            imports.ADD_GOODS_LINK,
            [
                {"goods_id": goods_id, "position": position, "digest": link_digest(url)}
                for position, url in enumerate(wanted.links)
            ],
        )
    return goods_id


def _form(wanted: SheetGoods, category_id: str | None) -> GoodsIn:
    choices = [dict.fromkeys(sku.values[at] for sku in wanted.skus) for at in range(len(wanted.spec_names))]
    return GoodsIn(
        name=wanted.name,
        goods_no=wanted.goods_no,
        on_sale=True,
        category_id=category_id,
        brand=wanted.brand,
        brief=wanted.brief,
        unit=wanted.unit,
        keywords=wanted.keywords,
        market_price_fen=wanted.market_price_fen,
        detail_html=wanted.detail_html,
        specs=tuple(
            Spec(name, tuple(SpecValue(value) for value in values))
            for name, values in zip(wanted.spec_names, choices, strict=True)
        ),
        skus=tuple(
            SkuIn(spec_values=sku.values, price_fen=sku.price_fen, stock=sku.stock) for sku in wanted.skus
        ),
    )


def _form_over(uow: UnitOfWork, goods_id: GoodsId, wanted: SheetGoods, category_id: str | None) -> GoodsIn:
    """The sheet's form with what a sheet cannot say kept: pictures, facts, freight, limits, the place on
    the shelf.
    """
    row = uow.row(goods.WHOLE, wanted=goods_id)
    if row is None:
        raise RuntimeError("goods vanished inside a unit")
    pictures = {sku.spec_values: sku for sku in uow.rows(goods.SKUS_OF, wanted=goods_id)}
    form = _form(wanted, category_id or row.category_id)
    skus = tuple(
        msgspec.structs.replace(sku, picture=old.picture, cost_fen=old.cost_fen, sku_code=old.sku_code)
        if (old := pictures.get(sku.spec_values)) is not None
        else sku
        for sku in form.skus
    )
    return msgspec.structs.replace(
        form,
        version=row.version,
        on_sale=row.status == GoodsStatus.ON_SALE,
        pictures=row.pictures,
        params=row.params,
        freight_template_id=row.freight_template_id,
        weight_g=row.weight_g,
        limit_per_buyer=row.limit_per_buyer,
        skus=skus,
    )


def _want_pictures(uow: UnitOfWork, import_id: str, links: dict[str, str]) -> None:
    """Note the links and leave jobs for those that have no picture yet; links that failed before get
    another try.
    """
    for digest in sorted(links):
        uow.run(imports.ADD_LINK[uow.dialect], digest=digest, url=links[digest])
        uow.run(imports.ADD_IMPORT_LINK[uow.dialect], import_id=import_id, digest=digest)
    if not links:
        return
    rows = uow.rows(imports.LINKS, wanted=sorted(links))
    wanted = sorted(row.digest for row in rows if row.state != "done")
    for start in range(0, len(wanted), _LINKS_A_JOB):
        uow.emit(PicturesWanted(tuple(wanted[start : start + _LINKS_A_JOB])))
