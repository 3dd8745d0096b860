"""People are reminded once a day, whoever looks; the owner's letter says what waits and names nobody."""

import asyncio
from typing import Any

import msgspec
import pytest
from sqlalchemy import bindparam, update

from tests.factories.database import TestDatabase
from tests.factories.stage import Stage, open_stage
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.mail import Mail
from xiaopu.infra.outbox import OUTBOX
from xiaopu.modules.launch.api import step_title
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Finding, Proof, StepTruth, Who, Words
from xiaopu.modules.launch.events import MallLive, PersonAwaited, StepMoved
from xiaopu.modules.launch.flows.remind import Reminders
from xiaopu.modules.launch.schemas import AnswerIn, CaseIn
from xiaopu.modules.launch.tables import LAUNCH_CASES, LAUNCH_STEPS
from xiaopu.modules.launch.usecases.cases import close_case, open_case
from xiaopu.modules.launch.usecases.record_truth import record_truth
from xiaopu.modules.launch.usecases.remind import remind_of_step
from xiaopu.modules.notices.adapters.mail import HouseMail
from xiaopu.modules.notices.flows.tell_owner import OwnerLetters

pytestmark = pytest.mark.anyio

HEARD = (StepMoved, PersonAwaited, MallLive)
SCAN = Words("法人在微信里扫脸", "the legal person's face is checked in WeChat")
WAITS = StepTruth(StepStatus.WAITING_PERSON, waits_for=SCAN)
REJECTED = Finding(
    "filing_rejected", Words("李雷的身份证过期", "expired"), SCAN, Who.MERCHANT, "备案", "2026-07-30"
)
URL = "https://mall.example.com"


class Postbox:
    """A mailer that keeps what it is given."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []

    async def send(self, mail: Mail) -> None:
        self.sent.append(mail)


@pytest.fixture
async def listening(database: TestDatabase) -> Any:
    made = await open_stage(database, heard=HEARD)
    yield made
    await made.units.close()


async def said(stage: Stage, event: type) -> list[Any]:
    """Events of a kind in the outbox, the oldest first."""
    rows = [row for row in await stage.rows(OUTBOX) if row["consumer"] == event.__name__]
    return [msgspec.json.decode(row["payload"], type=event) for row in rows]


async def waiting(stage: Stage) -> Reminders:
    await stage.units.write(stage.scope, record_truth, Step.FILING, WAITS)
    return Reminders(stage.units)


class TestSteps:
    async def test_a_day_passes_before_the_first_reminder_and_between_two(self, listening: Stage) -> None:
        reminders = await waiting(listening)
        since = listening.clock.now
        counts = []
        for hours in (23, 2, 1, 22, 2):
            listening.clock.move(hours=hours)
            await reminders.run()
            counts.append(len(await said(listening, PersonAwaited)))
        assert counts == [0, 1, 1, 1, 2]
        assert (await said(listening, PersonAwaited))[0] == PersonAwaited(
            "filing", since.isoformat(), SCAN.zh, SCAN.en
        )

    async def test_two_workers_remind_once(self, listening: Stage) -> None:
        reminders = await waiting(listening)
        listening.clock.move(hours=25)
        await asyncio.gather(*(reminders.run() for _ in range(4)))
        assert len(await said(listening, PersonAwaited)) == 1

    async def test_twin_without_the_mark_two_workers_remind_twice(self, listening: Stage) -> None:
        """Guard off: what each worker has read, while the mark is taken away between them."""
        await waiting(listening)
        since = listening.clock.now
        listening.clock.move(hours=25)
        unmark = (
            update(LAUNCH_STEPS).where(LAUNCH_STEPS.c.shop_id == bindparam("shop")).values(reminded_at=None)
        )
        units, scope = listening.units, listening.scope
        assert await units.write(scope, remind_of_step, Step.FILING, since)
        assert not await units.write(scope, remind_of_step, Step.FILING, since)
        await units.write(scope, lambda uow: uow.run(unmark))
        assert await units.write(scope, remind_of_step, Step.FILING, since)
        assert len(await said(listening, PersonAwaited)) == 2

    async def test_a_step_that_moved_on_is_let_be(self, listening: Stage) -> None:
        reminders = await waiting(listening)
        since = listening.clock.now
        listening.clock.move(hours=25)
        await listening.units.write(
            listening.scope, record_truth, Step.FILING, StepTruth(StepStatus.WAITING_WECHAT)
        )
        await reminders.run()
        assert not await listening.units.write(listening.scope, remind_of_step, Step.FILING, since)
        assert await said(listening, PersonAwaited) == []

    async def test_a_step_of_another_shop_is_not_marked(self, listening: Stage) -> None:
        await waiting(listening)
        since = listening.clock.now
        listening.clock.move(hours=25)
        other = ShopScope(type(listening.scope.shop_id)("b" * 20))
        assert not await listening.units.write(other, remind_of_step, Step.FILING, since)
        [row] = await listening.rows(LAUNCH_STEPS)
        assert row["reminded_at"] is None


class TestCases:
    async def test_an_open_question_every_three_days_until_it_is_answered(self, listening: Stage) -> None:
        units, scope = listening.units, listening.scope
        case = await units.write(scope, open_case, CaseIn(Step.FILING, "李雷 13800138000 为什么被打回"))
        counts = []
        for hours in (71, 2, 24, 50):
            listening.clock.move(hours=hours)
            await Reminders(units).run()
            counts.append(len(await said(listening, PersonAwaited)))
        assert counts == [0, 1, 1, 2]
        assert "李雷" not in (await said(listening, PersonAwaited))[0].zh
        await units.write(scope, close_case, case.id, AnswerIn("补材料"))
        listening.clock.move(days=9)
        await Reminders(units).run()
        assert len(await said(listening, PersonAwaited)) == 2
        [row] = await listening.rows(LAUNCH_CASES)
        assert row["is_open"] is False


class TestLetters:
    async def test_the_owner_is_written_to_in_both_languages(self, stage: Stage) -> None:
        box = Postbox()
        letters = OwnerLetters(stage.units, stage.vault, HouseMail(box), URL)
        await letters.person_awaited(stage.scope, PersonAwaited("filing", "2026-03-02", SCAN.zh, SCAN.en))
        [mail] = box.sent
        assert mail.to.endswith("@shops.example")
        assert mail.subject == "开店向导在等您：小程序 ICP 备案 · 小铺"
        assert mail.text.splitlines() == [
            "店铺「茶器小店」：",
            "「小程序 ICP 备案」这一步在等人处理：法人在微信里扫脸。",
            "处理好以后会自动继续，不用另外通知我们。",
            "",
            f"{URL}/console/shops/{stage.scope.shop_id}/launch/filing",
            "",
            "Shop: 茶器小店",
            f"The step “{step_title('filing').en}” waits for a person: {SCAN.en}.",
        ]

    async def test_a_rejection_is_told_once_and_without_its_words(self, listening: Stage) -> None:
        units, scope, box = listening.units, listening.scope, Postbox()
        failed = StepTruth(StepStatus.FAILED, findings=(REJECTED,))
        await units.write(scope, record_truth, Step.FILING, failed)
        await units.write(scope, record_truth, Step.FILING, failed)
        moved = await said(listening, StepMoved)
        assert moved == [StepMoved("filing", "failed")]
        letters = OwnerLetters(units, listening.vault, HouseMail(box), URL)
        await letters.step_moved(scope, moved[0])
        await letters.step_moved(scope, StepMoved("filing", "doing"))
        [mail] = box.sent
        assert mail.subject == "开店向导有一步被打回：小程序 ICP 备案 · 小铺"
        assert "李雷" not in mail.text + mail.html

    async def test_the_mall_goes_live_once(self, listening: Stage) -> None:
        units, scope, box = listening.units, listening.scope, Postbox()
        live = StepTruth(StepStatus.DONE, Proof.CALL)
        for truth in (live, StepTruth(StepStatus.DOING), live):
            await units.write(scope, record_truth, Step.RELEASE, truth)
        [event] = await said(listening, MallLive)
        assert event == MallLive("")
        await OwnerLetters(units, listening.vault, HouseMail(box), URL).mall_live(scope, event)
        assert [mail.subject for mail in box.sent] == ["小程序商城已上线 · 小铺"]
