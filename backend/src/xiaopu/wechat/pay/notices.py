"""Notices from WeChat Pay: verify first, decrypt then, read last.

A notice may come many times, late, and in any order, and carries nothing that ties it to a log-in: the
receiver drops repeats by ``Notice.id``, compares mchid, appid and amount with its own books, and answers
within five seconds. Source: pay.weixin.qq.com merchant/4012791861 (payment), 4012791865 (refund), complaint
and transfer notice pages.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TypeVar

import msgspec

from xiaopu.wechat.errors import UnreadableNotice
from xiaopu.wechat.pay.encryption import AEAD_ALGORITHM, aead_open
from xiaopu.wechat.pay.refunds import RefundStatus
from xiaopu.wechat.pay.transactions import Transaction
from xiaopu.wechat.pay.verification import Headers, PlatformKeys, verify
from xiaopu.wechat.wire import Answer, Fen, Moment, NotReadable, from_json

T = TypeVar("T")

NOTICE_LIMIT = 256 * 1024


class NoticeKind(StrEnum):
    """``event_type`` of the notices that a mall meets.

    Others may come and are to be answered 200 and left alone.
    """

    PAID = "TRANSACTION.SUCCESS"
    REFUND_DONE = "REFUND.SUCCESS"
    REFUND_ABNORMAL = "REFUND.ABNORMAL"
    REFUND_CLOSED = "REFUND.CLOSED"
    COMPLAINT = "COMPLAINT.STATE_CHANGE"
    TRANSFER = "MCHTRANSFER.BILL.FINISHED"
    PROFIT_SHARED = "PROFITSHARING.SUCCESS"
    PROFIT_RETURNED = "PROFITSHARING.RETURN"


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One verified and opened notice. ``id`` is the same in every repeat. ``plain`` is the decrypted JSON."""

    id: str
    create_time: datetime
    event_type: str
    original_type: str
    summary: str
    plain: bytes

    def transaction(self) -> Transaction:
        """The payment of a TRANSACTION.SUCCESS; raises UnreadableNotice."""
        return self._as(Transaction, "TRANSACTION.")

    def refund(self) -> RefundNotice:
        """The refund of a REFUND.*; raises UnreadableNotice."""
        return self._as(RefundNotice, "REFUND.")

    def complaint(self) -> ComplaintNotice:
        """Which complaint moved and how; raises UnreadableNotice."""
        return self._as(ComplaintNotice, "COMPLAINT.")

    def transfer(self) -> TransferNotice:
        """The end of a transfer to a person; raises UnreadableNotice."""
        return self._as(TransferNotice, "MCHTRANSFER.")

    def _as(self, kind: type[T], family: str) -> T:
        if not self.event_type.startswith(family):
            raise UnreadableNotice(f"notice of another kind than {family}*")
        try:
            return from_json(self.plain, kind)
        except NotReadable as wrong:
            raise UnreadableNotice(f"decrypted part: {wrong}") from None

    def __repr__(self) -> str:
        return f"Notice(id={self.id!r}, event_type={self.event_type!r}, …)"


class RefundNoticeAmount(Answer, frozen=True, kw_only=True):
    """Fen; ``payer_*`` is what the person really paid and gets back, after coupons."""

    total: Fen
    refund: Fen
    payer_total: Fen
    payer_refund: Fen


class RefundNotice(Answer, frozen=True, kw_only=True):
    """Decrypted content of REFUND.*.

    Service providers get ``sp_mchid`` and ``sub_mchid`` in place of ``mchid``.
    """

    out_trade_no: str
    transaction_id: str
    out_refund_no: str
    refund_id: str
    refund_status: RefundStatus
    amount: RefundNoticeAmount
    mchid: str | None = None
    sp_mchid: str | None = None
    sub_mchid: str | None = None
    success_time: Moment | None = None
    user_received_account: str | None = None


class ComplaintNotice(Answer, frozen=True, kw_only=True):
    """Decrypted content of COMPLAINT.*; read the complaint itself for its state."""

    complaint_id: str
    action_type: str


class TransferNotice(Answer, frozen=True, kw_only=True):
    """Decrypted content of MCHTRANSFER.BILL.FINISHED."""

    out_bill_no: str
    transfer_bill_no: str
    state: str
    mch_id: str
    transfer_amount: Fen
    openid: str | None = None
    fail_reason: str | None = None
    create_time: Moment | None = None
    update_time: Moment | None = None


class _Resource(Answer, frozen=True, kw_only=True):
    original_type: str
    algorithm: str
    ciphertext: str
    nonce: str
    associated_data: str = ""


class _Envelope(Answer, frozen=True, kw_only=True):
    id: str
    create_time: Moment
    resource_type: str
    event_type: str
    resource: _Resource
    summary: str = ""


def verify_notice(
    keys: PlatformKeys, apiv3_key: bytes, headers: Headers, raw_body: bytes, *, now: datetime
) -> Notice:
    """The notice in `raw_body`, or an exception: SignatureFailure's kin, DecryptionFailure, UnreadableNotice.

    `headers` are the pairs as received. Nothing of the body is looked at before the signature holds.
    """
    if len(raw_body) > NOTICE_LIMIT:
        raise UnreadableNotice("larger than a notice can be")
    verify(keys, headers, raw_body, now=now)
    try:
        envelope = from_json(raw_body, _Envelope)
    except NotReadable as wrong:
        raise UnreadableNotice(str(wrong)) from None
    resource = envelope.resource
    if envelope.resource_type != "encrypt-resource" or resource.algorithm != AEAD_ALGORITHM:
        raise UnreadableNotice("resource type or algorithm is not the documented one")
    plain = aead_open(
        apiv3_key,
        nonce=resource.nonce,
        associated_data=resource.associated_data,
        ciphertext=resource.ciphertext,
    )
    return Notice(
        id=envelope.id,
        create_time=envelope.create_time,
        event_type=envelope.event_type,
        original_type=resource.original_type,
        summary=envelope.summary,
        plain=plain,
    )
