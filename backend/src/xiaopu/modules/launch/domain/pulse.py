"""Our own faults: what can be wrong with this house while everybody looks at WeChat. Pure."""

import msgspec

from xiaopu.modules.launch.domain.domains import MOST_SKEW_S
from xiaopu.modules.launch.domain.rules import finding
from xiaopu.modules.launch.domain.truth import Finding

LATE_MINUTES = 5
LEAST_DISK_MB = 500


class Pulse(msgspec.Struct, frozen=True):
    """`skew_s` is how far our clock is ahead of WeChat's; None when WeChat was not reached."""

    reachable: bool
    skew_s: int | None
    free_mb: int


class Queue(msgspec.Struct, frozen=True):
    """Jobs of the shop that wait too long, and those that were given up."""

    late: int
    dead: int


def pulse_findings(pulse: Pulse, host: str) -> list[Finding]:
    """Way out, clock, disk."""
    found = []
    if not pulse.reachable:
        found.append(finding("no_way_out", host=host))
    if pulse.skew_s is not None and abs(pulse.skew_s) > MOST_SKEW_S:
        found.append(finding("clock_skew", seconds=abs(pulse.skew_s)))
    if pulse.free_mb < LEAST_DISK_MB:
        found.append(finding("disk_full", free_mb=pulse.free_mb))
    return found


def queue_findings(queue: Queue) -> list[Finding]:
    """The worker."""
    found = []
    if queue.late:
        found.append(finding("worker_down", count=queue.late, minutes=LATE_MINUTES))
    if queue.dead:
        found.append(finding("queue_stuck", count=queue.dead))
    return found
