"""A submission as a row: claimed before WeChat is asked, given up when WeChat refuses."""

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.modules.releases import repository
from xiaopu.modules.releases.domain.review import ReviewAction, Submission
from xiaopu.modules.releases.errors import PackageNotReady, ReviewOpen
from xiaopu.modules.releases.usecases.move_review import write_history
from xiaopu.modules.tenancy.api import write_audit

CONTEXT = "code_reviews.feedback"


class OpenReview(msgspec.Struct, frozen=True):
    """`feedback` is the reviewer's test account."""

    package_id: str
    appid: str
    granted: bool
    submission: Submission
    feedback: str = ""


class UploadedPackage(msgspec.Struct, frozen=True):
    """The experience version at WeChat, as far as we uploaded it."""

    id: str
    version: str
    profile: str
    pages: tuple[str, ...]
    privacy: tuple[str, ...]
    errors: int


def uploaded_package(read: ReadScope, appid: str) -> UploadedPackage:
    """What would be submitted now; refuses `package_not_ready`."""
    row = read.row(repository.UPLOADED_PACKAGE, wanted_appid=appid)
    if row is None:
        raise PackageNotReady
    errors = sum(1 for one in row.findings if one.severity == "error")
    return UploadedPackage(row.id, row.version, row.profile, row.pages, row.privacy, errors)


def open_review(uow: UnitOfWork, command: OpenReview, *, vault: Vault) -> str:
    """The submission's id; refuses `code_review_open`: of two at once one is kept out by the index."""
    review_id = uow.new_id()
    added = uow.run(
        repository.ADD_REVIEW[uow.dialect],
        id=review_id,
        package_id=command.package_id,
        appid=command.appid,
        granted=command.granted,
        submission=command.submission,
        feedback_sealed=vault.seal(command.feedback, CONTEXT) if command.feedback else None,
        actor=uow.scope.actor[:60],
        now=uow.now,
    )
    if not added:
        raise ReviewOpen
    write_history(uow, review_id, ReviewAction.SUBMIT)
    write_audit(uow, "code.submit", f"code_review:{review_id}", after={"version": command.submission.version})
    return review_id


def note_audit_id(uow: UnitOfWork, review_id: str, audit_id: int) -> None:
    """WeChat's number of the submission."""
    uow.run(repository.SET_AUDIT_ID, wanted=review_id, new_audit_id=audit_id)


def give_up(uow: UnitOfWork, review_id: str) -> None:
    """WeChat took no submission: it never was."""
    uow.run(repository.DROP_HISTORY, wanted=review_id)
    uow.run(repository.DROP_REVIEW, wanted=review_id)
