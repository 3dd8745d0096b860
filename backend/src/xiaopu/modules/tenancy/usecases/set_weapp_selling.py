"""Whether the shop's mini program may sell; compliance says so by the type of its subject."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.events import ShopSettingsChanged
from xiaopu.modules.tenancy.usecases.write_audit import write_audit


def set_weapp_selling(uow: UnitOfWork, *, allowed: bool) -> None:
    """From the next request on; the storefront tells its clients. The same again changes nothing."""
    if not uow.run(repository.SET_WEAPP_SELLING, allowed=allowed):
        return
    write_audit(uow, "weapp_selling.changed", f"shop:{uow.shop_id}", after={"allowed": allowed})
    uow.publish(ShopSettingsChanged())
