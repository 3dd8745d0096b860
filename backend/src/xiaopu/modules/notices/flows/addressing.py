"""Whom a notice reaches and in whose name: read in one unit, before anything goes out."""

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.ids import MemberId
from xiaopu.modules.members.api import openid_of
from xiaopu.modules.notices.domain import Desk
from xiaopu.modules.tenancy.api import Channel, Templates, channel_secrets
from xiaopu.modules.tenancy.errors import ChannelNotSet


class Addressee(msgspec.Struct, frozen=True):
    """`openid` is the member's under the desk's own AppID, never another's."""

    desk: Desk
    openid: str
    templates: Templates


def addressee(read: ReadScope, member_id: MemberId, *, vault: Vault) -> Addressee | None:
    """None when the shop has no mini program, or none that can be reached, or the member never was in it."""
    try:
        keys = channel_secrets(read, Channel.WEAPP, vault=vault)
    except ChannelNotSet:
        return None
    if not keys.reachable:
        return None
    openid = openid_of(read, member_id, keys.appid, vault=vault)
    return (
        None
        if openid is None
        else Addressee(Desk(keys.appid, keys.secret, keys.granted), openid, keys.templates)
    )
