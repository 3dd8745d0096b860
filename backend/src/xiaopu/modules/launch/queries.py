"""What the page 开店向导 shows."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor
from xiaopu.modules.compliance.api import may_sell_in_weapp
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.modes import MODES, SOURCE, TASKS, Mode
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import (
    CARD,
    CARDS,
    SELLING_ONLY,
    Step,
    StepCard,
    missing_before,
    next_step,
)
from xiaopu.modules.launch.domain.truth import Outlook, Words
from xiaopu.modules.launch.schemas import (
    BeaconView,
    LaunchFilter,
    LaunchMove,
    LaunchRow,
    LaunchView,
    ModeView,
    StepView,
    StuckStep,
    TaskView,
)
from xiaopu.modules.platform.api import access_of


def launch_view(read: ReadScope) -> LaunchView:
    """All steps with their newest look; a showcase (个人主体) leaves out what takes money."""
    sells = may_sell_in_weapp(read)
    launch = read.row(repository.LAUNCH)
    rows = {row.step: row for row in read.rows(repository.STEPS)}
    mode = _mode_of(read, launch)
    declared = {row.task: row.at for row in read.rows(repository.DECLARED)}
    beacons = [_beacon(row) for row in read.rows(repository.BEACONS)]
    done = frozenset(Step(key) for key, row in rows.items() if row.status == StepStatus.DONE)
    left = {card.step for card in CARDS if sells or card.step not in SELLING_ONLY}
    still = frozenset(step for step in left if step not in done)
    return LaunchView(
        mode=mode,
        sells=sells,
        started_at=launch.started_at if launch is not None else None,
        live_at=launch.live_at if launch is not None else None,
        consent_until=launch.consent_until if launch is not None else None,
        next_step=next_step(still, done, sells=sells),
        modes=[ModeView(one.mode, Words(one.zh, one.en), Words(one.words_zh, one.words_en)) for one in MODES],
        steps=[
            _step_view(
                card, rows.get(card.step), _tasks(card.step, mode, declared), done, sells=sells, now=read.now
            )
            for card in CARDS
        ],
        beacons=beacons,
        source=SOURCE,
    )


def _mode_of(read: ReadScope, launch: Row[Any] | None) -> Mode | None:
    """How the mini program is reached, if it is; else what was chosen."""
    access = access_of(read)
    if access.appid is not None and access.mode != "none":
        return Mode(access.mode)
    return Mode(launch.mode) if launch is not None and launch.mode else None


def step_statuses(read: ReadScope) -> dict[Step, StepStatus]:
    """How every step that was ever looked at stands."""
    return {Step(row.step): StepStatus(row.status) for row in read.rows(repository.STEPS)}


def chosen_mode(read: ReadScope) -> Mode | None:
    """The way the shop chose; None before it did."""
    row = read.row(repository.LAUNCH)
    return Mode(row.mode) if row is not None and row.mode else None


def has_freight(read: ReadScope) -> bool:
    """Whether the shop has a freight template."""
    return read.row(repository.ANY_FREIGHT) is not None


def history(read: ReadScope) -> list[LaunchMove]:
    """The newest 200 moves."""
    return [
        LaunchMove(
            row.step, row.action, row.status_from, row.status_to, row.actor, row.stood_s, row.at, row.why
        )
        for row in read.rows(repository.HISTORY)
    ]


def seen_beacons(read: ReadScope, env_version: str) -> list[BeaconView]:
    """Versions that a phone has opened, newest last."""
    rows = [row for row in read.rows(repository.BEACONS) if row.env_version == env_version]
    return [_beacon(row) for row in sorted(rows, key=lambda row: row.last_at)]


def _beacon(row: Row[Any]) -> BeaconView:
    return BeaconView(row.env_version, row.version, row.appid, row.last_at)


def _tasks(step: Step, mode: Mode | None, declared: dict[str, datetime]) -> list[TaskView]:
    views = []
    for task in TASKS:
        if task.step is step and mode is not None:
            how_set, how_read = task.ways(mode)
            views.append(
                TaskView(
                    task.key,
                    Words(task.zh, task.en),
                    how_set,
                    how_read,
                    task.menu,
                    Words(task.sign_zh, task.sign_en),
                    declarable=task.declarable and mode is Mode.OWN,
                    declared_at=declared.get(task.key),
                )
            )
    return views


def _step_view(
    card: StepCard,
    row: Row[Any] | None,
    tasks: list[TaskView],
    done: frozenset[Step],
    *,
    sells: bool,
    now: datetime,
) -> StepView:
    outlook: Outlook = row.outlook if row is not None else Outlook()
    status = StepStatus(row.status) if row is not None else StepStatus.UNTOUCHED
    if not sells and card.step in SELLING_ONLY:
        status = StepStatus.SKIPPED
    return StepView(
        step=card.step,
        row=card.row,
        title=Words(card.zh, card.en),
        why=Words(card.why_zh, card.why_en),
        status=status,
        after=list(card.after),
        waits_on=list(missing_before(card.step, done, sells=sells)),
        days=card.days,
        source=card.source,
        proof=row.proof if row is not None else None,
        since=row.since if row is not None else None,
        stood_s=max(0, int((now - row.since).total_seconds())) if row is not None else 0,
        looked_at=row.looked_at if row is not None else None,
        waits_for=outlook.waits_for,
        facts=list(outlook.facts),
        findings=list(outlook.findings),
        tasks=tasks,
    )


def launches(read: ReadScope, kind: LaunchFilter, cursor: str | None, limit: int) -> Page[LaunchRow]:
    """All shops for the operator, by id; two statements. Only under `PlatformScope`."""
    keys = decode_cursor(cursor, str)
    rows = read.rows(
        repository.LAUNCHES_ACROSS_SHOPS[kind], after_shop=keys[0] if keys else "", most=limit + 1
    )
    steps: dict[str, list[Row[Any]]] = {}
    shops = [row.shop_id for row in rows]
    for row in read.rows(repository.STEPS_ACROSS_SHOPS, shops=shops) if shops else ():
        steps.setdefault(row.shop_id, []).append(row)
    return cut_page(
        rows,
        limit,
        lambda row: _launch_row(row, steps.get(row.shop_id, [])),
        lambda row: encode_cursor(row.shop_id),
    )


_OVER = (StepStatus.DONE, StepStatus.SKIPPED, StepStatus.UNTOUCHED)


def _launch_row(row: Row[Any], steps: list[Row[Any]]) -> LaunchRow:
    """`steps` by how long they stand: the first that is under way is where the shop is stuck."""
    stuck = next((one for one in steps if one.status not in _OVER), None)
    return LaunchRow(
        shop_id=row.shop_id,
        slug=row.slug,
        name=row.name,
        steps={one.step: one.status for one in steps},
        type=row.kind,
        mode=row.mode,
        live_at=row.live_at,
        consent_until=row.consent_until,
        stuck=None if stuck is None else _stuck(stuck),
    )


def _stuck(row: Row[Any]) -> StuckStep:
    card, outlook = CARD[Step(row.step)], row.outlook
    cause = outlook.findings[0].cause if outlook.findings else outlook.waits_for
    return StuckStep(row.step, Words(card.zh, card.en), row.status, row.since, cause)
