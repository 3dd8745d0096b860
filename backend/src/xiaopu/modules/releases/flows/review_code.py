"""From submission to release and back, with WeChat: a unit, a call, another unit."""

from datetime import timedelta

import msgspec
import structlog

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import NotFound, Refusal
from xiaopu.modules.releases import queries, repository
from xiaopu.modules.releases.domain.coach import ORDERS_PAGE, Light
from xiaopu.modules.releases.domain.review import (
    OF_WECHAT,
    OPEN_STATUSES,
    ReviewAction,
    ReviewStatus,
    Submission,
    sources,
)
from xiaopu.modules.releases.domain.stamping import Profile
from xiaopu.modules.releases.errors import (
    ByHandOnly,
    CoachRed,
    QuotaUsedUp,
    ReviewOpen,
    ReviewState,
    WechatCodeRefused,
)
from xiaopu.modules.releases.flows.access import desk_of, granted_desk
from xiaopu.modules.releases.flows.coach import Coaching
from xiaopu.modules.releases.ports import CodeDesk, Desk, OutsideSigns
from xiaopu.modules.releases.schemas import GrayIn, ReleaseCheck, ReviewView, RollBackIn, SubmitIn, VerdictIn
from xiaopu.modules.releases.usecases.move_review import MoveReview, move_review, try_move
from xiaopu.modules.releases.usecases.submit_review import (
    OpenReview,
    UploadedPackage,
    give_up,
    note_audit_id,
    open_review,
    uploaded_package,
)

log = structlog.get_logger()

VERSIONS_MENU = "管理 → 版本管理"
# A lost answer to a submission is looked for at WeChat; before that it may still be on its way.
_LATE = timedelta(minutes=2)


class Reviewing:
    """Submissions of all shops."""

    def __init__(
        self, units: Units, vault: Vault, desk: CodeDesk, *, signs: OutsideSigns, coaching: Coaching
    ) -> None:
        self._units = units
        self._vault = vault
        self._desk = desk
        self._signs = signs
        self._coaching = coaching

    async def submit(self, scope: ShopScope, wanted: SubmitIn) -> ReviewView:
        """Hand the experience version in, without items under its first category; in own mode note that a
        person does it by hand. Refuses
        `package_not_ready`, `coach_red` for points that were not acknowledged, `code_review_open`,
        `quota_used_up`, and WeChat's own refusals.
        """
        desk, package = await self._units.read(scope, self._ready)
        await self._ask_coach(scope, wanted)
        if desk.granted and not wanted.items:
            first = (await self._desk.categories(desk))[:1]
            wanted = msgspec.structs.replace(wanted, items=tuple(first))
        submission = _submission(wanted, package)
        command = OpenReview(package.id, desk.appid, desk.granted, submission, wanted.test_account)
        review_id = await self._units.write(scope, open_review, command, vault=self._vault)
        if desk.granted:
            try:
                audit_id = await self._desk.submit(desk, submission, wanted.test_account)
            except Refusal as refusal:
                if not _is_lost(refusal):
                    await self._units.write(scope, give_up, review_id)
                raise
            await self._units.write(scope, note_audit_id, review_id, audit_id)
        log.info("releases.submitted", review_id=review_id, granted=desk.granted)
        return await self.view(scope, review_id)

    async def view(self, scope: ShopScope, review_id: str) -> ReviewView:
        """One submission; `not_found` for a stranger's."""
        return await self._units.read(scope, queries.review_view, review_id)

    async def check(self, scope: ShopScope, review_id: str) -> ReviewView:
        """Ask WeChat how it stands; in own mode look whether it is out. Never moves back."""
        view = await self.view(scope, review_id)
        desk = await self._units.read(scope, desk_of, vault=self._vault)
        if view.status in OPEN_STATUSES:
            if view.granted and desk.granted:
                await self._hear(scope, desk, review_id)
            elif not view.granted:
                await self._look_outside(scope, desk, review_id)
        await self._units.write(
            scope, lambda uow: uow.run(repository.SET_CHECKED, wanted=review_id, now=uow.now)
        )
        return await self.view(scope, review_id)

    async def note(self, scope: ShopScope, review_id: str, wanted: VerdictIn) -> ReviewView:
        """Own mode: what mp.weixin.qq.com said, by a person's word. Granted ones are told by WeChat."""
        view = await self.view(scope, review_id)
        if view.granted:
            raise ReviewState(status=view.status)
        action = {
            "passed": ReviewAction.PASS,
            "rejected": ReviewAction.REJECT,
            "withdrawn": ReviewAction.WITHDRAW,
        }[wanted.verdict]
        move = MoveReview(review_id, action, why="本人确认", reason=wanted.reason)
        await self._units.write(scope, move_review, move)
        return await self.view(scope, review_id)

    async def withdraw(self, scope: ShopScope, review_id: str) -> ReviewView:
        """Take it back; refuses `quota_used_up` (87013)."""
        desk = await self._granted(scope, review_id, ReviewAction.WITHDRAW)
        left_today, left_month = await self._units.read(scope, queries.withdrawals_left)
        if not left_today:
            raise QuotaUsedUp(what="本月撤回次数" if not left_month else "今天的撤回次数")
        await self._desk.withdraw(desk)
        return await self._moved(scope, MoveReview(review_id, ReviewAction.WITHDRAW))

    async def speed_up(self, scope: ShopScope, review_id: str) -> ReviewView:
        """Ask for a quicker review; WeChat grants few of them a month to the whole platform."""
        view = await self.view(scope, review_id)
        desk = await self._units.read(scope, granted_desk, VERSIONS_MENU, vault=self._vault)
        audit_id = await self._units.read(scope, _audit_id, review_id)
        if view.status != ReviewStatus.SUBMITTED or view.sped_up or audit_id is None:
            raise ReviewState(status=view.status)
        await self._desk.speed_up(desk, audit_id)
        await self._units.write(scope, lambda uow: uow.run(repository.SET_SPED_UP, wanted=review_id))
        return await self.view(scope, review_id)

    async def release(self, scope: ShopScope, review_id: str) -> ReviewView:
        """To everybody. 86369 (no ICP filing) and the like come as `wechat_code_refused`; 85052 (released
        already) counts as done.
        """
        desk = await self._granted(scope, review_id, ReviewAction.RELEASE)
        try:
            await self._desk.release(desk)
        except WechatCodeRefused as refused:
            if refused.data.get("wechat_code") != "85052":
                raise
        return await self._moved(scope, MoveReview(review_id, ReviewAction.RELEASE))

    async def start_gray(self, scope: ShopScope, review_id: str, wanted: GrayIn) -> ReviewView:
        """To a share of the people, more than before."""
        desk = await self._granted(scope, review_id, ReviewAction.START_GRAY)
        await self._desk.start_gray(desk, wanted.percent)
        return await self._moved(
            scope, MoveReview(review_id, ReviewAction.START_GRAY, percent=wanted.percent)
        )

    async def stop_gray(self, scope: ShopScope, review_id: str) -> ReviewView:
        """Everybody has the version before again."""
        desk = await self._granted(scope, review_id, ReviewAction.STOP_GRAY)
        await self._desk.stop_gray(desk)
        return await self._moved(scope, MoveReview(review_id, ReviewAction.STOP_GRAY))

    async def roll_back(self, scope: ShopScope, review_id: str, wanted: RollBackIn) -> ReviewView:
        """To the version before, or to one of `history`; refused 87011, 87012."""
        desk = await self._granted(scope, review_id, ReviewAction.ROLL_BACK)
        await self._desk.roll_back(desk, wanted.app_version)
        why = f"→ {wanted.app_version}" if wanted.app_version else ""
        return await self._moved(scope, MoveReview(review_id, ReviewAction.ROLL_BACK, why=why))

    async def check_released(self, scope: ShopScope) -> ReleaseCheck:
        """Whether a code of the home page can be made that opens the released version: in either mode the
        proof that the world can see it.
        """
        desk = await self._units.read(scope, desk_of, vault=self._vault)
        page = await self._units.read(scope, _proof_page, desk.appid)
        return ReleaseCheck(await self._signs.is_released(desk, page), page)

    def _ready(self, read: ReadScope) -> tuple[Desk, UploadedPackage]:
        desk = desk_of(read, vault=self._vault)
        if read.row(repository.OPEN_REVIEW) is not None:
            raise ReviewOpen
        return desk, uploaded_package(read, desk.appid)

    async def _ask_coach(self, scope: ShopScope, wanted: SubmitIn) -> None:
        view = await self._coaching.look(scope)
        red = [point.rule for point in view.points if point.light is Light.RED]
        open_points = [rule for rule in red if rule not in wanted.acknowledged]
        if open_points:
            raise CoachRed(count=len(open_points), points=open_points)

    async def _hear(self, scope: ShopScope, desk: Desk, review_id: str) -> None:
        audit_id = await self._units.read(scope, _audit_id, review_id)
        news = await self._desk.news(desk, audit_id)
        if audit_id is None:
            view = await self.view(scope, review_id)
            if self._units.clock() - view.submitted_at < _LATE:
                return
            if news.audit_id is None or await self._units.read(scope, _known_audit, news.audit_id):
                await self._units.write(scope, give_up, review_id)
                return
            await self._units.write(scope, note_audit_id, review_id, news.audit_id)
        action = OF_WECHAT.get(news.status)
        if action is not None:
            await self._units.write(scope, try_move, MoveReview(review_id, action, reason=news.reason))

    async def _look_outside(self, scope: ShopScope, desk: Desk, review_id: str) -> None:
        """Only a first release can be seen from outside: afterwards every version's pages can be opened."""
        if await self._units.read(scope, queries.released_review, desk.appid) is not None:
            return
        page = await self._units.read(scope, _proof_page, desk.appid)
        if await self._signs.is_released(desk, page):
            move = MoveReview(review_id, ReviewAction.RELEASE, why="小程序码可打开正式版")
            await self._units.write(scope, try_move, move)

    async def _granted(self, scope: ShopScope, review_id: str, action: ReviewAction) -> Desk:
        """The desk, if this may be done at all: nothing is asked of WeChat for a stale button."""
        desk = await self._units.read(scope, desk_of, vault=self._vault)
        view = await self.view(scope, review_id)
        if not desk.granted or not view.granted:
            raise ByHandOnly(where=VERSIONS_MENU)
        if ReviewStatus(view.status) not in sources(action) or action not in view.actions:
            raise ReviewState(status=view.status)
        return desk

    async def _moved(self, scope: ShopScope, command: MoveReview) -> ReviewView:
        await self._units.write(scope, move_review, command)
        return await self.view(scope, command.review_id)


def _submission(wanted: SubmitIn, package: UploadedPackage) -> Submission:
    sells = package.profile == Profile.MALL
    return Submission(
        version=package.version,
        version_desc=wanted.version_desc or f"版本 {package.version}",
        items=wanted.items,
        order_path=wanted.order_path or (ORDERS_PAGE if sells else ""),
        ugc=wanted.ugc,
        picture_ids=wanted.picture_ids,
        privacy=package.privacy,
    )


def _is_lost(refusal: Refusal) -> bool:
    """Nobody knows whether WeChat has it: the watch finds out."""
    return isinstance(refusal, WechatCodeRefused) and refusal.data.get("wechat_code") in (
        "lost",
        "unreadable",
    )


def _audit_id(read: ReadScope, review_id: str) -> int | None:
    row = read.row(repository.REVIEW, wanted=review_id)
    if row is None:
        raise NotFound
    audit_id: int | None = row.audit_id
    return audit_id


def _known_audit(read: ReadScope, audit_id: int) -> bool:
    return read.row(repository.BY_AUDIT_ID, wanted_audit_id=audit_id) is not None


def _proof_page(read: ReadScope, appid: str) -> str:
    """A page that proves the release: the first one of what was uploaded."""
    row = read.row(repository.UPLOADED_PACKAGE, wanted_appid=appid)
    return str(row.pages[0]) if row is not None and row.pages else "pages/home/index"
