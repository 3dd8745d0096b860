"""What a look at a step found is kept, and the step moved to where the truth is."""

from datetime import datetime

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.campaigns.api import want_shop_code
from xiaopu.modules.compliance.api import lock_subject, subject_type
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.states import StepStatus, action_towards
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Outlook, StepTruth
from xiaopu.modules.launch.events import MallLive, StepMoved
from xiaopu.modules.tenancy.api import Channel, public_channels


def record_truth(uow: UnitOfWork, step: Step, truth: StepTruth) -> StepStatus:
    """Keep the look and move the step when the truth is another than before; the status afterwards.

    Each move has a history row with the time that the step had stood. Of two looks at once the second finds
    the row moved and changes nothing. A DONE release for the first time makes the mall live.
    """
    uow.run(repository.OPEN_LAUNCH[uow.dialect], now=uow.now)
    row = uow.row(repository.STEP, wanted=step)
    if row is None:
        uow.run(repository.ADD_STEP[uow.dialect], wanted=step, outlook=Outlook(), now=uow.now)
        row = uow.row(repository.STEP, wanted=step)
    if row is None:
        raise RuntimeError("a step that was just written is there")
    before = StepStatus(row.status)
    look = {
        "wanted": step,
        "seen_status": before,
        "new_proof": truth.proof,
        "outlook": Outlook(truth.facts, truth.findings, truth.waits_for),
        "now": uow.now,
    }
    action = action_towards(before, truth.status)
    if action is None:
        uow.run(repository.KEEP_LOOK, **look)
        return before
    after = truth.status if truth.status is not StepStatus.UNTOUCHED else StepStatus.DOING
    if not uow.run(repository.MOVE_STEP, new_status=after, **look):
        return before
    uow.run(
        repository.ADD_HISTORY,
        id=uow.new_id(),
        step=step,
        action=action,
        status_from=before,
        status_to=after,
        actor=uow.scope.actor,
        why=_why(truth),
        stood_s=_seconds(row.since, uow.now),
        at=uow.now,
    )
    uow.emit(StepMoved(step, after))
    if after is StepStatus.DONE:
        _seal(uow, step)
    return after


def _seal(uow: UnitOfWork, step: Step) -> None:
    """What cannot be taken back: with an account the subject is fixed, with a release the mall is live."""
    if step is Step.ACCOUNT and subject_type(uow) is not None:
        lock_subject(uow)
    if step is Step.RELEASE and uow.run(repository.SET_LIVE, now=uow.now):
        want_shop_code(uow)
        uow.emit(MallLive(public_channels(uow).appids.get(Channel.WEAPP, "")))


def _why(truth: StepTruth) -> str | None:
    """The first finding in Chinese, or for whom it waits."""
    if truth.findings:
        return truth.findings[0].cause.zh[:300]
    return truth.waits_for.zh[:300] if truth.waits_for else None


def _seconds(since: datetime, now: datetime) -> int:
    return max(0, int((now - since).total_seconds()))
