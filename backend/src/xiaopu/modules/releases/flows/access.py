"""In whose name WeChat is spoken to: read in one unit, before anything goes out."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.releases.errors import ByHandOnly
from xiaopu.modules.releases.ports import Desk
from xiaopu.modules.tenancy.api import Channel, channel_secrets


def desk_of(read: ReadScope, *, vault: Vault) -> Desk:
    """The shop's mini program; refuses `channel_not_set`."""
    keys = channel_secrets(read, Channel.WEAPP, vault=vault)
    return Desk(keys.appid, keys.secret, keys.granted)


def granted_desk(read: ReadScope, where: str, *, vault: Vault) -> Desk:
    """The same for what WeChat takes from platforms alone; refuses `by_hand_only`, naming the menu."""
    desk = desk_of(read, vault=vault)
    if not desk.granted:
        raise ByHandOnly(where=where)
    return desk
