"""Channels: AppIDs and their secrets, write-only once stored."""

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.domain import Channel, ChannelKeys, Templates
from xiaopu.modules.tenancy.errors import ChannelNotSet
from xiaopu.modules.tenancy.events import ShopSettingsChanged
from xiaopu.modules.tenancy.schemas import ChannelIn
from xiaopu.modules.tenancy.usecases.write_audit import write_audit

_SECRET, _PUSH_TOKEN, _PUSH_KEY = "channels.secret", "channels.push_token", "channels.push_key"


def set_channel(uow: UnitOfWork, kind: Channel, wanted: ChannelIn, *, vault: Vault) -> None:
    """Store a channel. A secret that is absent keeps the stored one, unless the AppID changed: then it is
    dropped. With a secret of its own a mini program is no longer reached through the platform.
    """
    old = uow.row(repository.CHANNEL, wanted_kind=kind)
    kept = old if old is not None and old.appid == wanted.appid else None

    def sealed(new: str | None, column: str, context: str) -> bytes | None:
        if new is not None:
            return vault.seal(new, context)
        return None if kept is None else kept._mapping[column]

    uow.run(
        repository.PUT_CHANNEL[uow.dialect],
        kind=kind,
        appid=wanted.appid,
        secret_sealed=sealed(wanted.secret, "secret_sealed", _SECRET),
        push_token_sealed=sealed(wanted.push_token, "push_token_sealed", _PUSH_TOKEN),
        push_key_sealed=sealed(wanted.encoding_aes_key, "push_key_sealed", _PUSH_KEY),
        templates=kept.templates if kept else Templates(),
        shipping_managed=True,
        granted=kept is not None and kept.granted and wanted.secret is None,
        updated_at=uow.now,
    )
    write_audit(
        uow,
        "channel.set",
        f"channel:{kind}",
        before=None if old is None else {"appid": old.appid},
        after={"appid": wanted.appid, "secret_changed": wanted.secret is not None},
    )
    uow.publish(ShopSettingsChanged())


def grant_channel(uow: UnitOfWork, appid: str) -> None:
    """The mini program `appid` is from now on reached through the platform: no secret, no push keys of its
    own. Its templates stay when it was the shop's already.
    """
    old = uow.row(repository.CHANNEL, wanted_kind=Channel.WEAPP)
    kept = old if old is not None and old.appid == appid else None
    if kept is not None and kept.granted:
        return
    uow.run(
        repository.PUT_CHANNEL[uow.dialect],
        kind=Channel.WEAPP,
        appid=appid,
        secret_sealed=None,
        push_token_sealed=None,
        push_key_sealed=None,
        templates=kept.templates if kept else Templates(),
        shipping_managed=True,
        granted=True,
        updated_at=uow.now,
    )
    write_audit(
        uow,
        "channel.granted",
        f"channel:{Channel.WEAPP}",
        before=None if old is None else {"appid": old.appid},
        after={"appid": appid},
    )
    uow.publish(ShopSettingsChanged())


def ungrant_channel(uow: UnitOfWork, appid: str) -> None:
    """The mini program `appid` is not reached through the platform any more; another one is left alone."""
    row = uow.row(repository.CHANNEL, wanted_kind=Channel.WEAPP)
    if row is None or row.appid != appid or not row.granted:
        return
    uow.run(
        repository.PUT_CHANNEL[uow.dialect],
        **{name: row._mapping[name] for name in repository.CHANNEL_ROW}
        | {"granted": False, "updated_at": uow.now},
    )


def release_channel(uow: UnitOfWork, kind: Channel) -> str | None:
    """The channel with its secrets is forgotten; the AppID that went, or None when there was none."""
    row = uow.row(repository.CHANNEL, wanted_kind=kind)
    if row is None:
        return None
    uow.run(repository.DROP_CHANNEL, wanted_kind=kind)
    write_audit(uow, "channel.released", f"channel:{kind}", before={"appid": row.appid})
    uow.publish(ShopSettingsChanged())
    appid: str = row.appid
    return appid


def set_templates(uow: UnitOfWork, templates: Templates) -> None:
    """Which subscribe-message template speaks on which occasion; refuses `channel_not_set`."""
    row = uow.row(repository.CHANNEL, wanted_kind=Channel.WEAPP)
    if row is None:
        raise ChannelNotSet
    uow.run(
        repository.PUT_CHANNEL[uow.dialect],
        **{name: row._mapping[name] for name in repository.CHANNEL_ROW}
        | {"templates": templates, "updated_at": uow.now},
    )
    write_audit(
        uow,
        "channel.templates",
        "channel:weapp",
        before=msgspec.to_builtins(row.templates),
        after=msgspec.to_builtins(templates),
    )
    uow.publish(ShopSettingsChanged())


def channel_keys(read: ReadScope, kind: Channel, *, vault: Vault) -> ChannelKeys:
    """The channel with its secrets open; refuses `channel_not_set`."""
    row = read.row(repository.CHANNEL, wanted_kind=kind)
    if row is None:
        raise ChannelNotSet

    def opened(sealed: bytes | None, context: str) -> str | None:
        return None if sealed is None else vault.open(sealed, context)

    return ChannelKeys(
        row.appid,
        opened(row.secret_sealed, _SECRET),
        opened(row.push_token_sealed, _PUSH_TOKEN),
        opened(row.push_key_sealed, _PUSH_KEY),
        row.templates,
        row.granted,
    )
