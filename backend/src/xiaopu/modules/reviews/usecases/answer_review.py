"""The shop answers a review."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.text import squeeze
from xiaopu.modules.reviews import repository
from xiaopu.modules.tenancy.api import write_audit


def answer_review(uow: UnitOfWork, review_id: str, text: str) -> None:
    """A second answer replaces the first; both are in the audit log. Refuses `not_found`."""
    row = uow.row(repository.CONSOLE_ONE, wanted=review_id)
    if row is None:
        raise NotFound
    reply = squeeze(text)
    uow.run(repository.REPLY, wanted=review_id, new_reply=reply, now=uow.now)
    write_audit(
        uow,
        "review.answered",
        f"review:{review_id}",
        before={"reply": row.reply} if row.reply else None,
        after={"reply": reply},
    )
