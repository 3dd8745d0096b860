"""特约商户进件: the life of one application for a merchant number. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec


class ApplymentStatus(StrEnum):
    SENDING = "sending"  # we wrote it down; WeChat may or may not have it
    EDITING = "editing"
    AUDITING = "auditing"
    REJECTED = "rejected"
    TO_CONFIRM = "to_confirm"  # 待账户验证
    TO_SIGN = "to_sign"
    SIGNING = "signing"  # WeChat is opening the rights
    FINISHED = "finished"
    CANCELED = "canceled"


STATUS_OF = {
    "APPLYMENT_STATE_EDITTING": ApplymentStatus.EDITING,
    "APPLYMENT_STATE_AUDITING": ApplymentStatus.AUDITING,
    "APPLYMENT_STATE_REJECTED": ApplymentStatus.REJECTED,
    "APPLYMENT_STATE_TO_BE_CONFIRMED": ApplymentStatus.TO_CONFIRM,
    "APPLYMENT_STATE_TO_BE_SIGNED": ApplymentStatus.TO_SIGN,
    "APPLYMENT_STATE_SIGNING": ApplymentStatus.SIGNING,
    "APPLYMENT_STATE_FINISHED": ApplymentStatus.FINISHED,
    "APPLYMENT_STATE_CANCELED": ApplymentStatus.CANCELED,
}
# WeChat takes a form under the same number again only in these.
MENDABLE = (ApplymentStatus.SENDING, ApplymentStatus.EDITING, ApplymentStatus.REJECTED)
OVER = (ApplymentStatus.FINISHED, ApplymentStatus.CANCELED)


class FieldFault(msgspec.Struct, frozen=True):
    """One field that WeChat's reviewers sent back."""

    field: str
    name: str
    reason: str


class ApplymentAnswer(msgspec.Struct, frozen=True):
    """How an application stands at WeChat."""

    status: ApplymentStatus
    applyment_id: str | None = None
    sub_mchid: str | None = None
    sign_url: str | None = None
    faults: tuple[FieldFault, ...] = ()


def next_poll(since: datetime, now: datetime) -> datetime:
    """When to ask again about an application that moved at `since`: minutes at first, an hour after a day."""
    age = now - since
    if age < timedelta(hours=1):
        return now + timedelta(minutes=1)
    return now + (timedelta(minutes=10) if age < timedelta(days=1) else timedelta(hours=1))
