"""Who is who: members over identities, joined by proof alone."""

import asyncio

import pytest

from tests.factories.stage import APPID, Stage
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.errors import InvalidInput
from xiaopu.kernel.ids import GoodsId, MemberId
from xiaopu.modules.members.api import openid_of
from xiaopu.modules.members.domain import WechatIdentity
from xiaopu.modules.members.queries import TokenRow, token_row
from xiaopu.modules.members.schemas import Session
from xiaopu.modules.members.tables import (
    ADDRESSES,
    EMAIL_CODES,
    FAVOURITES,
    IDENTITIES,
    MEMBER_TOKENS,
    MEMBERS,
)
from xiaopu.modules.members.usecases.email_codes import ask_code, issue_code, sign_in_with_code
from xiaopu.modules.members.usecases.favourites import add_favourite, favourites_of
from xiaopu.modules.members.usecases.profile import erase_member, rename, set_phone
from xiaopu.modules.members.usecases.sign_in import sign_in_wechat
from xiaopu.modules.orders.errors import BuyingLimit
from xiaopu.modules.orders.tables import ORDERS

pytestmark = pytest.mark.anyio

H5_APPID = "wxffffffffffffffff"
EMAIL, PHONE = "Shopper@Mail.example", "13911112222"


async def enter(stage: Stage, openid: str, unionid: str | None = None, appid: str = APPID) -> Session:
    channel = "weapp" if appid == APPID else "h5_wechat"
    identity = WechatIdentity(appid, openid, unionid)
    return await stage.units.write(stage.scope, sign_in_wechat, identity, channel, vault=stage.vault)


async def token(stage: Stage, session: Session) -> TokenRow:
    row = await stage.units.read(stage.scope, token_row, session.token)
    assert row is not None
    return row


async def living(stage: Stage) -> list[str]:
    return [row["id"] for row in await stage.rows(MEMBERS) if row["erased_at"] is None]


async def code_for(stage: Stage, email: str = EMAIL) -> str:
    stage.clock.move(seconds=1)
    await stage.units.write(stage.scope, ask_code, email, vault=stage.vault)
    newest = max(row["id"] for row in await stage.rows(EMAIL_CODES))
    issued = await stage.units.write(stage.scope, issue_code, newest, vault=stage.vault)
    assert issued is not None
    assert issued[0] == email
    return issued[1]


async def by_code(stage: Stage, code: str, email: str = EMAIL) -> Session | None:
    return await stage.units.write(
        stage.scope, sign_in_with_code, email, code, "h5_browser", vault=stage.vault
    )


class TestWechat:
    async def test_the_second_time_is_the_same_member_with_another_token(self, stage: Stage) -> None:
        first, second = await enter(stage, "o-1"), await enter(stage, "o-1")
        assert (first.new, second.new) == (True, False)
        assert first.member.id == second.member.id
        assert first.token != second.token
        assert await stage.tally(MEMBERS) == 1

    async def test_one_unionid_under_two_appids_is_one_member_with_two_openids(self, stage: Stage) -> None:
        weapp = await enter(stage, "o-weapp", "u-1")
        h5 = await enter(stage, "o-h5", "u-1", H5_APPID)
        assert h5.member.id == weapp.member.id

        def openids(read: ReadScope) -> list[str | None]:
            member = weapp.member.id
            return [openid_of(read, member, appid, vault=stage.vault) for appid in (APPID, H5_APPID, "wx0")]

        assert await stage.units.read(stage.scope, openids) == ["o-weapp", "o-h5", None]
        assert (await token(stage, h5)).appid == H5_APPID
        assert (await token(stage, weapp)).appid == APPID

    async def test_nobody_is_joined_by_guess(self, stage: Stage, neighbour: Stage) -> None:
        sessions = [
            await enter(stage, "o-1"),
            await enter(stage, "o-1", appid=H5_APPID),
            await enter(stage, "o-2", "u-2"),
            await enter(stage, "O-1"),
            await enter(neighbour, "o-1", "u-2"),
        ]
        assert len({session.member.id for session in sessions}) == 5

    async def test_two_members_that_turn_out_to_be_one_are_joined_with_all_they_have(
        self, stage: Stage
    ) -> None:
        goods = await stage.goods((100, 50), limit=2)
        old, new = await stage.shopper("weapp"), await stage.shopper("h5", appid=H5_APPID)
        assert old.member_id != new.member_id
        await stage.order(new, goods.skus[0], 2)
        for number, who in enumerate((old, new, new)):
            await stage.units.write(
                who.scope, add_favourite, who.member_id, GoodsId(str(number).rjust(20, "0"))
            )
        await enter(stage, "o-weapp", "u-1")
        joined = await enter(stage, "o-h5", "u-1", H5_APPID)
        kept = MemberId(min(old.member_id, new.member_id))
        assert (joined.member.id, joined.new) == (kept, False)
        assert await living(stage) == [kept]
        assert {row["member_id"] for row in await stage.rows(ORDERS)} == {kept}
        assert {row["member_id"] for row in await stage.rows(ADDRESSES)} == {kept}
        assert len(await stage.units.read(stage.scope, favourites_of, kept)) == 3
        assert {row["member_id"] for row in await stage.rows(MEMBER_TOKENS)} == {kept}
        survivor = await stage.shopper("weapp")
        with pytest.raises(BuyingLimit):
            await stage.order(survivor, goods.skus[0], 1)

    async def test_of_twenty_first_log_ins_at_once_one_member_comes_to_be(self, stage: Stage) -> None:
        sessions = await asyncio.gather(*(enter(stage, "o-1", "u-1") for _ in range(20)))
        assert len(await living(stage)) == 1
        rows = [await token(stage, session) for session in sessions]
        assert {row.member_id for row in rows} == set(await living(stage))

    async def test_weapp_and_h5_at_one_moment_end_as_one_member(self, stage: Stage) -> None:
        for number in range(8):
            weapp, h5 = await asyncio.gather(
                enter(stage, f"o-w{number}", f"u-{number}"),
                enter(stage, f"o-h{number}", f"u-{number}", H5_APPID),
            )
            owners = {(await token(stage, weapp)).member_id, (await token(stage, h5)).member_id}
            assert len(owners) == 1
        assert len(await living(stage)) == 8

    async def test_a_token_lives_thirty_days_in_its_own_shop(self, stage: Stage, neighbour: Stage) -> None:
        session = await enter(stage, "o-1")
        assert await neighbour.units.read(neighbour.scope, token_row, session.token) is None
        stage.clock.move(days=30, microseconds=-1)
        await token(stage, session)
        stage.clock.move(microseconds=1)
        assert await stage.units.read(stage.scope, token_row, session.token) is None

    async def test_no_openid_and_no_token_stands_in_the_database(self, stage: Stage) -> None:
        session = await enter(stage, "o-secret-openid", "u-secret-unionid")
        everything = repr(await stage.dump(MEMBERS, IDENTITIES, MEMBER_TOKENS))
        for secret in ("o-secret-openid", "u-secret-unionid", session.token):
            assert secret not in everything


class TestEmailCode:
    async def test_the_right_code_enters_once(self, stage: Stage) -> None:
        code = await code_for(stage)
        first = await by_code(stage, code, EMAIL.lower())
        assert first is not None
        assert (first.new, first.channel) == (True, "h5_browser")
        assert first.member.email_masked == "s***@mail.example"
        assert await by_code(stage, code) is None
        again = await by_code(stage, await code_for(stage))
        assert again is not None
        assert (again.new, again.member.id) == (False, first.member.id)

    async def test_of_ten_with_the_right_code_at_once_one_enters(self, stage: Stage) -> None:
        code = await code_for(stage)
        answers = await asyncio.gather(*(by_code(stage, code) for _ in range(10)))
        assert sum(answer is not None for answer in answers) == 1

    async def test_five_tries_under_fifty_guesses_at_once(self, stage: Stage) -> None:
        code = await code_for(stage)
        wrong = [f"{(int(code) + step) % 1_000_000:06d}" for step in range(1, 51)]
        answers = await asyncio.gather(*(by_code(stage, guess) for guess in wrong))
        assert answers == [None] * 50
        assert [row["tries"] for row in await stage.rows(EMAIL_CODES)] == [5]
        assert await by_code(stage, code) is None
        assert await stage.tally(MEMBERS) == 0

    async def test_lives_ten_minutes(self, stage: Stage) -> None:
        code = await code_for(stage)
        stage.clock.move(minutes=10)
        assert await by_code(stage, code) is None

    async def test_serves_its_own_address_and_shop(self, stage: Stage, neighbour: Stage) -> None:
        code = await code_for(stage)
        assert await by_code(stage, code, "other@mail.example") is None
        assert await by_code(neighbour, code) is None

    async def test_a_newer_code_replaces_the_older(self, stage: Stage) -> None:
        older = await code_for(stage)
        stage.clock.move(seconds=1)
        newer = await code_for(stage)
        if older != newer:
            assert await by_code(stage, older) is None
        assert await by_code(stage, newer) is not None

    async def test_neither_code_nor_address_lies_in_database_or_outbox(self, stage: Stage) -> None:
        code = await code_for(stage)
        everything = repr(await stage.dump(EMAIL_CODES, OUTBOX))
        assert f"'{code}'" not in everything
        assert "mail.example" not in everything.lower()


class TestPhone:
    async def test_joins_whoever_has_proven_the_same_number(self, stage: Stage) -> None:
        one, other = await stage.shopper("a"), await stage.shopper("b", appid=H5_APPID)
        first = await stage.units.write(one.scope, set_phone, one.member_id, PHONE, vault=stage.vault)
        assert first.phone_masked == "139****2222"
        joined = await stage.units.write(other.scope, set_phone, other.member_id, PHONE, vault=stage.vault)
        assert joined.id == min(one.member_id, other.member_id)
        assert await living(stage) == [joined.id]

    async def test_a_number_that_was_given_up_joins_nobody(self, stage: Stage) -> None:
        one, stranger = await stage.shopper("a"), await stage.shopper("b")
        await stage.units.write(one.scope, set_phone, one.member_id, PHONE, vault=stage.vault)
        await stage.units.write(one.scope, set_phone, one.member_id, "13700000000", vault=stage.vault)
        told = await stage.units.write(
            stranger.scope, set_phone, stranger.member_id, PHONE, vault=stage.vault
        )
        assert told.id == stranger.member_id
        assert len(await living(stage)) == 2

    async def test_two_shops_know_nothing_of_each_other(self, stage: Stage, neighbour: Stage) -> None:
        one, other = await stage.shopper("a"), await neighbour.shopper("a")
        await stage.units.write(one.scope, set_phone, one.member_id, PHONE, vault=stage.vault)
        await stage.units.write(other.scope, set_phone, other.member_id, PHONE, vault=stage.vault)
        assert len(await living(stage)) == 2

    async def test_a_joined_member_keeps_the_address_of_their_mailbox(self, stage: Stage) -> None:
        weapp = await stage.shopper("a")
        await stage.units.write(weapp.scope, set_phone, weapp.member_id, PHONE, vault=stage.vault)
        stage.clock.move(seconds=1)
        browser = await by_code(stage, await code_for(stage))
        assert browser is not None
        joined = await stage.units.write(stage.scope, set_phone, browser.member.id, PHONE, vault=stage.vault)
        assert (joined.id, joined.email_masked) == (weapp.member_id, "S***@Mail.example")


class TestProfile:
    async def test_a_nickname_can_be_seen(self, stage: Stage) -> None:
        shopper = await stage.shopper()
        named = await stage.units.write(
            shopper.scope, rename, shopper.member_id, " 小\n明 ", vault=stage.vault
        )
        assert named.nickname == "小 明"
        with pytest.raises(InvalidInput):
            await stage.units.write(shopper.scope, rename, shopper.member_id, "\u200b", vault=stage.vault)


class TestErasure:
    async def test_forgets_everything_and_a_return_is_a_new_member(self, stage: Stage) -> None:
        shopper = await stage.shopper("gone")
        session = await enter(stage, "o-gone")
        await stage.units.write(shopper.scope, set_phone, shopper.member_id, PHONE, vault=stage.vault)
        await stage.units.write(shopper.scope, erase_member, shopper.member_id)
        for table in (IDENTITIES, MEMBER_TOKENS, ADDRESSES, FAVOURITES):
            assert await stage.tally(table) == 0
        [row] = await stage.rows(MEMBERS)
        assert (row["nickname"], row["phone_sealed"], row["email_sealed"]) == ("已注销用户", None, None)
        assert await stage.units.read(stage.scope, token_row, session.token) is None
        back = await enter(stage, "o-gone")
        assert (back.new, back.member.id == shopper.member_id) == (True, False)
