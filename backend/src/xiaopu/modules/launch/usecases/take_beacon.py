"""A mini program on a phone says which version it is: proof that our domain is allowed and the code runs."""

from hmac import compare_digest

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.launch import repository
from xiaopu.modules.tenancy.api import Channel, beacon_token, public_channels


class Beacon(msgspec.Struct, frozen=True):
    """What the client sends once a start."""

    token: str
    env_version: str
    version: str
    appid: str


def take_beacon(uow: UnitOfWork, beacon: Beacon, *, vault: Vault) -> None:
    """Keep the newest moment of each version. Refuses (`not_found`) a token of another shop and an AppID that
    is not the shop's: neither is told apart from a shop that does not exist.
    """
    if not compare_digest(beacon.token.encode(), beacon_token(vault, uow.shop_id).encode()):
        raise NotFound
    if public_channels(uow).appids.get(Channel.WEAPP) != beacon.appid:
        raise NotFound
    uow.run(
        repository.PUT_BEACON[uow.dialect],
        env_version=beacon.env_version,
        version=beacon.version,
        appid=beacon.appid,
        now=uow.now,
    )
