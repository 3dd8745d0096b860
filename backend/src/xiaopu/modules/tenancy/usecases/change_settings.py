"""Changing what a shop says of itself."""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.storage import is_picture_of
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.text import squeeze, squeeze_or_refuse
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.domain import OfflinePayment, ShopSettings
from xiaopu.modules.tenancy.events import ShopSettingsChanged
from xiaopu.modules.tenancy.schemas import SettingsIn
from xiaopu.modules.tenancy.usecases.write_audit import write_audit


def change_settings(uow: UnitOfWork, wanted: SettingsIn) -> None:
    """Replace the settings as a whole; the audit log keeps both versions. Refuses a blank name, pictures
    that are not the shop's own, and payment in the shop without words on where that is.
    """
    for path, key in (("logo", wanted.logo), ("licence.picture", wanted.licence.picture)):
        if key is not None and not is_picture_of(uow.shop_id, key):
            raise InvalidInput.at(path, "not_found", "图片不在素材库里")
    pickup_text = squeeze(wanted.pickup_text or "") or None
    if OfflinePayment.IN_STORE in wanted.offline_payment and pickup_text is None:
        raise InvalidInput.at("pickup_text", "required", "到店付款需要写明店铺地址和营业时间")
    row = uow.row(repository.SHOP)
    if row is None:
        raise NotFound
    new = ShopSettings(
        logo=wanted.logo,
        notice=wanted.notice,
        service_phone=wanted.service_phone,
        service_hours=wanted.service_hours,
        return_address=wanted.return_address,
        licence=wanted.licence,
        order_rules=wanted.order_rules,
        offline_payment=tuple(way for way in OfflinePayment if way in wanted.offline_payment),
        pickup_text=pickup_text,
    )
    name = squeeze_or_refuse(wanted.name, "name")
    uow.run(repository.SET_SHOP, new_name=name, new_settings=new)
    write_audit(
        uow,
        "settings.changed",
        f"shop:{uow.shop_id}",
        before={"name": row.name, **msgspec.to_builtins(row.settings)},
        after={"name": name, **msgspec.to_builtins(new)},
    )
    uow.publish(ShopSettingsChanged())
