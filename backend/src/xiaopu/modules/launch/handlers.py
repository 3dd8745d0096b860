"""Reactions of the launch to what neighbours publish, in their units: a look is left for the worker."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.events import LookAsked
from xiaopu.modules.releases.events import CodeReviewMoved, PackageUploaded


def look_after_upload(uow: UnitOfWork, _event: PackageUploaded) -> None:
    """WeChat has a new version."""
    uow.emit(LookAsked(Step.CODE))


def look_after_review(uow: UnitOfWork, _event: CodeReviewMoved) -> None:
    """A submission moved, and with it perhaps what is live."""
    uow.emit(LookAsked(Step.REVIEW))
    uow.emit(LookAsked(Step.RELEASE))
