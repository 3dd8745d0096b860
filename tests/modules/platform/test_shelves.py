"""Tokens that processes share: two houses over one database refresh once; an AppID alone opens nothing."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.factories.database import TestDatabase
from tests.factories.stage import Stage
from tests.factories.vault import fresh_vault
from tests.wechat.sandbox_process import Sandbox
from xiaopu.infra.database.scopes import DirectoryScope
from xiaopu.infra.outbound import service_client
from xiaopu.modules.platform.adapters.shelves import LEASE, RefreshTokenShelf, TokenShelf
from xiaopu.modules.platform.usecases.keep_token import lease_token, leave_token
from xiaopu.modules.tenancy.adapters.channel_probe import WechatChannelProbe, addresses_in
from xiaopu.modules.tenancy.domain import ChannelKeys, Templates
from xiaopu.wechat.errors import BadConfiguration, Refused
from xiaopu.wechat.services_book import ServicesBook, WeappKeys
from xiaopu.wechat.tokens import AccessToken, MemoryTokenStore, SharedTokens
from xiaopu.wechat.transport import Transport

pytestmark = pytest.mark.anyio

DIRECTORY = DirectoryScope()


class Mint:
    """Hands out numbered tokens; slow enough that everybody asks meanwhile."""

    def __init__(self, clock: Any) -> None:
        self.made = 0
        self._clock = clock

    async def __call__(self, *, force: bool) -> AccessToken:
        await asyncio.sleep(0.02)
        self.made += 1
        return AccessToken(value=f"token-{self.made}", expires_at=self._clock() + timedelta(hours=2))


class TestShared:
    async def test_two_processes_refresh_once(self, database: TestDatabase) -> None:
        vault, mint = fresh_vault(), Mint(database.clock)
        houses = [database.open(), database.open()]
        accounts = [
            SharedTokens("own:wx1", TokenShelf(units, vault), mint, clock=database.clock) for units in houses
        ]
        tokens = await asyncio.gather(*(account.current() for account in accounts * 5))
        assert (set(tokens), mint.made) == ({"token-1"}, 1)
        renewed = await asyncio.gather(*(account.renew("token-1") for account in accounts))
        assert (set(renewed), mint.made) == ({"token-2"}, 2)
        for units in houses:
            await units.close()

    async def test_twin_with_a_store_for_each_process_refreshes_twice(self, database: TestDatabase) -> None:
        """What the shared store is for: two stores of memory make two tokens, and each ends the other's."""
        mint = Mint(database.clock)
        accounts = [SharedTokens("own:wx1", MemoryTokenStore(), mint, clock=database.clock) for _ in range(2)]
        tokens = await asyncio.gather(*(account.current() for account in accounts))
        assert (set(tokens), mint.made) == ({"token-1", "token-2"}, 2)

    async def test_a_lease_that_nobody_gave_back_ends(self, stage: Stage) -> None:
        async def take(holder: str) -> bool:
            return await stage.units.write(DIRECTORY, lease_token, "own:wx1", holder, LEASE)

        assert await take("dead") is True
        assert await take("alive") is False
        stage.clock.move(seconds=LEASE.total_seconds() + 1)
        assert await take("alive") is True
        await stage.units.write(DIRECTORY, leave_token, "own:wx1", "dead")
        assert await take("third") is False
        await stage.units.write(DIRECTORY, leave_token, "own:wx1", "alive")
        assert await take("third") is True

    async def test_a_mini_program_that_never_trusted_us_has_no_refresh_token(self, stage: Stage) -> None:
        shelf = RefreshTokenShelf(stage.units, stage.vault)
        await shelf.keep_refresh_token("wx00000000000000ff", "refreshtoken@@@x")
        with pytest.raises(BadConfiguration, match="authorisation"):
            await shelf.refresh_token("wx00000000000000ff")


def now() -> datetime:
    return datetime.now(UTC)


class TestProbe:
    async def test_names_the_address_to_copy(self, world: Sandbox) -> None:
        firm = await asyncio.to_thread(world.told, "/_sandbox/provision", {"name": "白名单店"})
        appid, secret = firm["weapp"]["appid"], firm["weapp"]["secret"]
        keys = ChannelKeys(appid, secret, None, None, Templates())
        async with service_client(base_url=world.origin, timeout_s=10) as http:
            wire = Transport(http, world.origin)
            book = ServicesBook(wire, MemoryTokenStore(), clock=now)
            probe = WechatChannelProbe(book, wire, now, "203.0.113.7")
            assert (await probe.check(keys)).ok
            lists = {"secret_ips": ["198.51.100.1"]}
            await asyncio.to_thread(world.told, f"/_sandbox/mp/{appid}/allow-lists", lists)
            found = await probe.check(keys)
            assert (found.ok, found.code) == (False, "40164")
            assert found.egress_ips == ("127.0.0.1", "203.0.113.7")
            assert found.cause is not None
            assert "127.0.0.1" in found.cause

    @pytest.mark.parametrize(
        ("message", "found"),
        [
            ("invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist", ("203.0.113.7",)),
            ("invalid ip 203.0.113.7, not in whitelist", ("203.0.113.7",)),
            ("invalid ip  ipv6 2001:db8::17, not in whitelist", ("2001:db8::17",)),
            ("not in whitelist", ()),
        ],
    )
    def test_reads_wechats_sentence(self, message: str, found: tuple[str, ...]) -> None:
        assert addresses_in(message) == found


class TestBook:
    async def test_an_appid_alone_opens_nobodys_tokens(self, world: Sandbox, tmp_path: Path) -> None:
        """Two shops that name the same AppID: only the one with its secret speaks in its name."""
        firm = await asyncio.to_thread(world.told, "/_sandbox/provision", {"name": "同名店"})
        appid, secret = firm["weapp"]["appid"], firm["weapp"]["secret"]
        async with service_client(base_url=world.origin, timeout_s=10) as http:
            book = ServicesBook(Transport(http, world.origin), MemoryTokenStore(), clock=now)
            owner = book.services(WeappKeys(appid=appid, secret=secret))
            assert await owner.messages.templates()
            squatter = book.services(WeappKeys(appid=appid, secret="made-up-secret-0123456789abcdef"))
            with pytest.raises(Refused) as refused:
                await squatter.messages.templates()
            assert refused.value.code == "40125"
            with pytest.raises(BadConfiguration, match="platform"):
                book.services(WeappKeys(appid=appid, granted=True))
