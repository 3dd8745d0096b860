"""What the kernel counts for us: CPU and memory of process trees, and which core who runs on. Linux only."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
# Fields of /proc/PID/stat, counted after the program's name.
_PARENT, _FIRST_TIME, _AFTER_TIMES = 1, 11, 15


def family(pid: int) -> list[int]:
    """The process and everything below it."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[_PARENT]), []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += children.get(one, ())
    return found


def cpu_seconds(pid: int) -> float:
    """CPU of the family so far, in user and kernel mode, children that ended and were waited for included.

    To 10 ms: bursts of a second or more are measured to one in a hundred.
    """
    ticks = 0
    for one in family(pid):
        fields = _stat(one)
        ticks += sum(int(field) for field in fields[_FIRST_TIME:_AFTER_TIMES])
    return ticks / _TICKS


def proportional_kib(pid: int) -> int:
    """PSS of the family: what it would give back if it ended, shared pages divided among their users."""
    total = 0
    for one in family(pid):
        for line in (_PROC / str(one) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total


class Cores:
    """The server has one core, its clients and PostgreSQL another; on a machine with one they share it."""

    def __init__(self) -> None:
        usable = sorted(os.sched_getaffinity(0))
        self.server, self.others = {usable[0]}, {usable[-1]}

    @contextmanager
    def for_server(self) -> Iterator[None]:
        """What is started inside runs on the server's core."""
        os.sched_setaffinity(0, self.server)
        try:
            yield
        finally:
            os.sched_setaffinity(0, self.others)

    def settle(self) -> None:
        """Move this process, and what it starts from now on, to the others' core."""
        os.sched_setaffinity(0, self.others)


def described() -> str:
    """The machine in a few words, for the reader of the figures."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in (_PROC / "cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        "unknown processor",
    )
    one, five, _ = os.getloadavg()
    return f"{os.cpu_count()} cores of {model}, load average {one:.1f} / {five:.1f} (1 and 5 minutes)"


def _stat(pid: int) -> list[str]:
    """Fields after the name; empty for a process that is gone."""
    try:
        text = (_PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return text.rpartition(")")[2].split()
