"""Mode B: a mini program's owner says yes to the operator, and comes back with a code."""

from datetime import timedelta

import structlog

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import DirectoryScope, ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import MerchantId
from xiaopu.modules.platform import queries
from xiaopu.modules.platform.domain.access import STATE_MINUTES, Source
from xiaopu.modules.platform.errors import (
    AppidTaken,
    GrantGone,
    GrantStateNotValid,
    PlatformNotSet,
    PlatformRefused,
)
from xiaopu.modules.platform.events import GrantCheckAsked, RegistrationConfirmed
from xiaopu.modules.platform.ports import Opened, PlatformDesk
from xiaopu.modules.platform.schemas import GrantPage
from xiaopu.modules.platform.usecases.grants import (
    keep_grant,
    open_state,
    renew_grant,
    revoke_grant,
    spend_state,
)
from xiaopu.modules.platform.usecases.registrations import (
    Move,
    confirmed_registration,
    move_registration,
)
from xiaopu.modules.tenancy.api import merchant_may

log = structlog.get_logger()

_DIRECTORY = DirectoryScope()
PERMISSION = "channels.write"


class GrantFlows:
    """Begins grants, takes them in, and asks WeChat how they stand."""

    def __init__(self, units: Units, vault: Vault, desk: PlatformDesk, public_url: str) -> None:
        self._units = units
        self._vault = vault
        self._desk = desk
        self._public_url = public_url

    async def begin_grant(self, scope: ShopScope, merchant_id: MerchantId) -> GrantPage:
        """The page at which the mini program's administrator says yes, for this shop, this merchant and half
        an hour. Refuses `platform_not_set`, `platform_not_ready`, `platform_refused`, `platform_unavailable`.
        """
        if not self._desk.is_set:
            raise PlatformNotSet
        state = await self._units.write(scope, open_state, merchant_id)
        began_at = self._units.clock()
        url = await self._desk.consent_page(f"{self._public_url}/callbacks/wechat/grant/{state}")
        return GrantPage(url, began_at + timedelta(minutes=STATE_MINUTES))

    async def come_back(self, way: str, merchant_id: MerchantId) -> ShopScope:
        """The shop for which this merchant set out. Refuses `grant_state_not_valid` to anybody else, the
        second time, and after half an hour.
        """
        shop_id = await self._units.write(_DIRECTORY, spend_state, way, merchant_id)
        if not await self._units.read(_DIRECTORY, merchant_may, merchant_id, shop_id, PERMISSION):
            raise GrantStateNotValid
        return ShopScope(shop_id, f"merchant:{merchant_id}")

    async def finish_grant(self, scope: ShopScope, auth_code: str) -> str:
        """The AppID that WeChat's code stands for, now the shop's. Refuses `appid_taken` for a mini program
        of another shop, and what `PlatformDesk` refuses.
        """
        opened = await self._desk.open_grant(auth_code)
        await self._keep(scope, opened, Source.CONSENT)
        return opened.appid

    async def check(self, scope: ShopScope, event: GrantCheckAsked) -> None:
        """Consumer: what WeChat says of a grant is what counts."""
        try:
            opened = await self._desk.describe(event.appid)
        except GrantGone:
            await self._units.write(scope, revoke_grant, event.appid)
            return
        await self._units.write(scope, self._renew, opened)

    async def take_in(self, scope: ShopScope, event: RegistrationConfirmed) -> None:
        """Consumer: a registered mini program becomes the shop's. When the code of the push has been used or
        is too old, WeChat is asked for the grant itself: a registered mini program trusts the operator from
        the start.
        """
        found = await self._units.read(
            scope, confirmed_registration, event.registration_id, vault=self._vault
        )
        if found is None:
            return
        appid, auth_code = found
        try:
            opened = await self._desk.open_grant(auth_code)
        except PlatformRefused as refused:
            log.info("platform.code_not_opened", wechat_code=refused.data.get("wechat_code"))
            opened = await self._desk.describe(appid)
        await self._keep(scope, opened, Source.REGISTRATION)
        done = Move(id=event.registration_id, action="accepted")
        await self._units.write(scope, move_registration, done, vault=self._vault)

    async def _keep(self, scope: ShopScope, opened: Opened, source: Source) -> None:
        try:
            await self._units.write(scope, keep_grant, opened, source, vault=self._vault)
        except AppidTaken:
            await self._renew_holder(opened)
            raise

    async def _renew_holder(self, opened: Opened) -> None:
        """WeChat may have handed out a new refresh token: it is the holder's."""
        holder = await self._units.read(_DIRECTORY, queries.shop_of, opened.appid)
        if holder is not None:
            await self._units.write(ShopScope(holder, "wechat"), self._renew, opened)

    def _renew(self, uow: UnitOfWork, opened: Opened) -> None:
        renew_grant(uow, opened, vault=self._vault)
