"""Reactions of releases to what neighbours publish, in their units."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.platform.events import WeappAuditMoved
from xiaopu.modules.releases.domain.review import ReviewAction
from xiaopu.modules.releases.usecases.move_review import hear_verdict

_ACTIONS = {
    "passed": ReviewAction.PASS,
    "rejected": ReviewAction.REJECT,
    "delayed": ReviewAction.DELAY,
}


def on_audit(uow: UnitOfWork, event: WeappAuditMoved) -> None:
    """WeChat's push about a review; one that tells nothing new is passed over."""
    hear_verdict(uow, event.appid, _ACTIONS[event.verdict], event.reason)
