"""Becoming another subject: a new AppID, the same goods, orders and members; never while money is open."""

from typing import Any

import pytest

from tests.factories.stage import APPID, Stage
from tests.modules.compliance.test_subject import COMPANY, PERSON, set_to
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.catalog.tables import GOODS, SKUS
from xiaopu.modules.compliance.errors import SubjectLocked
from xiaopu.modules.launch import queries
from xiaopu.modules.launch.domain.modes import Mode
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Proof, StepTruth
from xiaopu.modules.launch.errors import StillOpen, SubjectStays
from xiaopu.modules.launch.tables import LAUNCH_HISTORY, LAUNCH_STEPS, LAUNCHES
from xiaopu.modules.launch.usecases.change_subject import RESET_STEPS, change_subject, subject_change
from xiaopu.modules.launch.usecases.choose_mode import choose_mode
from xiaopu.modules.launch.usecases.record_truth import record_truth
from xiaopu.modules.members.domain import WechatIdentity
from xiaopu.modules.members.tables import IDENTITIES, MEMBERS
from xiaopu.modules.members.usecases.profile import set_phone
from xiaopu.modules.members.usecases.sign_in import sign_in_wechat
from xiaopu.modules.orders.tables import ORDERS
from xiaopu.modules.platform.domain.access import Source
from xiaopu.modules.platform.ports import Opened
from xiaopu.modules.platform.tables import WEAPP_GRANTS, WEAPP_OWNERS
from xiaopu.modules.platform.usecases.grants import keep_grant, renew_grant
from xiaopu.modules.tenancy.api import Channel, set_channel
from xiaopu.modules.tenancy.schemas import ChannelIn
from xiaopu.modules.tenancy.tables import AUDIT_LOG, CHANNELS

pytestmark = pytest.mark.anyio

NEW_APPID = "wxfedcba9876543210"
DONE = StepTruth(StepStatus.DONE, Proof.API)
KEPT = (GOODS, SKUS, ORDERS, MEMBERS, IDENTITIES)
MOVED = (LAUNCHES, LAUNCH_STEPS, LAUNCH_HISTORY, CHANNELS, WEAPP_GRANTS, WEAPP_OWNERS, AUDIT_LOG)


async def launched(stage: Stage, facts: dict[str, Any] = PERSON) -> None:
    """A shop whose steps are all proven, with an own account."""
    await set_to(stage, facts)
    keys = ChannelIn(appid=APPID, secret="s" * 32)

    def connect(uow: UnitOfWork) -> None:
        set_channel(uow, Channel.WEAPP, keys, vault=stage.vault)
        choose_mode(uow, Mode.OWN)

    await stage.units.write(stage.scope, connect)
    for step in Step:
        await stage.units.write(stage.scope, record_truth, step, DONE)
    stage.clock.move(days=2)


async def statuses(stage: Stage) -> dict[Step, StepStatus]:
    return await stage.units.read(stage.scope, queries.step_statuses)


async def refused(stage: Stage) -> dict[str, Any]:
    """What was open; nothing may have moved."""
    before = await stage.dump(*KEPT, *MOVED)
    with pytest.raises(StillOpen) as fault:
        await stage.units.write(stage.scope, change_subject)
    assert await stage.dump(*KEPT, *MOVED) == before
    return dict(fault.value.data["open"])


class TestChange:
    async def test_the_old_mini_program_goes_and_everything_else_stays(self, stage: Stage) -> None:
        await launched(stage)
        goods = await stage.goods((1990, 5))
        buyer = await stage.shopper("old")
        await stage.account()
        await stage.paid_order(buyer, goods.skus[0], 1990)
        kept = await stage.dump(*KEPT)
        await stage.units.write(stage.scope, change_subject)
        assert await stage.dump(*KEPT) == kept
        assert await stage.rows(CHANNELS) == []
        reset = {step for step, status in (await statuses(stage)).items() if status is StepStatus.UNTOUCHED}
        assert reset == set(RESET_STEPS)
        assert {step for step in Step if step not in reset} == {Step.SUBJECT, Step.STORE, Step.PROMOTION}
        [launch] = await stage.rows(LAUNCHES)
        assert (launch["mode"], launch["live_at"]) == (None, None)
        moves = [row for row in await stage.rows(LAUNCH_HISTORY) if row["action"] == "reset"]
        assert {(row["step"], row["status_from"], row["status_to"], row["stood_s"]) for row in moves} == {
            (str(step), "done", "todo", 2 * 86_400) for step in RESET_STEPS
        }
        [audit] = [row for row in await stage.rows(AUDIT_LOG) if row["action"] == "launch.subject_changing"]
        assert audit["before"] == {"type": "individual", "appid": APPID}
        await set_to(stage, COMPANY)

    async def test_twin_without_the_change_the_subject_is_locked(self, stage: Stage) -> None:
        await launched(stage)
        with pytest.raises(SubjectLocked):
            await set_to(stage, COMPANY)

    async def test_the_second_time_writes_nothing(self, stage: Stage) -> None:
        await launched(stage)
        await stage.units.write(stage.scope, change_subject)
        before = await stage.dump(*KEPT, *MOVED)
        await stage.units.write(stage.scope, change_subject)
        assert await stage.dump(*KEPT, *MOVED) == before

    async def test_a_company_with_a_mini_program_stays_what_it_is(self, stage: Stage) -> None:
        await launched(stage, COMPANY)
        before = await stage.dump(*MOVED)
        with pytest.raises(SubjectStays):
            await stage.units.write(stage.scope, change_subject)
        assert await stage.dump(*MOVED) == before
        assert not (await stage.units.read(stage.scope, subject_change)).allowed

    async def test_a_neighbours_mini_program_is_not_touched(self, stage: Stage, neighbour: Stage) -> None:
        await launched(stage)
        keys = ChannelIn(appid=NEW_APPID, secret="s" * 32)
        await neighbour.units.write(neighbour.scope, set_channel, Channel.WEAPP, keys, vault=neighbour.vault)
        await neighbour.units.write(neighbour.scope, record_truth, Step.ACCOUNT, StepTruth(StepStatus.DOING))
        await stage.units.write(stage.scope, change_subject)
        assert [row["appid"] for row in await stage.rows(CHANNELS)] == [NEW_APPID]
        assert await statuses(neighbour) == {Step.ACCOUNT: StepStatus.DOING}


class TestGrants:
    async def test_a_late_push_does_not_attach_the_old_mini_program_again(self, stage: Stage) -> None:
        await set_to(stage, PERSON)
        opened = Opened(
            appid=APPID,
            refresh_token="r" * 20,
            rights=(1,),
            user_name="gh_1",
            nick_name="山货",
            principal_name="韩梅梅",
        )
        await stage.units.write(stage.scope, keep_grant, opened, Source.CONSENT, vault=stage.vault)
        await stage.units.write(stage.scope, change_subject)

        def late(uow: UnitOfWork) -> None:
            renew_grant(uow, opened, vault=stage.vault)

        await stage.units.write(stage.scope, late)
        for table in (CHANNELS, WEAPP_GRANTS, WEAPP_OWNERS):
            assert await stage.rows(table) == [], table.name


class TestStillOpen:
    async def test_an_order_to_be_paid_is_waited_for(self, stage: Stage) -> None:
        await launched(stage)
        goods = await stage.goods((1990, 5))
        order = await stage.order(await stage.shopper(), goods.skus[0])
        assert await refused(stage) == {"orders": 1}
        await stage.account()
        await stage.attempt(1990, order)
        assert await refused(stage) == {"orders": 1, "payments": 1}

    async def test_twin_a_neighbours_open_order_holds_nothing_up(
        self, stage: Stage, neighbour: Stage
    ) -> None:
        await launched(stage)
        goods = await neighbour.goods((1990, 5))
        await neighbour.order(await neighbour.shopper(), goods.skus[0])
        await stage.units.write(stage.scope, change_subject)
        assert (await statuses(stage))[Step.ACCOUNT] is StepStatus.UNTOUCHED


class TestMembers:
    @pytest.mark.parametrize("known_by", ["unionid", "phone"])
    async def test_are_the_same_under_the_new_appid(self, stage: Stage, known_by: str) -> None:
        unionid = "u-1" if known_by == "unionid" else None
        old = await stage.shopper("before", unionid=unionid)
        if known_by == "phone":
            await self._verify(stage, old.member_id)
        await launched(stage)
        await stage.units.write(stage.scope, change_subject)
        stage.clock.move(hours=1)
        new = await self._enter(stage, unionid)
        if known_by == "phone":
            assert new != old.member_id
            assert await self._verify(stage, new) == old.member_id
            new = await self._enter(stage, unionid)
        assert new == old.member_id
        realms = [row["realm"] for row in await stage.rows(IDENTITIES) if row["kind"] == "openid"]
        assert sorted(realms) == sorted([APPID, NEW_APPID])

    async def test_twin_with_an_openid_alone_they_are_new(self, stage: Stage) -> None:
        old = await stage.shopper("before")
        assert await self._enter(stage, None) != old.member_id

    async def test_the_page_counts_who_is_known_again(self, stage: Stage) -> None:
        await stage.shopper("one", unionid="u-1")
        await self._verify(stage, (await stage.shopper("two")).member_id)
        await stage.shopper("three")
        change = await stage.units.read(stage.scope, subject_change)
        counts = {line.key: line.count for line in change.moves}
        assert (counts["members"], counts["matched"]) == (3, 2)
        assert (change.open, change.allowed) == ([], True)

    async def _enter(self, stage: Stage, unionid: str | None) -> str:
        identity = WechatIdentity(NEW_APPID, "o-new", unionid)
        session = await stage.units.write(stage.scope, sign_in_wechat, identity, "weapp", vault=stage.vault)
        return session.member.id

    async def _verify(self, stage: Stage, member_id: Any) -> str:
        scope = ShopScope(stage.scope.shop_id, f"member:{member_id}")
        member = await stage.units.write(scope, set_phone, member_id, "13700137000", vault=stage.vault)
        return member.id
