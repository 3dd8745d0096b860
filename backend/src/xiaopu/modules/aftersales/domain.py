"""The after-sale's life as one table. A move that is not in it does not exist. Pure."""

from enum import StrEnum


class AftersaleStatus(StrEnum):
    REQUESTED = "requested"
    # Agreed; the money is on its way back and WeChat has not said "done".
    REFUNDING = "refunding"
    REFUNDED = "refunded"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class AftersaleAction(StrEnum):
    REQUEST = "request"
    AGREE = "agree"
    RETRY = "retry"
    REFUSE = "refuse"
    CANCEL = "cancel"
    FINISH = "finish"


TRANSITIONS: dict[tuple[AftersaleStatus, AftersaleAction], AftersaleStatus] = {
    (AftersaleStatus.REQUESTED, AftersaleAction.AGREE): AftersaleStatus.REFUNDING,
    # WeChat gave a refund up: staff agree once more, under a new refund number. No dead end.
    (AftersaleStatus.REFUNDING, AftersaleAction.RETRY): AftersaleStatus.REFUNDING,
    (AftersaleStatus.REQUESTED, AftersaleAction.REFUSE): AftersaleStatus.REFUSED,
    (AftersaleStatus.REQUESTED, AftersaleAction.CANCEL): AftersaleStatus.CANCELLED,
    (AftersaleStatus.REFUNDING, AftersaleAction.FINISH): AftersaleStatus.REFUNDED,
}

# One of these an order, at most.
OPEN_STATUSES = (AftersaleStatus.REQUESTED, AftersaleStatus.REFUNDING)
# What the buyer may ask for it.
REFUNDABLE = frozenset({"paid", "shipped"})


def sources(action: AftersaleAction) -> tuple[AftersaleStatus, ...]:
    """The statuses from which `action` is allowed: the WHERE of its conditional UPDATE."""
    return tuple(status for (status, did) in TRANSITIONS if did is action)


def target(action: AftersaleAction) -> AftersaleStatus:
    """Where `action` leads; every action has one target."""
    return next(to for (_, did), to in TRANSITIONS.items() if did is action)
