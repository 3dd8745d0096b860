"""Changing what a shop says of itself."""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.storage import is_picture_of
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.text import squeeze_or_refuse
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.domain import ShopSettings
from xiaopu.modules.tenancy.events import ShopSettingsChanged
from xiaopu.modules.tenancy.schemas import SettingsIn
from xiaopu.modules.tenancy.usecases.write_audit import write_audit


def change_settings(uow: UnitOfWork, wanted: SettingsIn) -> None:
    """Replace the settings as a whole; the audit log keeps both versions. Refuses a blank name and pictures
    that are not the shop's own.
    """
    for path, key in (("logo", wanted.logo), ("licence.picture", wanted.licence.picture)):
        if key is not None and not is_picture_of(uow.shop_id, key):
            raise InvalidInput.at(path, "not_found", "图片不在素材库里")
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
