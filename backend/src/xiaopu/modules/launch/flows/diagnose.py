"""诊断: every cause in turn, from our own house to WeChat's word, each with its mend."""

import asyncio
from datetime import timedelta

import structlog

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.clock import SHANGHAI
from xiaopu.kernel.errors import Refusal
from xiaopu.modules.launch import queries, repository
from xiaopu.modules.launch.domain.pulse import LATE_MINUTES, Queue, pulse_findings, queue_findings
from xiaopu.modules.launch.domain.rules import finding, refused_finding
from xiaopu.modules.launch.domain.steps import CARD, CARDS, Step
from xiaopu.modules.launch.domain.support import Question, desks, ready_text
from xiaopu.modules.launch.domain.truth import Finding, Words
from xiaopu.modules.launch.errors import DeskBusy, DeskRefused
from xiaopu.modules.launch.flows.look import Looking
from xiaopu.modules.launch.ports import HousePulse
from xiaopu.modules.launch.schemas import Checkup, DeskView, Diagnosis, StepView
from xiaopu.modules.tenancy.api import Channel, public_channels

log = structlog.get_logger()

_SILENT = "wechat_busy"
_HOUSE = Words("小铺自己", "Our own house")
_OUT = Words("出网、时钟、磁盘", "Way out, clock, disk")


class Doctor:
    """Examines a shop's launch. `offline` asks nobody outside: what was found last is told again."""

    def __init__(self, units: Units, looking: Looking, pulse: HousePulse) -> None:
        self._units = units
        self._looking = looking
        self._pulse = pulse

    async def examine(
        self, scope: ShopScope, step: Step | None = None, *, offline: bool = False
    ) -> Diagnosis:
        """One step, or all of them. WeChat's silence is a finding of its own, never the merchant's fault."""
        queue = await self._units.read(scope, _queue)
        checkups = [Checkup("house", _HOUSE, queue_findings(queue))]
        told: dict[Step, Finding] = {}
        if not offline:
            pulse = await self._pulse.feel()
            checkups.append(Checkup("way_out", _OUT, pulse_findings(pulse, self._pulse.host)))
            wanted = [step] if step is not None else [card.step for card in CARDS]
            looked = await asyncio.gather(*(self._look(scope, one) for one in wanted))
            told = {one: found for one, found in zip(wanted, looked, strict=True) if found is not None}
            if not pulse.reachable:
                # Without a way out the silence is ours, and is told once.
                told = {one: found for one, found in told.items() if found.code != _SILENT}
        view = await self._units.read(scope, queries.launch_view)
        cards = [card for card in view.steps if step in (None, card.step)]
        checkups.extend(_checkup(card, told.get(card.step)) for card in cards)
        asked = step or _worst(view.steps)
        return Diagnosis(
            at=self._units.clock(),
            offline=offline,
            healthy=not any(checkup.findings for checkup in checkups),
            checkups=checkups,
            desk=await self._desk(scope, asked, checkups) if asked is not None else None,
        )

    async def _look(self, scope: ShopScope, step: Step) -> Finding | None:
        """What kept the look from being had: WeChat's silence, or its refusal to be asked."""
        try:
            await self._looking.look(scope, step)
        except DeskBusy:
            return finding(_SILENT)
        except DeskRefused as refused:
            return refused_finding(refused.data)
        except Refusal as refusal:
            log.info("launch.not_diagnosed", step=step, code=refusal.code)
        return None

    async def _desk(self, scope: ShopScope, step: Step, checkups: list[Checkup]) -> DeskView:
        appids = (await self._units.read(scope, public_channels)).appids
        desk = desks()[step]
        found = [one for checkup in checkups if checkup.key == step for one in checkup.findings]
        question = Question(
            step,
            appids.get(Channel.WEAPP),
            found,
            self._units.clock().astimezone(SHANGHAI),
            [one.mend.zh for one in found][:3],
        )
        return DeskView(step, desk.desk, desk.name, desk.way, ready_text(question), desk.source, desk.dated)


def _checkup(card: StepView, told: Finding | None) -> Checkup:
    findings: list[Finding] = [*card.findings]
    if told is not None:
        findings.insert(0, told)
    return Checkup(card.step, Words(CARD[card.step].zh, CARD[card.step].en), findings, status=card.status)


def _worst(steps: list[StepView]) -> Step | None:
    """The step to ask a desk about: refused ones first, then any with a finding."""
    for wanted in ("failed", None):
        for card in steps:
            if card.findings and wanted in (None, card.status):
                return card.step
    return None


def _queue(read: ReadScope) -> Queue:
    before = read.now - timedelta(minutes=LATE_MINUTES)
    row = read.row(repository.QUEUE, late_before=before)
    return Queue(int(row.late or 0), int(row.dead or 0)) if row is not None else Queue(0, 0)
