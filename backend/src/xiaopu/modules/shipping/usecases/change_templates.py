"""Freight templates: made, changed, dropped. A shop has exactly one default."""

from typing import Any

from sqlalchemy import Row

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.text import squeeze
from xiaopu.modules.shipping import repository
from xiaopu.modules.shipping.domain.freight import FREE, MOST_TEMPLATES
from xiaopu.modules.shipping.errors import (
    TemplateInUse,
    TemplateIsDefault,
    TemplateNameTaken,
    TooManyTemplates,
)
from xiaopu.modules.shipping.events import FreightChanged
from xiaopu.modules.shipping.schemas import FreightTemplate, FreightTemplateIn


def templates_of(read: ReadScope) -> list[FreightTemplate]:
    """The shop's templates, the default first."""
    return [_view(row) for row in read.rows(repository.TEMPLATES)]


def add_template(uow: UnitOfWork, form: FreightTemplateIn) -> FreightTemplate:
    """A new template; the first one is the default. Refuses a name that is taken, and too many."""
    present = uow.rows(repository.TEMPLATES)
    if len(present) >= MOST_TEMPLATES:
        raise TooManyTemplates(most=MOST_TEMPLATES)
    template_id = uow.new_id()
    fields = _fields(form)
    made = uow.run(
        repository.ADD_TEMPLATE[uow.dialect],
        id=template_id,
        is_default=not present,
        created_at=uow.now,
        updated_at=uow.now,
        **fields,
    )
    if not made:
        raise TemplateNameTaken(name=fields["name"])
    if form.is_default and present:
        _make_default(uow, template_id)
    uow.publish(FreightChanged())
    return template_of(uow, template_id)


def change_template(uow: UnitOfWork, template_id: str, form: FreightTemplateIn) -> FreightTemplate:
    """Replace a template. Refuses `not_found` and a name that another one has."""
    if uow.row(repository.TEMPLATE, wanted=template_id) is None:
        raise NotFound
    fields = _fields(form)
    if uow.value(repository.NAME_OWNER, wanted=fields["name"]) not in (None, template_id):
        raise TemplateNameTaken(name=fields["name"])
    new = {f"new_{name}": value for name, value in fields.items()}
    uow.run(repository.SET_TEMPLATE, wanted=template_id, now=uow.now, **new)
    if form.is_default:
        _make_default(uow, template_id)
    uow.publish(FreightChanged())
    return template_of(uow, template_id)


def drop_template(uow: UnitOfWork, template_id: str) -> None:
    """Refuses `not_found`, the default, and a template that goods still name."""
    row = uow.row(repository.TEMPLATE, wanted=template_id)
    if row is None:
        raise NotFound
    goods_count = uow.value(repository.GOODS_USING, wanted=template_id)
    if goods_count:
        raise TemplateInUse(goods_count=goods_count)
    if not uow.run(repository.DROP_TEMPLATE, wanted=template_id, off=False):
        raise TemplateIsDefault
    uow.publish(FreightChanged())


def lay_free_template(uow: UnitOfWork) -> None:
    """The template that a new shop begins with: 全国包邮."""
    add_template(
        uow,
        FreightTemplateIn(
            name=FREE.name,
            first_count=FREE.first_count,
            first_fen=FREE.first_fen,
            next_count=FREE.next_count,
            next_fen=FREE.next_fen,
            is_default=True,
        ),
    )


def template_of(read: ReadScope, template_id: str) -> FreightTemplate:
    """One template; refuses `not_found`."""
    row = read.row(repository.TEMPLATE, wanted=template_id)
    if row is None:
        raise NotFound
    return _view(row)


def _make_default(uow: UnitOfWork, template_id: str) -> None:
    uow.run(repository.NO_DEFAULT, on=True, off=False)
    uow.run(repository.SET_DEFAULT, wanted=template_id, on=True)


def _fields(form: FreightTemplateIn) -> dict[str, Any]:
    return {name: getattr(form, name) for name in repository.FORM} | {"name": squeeze(form.name)}


def _view(row: Row[Any]) -> FreightTemplate:
    return FreightTemplate(
        id=row.id, is_default=row.is_default, **{name: row._mapping[name] for name in repository.FORM}
    )
