"""Pushes of WeChat: proven and opened first, then one unit a shop. WeChat waits five seconds."""

import structlog

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import DirectoryScope, ShopScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.infra.settings_sections import Platform
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.platform import queries, repository
from xiaopu.modules.platform.domain.pushes import PushKeys, RegistrationNews
from xiaopu.modules.platform.domain.registrations import Facts
from xiaopu.modules.platform.errors import PushForAnother, PushNotSet
from xiaopu.modules.platform.events import GrantCheckAsked, News
from xiaopu.modules.platform.ports import OperatorPushed, Pushed, PushReader, Query
from xiaopu.modules.platform.usecases.grants import revoke_grant
from xiaopu.modules.platform.usecases.keep_push import keep_operator_push, keep_push, tell_news
from xiaopu.modules.platform.usecases.keep_ticket import keep_ticket
from xiaopu.modules.platform.usecases.registrations import fingerprint_of, take_registration
from xiaopu.modules.tenancy.api import Channel, channel_secrets

log = structlog.get_logger()

_DIRECTORY = DirectoryScope()


class PushTaker:
    """Takes the pushes that mini programs send to their own shop's address."""

    def __init__(self, units: Units, vault: Vault, reader: PushReader) -> None:
        self._units = units
        self._vault = vault
        self._reader = reader

    async def echo(self, scope: ShopScope, query: Query) -> str:
        """The text with which an address proves itself to WeChat; refuses `push_not_proven`."""
        return self._reader.echo(await self._keys(scope), query)

    async def take(self, scope: ShopScope, query: Query, body: bytes) -> None:
        """Returns when the push has had its one effect, now or earlier. Refuses what is not proven."""
        keys = await self._keys(scope)
        pushed = self._reader.read(keys, query, body, about=keys.appid)
        fresh = await self._units.write(scope, keep_push, pushed, vault=self._vault)
        log.info("platform.pushed", kind=pushed.kind, pushed=pushed.event, fresh=fresh)

    async def _keys(self, scope: ShopScope) -> PushKeys:
        """Refuses `push_not_set` for a shop without a mini program or without a push token."""
        channel = await self._units.read(scope, channel_secrets, Channel.WEAPP, vault=self._vault)
        if not channel.push_token:
            raise PushNotSet
        return PushKeys(channel.appid, channel.push_token, channel.encoding_aes_key or None)


class OperatorPushTaker:
    """Takes what WeChat sends to the operator's two addresses: authorisations, and messages of every mini
    program that trusts it.
    """

    def __init__(self, units: Units, vault: Vault, reader: PushReader, platform: Platform) -> None:
        self._units = units
        self._vault = vault
        self._reader = reader
        self._platform = platform

    async def take_message(self, appid: str, query: Query, body: bytes) -> None:
        """A push about one mini program. Refuses what is not proven (`push_not_proven`), what belongs to
        another mini program (`push_for_another`) and one that no shop has (`push_not_set`).
        """
        pushed = self._reader.read(self._keys(), query, body, about=appid)
        shop_id = await self._units.read(_DIRECTORY, queries.shop_of, appid)
        if shop_id is None:
            raise PushNotSet
        scope = ShopScope(shop_id, "wechat")
        if not await self._units.read(scope, _is_meant_for, pushed, appid):
            raise PushForAnother
        fresh = await self._units.write(scope, keep_push, pushed, vault=self._vault)
        log.info("platform.pushed", kind=pushed.kind, pushed=pushed.event, fresh=fresh)

    async def take(self, query: Query, body: bytes) -> None:
        """An authorisation event. Returns when it has had its one effect; one that concerns nobody here is
        kept and has none.
        """
        pushed = self._reader.read_operator(self._keys(), query, body)
        if pushed.ticket is not None:
            await self._units.write(
                _DIRECTORY, keep_ticket, self._platform.appid, pushed.ticket, vault=self._vault
            )
        elif pushed.registration is not None:
            await self._take_registration(pushed, pushed.registration)
        elif pushed.grant is not None:
            await self._take_grant(pushed, pushed.grant.appid, given=pushed.grant.given)
        elif pushed.news:
            for appid, news in pushed.news:
                await self._take_news(pushed, appid, news)
        else:
            await self._keep(pushed)
        log.info("platform.operator_pushed", pushed=pushed.event)

    def _keys(self) -> PushKeys:
        platform = self._platform
        if not platform.is_set:
            raise PushNotSet
        return PushKeys(platform.appid, platform.push_token.reveal(), platform.encoding_aes_key.reveal())

    async def _take_grant(self, pushed: OperatorPushed, appid: str, *, given: bool) -> None:
        """A mini program of a shop: what was taken back counts at once; then WeChat is asked how it stands,
        so that pushes may come in any order. One of no shop waits for its owner to come back to us.
        """

        def take(uow: UnitOfWork) -> None:
            if not keep_operator_push(uow, pushed, appid, vault=self._vault):
                return
            if not given:
                revoke_grant(uow, appid)
            uow.emit(GrantCheckAsked(appid))

        scope = await self._shop_of(appid)
        if scope is None:
            await self._keep(pushed, appid)
        else:
            await self._units.write(scope, take)

    async def _take_news(self, pushed: OperatorPushed, appid: str, news: News) -> None:
        def take(uow: UnitOfWork) -> None:
            if keep_operator_push(uow, pushed, appid, vault=self._vault):
                tell_news(uow, news)

        scope = await self._shop_of(appid)
        if scope is None:
            await self._keep(pushed, appid)
        else:
            await self._units.write(scope, take)

    async def _take_registration(self, pushed: OperatorPushed, news: RegistrationNews) -> None:
        facts = Facts(
            name=news.name,
            code=news.code,
            legal_persona_wechat=news.legal_persona_wechat,
            legal_persona_name=news.legal_persona_name,
        )
        fingerprint = fingerprint_of(facts, vault=self._vault)

        def find(read: ReadScope) -> tuple[ShopId, str] | None:
            row = read.row(repository.CLAIM, wanted=fingerprint)
            return None if row is None else (ShopId(row.shop_id), row.registration_id)

        def take(uow: UnitOfWork) -> None:
            if keep_operator_push(uow, pushed, news.appid or "", vault=self._vault):
                take_registration(uow, registration_id, news, vault=self._vault)

        claimed = await self._units.read(_DIRECTORY, find)
        if claimed is None:
            log.warning("platform.registration_of_nobody", status=news.status, appid=news.appid)
            await self._keep(pushed, news.appid or "")
            return
        shop_id, registration_id = claimed
        await self._units.write(ShopScope(shop_id, "wechat"), take)

    async def _shop_of(self, appid: str) -> ShopScope | None:
        shop_id = await self._units.read(_DIRECTORY, queries.shop_of, appid)
        return None if shop_id is None else ShopScope(shop_id, "wechat")

    async def _keep(self, pushed: OperatorPushed, appid: str = "") -> None:
        await self._units.write(_DIRECTORY, keep_operator_push, pushed, appid, vault=self._vault)


def _is_meant_for(read: ReadScope, pushed: Pushed, appid: str) -> bool:
    """The address alone is not signed: the receiver named inside of the seal must be this mini program."""
    grant = read.row(repository.GRANT, wanted=appid)
    return grant is None or not grant.user_name or pushed.receiver == grant.user_name
