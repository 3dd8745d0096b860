"""Mails with links: the token is made when the mail is sent, so that none lies about in the outbox."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.tenancy.events import MerchantSignedUp, PasswordForgotten, StaffInvited
from xiaopu.modules.tenancy.ports import MerchantMail
from xiaopu.modules.tenancy.usecases.invite_staff import issue_invitation
from xiaopu.modules.tenancy.usecases.links import RESET, VERIFY, issue_link


class LinkSender:
    """Consumers of `MerchantSignedUp`, `PasswordForgotten` and `StaffInvited`. A retry makes a new link; the
    old one stays valid till it expires, but for an invitation's: only the last mail's opens.
    """

    def __init__(self, units: Units, vault: Vault, mail: MerchantMail, public_url: str) -> None:
        self._units = units
        self._vault = vault
        self._mail = mail
        self._public_url = public_url

    async def verification(self, scope: ShopScope, event: MerchantSignedUp) -> None:
        issued = await self._units.write(scope, issue_link, event.merchant_id, VERIFY, vault=self._vault)
        if issued is not None:
            address, token = issued
            await self._mail.verification(address, f"{self._public_url}/console/verify?token={token}")

    async def reset(self, scope: ShopScope, event: PasswordForgotten) -> None:
        issued = await self._units.write(scope, issue_link, event.merchant_id, RESET, vault=self._vault)
        if issued is not None:
            address, token = issued
            await self._mail.password_reset(address, f"{self._public_url}/console/reset?token={token}")

    async def invitation(self, scope: ShopScope, event: StaffInvited) -> None:
        issued = await self._units.write(scope, issue_invitation, event.invitation_id, vault=self._vault)
        if issued is not None:
            link = f"{self._public_url}/console/invitation?token={issued.token}"
            await self._mail.invitation(issued.address, link, shop_name=issued.shop_name, role=issued.role)
