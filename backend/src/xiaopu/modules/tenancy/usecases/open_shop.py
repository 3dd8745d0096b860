"""Opening a shop: its row, its address, its owner, in one unit."""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MerchantId
from xiaopu.kernel.text import squeeze_or_refuse
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.domain import Role, ShopSettings, is_slug
from xiaopu.modules.tenancy.errors import SlugNotValid, SlugTaken, TooManyShops
from xiaopu.modules.tenancy.events import ShopOpened
from xiaopu.modules.tenancy.schemas import ShopBrief
from xiaopu.modules.tenancy.usecases.write_audit import write_audit

MOST_SHOPS = 20


class OpenShop(msgspec.Struct, frozen=True):
    """The unit's scope names the new shop's id."""

    merchant_id: MerchantId
    name: str
    slug: str | None = None


def open_shop(uow: UnitOfWork, command: OpenShop) -> ShopBrief:
    """Refuses a taken or odd slug, a blank name, and more than `MOST_SHOPS` per account."""
    if len(uow.rows(repository.SHOPS_OF, wanted=command.merchant_id)) >= MOST_SHOPS:
        raise TooManyShops(most=MOST_SHOPS)
    name = squeeze_or_refuse(command.name, "name")
    slug = command.slug or f"shop-{uow.shop_id[-8:]}"
    if not is_slug(slug):
        raise SlugNotValid.at("slug", "slug_not_valid")
    if not uow.run(repository.TAKE_SLUG[uow.dialect], slug=slug, new_shop=uow.shop_id):
        raise SlugTaken(slug=slug)
    uow.run(repository.ADD_SHOP, slug=slug, name=name, settings=ShopSettings(), created_at=uow.now)
    uow.run(
        repository.ADD_MEMBERSHIP,
        merchant_id=command.merchant_id,
        new_shop=uow.shop_id,
        role=Role.OWNER,
        created_at=uow.now,
    )
    write_audit(uow, "shop.opened", f"shop:{uow.shop_id}", after={"name": name, "slug": slug})
    uow.publish(ShopOpened(uow.shop_id))
    return ShopBrief(uow.shop_id, slug, name, Role.OWNER)
