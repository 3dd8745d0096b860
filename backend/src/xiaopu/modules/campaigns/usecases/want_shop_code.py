"""The code that leads to the shop's home page, wanted by whoever learns that there may be one."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.campaigns import repository
from xiaopu.modules.campaigns.domain import HOME, Medium
from xiaopu.modules.campaigns.events import ShopCodeWanted
from xiaopu.modules.tenancy.api import Channel, public_channels


def want_shop_code(uow: UnitOfWork) -> bool:
    """Leave it to the worker, unless there is no mini program or the code is there; whether it was left."""
    appid = public_channels(uow).appids.get(Channel.WEAPP)
    if appid is None:
        return False
    place = {"wanted_medium": Medium.WEAPP_CODE, "wanted_target": HOME, "wanted_trial": False}
    row = uow.row(repository.CODE, wanted_owner="", **place)
    if row is not None and row.appid == appid:
        return False
    uow.emit(ShopCodeWanted(appid))
    return True
