"""Members for tests of what hangs on them."""

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId
from xiaopu.modules.members import repository


def lay_member(uow: UnitOfWork, nickname: str = "小明") -> MemberId:
    """A member without any identity."""
    member_id = MemberId(uow.new_id())
    uow.run(repository.ADD_MEMBER, id=member_id, nickname=nickname, created_at=uow.now, last_seen_at=uow.now)
    return member_id


def as_member(scope: ShopScope, member_id: MemberId) -> ShopScope:
    """The same shop, with the member acting."""
    return ShopScope(scope.shop_id, f"member:{member_id}")
