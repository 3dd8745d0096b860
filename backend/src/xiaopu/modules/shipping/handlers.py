"""Reactions to neighbours' events, in their units."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import InvalidInput
from xiaopu.modules.catalog.events import GoodsChanged
from xiaopu.modules.shipping import repository
from xiaopu.modules.shipping.api import lay_free_template
from xiaopu.modules.tenancy.events import ShopOpened


def lay_first_template(uow: UnitOfWork, _event: ShopOpened) -> None:
    """A new shop sends free all over the country until it says otherwise."""
    lay_free_template(uow)


def refuse_lost_templates(uow: UnitOfWork, event: GoodsChanged) -> None:
    """Goods may name a freight template of their own shop and no other: the catalogue cannot know which
    there are, so they are refused here, in the unit that would name one.
    """
    if uow.row(repository.LOST_TEMPLATES, wanted=list(event.goods_ids)) is not None:
        raise InvalidInput.at("freight_template_id", "not_found", "运费模板不存在")
