"""What a mini program's owner granted: kept, renewed, taken back."""

from datetime import timedelta

from xiaopu.infra.crypto.tokens import new_token, token_digest
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.ids import MerchantId, ShopId
from xiaopu.modules.platform import repository
from xiaopu.modules.platform.domain.access import STATE_MINUTES, GrantStatus, Source
from xiaopu.modules.platform.errors import AppidTaken, GrantStateNotValid
from xiaopu.modules.platform.events import GrantGiven, GrantRevoked
from xiaopu.modules.platform.ports import Opened
from xiaopu.modules.platform.usecases.tell import tell
from xiaopu.modules.tenancy.api import Channel, grant_channel, release_channel, ungrant_channel, write_audit

REFRESH_TOKEN = "weapp_grants.refresh_token"  # noqa: S105 - a column's name


def open_state(uow: UnitOfWork, merchant_id: MerchantId) -> str:
    """A way back from WeChat's page for this shop and this merchant, for half an hour and once."""
    state = new_token("xg")
    uow.run(
        repository.ADD_STATE,
        digest=token_digest(state),
        claimant=uow.shop_id,
        merchant_id=merchant_id,
        created_at=uow.now,
    )
    return state


def spend_state(uow: UnitOfWork, state: str, merchant_id: MerchantId) -> ShopId:
    """The shop for which this merchant began it. Refuses `grant_state_not_valid`: whoever is led to another's
    way back attaches nothing.
    """
    shop_id = uow.value(
        repository.USE_STATE,
        wanted=token_digest(state),
        whose=merchant_id,
        oldest=uow.now - timedelta(minutes=STATE_MINUTES),
        now=uow.now,
    )
    if shop_id is None:
        raise GrantStateNotValid
    return ShopId(shop_id)


def keep_grant(uow: UnitOfWork, opened: Opened, source: Source, *, vault: Vault) -> None:
    """The mini program is the shop's from now on. Refuses `appid_taken` when another shop holds it."""
    if not uow.run(repository.CLAIM_WEAPP[uow.dialect], appid=opened.appid, claimant=uow.shop_id, at=uow.now):
        raise AppidTaken(appid=opened.appid)
    old = uow.row(repository.GRANT, wanted=opened.appid)
    was_live = old is not None and old.status == GrantStatus.LIVE
    sealed = None if old is None else old.refresh_token_sealed
    if opened.refresh_token is not None:
        sealed = vault.seal(opened.refresh_token, REFRESH_TOKEN)
    uow.run(
        repository.PUT_GRANT[uow.dialect],
        appid=opened.appid,
        status=GrantStatus.LIVE,
        source=source if old is None else old.source,
        refresh_token_sealed=sealed,
        rights=opened.rights,
        user_name=opened.user_name[:64],
        nick_name=opened.nick_name[:120],
        principal_name=opened.principal_name[:200],
        granted_at=old.granted_at if old is not None and was_live else uow.now,
        checked_at=uow.now,
        revoked_at=None,
    )
    uow.run(repository.DROP_TOKEN, wanted=authorizer_token(opened.appid))
    grant_channel(uow, opened.appid)
    if not was_live:
        tell(uow, GrantGiven(opened.appid, source))


def renew_grant(uow: UnitOfWork, opened: Opened, *, vault: Vault) -> None:
    """What WeChat says of a grant that the shop has, or had; nothing for one that it never had."""
    old = uow.row(repository.GRANT, wanted=opened.appid)
    if old is not None:
        keep_grant(uow, opened, Source(old.source), vault=vault)


def revoke_grant(uow: UnitOfWork, appid: str) -> bool:
    """Whether it was live till now: nothing is called in its name any more, and the owner is told."""
    if not uow.run(repository.REVOKE_GRANT, wanted=appid, now=uow.now):
        return False
    uow.run(repository.LET_GO_WEAPP, wanted=appid, claimant=uow.shop_id, now=uow.now)
    uow.run(repository.DROP_TOKEN, wanted=authorizer_token(appid))
    ungrant_channel(uow, appid)
    write_audit(uow, "weapp.revoked", f"weapp:{appid}")
    tell(uow, GrantRevoked(appid))
    return True


def release_weapp(uow: UnitOfWork) -> str | None:
    """The shop lets its mini program go: keys, grant and claim are forgotten, so that no late push of WeChat
    attaches it again. The AppID that went, or None without one. At WeChat the grant stands until the mini
    program's administrator takes it back there.
    """
    appid = release_channel(uow, Channel.WEAPP)
    if appid is not None:
        uow.run(repository.DROP_GRANT, wanted=appid)
        uow.run(repository.DROP_OWNER, wanted=appid, claimant=uow.shop_id)
        uow.run(repository.DROP_TOKEN, wanted=authorizer_token(appid))
    return appid


def refresh_token_of(read: ReadScope, appid: str, *, vault: Vault) -> str | None:
    """The refresh token of a live grant."""
    row = read.row(repository.GRANT, wanted=appid)
    if row is None or row.status != GrantStatus.LIVE or row.refresh_token_sealed is None:
        return None
    return vault.open(row.refresh_token_sealed, REFRESH_TOKEN)


def keep_refresh_token(uow: UnitOfWork, appid: str, token: str, *, vault: Vault) -> None:
    """WeChat handed out another one."""
    uow.run(repository.KEEP_REFRESH_TOKEN, wanted=appid, sealed=vault.seal(token, REFRESH_TOKEN))


def authorizer_token(appid: str) -> str:
    """Under which name the token store keeps a granted mini program's access token."""
    return f"authorizer:{appid}"
