"""特约商户进件: the life of one application for a merchant number. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

import msgspec

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
MediaId = Annotated[str, msgspec.Meta(min_length=8, max_length=256)]
Day = Annotated[str, msgspec.Meta(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|长期)$")]


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


class ApplymentForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a merchant hands in: subject, legal person, contact, bank account. Pictures are media ids of
    WeChat's. The legal person is the super administrator. Source: partner/4012719997.
    """

    subject_type: Literal["individual", "enterprise"]
    license_copy: MediaId
    license_number: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Z]{15,18}$")]
    merchant_name: Words
    legal_person: Words
    id_card_copy: MediaId
    id_card_national: MediaId
    id_card_name: Words
    id_card_number: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{17}[0-9X]$")]
    id_card_address: Words | None = None
    card_period_begin: Day
    card_period_end: Day
    mobile_phone: Annotated[str, msgspec.Meta(pattern=r"^1[0-9]{10}$")]
    contact_email: Annotated[str, msgspec.Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=128)]
    merchant_shortname: Annotated[str, msgspec.Meta(min_length=1, max_length=21)]
    service_phone: Annotated[str, msgspec.Meta(pattern=r"^[0-9+\- ]{5,20}$")]
    settlement_id: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,6}$")]
    qualification_type: Words
    account_type: Literal["corporate", "personal"]
    account_name: Words
    account_bank: Words
    bank_address_code: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}$")]
    bank_name: Words | None = None
    account_number: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6,32}$")]

    def __repr__(self) -> str:
        return f"ApplymentForm({self.subject_type})"
