"""What neighbours may ask of members."""

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.ids import MemberId
from xiaopu.modules.compliance.errors import SubjectCannotSell
from xiaopu.modules.members import repository
from xiaopu.modules.members.domain import IdentityKind
from xiaopu.modules.members.queries import member_page
from xiaopu.modules.members.schemas import Address, MemberRow
from xiaopu.modules.members.usecases.addresses import address_of, addresses_of
from xiaopu.modules.members.usecases.favourites import favourites_of


class Shopper(msgspec.Struct, frozen=True):
    """A signed-in member in one channel. `openid` belongs to `appid`: both come from the same token row.

    `may_buy` is false in the mini program of a shop whose subject may not sell there.
    """

    scope: ShopScope
    member_id: MemberId
    channel: str
    appid: str
    openid: str | None
    may_buy: bool = True

    def require_buying(self) -> None:
        """For every step of a purchase; refuses `subject_cannot_sell`."""
        if not self.may_buy:
            raise SubjectCannotSell

    def __repr__(self) -> str:
        return f"Shopper({self.member_id}, {self.channel})"


class Visitor(msgspec.Struct, frozen=True):
    """Anybody: `member_id` when a token came along."""

    scope: ShopScope
    member_id: MemberId | None


def nickname_of(read: ReadScope, member_id: MemberId) -> str:
    """A member's name for staff and reviews."""
    row = read.row(repository.MEMBER, wanted=member_id)
    return row.nickname if row is not None else ""


def openid_of(read: ReadScope, member_id: MemberId, appid: str, *, vault: Vault) -> str | None:
    """The member's openid under one AppID, for messages; None when they never entered there."""
    for row in read.rows(repository.IDENTITIES_OF, wanted=member_id):
        if row.kind == IdentityKind.OPENID and row.realm == appid and row.subject_sealed is not None:
            return vault.open(row.subject_sealed, "identities.subject")
    return None


__all__ = [
    "Address",
    "MemberRow",
    "Shopper",
    "Visitor",
    "address_of",
    "addresses_of",
    "favourites_of",
    "member_page",
    "nickname_of",
    "openid_of",
]
