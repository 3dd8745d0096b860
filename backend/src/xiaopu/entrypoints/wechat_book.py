"""The book of WeChat's services of one process: with the operator's third-party platform when it is set."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.units import Units
from xiaopu.infra.settings import Settings
from xiaopu.kernel.clock import Clock
from xiaopu.modules.platform.adapters.shelves import RefreshTokenShelf, TicketShelf, TokenShelf
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.openplatform.client import OpenPlatform
from xiaopu.wechat.openplatform.component import Component
from xiaopu.wechat.services_book import ServicesBook
from xiaopu.wechat.transport import Transport


def services_book(
    settings: Settings, transport: Transport, units: Units, vault: Vault, *, clock: Clock
) -> ServicesBook:
    """Tokens, tickets and refresh tokens live in the database, so that processes share them."""
    store = TokenShelf(units, vault)
    given = settings.platform
    if not given.is_set:
        return ServicesBook(transport, store, clock=clock)
    component = Component(
        AppCredentials(appid=given.appid, secret=given.secret.reveal()),
        transport,
        ticket=TicketShelf(units, vault, given.appid),
        store=store,
        refresh_tokens=RefreshTokenShelf(units, vault),
        clock=clock,
    )
    return ServicesBook(transport, store, clock=clock, platform=OpenPlatform(component))
