"""Keys, clocks and the two small WeChats (Pay and API) that the client tests talk to."""

from datetime import UTC, datetime

import httpx
import pytest

from tests.wechat.api_desk import ApiDesk
from tests.wechat.clock import TestClock
from tests.wechat.keys import MerchantKit, PlatformKit
from tests.wechat.pay_desk import PayDesk
from tests.wechat.platform_desk import PLATFORM, SHOP, PlatformDesk, RefreshTokens
from xiaopu.wechat.miniprogram.client import MiniProgramClient
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.openplatform.client import OpenPlatform
from xiaopu.wechat.openplatform.component import Component
from xiaopu.wechat.pay.client import PayClient
from xiaopu.wechat.pay.credentials import MerchantCredentials
from xiaopu.wechat.tokens import MemoryTokenStore
from xiaopu.wechat.transport import Transport

NOW = datetime(2026, 3, 2, 4, 5, 6, tzinfo=UTC)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def platform() -> PlatformKit:
    return PlatformKit.generate(NOW)


@pytest.fixture(scope="session")
def merchant() -> MerchantKit:
    return MerchantKit.generate()


@pytest.fixture(scope="session")
def credentials(merchant: MerchantKit, platform: PlatformKit) -> MerchantCredentials:
    return merchant.credentials(platform)


@pytest.fixture
def clock() -> TestClock:
    return TestClock(NOW)


@pytest.fixture
def pay_desk(platform: PlatformKit, merchant: MerchantKit, clock: TestClock) -> PayDesk:
    return PayDesk(platform, merchant, clock)


@pytest.fixture
def http(pay_desk: PayDesk) -> httpx.AsyncClient:
    # Nothing to close: the mock transport holds no connection.
    return httpx.AsyncClient(transport=httpx.MockTransport(pay_desk.answer))


@pytest.fixture
def transport(http: httpx.AsyncClient, clock: TestClock) -> Transport:
    return Transport(http, "https://pay.test", sleep=clock.sleep)


@pytest.fixture
def pay(transport: Transport, credentials: MerchantCredentials, clock: TestClock) -> PayClient:
    return PayClient(credentials, transport, clock=clock, nonces=clock.nonce)


@pytest.fixture
def api_desk(clock: TestClock) -> ApiDesk:
    return ApiDesk(clock)


@pytest.fixture
def store() -> MemoryTokenStore:
    return MemoryTokenStore()


@pytest.fixture
def shop(api_desk: ApiDesk, clock: TestClock, store: MemoryTokenStore) -> MiniProgramClient:
    client = httpx.AsyncClient(transport=httpx.MockTransport(api_desk.answer))
    transport = Transport(client, "https://api.test", sleep=clock.sleep)
    credentials = AppCredentials(appid=api_desk.appid, secret=api_desk.secret)
    return MiniProgramClient(credentials, transport, store, clock=clock)


@pytest.fixture
def desk(clock: TestClock) -> PlatformDesk:
    return PlatformDesk(clock)


@pytest.fixture
def refresh_tokens(desk: PlatformDesk) -> RefreshTokens:
    tokens = RefreshTokens()
    tokens.held[SHOP] = desk.refresh_token
    return tokens


@pytest.fixture
def hall(
    desk: PlatformDesk, clock: TestClock, store: MemoryTokenStore, refresh_tokens: RefreshTokens
) -> OpenPlatform:
    http = httpx.AsyncClient(transport=httpx.MockTransport(desk.answer))
    transport = Transport(http, "https://api.test", sleep=clock.sleep)

    async def ticket() -> str:
        return desk.ticket

    component = Component(
        AppCredentials(appid=PLATFORM, secret=desk.secret),
        transport,
        ticket=ticket,
        store=store,
        refresh_tokens=refresh_tokens,
        clock=clock,
    )
    return OpenPlatform(component)
