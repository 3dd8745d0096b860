"""Moves of a package: one conditional UPDATE, with a line in its log."""

from typing import Any

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.releases import repository
from xiaopu.modules.releases.domain.packages import MOST_LOG_LINES, LogLine, PackageAction

Words = tuple[str, str]


class MovePackage(msgspec.Struct, frozen=True):
    """`values` are the columns that FINISH, REFUSE and BOUNCE set."""

    package_id: str
    round: int
    action: PackageAction
    words: Words
    values: dict[str, Any] = {}


def move_package(uow: UnitOfWork, command: MovePackage) -> bool:
    """False when the package is in another state or another round: whoever asked is late."""
    log = _log_with(uow, command.package_id, command.words, failed=command.action in _SAD)
    new = {f"new_{name}": value for name, value in command.values.items()}
    return bool(
        uow.run(
            repository.PACKAGE_MOVES[command.action],
            wanted=command.package_id,
            seen_round=command.round,
            now=uow.now,
            new_log=log,
            **new,
        )
    )


def note_progress(uow: UnitOfWork, package_id: str, round_: int, line: LogLine) -> None:
    """A line of log and a percentage, if the round is still the one."""
    log = _log_with(uow, package_id, (line.zh, line.en), percent=line.percent)
    uow.run(
        repository.PROGRESS,
        wanted=package_id,
        seen_round=round_,
        new_log=log,
        new_percent=line.percent,
        now=uow.now,
    )


_SAD = (PackageAction.FAIL, PackageAction.BOUNCE, PackageAction.REFUSE)


def _log_with(
    uow: UnitOfWork, package_id: str, words: Words, *, percent: int = 0, failed: bool = False
) -> tuple[LogLine, ...]:
    row = uow.row(repository.PACKAGE, wanted=package_id)
    if row is None:
        raise NotFound
    at = max(0, int((uow.now - row.created_at).total_seconds()))
    line = LogLine(at, words[0][:200], words[1][:200], percent, failed)
    return (*row.log, line)[-MOST_LOG_LINES:]
