"""An industry template: filled once, and cleared of what nobody has touched since."""

from collections.abc import Mapping

import msgspec

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.errors import Refusal
from xiaopu.modules.catalog.api import (
    BatchIn,
    GoodsAction,
    GoodsIn,
    SkuIn,
    Spec,
    SpecValue,
    batch_goods,
    category_tree,
    create_goods,
    ensure_category,
    remove_category,
)
from xiaopu.modules.decoration.api import Banner, HomeIn, Icon, change_home, home
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.templates import SAMPLE_STOCK, TEMPLATES, SampleGoods, Template, TemplateKey
from xiaopu.modules.launch.domain.truth import Words
from xiaopu.modules.launch.errors import TemplateFilled
from xiaopu.modules.launch.events import LookAsked
from xiaopu.modules.shipping.api import lay_free_template
from xiaopu.modules.tenancy.api import write_audit

BANNER = "banner"
_FILLED, _GOODS, _CATEGORY, _HOME = "filled", "goods", "category", "home"
_HOME_WORDS = "首页"


class TemplateCard(msgspec.Struct, frozen=True):
    """One template to choose; names of its categories and goods."""

    key: TemplateKey
    title: Words
    categories: list[str]
    goods: list[str]


class TemplatesView(msgspec.Struct, frozen=True, omit_defaults=True):
    """`filled` is the template that is in the shop; `left` its goods on sale that nobody changed."""

    items: list[TemplateCard]
    left: int
    filled: TemplateKey | None = None


class Cleared(msgspec.Struct, frozen=True):
    """What went, and names of what stays because somebody changed or ordered it."""

    goods: int
    categories: int
    home: bool
    kept: list[str]


def templates_view(read: ReadScope) -> TemplatesView:
    """All templates, and how the shop stands to them."""
    cards = [
        TemplateCard(one.key, one.title, list(one.categories), [goods.name for goods in one.goods])
        for one in TEMPLATES
    ]
    return TemplatesView(cards, samples_left(read), filled_template(read))


def samples_left(read: ReadScope) -> int:
    """Sample goods on sale as the template made them."""
    return int(read.value(repository.SAMPLES_LEFT) or 0)


def filled_template(read: ReadScope) -> TemplateKey | None:
    """Which template is in the shop."""
    rows = [row for row in read.rows(repository.TEMPLATE_ITEMS) if row.kind == _FILLED]
    return TemplateKey(rows[0].template) if rows else None


def fill_template(uow: UnitOfWork, template: Template, pictures: Mapping[str, str]) -> bool:
    """Make what the shop lacks; False when this template is in it already. `pictures`: media ids by the name
    of the goods, and one for `BANNER`. Refuses `template_filled` while another one is in the shop.

    A home page that the shop has stays as it is, and so does its freight.
    """
    before = filled_template(uow)
    if before not in (None, template.key):
        raise TemplateFilled
    if not _note(uow, template, (_FILLED, _FILLED), ""):
        return False
    known = {node.name for node in category_tree(uow)}
    ids: dict[str, str] = {}
    for name in template.categories:
        ids[name] = ensure_category(uow, (name,))
        if name not in known:
            _note(uow, template, (_CATEGORY, ids[name]), name)
    for one in template.goods:
        goods_id = create_goods(uow, _form(one, ids[one.category], pictures[one.name]))
        _note(uow, template, (_GOODS, goods_id), "1")
    page = home(uow)
    if not page.banners and not page.icons:
        change_home(uow, _home(template, ids, pictures))
        _note(uow, template, (_HOME, _HOME), str(uow.value(repository.HOME_VERSION)))
    if uow.row(repository.ANY_FREIGHT) is None:
        lay_free_template(uow)
    write_audit(uow, "launch.template_filled", f"template:{template.key}")
    uow.emit(LookAsked(Step.STORE))
    return True


def clear_template(uow: UnitOfWork) -> Cleared:
    """Take away what the template made and nobody touched; afterwards what stays is the shop's own. Freight
    and pictures stay: a shop needs the one, and the library keeps the other.
    """
    items = uow.rows(repository.TEMPLATE_ITEMS)
    kept: list[str] = []
    goods = _clear_goods(uow, kept)
    went_home = _clear_home(uow, {row.mark for row in items if row.kind == _HOME}, kept)
    made = {row.item_id: row.mark for row in items if row.kind == _CATEGORY}
    categories = _clear_categories(uow, made, kept)
    uow.run(repository.DROP_TEMPLATE_ITEMS)
    if items:
        write_audit(uow, "launch.template_cleared", "template", after={"goods": goods, "kept": len(kept)})
        uow.emit(LookAsked(Step.STORE))
    return Cleared(goods, categories, went_home, kept)


def _clear_goods(uow: UnitOfWork, kept: list[str]) -> int:
    gone = []
    for row in uow.rows(repository.SAMPLE_GOODS):
        untouched = row.version == 1 and row.status == "on_sale"
        if untouched and uow.row(repository.WAS_ORDERED, wanted=row.id) is None:
            gone.append(row.id)
        elif row.status != "deleted":
            kept.append(row.name)
    if gone:
        for action in (GoodsAction.RECYCLE, GoodsAction.DELETE):
            batch_goods(uow, BatchIn(ids=tuple(gone), action=action))
    return len(gone)


def _clear_categories(uow: UnitOfWork, made: Mapping[str, str], kept: list[str]) -> int:
    """`made`: id → the name that it was made with."""
    count = 0
    for node in category_tree(uow):
        if node.id in made:
            if node.name == made[node.id] and _removed(uow, node.id):
                count += 1
            else:
                kept.append(node.name)
    return count


def _clear_home(uow: UnitOfWork, marks: set[str], kept: list[str]) -> bool:
    if not marks:
        return False
    if str(uow.value(repository.HOME_VERSION)) not in marks:
        kept.append(_HOME_WORDS)
        return False
    change_home(uow, HomeIn())
    return True


def _removed(uow: UnitOfWork, category_id: str) -> bool:
    try:
        remove_category(uow, category_id)
    except Refusal:
        return False
    return True


def _note(uow: UnitOfWork, template: Template, item: tuple[str, str], mark: str) -> bool:
    """`item`: its kind and id. Whether it was not noted before."""
    kind, item_id = item
    made = uow.run(
        repository.ADD_TEMPLATE_ITEM[uow.dialect],
        kind=kind,
        item_id=item_id,
        template=template.key,
        mark=mark,
        now=uow.now,
    )
    return made == 1


def _form(one: SampleGoods, category_id: str, picture: str) -> GoodsIn:
    return GoodsIn(
        name=one.name,
        brief=one.brief,
        category_id=category_id,
        pictures=(picture,),
        on_sale=True,
        specs=(Spec(one.spec, tuple(SpecValue(value) for value, _ in one.choices)),),
        skus=tuple(
            SkuIn(spec_values=(value,), price_fen=price, stock=SAMPLE_STOCK) for value, price in one.choices
        ),
    )


def _home(template: Template, ids: Mapping[str, str], pictures: Mapping[str, str]) -> HomeIn:
    first = {one.category: pictures[one.name] for one in reversed(template.goods)}
    return HomeIn(
        banners=(Banner(pictures[BANNER], f"category:{ids[template.categories[0]]}"),),
        icons=tuple(Icon(first[name], name, f"category:{ids[name]}") for name in template.categories),
        notice=template.notice,
    )
