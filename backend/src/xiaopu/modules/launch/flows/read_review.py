"""提交审核 and 发布上线: WeChat's own word for granted mini programs, an outside sign for own ones."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.rules import finding
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Fact, Proof, StepTruth, Words
from xiaopu.modules.launch.errors import DeskRefused
from xiaopu.modules.launch.ports import SignDesk
from xiaopu.modules.launch.queries import seen_beacons
from xiaopu.modules.releases.api import ReleaseState, ReviewRow, release_state
from xiaopu.modules.tenancy.api import Channel, ChannelKeys, channel_secrets, public_channels

_PASSED = {"passed", "gray", "released", "rolled_back"}
_WAITING = {"submitted", "delayed"}


class ReviewReader:
    """The newest submission. What a person wrote down of an own account's review is their word: it is proven
    only by the release.
    """

    step = Step.REVIEW

    def __init__(self, units: Units, live: "LiveSign") -> None:
        self._units = units
        self._live = live

    async def read(self, scope: ShopScope) -> StepTruth:
        state = await self._units.read(scope, release_state)
        latest, facts = state.latest, _facts(state)
        if latest is not None and latest.granted:
            return _by_wechat(latest, facts)
        # An own account: only what is live proves that the review was passed.
        if await self._live.is_live(scope):
            return StepTruth(StepStatus.DONE, Proof.CALL, facts)
        if latest is None:
            return StepTruth(StepStatus.UNTOUCHED, facts=facts)
        if latest.status in _PASSED:
            words = Words(
                "您记下了「通过」，发布后由线上链接证明", "Noted as passed; a live link will prove it"
            )
            return StepTruth(StepStatus.WAITING_PERSON, facts=facts, waits_for=words)
        return _by_wechat(latest, facts)


def _by_wechat(latest: ReviewRow, facts: tuple[Fact, ...]) -> StepTruth:
    if latest.status in _PASSED:
        return StepTruth(StepStatus.DONE, Proof.API, facts)
    if latest.status in _WAITING:
        words = Words("微信审核中，一般 1–7 天", "WeChat is reviewing; usually 1 to 7 days")
        return StepTruth(StepStatus.WAITING_WECHAT, facts=facts, waits_for=words)
    if latest.status == "rejected":
        found = tuple(finding("review_rejected", reason=clause.text[:120]) for clause in latest.clauses)
        found = found or (finding("review_rejected", reason="—"),)
        return StepTruth(StepStatus.FAILED, facts=facts, findings=found)
    return StepTruth(StepStatus.DOING, facts=facts)


class ReleaseReader:
    """Live when WeChat says so, or when a live link can be made."""

    step = Step.RELEASE

    def __init__(self, units: Units, live: "LiveSign") -> None:
        self._units = units
        self._live = live

    async def read(self, scope: ShopScope) -> StepTruth:
        state, phones, filed = await self._units.read(scope, _release_rows)
        facts = (*_facts(state), *phones)
        if state.released is not None and state.released.granted:
            return StepTruth(StepStatus.DONE, Proof.API, facts)
        if await self._live.is_live(scope):
            return StepTruth(StepStatus.DONE, Proof.CALL, facts)
        if state.status in {"passed", "gray"}:
            # An own account's filing is proven by the release alone: nobody can say that it is missing.
            unfiled = state.latest is not None and state.latest.granted and not filed
            code = "filing_not_done" if unfiled else "not_released"
            return StepTruth(StepStatus.DOING, facts=facts, findings=(finding(code),))
        return StepTruth(StepStatus.UNTOUCHED, facts=facts)


class LiveSign:
    """Asks for a live link; a mini program without a release cannot have one (85079, 41030)."""

    def __init__(self, units: Units, vault: Vault, signs: SignDesk) -> None:
        self._units = units
        self._vault = vault
        self._signs = signs

    async def is_live(self, scope: ShopScope) -> bool:
        """False without an account, and when WeChat refuses for any reason."""
        keys = await self._units.read(scope, self._keys)
        if keys is None or not keys.reachable:
            return False
        try:
            return await self._signs.is_released(keys)
        except DeskRefused:
            return False

    def _keys(self, read: ReadScope) -> ChannelKeys | None:
        if Channel.WEAPP not in public_channels(read).appids:
            return None
        return channel_secrets(read, Channel.WEAPP, vault=self._vault)


def _release_rows(read: ReadScope) -> tuple[ReleaseState, tuple[Fact, ...], bool]:
    """With what phones sent, and whether the filing was seen done: WeChat refuses 86369 before."""
    seen = seen_beacons(read, "release")
    label = Words("线上版本在手机打开过", "The live version was opened on a phone")
    filing = read.row(repository.STEP, wanted=Step.FILING)
    return (
        release_state(read),
        tuple(Fact("beacon", label, one.version, Proof.BEACON, ok=True) for one in seen[-1:]),
        filing is not None and filing.status == StepStatus.DONE,
    )


def _facts(state: ReleaseState) -> tuple[Fact, ...]:
    found = []
    if state.latest is not None:
        found.append(_row_fact("latest", Words("最近一次提审", "Newest submission"), state.latest))
    if state.released is not None:
        found.append(_row_fact("released", Words("线上版本", "Live version"), state.released))
    return tuple(found)


def _row_fact(key: str, label: Words, row: ReviewRow) -> Fact:
    proof = Proof.API if row.granted else Proof.DECLARED
    return Fact(key, label, f"{row.version} · {row.status}", proof)
