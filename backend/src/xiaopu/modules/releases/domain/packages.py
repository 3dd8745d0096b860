"""The life of a package, from the wish to WeChat's desk. Pure."""

from enum import StrEnum
from typing import Annotated

import msgspec

VERSION = r"[0-9A-Za-z][0-9A-Za-z.\-_]{0,31}"


class Origin(StrEnum):
    """Our build stamped for the shop, or a build that the merchant's own developers made."""

    HOUSE = "house"
    OWN = "own"


class PackageStatus(StrEnum):
    QUEUED = "queued"
    BUILDING = "building"
    BUILT = "built"
    # The audit found errors: it will not be uploaded.
    REFUSED = "refused"
    FAILED = "failed"
    UPLOADING = "uploading"
    UPLOADED = "uploaded"


class PackageAction(StrEnum):
    START = "start"
    FINISH = "finish"
    REFUSE = "refuse"
    FAIL = "fail"
    RETRY = "retry"
    UPLOAD = "upload"
    ACCEPT = "accept"
    BOUNCE = "bounce"


_S, _A = PackageStatus, PackageAction
TRANSITIONS: dict[tuple[PackageStatus, PackageAction], PackageStatus] = {
    (_S.QUEUED, _A.START): _S.BUILDING,
    # A worker died: the next one begins again.
    (_S.BUILDING, _A.START): _S.BUILDING,
    (_S.BUILDING, _A.FINISH): _S.BUILT,
    (_S.BUILDING, _A.REFUSE): _S.REFUSED,
    (_S.BUILDING, _A.FAIL): _S.FAILED,
    (_S.FAILED, _A.RETRY): _S.QUEUED,
    (_S.BUILT, _A.UPLOAD): _S.UPLOADING,
    # An upload that nobody heard the end of, and a second one of the same package, may be done again.
    (_S.UPLOADING, _A.UPLOAD): _S.UPLOADING,
    (_S.UPLOADED, _A.UPLOAD): _S.UPLOADING,
    (_S.UPLOADING, _A.ACCEPT): _S.UPLOADED,
    (_S.UPLOADING, _A.BOUNCE): _S.BUILT,
}


class LogLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a package's log, `at` in seconds since it was wanted; `percent` is the progress then."""

    at: int
    zh: str
    en: str
    percent: int = 0
    failed: bool = False


MOST_LOG_LINES = 200
Version = Annotated[str, msgspec.Meta(min_length=1, max_length=32, pattern=f"^{VERSION}$")]


def sources(action: PackageAction) -> tuple[PackageStatus, ...]:
    """The statuses from which `action` is allowed."""
    return tuple(status for status, did in TRANSITIONS if did is action)


def target(action: PackageAction) -> PackageStatus:
    """Where `action` leads; every action has one target."""
    return next(to for (_, did), to in TRANSITIONS.items() if did is action)


def next_version(last: str | None) -> str:
    """1.0.0 first, then one more in the last place that is a number."""
    if last is None:
        return "1.0.0"
    head, dot, tail = last.rpartition(".")
    return f"{head}{dot}{int(tail) + 1}" if tail.isdigit() and len(tail) < 9 else f"{last[:29]}.1"
