"""Read models of members."""

from collections import defaultdict

import msgspec

from xiaopu.infra.crypto.tokens import token_digest
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.ids import ID_LENGTH, MemberId
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor
from xiaopu.kernel.text import mask_email, mask_phone
from xiaopu.modules.members import repository
from xiaopu.modules.members.schemas import MemberRow

_END = "~" * ID_LENGTH


class TokenRow(msgspec.Struct, frozen=True):
    """A live token's facts."""

    member_id: MemberId
    channel: str
    appid: str
    openid_sealed: bytes | None
    weapp_selling: bool


def token_row(read: ReadScope, token: str) -> TokenRow | None:
    """What a bearer token stands for, in this shop only."""
    row = read.row(repository.LIVE_TOKEN, wanted=token_digest(token), now=read.now)
    if row is None:
        return None
    return TokenRow(
        MemberId(row.member_id), row.channel, row.appid, row.openid_sealed, bool(row.weapp_selling)
    )


def member_page(
    read: ReadScope, q: str | None, cursor: str | None, limit: int, *, vault: Vault
) -> Page[MemberRow]:
    """Members, newest first; `q` looks in nicknames."""
    keys = decode_cursor(cursor, str)
    bound = {"before_id": keys[0] if keys else _END, "most": limit + 1}
    if q:
        escaped = q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = read.rows(repository.MEMBER_SEARCH, pattern=f"%{escaped}%", **bound)
    else:
        rows = read.rows(repository.MEMBER_PAGE, **bound)
    channels: defaultdict[str, list[str]] = defaultdict(list)
    if rows:
        for found in read.rows(repository.CHANNELS_OF, wanted=[row.id for row in rows]):
            channels[found.member_id].append(found.channel)
    return cut_page(
        rows,
        limit,
        lambda row: MemberRow(
            id=MemberId(row.id),
            nickname=row.nickname,
            channels=sorted(channels[row.id]),
            orders=0,
            paid_fen=0,
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            phone_masked=mask_phone(vault.open(row.phone_sealed, "members.phone"))
            if row.phone_sealed
            else None,
            email_masked=mask_email(vault.open(row.email_sealed, "members.email"))
            if row.email_sealed
            else None,
        ),
        lambda row: encode_cursor(row.id),
    )
