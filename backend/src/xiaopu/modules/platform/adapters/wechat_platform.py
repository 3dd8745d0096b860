"""`PlatformDesk` over WeChat's open platform."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from xiaopu.infra.open_unit import refuse_network_in_unit
from xiaopu.modules.platform.domain.registrations import Facts
from xiaopu.modules.platform.errors import (
    GrantGone,
    PlatformNotReady,
    PlatformNotSet,
    PlatformRefused,
    PlatformUnavailable,
)
from xiaopu.modules.platform.ports import Opened
from xiaopu.wechat.errors import BadConfiguration, CallFailed, Refused, SystemBusy, WeChatError
from xiaopu.wechat.openplatform.client import OpenPlatform
from xiaopu.wechat.openplatform.component import Authorization, Authorizer
from xiaopu.wechat.openplatform.registration import CodeType, FastRegister
from xiaopu.wechat.services_book import ServicesBook

log = structlog.get_logger()

# The ticket is too old or another one was pushed meanwhile.
_TICKET = ("61005", "61006")
_NOT_AUTHORISED = "61003"


class WechatPlatformDesk:
    """The operator's own calls. A missing ticket is asked for at once, so that the next try finds it."""

    def __init__(self, book: ServicesBook, mp_base_url: str) -> None:
        self._book = book
        self._mp_base_url = mp_base_url

    @property
    def is_set(self) -> bool:
        return self._book.has_platform

    async def consent_page(self, return_url: str) -> str:
        async with self._speaking("asking for a pre-auth code") as platform:
            code = await platform.component.pre_auth_code()
            return platform.component.authorize_url(code, return_url, page_base_url=self._mp_base_url)

    async def open_grant(self, auth_code: str) -> Opened:
        async with self._speaking("opening a grant") as platform:
            granted = await platform.component.open_grant(auth_code)
            described = await platform.component.authorizer(granted.authorizer_appid)
            return _opened(granted.authorizer_appid, granted, described.authorizer_info)

    async def describe(self, appid: str) -> Opened:
        async with self._speaking("asking for a grant") as platform:
            try:
                told = await platform.component.authorizer(appid)
            except Refused as refused:
                if refused.means(_NOT_AUTHORISED):
                    raise GrantGone from refused
                raise
            return _opened(appid, told.authorization_info, told.authorizer_info)

    async def register(self, facts: Facts) -> None:
        async with self._speaking("registering a mini program") as platform:
            await platform.registration.create(
                FastRegister(
                    name=facts.name,
                    code=facts.code,
                    code_type=CodeType(facts.code_type),
                    legal_persona_wechat=facts.legal_persona_wechat,
                    legal_persona_name=facts.legal_persona_name,
                    component_phone=facts.component_phone,
                )
            )

    @asynccontextmanager
    async def _speaking(self, what: str) -> AsyncIterator[OpenPlatform]:
        refuse_network_in_unit(what)
        if not self._book.has_platform:
            raise PlatformNotSet
        platform = self._book.platform()
        try:
            yield platform
        except SystemBusy as busy:
            raise PlatformUnavailable from busy
        except Refused as refused:
            if refused.means(*_TICKET):
                await _ask_for_ticket(platform)
                raise PlatformNotReady from refused
            advice = refused.advice
            raise PlatformRefused(
                wechat_code=str(refused.code),
                cause=advice.cause_zh,
                mend=advice.mend_zh,
                cause_en=advice.cause_en,
                mend_en=advice.mend_en,
                who=advice.mends,
            ) from refused
        except BadConfiguration as bad:
            await _ask_for_ticket(platform)
            raise PlatformNotReady from bad
        except CallFailed as failed:
            raise PlatformUnavailable(sent=not failed.safe_to_retry) from failed


async def _ask_for_ticket(platform: OpenPlatform) -> None:
    """WeChat pushes one at once when it is asked."""
    try:
        await platform.component.start_tickets()
    except WeChatError as trouble:
        log.warning("platform.ticket_not_asked", trouble=str(trouble))


def _opened(appid: str, granted: Authorization, account: Authorizer) -> Opened:
    return Opened(
        appid=appid,
        refresh_token=granted.authorizer_refresh_token,
        rights=tuple(sorted(granted.rights())),
        user_name=account.user_name,
        nick_name=account.nick_name or "",
        principal_name=account.principal_name or "",
    )
