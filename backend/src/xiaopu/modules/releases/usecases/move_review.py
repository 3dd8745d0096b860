"""Moves of a submission: one conditional UPDATE, a history row, and the news for the modules above."""

from typing import Any

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.releases import repository
from xiaopu.modules.releases.domain.rejections import MOST_REASON
from xiaopu.modules.releases.domain.review import OPEN_STATUSES, ReviewAction, target
from xiaopu.modules.releases.errors import ReviewState
from xiaopu.modules.releases.events import CodeReviewMoved

_MOST_WHY = 300


class MoveReview(msgspec.Struct, frozen=True):
    """`reason` is WeChat's HTML, for rejections and delays; `percent` the share of a gray release."""

    review_id: str
    action: ReviewAction
    why: str = ""
    reason: str = ""
    percent: int = 0


def move_review(uow: UnitOfWork, command: MoveReview) -> None:
    """Refuses `code_review_state` when the submission stands elsewhere, `not_found` for a stranger's."""
    if not try_move(uow, command):
        row = uow.row(repository.REVIEW, wanted=command.review_id)
        raise ReviewState(status=row.status) if row is not None else NotFound


def try_move(uow: UnitOfWork, command: MoveReview) -> bool:
    """The same for news, which may come twice and late: False when it is none."""
    extra: dict[str, Any] = {}
    if command.action in (ReviewAction.REJECT, ReviewAction.DELAY):
        extra["new_reason"] = command.reason[:MOST_REASON] or None
    if command.action is ReviewAction.START_GRAY:
        extra["new_percent"] = command.percent
    moved = uow.run(repository.REVIEW_MOVES[command.action], wanted=command.review_id, now=uow.now, **extra)
    if moved:
        write_history(uow, command.review_id, command.action, why=command.why or command.reason)
    return bool(moved)


def write_history(uow: UnitOfWork, review_id: str, action: ReviewAction, *, why: str = "") -> None:
    """One row of history, and the news in the same unit."""
    row = uow.row(repository.REVIEW, wanted=review_id)
    if row is None:
        raise NotFound
    status = target(action)
    uow.run(
        repository.ADD_HISTORY,
        id=uow.new_id(),
        review_id=review_id,
        action=action,
        status_to=status,
        actor=uow.scope.actor[:60],
        why=why[:_MOST_WHY] or None,
        at=uow.now,
    )
    uow.publish(CodeReviewMoved(review_id, row.submission.version, status))


def hear_verdict(uow: UnitOfWork, appid: str, action: ReviewAction, reason: str) -> bool:
    """A push of WeChat about the open submission of this AppID; False when it tells nothing new."""
    row = uow.row(repository.OPEN_REVIEW)
    if row is None or row.appid != appid or row.status not in OPEN_STATUSES:
        return False
    return try_move(uow, MoveReview(row.id, action, reason=reason))
