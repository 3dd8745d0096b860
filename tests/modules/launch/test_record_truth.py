"""A look moves a step to where the truth is: every status × every truth, with history, on both databases."""

from itertools import product

import pytest

from tests.factories.stage import Stage
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.launch import queries, repository
from xiaopu.modules.launch.domain.modes import TASKS, Mode, Way
from xiaopu.modules.launch.domain.states import TRANSITIONS, StepAction, StepStatus, action_towards
from xiaopu.modules.launch.domain.steps import CARDS, SELLING_ONLY, Step, missing_before, next_step
from xiaopu.modules.launch.domain.truth import Finding, Proof, StepTruth, Who, Words
from xiaopu.modules.launch.errors import LaunchModeFixed, TaskNotDeclarable
from xiaopu.modules.launch.usecases.choose_mode import choose_mode
from xiaopu.modules.launch.usecases.declare import declare, take_back
from xiaopu.modules.launch.usecases.record_truth import record_truth

pytestmark = pytest.mark.anyio

WORDS = Words("法人去微信里确认", "the legal person confirms in WeChat")
FAULT = Finding(
    "face_expired", Words("超过 24 小时", "over 24 h"), WORDS, Who.MERCHANT, "open-platform", "2026-11-22"
)


def truth(status: StepStatus) -> StepTruth:
    findings = (FAULT,) if status is StepStatus.FAILED else ()
    return StepTruth(status, Proof.API if status is StepStatus.DONE else None, findings=findings)


async def moves(stage: Stage, scope: ShopScope) -> list[tuple[str, str, str, int]]:
    rows = await stage.units.read(scope, queries.history)
    return [(row.action, row.status_from, row.status_to, row.stood_s) for row in rows]


class TestTheTable:
    def test_every_action_has_one_target_and_moves_away(self) -> None:
        targets = {
            action: {to for (_, did), to in TRANSITIONS.items() if did is action} for action in StepAction
        }
        assert all(len(found) == 1 for found in targets.values())
        assert all(status is not to for (status, _), to in TRANSITIONS.items())

    def test_a_truth_that_stands_already_moves_nothing(self) -> None:
        assert {action_towards(status, status) for status in StepStatus} == {None}

    def test_nothing_done_by_a_persons_word(self) -> None:
        for proof in (None, Proof.DECLARED):
            with pytest.raises(ValueError, match="by proof"):
                StepTruth(StepStatus.DONE, proof)

    def test_steps_wait_for_others_only_and_without_a_circle(self) -> None:
        done: set[Step] = set()
        while len(done) < len(CARDS):
            free = {card.step for card in CARDS if set(card.after) <= done} - done
            assert free
            done |= free

    def test_a_showcase_leaves_out_verification_and_payment(self) -> None:
        assert missing_before(Step.REVIEW, frozenset(), sells=False) == (
            Step.PROFILE,
            Step.DOMAINS,
            Step.CODE,
            Step.STORE,
        )
        done = frozenset(Step) - SELLING_ONLY - {Step.REVIEW, Step.RELEASE, Step.PROMOTION}
        assert next_step(frozenset(Step) - SELLING_ONLY - done, done, sells=False) is Step.REVIEW

    def test_every_task_of_an_own_account_says_where_or_how(self) -> None:
        for task in TASKS:
            if task.own_set is Way.HAND:
                assert "→" in task.menu, task.key
            if task.own_read is Way.SIGN:
                assert task.sign_zh, task.key
                assert task.sign_en, task.key
            assert task.declarable == (task.own_read is Way.NONE)


class TestRecordTruth:
    @pytest.mark.parametrize(("before", "wanted"), list(product(StepStatus, StepStatus)))
    async def test_leads_from_anywhere_to_the_truth(
        self, stage: Stage, before: StepStatus, wanted: StepStatus
    ) -> None:
        scope = stage.scope
        await stage.units.write(scope, record_truth, Step.FILING, truth(before))
        at = (await stage.units.read(scope, queries.step_statuses))[Step.FILING]
        made = len(await moves(stage, scope))
        stage.clock.move(seconds=90)
        after = await stage.units.write(scope, record_truth, Step.FILING, truth(wanted))
        expected = action_towards(at, wanted)
        assert len(await moves(stage, scope)) == made + (expected is not None)
        if expected is not None:
            assert (await moves(stage, scope))[0] == (expected, at, after, 90)
        assert (await stage.units.read(scope, queries.step_statuses))[Step.FILING] is after

    async def test_of_two_looks_at_once_one_moves(self, stage: Stage) -> None:
        scope = stage.scope
        await stage.units.write(scope, record_truth, Step.CODE, truth(StepStatus.DOING))
        stage.clock.move(seconds=1)
        await stage.units.write(scope, record_truth, Step.CODE, truth(StepStatus.FAILED))
        await stage.units.write(scope, record_truth, Step.CODE, truth(StepStatus.FAILED))
        assert [move[0] for move in await moves(stage, scope)] == ["fail", "start"]

    async def test_a_release_makes_the_mall_live_once(self, stage: Stage) -> None:
        scope = stage.scope
        await stage.units.write(scope, record_truth, Step.RELEASE, truth(StepStatus.DONE))
        first = await stage.units.read(scope, _live_at)
        stage.clock.move(days=1)
        await stage.units.write(scope, record_truth, Step.RELEASE, truth(StepStatus.FAILED))
        await stage.units.write(scope, record_truth, Step.RELEASE, truth(StepStatus.DONE))
        assert await stage.units.read(scope, _live_at) == first

    async def test_the_page_shows_finding_and_what_it_waits_for(self, stage: Stage) -> None:
        scope = stage.scope
        found = StepTruth(StepStatus.FAILED, findings=(FAULT,), waits_for=WORDS)
        await stage.units.write(scope, record_truth, Step.ACCOUNT, found)
        view = await stage.units.read(scope, queries.launch_view)
        card = next(step for step in view.steps if step.step is Step.ACCOUNT)
        assert (card.status, card.findings, card.waits_for) == (StepStatus.FAILED, [FAULT], WORDS)
        assert (view.next_step, view.mode) == (Step.SUBJECT, None)


class TestMode:
    async def test_can_be_chosen_anew_until_the_account_is_there(self, stage: Stage) -> None:
        scope = stage.scope
        await stage.units.write(scope, choose_mode, Mode.OWN)
        await stage.units.write(scope, choose_mode, Mode.CREATED)
        await stage.units.write(scope, record_truth, Step.ACCOUNT, truth(StepStatus.DONE))
        with pytest.raises(LaunchModeFixed):
            await stage.units.write(scope, choose_mode, Mode.OWN)
        await stage.units.write(scope, choose_mode, Mode.CREATED)
        assert await stage.units.read(scope, queries.chosen_mode) is Mode.CREATED


class TestDeclare:
    async def test_a_word_is_kept_only_where_wechat_gives_no_sign(self, stage: Stage) -> None:
        scope = stage.scope
        await stage.units.write(scope, choose_mode, Mode.OWN)
        await stage.units.write(scope, declare, "name")
        await stage.units.write(scope, declare, "name")
        view = await stage.units.read(scope, queries.launch_view)
        tasks = {task.key: task.declared_at for step in view.steps for task in step.tasks}
        assert tasks["name"] == stage.clock.now
        assert [key for key, at in tasks.items() if at is not None] == ["name"]
        await stage.units.write(scope, take_back, "name")
        assert await stage.units.read(scope, _declared) == 0

    async def test_refuses_what_can_be_read_and_what_is_not_there(self, stage: Stage) -> None:
        with pytest.raises(TaskNotDeclarable):
            await stage.units.write(stage.scope, declare, "release")
        with pytest.raises(NotFound):
            await stage.units.write(stage.scope, declare, "nothing")
        assert await stage.units.read(stage.scope, _declared) == 0


def _live_at(read: ReadScope) -> object:
    row = read.row(repository.LAUNCH)
    return None if row is None else row.live_at


def _declared(read: ReadScope) -> int:
    return len(read.rows(repository.DECLARED))
