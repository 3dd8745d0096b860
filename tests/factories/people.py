"""Members for tests of what hangs on them."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId
from xiaopu.modules.members import repository
from xiaopu.modules.members.domain import WechatIdentity
from xiaopu.modules.members.usecases.sign_in import sign_in_wechat
from xiaopu.modules.tenancy.api import Channel


def lay_member(uow: UnitOfWork, nickname: str = "小明") -> MemberId:
    """A member without any identity."""
    member_id = MemberId(uow.new_id())
    uow.run(repository.ADD_MEMBER, id=member_id, nickname=nickname, created_at=uow.now, last_seen_at=uow.now)
    return member_id


def as_member(scope: ShopScope, member_id: MemberId) -> ShopScope:
    """The same shop, with the member acting."""
    return ShopScope(scope.shop_id, f"member:{member_id}")


def enter_by_wechat(uow: UnitOfWork, appid: str, openid: str, *, vault: Vault) -> MemberId:
    """A member who entered the mini program (or service account) `appid` as `openid`."""
    return sign_in_wechat(uow, WechatIdentity(appid, openid), Channel.WEAPP, vault=vault).member.id
