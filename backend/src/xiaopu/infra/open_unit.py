"""Whether a unit of work is open in this task, so that what waits on the network can refuse to run inside
one.

A network call inside a transaction holds row locks for as long as a stranger pleases (docs/decisions, unit
of work). The unit of work sets ``OPEN_UNIT``; mail, file storage and outbound HTTP ask before they start.
"""

from __future__ import annotations

from contextvars import ContextVar

OPEN_UNIT: ContextVar[bool] = ContextVar("xiaopu_open_unit", default=False)


class NetworkInUnit(RuntimeError):
    """A programming fault: something was about to wait on the network or on files while a unit of work was
    open.
    """

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} while a unit of work is open: commit first, or emit an event to the outbox")
        self.what = what


def refuse_network_in_unit(what: str = "a network call") -> None:
    """Raise NetworkInUnit when a unit is open in this context; `what` names the caller in the message."""
    if OPEN_UNIT.get():
        raise NetworkInUnit(what)
