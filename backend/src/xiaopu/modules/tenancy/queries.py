"""Read models of tenancy."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import NotFound, NotSignedIn
from xiaopu.kernel.ids import ID_LENGTH, MerchantId, ShopId
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.domain import Channel, Role
from xiaopu.modules.tenancy.schemas import (
    AuditRow,
    ChannelsView,
    H5ChannelView,
    InvitationRow,
    MerchantView,
    SettingsView,
    StaffRow,
    StaffView,
    WeappChannelView,
)

_END = "~" * ID_LENGTH


def shop_by_slug(read: ReadScope, slug: str) -> ShopId:
    """The shop at an address; refuses `not_found`."""
    shop_id = read.value(repository.SHOP_BY_SLUG, wanted=slug)
    if shop_id is None:
        raise NotFound
    return ShopId(shop_id)


def role_in(read: ReadScope, merchant_id: MerchantId, shop_id: ShopId) -> Role:
    """The merchant's role in a shop; a shop that is not theirs is `not_found`."""
    role = read.value(repository.ROLE_OF, wanted=merchant_id, wanted_shop=shop_id)
    if role is None:
        raise NotFound
    return Role(role)


def merchant(read: ReadScope, merchant_id: MerchantId, *, vault: Vault) -> MerchantView:
    row = read.row(repository.MERCHANT_BY_ID, wanted=merchant_id)
    if row is None:
        raise NotSignedIn
    return MerchantView(
        merchant_id, vault.open(row.email_sealed, "merchants.email"), row.verified_at is not None
    )


def shops_of(read: ReadScope, merchant_id: MerchantId) -> list[tuple[ShopId, Role]]:
    """Shops in which the merchant works, the oldest first (at most `MOST_SHOPS` are theirs)."""
    rows = read.rows(repository.SHOPS_OF, wanted=merchant_id)
    return [(ShopId(row.shop_id), Role(row.role)) for row in rows]


def shop_name(read: ReadScope) -> tuple[str, str]:
    """(slug, name) of the scope's shop."""
    row = read.row(repository.SHOP)
    if row is None:
        raise NotFound
    return row.slug, row.name


def settings(read: ReadScope) -> SettingsView:
    """What the shop says of itself; with addresses for its pictures."""
    row = read.row(repository.SHOP)
    if row is None:
        raise NotFound
    kept = row.settings
    return SettingsView(
        name=row.name,
        slug=row.slug,
        licence=kept.licence,
        order_rules=kept.order_rules,
        logo=kept.logo,
        logo_url=f"/media/{kept.logo}" if kept.logo else None,
        licence_picture_url=f"/media/{kept.licence.picture}" if kept.licence.picture else None,
        notice=kept.notice,
        service_phone=kept.service_phone,
        service_hours=kept.service_hours,
        return_address=kept.return_address,
        offline_payment=kept.offline_payment,
        pickup_text=kept.pickup_text,
    )


def channels(read: ReadScope, push_url: str) -> ChannelsView:
    """Channels without their secrets."""
    by_kind = {row.kind: row for row in read.rows(repository.CHANNELS_OF)}
    weapp, h5 = by_kind.get(Channel.WEAPP), by_kind.get(Channel.H5_WECHAT)
    return ChannelsView(
        weapp=weapp
        and WeappChannelView(
            appid=weapp.appid,
            granted=weapp.granted,
            secret_set=weapp.secret_sealed is not None,
            push_url=push_url,
            push_token_set=weapp.push_token_sealed is not None,
            templates=weapp.templates,
        ),
        h5_wechat=h5 and H5ChannelView(appid=h5.appid, secret_set=h5.secret_sealed is not None),
    )


def staff(read: ReadScope, *, vault: Vault) -> StaffView:
    """Who works in the shop, at most 200, and the open invitations, the newest first."""
    people = [
        StaffRow(MerchantId(row.merchant_id), vault.open(row.email_sealed, "merchants.email"), row.role)
        for row in read.rows(repository.STAFF_OF, wanted_shop=read.shop_id)
    ]
    invitations = [
        InvitationRow(
            row.id,
            vault.open(row.email_sealed, "staff_invitations.email"),
            row.role,
            row.created_at,
            row.expires_at,
        )
        for row in read.rows(repository.OPEN_INVITATIONS, now=read.now)
    ]
    return StaffView(people, invitations)


def owner_addresses(read: ReadScope, *, vault: Vault) -> list[str]:
    """The owners' e-mail addresses, for letters about the shop; those that were never proven are left
    out.
    """
    rows = read.rows(repository.STAFF_OF, wanted_shop=read.shop_id)
    return [
        vault.open(row.email_sealed, "merchants.email")
        for row in rows
        if row.role == Role.OWNER and row.verified_at is not None
    ]


def audit_page(read: ReadScope, cursor: str | None, limit: int) -> Page[AuditRow]:
    """The audit log, newest first."""
    keys = decode_cursor(cursor, str)
    rows = read.rows(repository.AUDIT_PAGE, before_id=keys[0] if keys else _END, most=limit + 1)
    return cut_page(
        rows,
        limit,
        lambda row: AuditRow(row.at, row.actor, row.action, row.object, row.before, row.after),
        lambda row: encode_cursor(row.id),
    )
