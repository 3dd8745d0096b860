"""Accounts: sign-up, links, sessions, passwords."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.factories.stage import DIRECTORY, Stage
from xiaopu.infra.crypto.passwords import hash_password
from xiaopu.infra.database.scopes import Scope
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.clock import Clock
from xiaopu.kernel.errors import NotSignedIn
from xiaopu.kernel.ids import MerchantId
from xiaopu.modules.tenancy import repository
from xiaopu.modules.tenancy.errors import EmailNotVerified, LinkNotValid, WrongCredentials
from xiaopu.modules.tenancy.flows.sign_in import log_in, reset_with_password, sign_up_with_password
from xiaopu.modules.tenancy.tables import MERCHANT_LINKS, MERCHANTS, SESSIONS
from xiaopu.modules.tenancy.usecases.links import RESET, VERIFY, ask_for_reset, issue_link, verify_email
from xiaopu.modules.tenancy.usecases.sessions import begin_session, end_session, session_of
from xiaopu.modules.tenancy.usecases.sign_up import SignUp, ask_again, sign_up

pytestmark = pytest.mark.anyio

EMAIL = "Owner.New@Shops.example"
PASSWORD = "correct-horse-battery-9"


async def signed_up(stage: Stage, password_hash: str = "hash 1", email: str = EMAIL) -> MerchantId:
    await stage.units.write(DIRECTORY, sign_up, SignUp(email, password_hash), vault=stage.vault)
    return await merchant_of(stage, email)


async def merchant_of(stage: Stage, email: str = EMAIL) -> MerchantId:
    index = stage.vault.index.email(email, "merchants")
    row = await stage.units.read(DIRECTORY, lambda read: read.row(repository.MERCHANT_BY_EMAIL, wanted=index))
    assert row is not None
    return MerchantId(row.id)


async def link(stage: Stage, merchant_id: MerchantId, purpose: str = VERIFY) -> str:
    issued = await stage.units.write(DIRECTORY, issue_link, merchant_id, purpose, vault=stage.vault)
    assert issued is not None
    assert issued[0] == EMAIL
    return issued[1]


async def verified(stage: Stage, password_hash: str = "hash 1") -> MerchantId:
    merchant_id = await signed_up(stage, password_hash)
    await stage.units.write(DIRECTORY, verify_email, await link(stage, merchant_id))
    return merchant_id


async def mails(stage: Stage, name: str) -> int:
    return len([row for row in await stage.rows(OUTBOX) if row["consumer"] == name])


class TestSignUp:
    async def test_asks_for_one_mail_and_keeps_the_address_sealed(self, stage: Stage) -> None:
        before = await mails(stage, "MerchantSignedUp")
        await signed_up(stage)
        assert await mails(stage, "MerchantSignedUp") == before + 1
        [row] = [row for row in await stage.rows(MERCHANTS) if row["password_hash"] == "hash 1"]
        assert row["verified_at"] is None
        assert b"shops.example" not in bytes(row["email_sealed"])

    async def test_of_twenty_at_once_one_account_is_made(self, stage: Stage) -> None:
        before = await stage.tally(MERCHANTS)
        await asyncio.gather(*(signed_up(stage, f"hash {number}") for number in range(20)))
        assert await stage.tally(MERCHANTS) == before + 1

    async def test_a_taken_address_changes_nothing_and_sends_nothing(self, stage: Stage) -> None:
        await verified(stage)
        before, sent = await stage.dump(MERCHANTS), await mails(stage, "MerchantSignedUp")
        await signed_up(stage, "hash 2", EMAIL.upper())
        assert await stage.dump(MERCHANTS) == before
        assert await mails(stage, "MerchantSignedUp") == sent

    async def test_an_unverified_address_gets_its_mail_again_and_the_last_password(
        self, stage: Stage
    ) -> None:
        merchant_id = await signed_up(stage, "the squatter's")
        squatted = await link(stage, merchant_id)
        sent = await mails(stage, "MerchantSignedUp")
        await signed_up(stage, "the owner's")
        assert await mails(stage, "MerchantSignedUp") == sent + 1
        with pytest.raises(LinkNotValid):
            await stage.units.write(DIRECTORY, verify_email, squatted)
        await stage.units.write(DIRECTORY, verify_email, await link(stage, merchant_id))
        [row] = [row for row in await stage.rows(MERCHANTS) if row["id"] == merchant_id]
        assert row["password_hash"] == "the owner's"

    async def test_resending_is_silent_for_unknown_and_verified_addresses(self, stage: Stage) -> None:
        await verified(stage)
        sent = await mails(stage, "MerchantSignedUp")
        for email in (EMAIL, "nobody@shops.example"):
            await stage.units.write(DIRECTORY, ask_again, email, vault=stage.vault)
        assert await mails(stage, "MerchantSignedUp") == sent


class TestLinks:
    async def test_of_twenty_who_open_a_link_at_once_one_gets_in(self, stage: Stage) -> None:
        token = await link(stage, await signed_up(stage))
        answers = await asyncio.gather(
            *(stage.units.write(DIRECTORY, verify_email, token) for _ in range(20)), return_exceptions=True
        )
        assert sum(isinstance(answer, LinkNotValid) for answer in answers) == 19

    async def test_a_link_lives_a_day_and_a_reset_link_half_an_hour(self, stage: Stage) -> None:
        merchant_id = await signed_up(stage)
        first, second = await link(stage, merchant_id), await link(stage, merchant_id)
        stage.clock.move(hours=24, microseconds=-1)
        await stage.units.write(DIRECTORY, verify_email, first)
        stage.clock.move(microseconds=1)
        with pytest.raises(LinkNotValid):
            await stage.units.write(DIRECTORY, verify_email, second)
        reset = await link(stage, merchant_id, RESET)
        stage.clock.move(minutes=30)
        with pytest.raises(LinkNotValid):
            await reset_with_password(stage.units, reset, PASSWORD)

    async def test_a_link_serves_its_own_purpose_alone(self, stage: Stage) -> None:
        merchant_id = await verified(stage)
        before = await stage.dump(MERCHANTS)
        with pytest.raises(LinkNotValid):
            await stage.units.write(DIRECTORY, verify_email, await link(stage, merchant_id, RESET))
        with pytest.raises(LinkNotValid):
            await reset_with_password(stage.units, await link(stage, merchant_id, VERIFY), PASSWORD)
        with pytest.raises(LinkNotValid):
            await stage.units.write(DIRECTORY, verify_email, "xl_" + "0" * 43)
        assert await stage.dump(MERCHANTS) == before

    async def test_tokens_are_not_stored(self, stage: Stage) -> None:
        token = await link(stage, await signed_up(stage))
        assert token.encode() not in b"".join(
            bytes(row["digest"]) for row in await stage.rows(MERCHANT_LINKS)
        )


class TestSessions:
    async def test_each_log_in_is_a_session_of_its_own_with_its_own_csrf_token(self, stage: Stage) -> None:
        merchant_id = await verified(stage)
        pairs = [await stage.units.write(DIRECTORY, begin_session, merchant_id, "a" * 500) for _ in range(3)]
        assert len({token for token, _ in pairs}) == len({session.csrf for _, session in pairs}) == 3
        for token, session in pairs:
            assert await stage.units.read(DIRECTORY, session_of, token) == session
        assert {len(row["agent"]) for row in await stage.rows(SESSIONS)} == {200}

    async def test_ends_by_log_out_and_after_fourteen_days(self, stage: Stage) -> None:
        merchant_id = await verified(stage)
        out, _ = await stage.units.write(DIRECTORY, begin_session, merchant_id, "")
        kept, session = await stage.units.write(DIRECTORY, begin_session, merchant_id, "")
        await stage.units.write(DIRECTORY, end_session, out)
        with pytest.raises(NotSignedIn):
            await stage.units.read(DIRECTORY, session_of, out)
        stage.clock.move(days=14, microseconds=-1)
        assert await stage.units.read(DIRECTORY, session_of, kept) == session
        stage.clock.move(microseconds=1)
        with pytest.raises(NotSignedIn):
            await stage.units.read(DIRECTORY, session_of, kept)


class TestPasswords:
    async def test_log_in_wants_the_right_password_and_a_verified_address(self, stage: Stage) -> None:
        await sign_up_with_password(stage.units, EMAIL, PASSWORD, vault=stage.vault)
        with pytest.raises(EmailNotVerified):
            await log_in(stage.units, EMAIL, PASSWORD, "", vault=stage.vault)
        for email, password in ((EMAIL, PASSWORD + "x"), ("nobody@shops.example", PASSWORD)):
            with pytest.raises(WrongCredentials) as refused:
                await log_in(stage.units, email, password, "", vault=stage.vault)
            assert refused.value.data == {}
        merchant_id = await merchant_of(stage)
        await stage.units.write(DIRECTORY, verify_email, await link(stage, merchant_id))
        _, session = await log_in(stage.units, EMAIL.lower(), PASSWORD, "", vault=stage.vault)
        assert session.merchant_id == merchant_id

    async def test_a_reset_ends_every_session_and_every_other_link(self, stage: Stage) -> None:
        merchant_id = await verified(stage)
        tokens = [(await stage.units.write(DIRECTORY, begin_session, merchant_id, ""))[0] for _ in range(2)]
        bystander, _ = await stage.units.write(DIRECTORY, begin_session, stage.merchant_id, "")
        used, other = await link(stage, merchant_id, RESET), await link(stage, merchant_id, RESET)
        await reset_with_password(stage.units, used, PASSWORD)
        for token in tokens:
            with pytest.raises(NotSignedIn):
                await stage.units.read(DIRECTORY, session_of, token)
        for spent in (used, other):
            with pytest.raises(LinkNotValid):
                await reset_with_password(stage.units, spent, PASSWORD)
        await stage.units.read(DIRECTORY, session_of, bystander)
        await log_in(stage.units, EMAIL, PASSWORD, "", vault=stage.vault)

    async def test_a_reset_is_offered_to_verified_accounts_alone(self, stage: Stage) -> None:
        await signed_up(stage)
        for email in (EMAIL, "nobody@shops.example"):
            await stage.units.write(DIRECTORY, ask_for_reset, email, vault=stage.vault)
        assert await mails(stage, "PasswordForgotten") == 0
        await stage.units.write(DIRECTORY, verify_email, await link(stage, await merchant_of(stage)))
        await stage.units.write(DIRECTORY, ask_for_reset, EMAIL, vault=stage.vault)
        assert await mails(stage, "PasswordForgotten") == 1

    async def test_a_log_in_that_began_before_a_reset_gets_no_session(self, stage: Stage) -> None:
        merchant_id = await verified(stage, await asyncio.to_thread(hash_password, PASSWORD))
        reset = await link(stage, merchant_id, RESET)

        async def meanwhile() -> None:
            await reset_with_password(stage.units, reset, "another-good-pass-phrase-7")

        units = Interrupted(stage, meanwhile)
        with pytest.raises(WrongCredentials):
            await log_in(units, EMAIL, PASSWORD, "", vault=stage.vault)
        assert [row for row in await stage.rows(SESSIONS) if row["merchant_id"] == merchant_id] == []


class Interrupted:
    """Units in which something happens between a read and the write that follows it."""

    def __init__(self, stage: Stage, meanwhile: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._units = stage.units
        self._meanwhile = meanwhile
        self.clock: Clock = stage.clock
        self.wakeup = stage.units.wakeup

    async def read(self, scope: Scope, query: Any, *args: Any, **kwargs: Any) -> Any:
        return await self._units.read(scope, query, *args, **kwargs)

    async def report(self, scope: Scope, query: Any, *args: Any, **kwargs: Any) -> Any:
        return await self._units.report(scope, query, *args, **kwargs)

    async def write(self, scope: Scope, case: Any, *args: Any, **kwargs: Any) -> Any:
        await self._meanwhile()
        return await self._units.write(scope, case, *args, **kwargs)

    async def close(self) -> None:
        await self._units.close()
