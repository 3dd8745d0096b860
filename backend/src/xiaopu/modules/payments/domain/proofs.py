"""Proving an account by one fen: from a code on the screen to the money given back. Pure."""

from datetime import timedelta
from enum import StrEnum

PROOF_FEN = 1
PROOF_LIFE = timedelta(minutes=10)
# How long WeChat's notice may be later than our own query before we say that it is missing.
NOTICE_PATIENCE = timedelta(seconds=60)
SUBJECT = "支付配置验证，付款后自动退回"


class ProofKind(StrEnum):
    """How the fen is paid; also the payments' payable kind."""

    NATIVE = "launch_test"
    JSAPI = "launch_test_jsapi"


class ProofStatus(StrEnum):
    WAITING = "waiting"
    PAID = "paid"
    REFUNDED = "refunded"
    EXPIRED = "expired"
    FAILED = "failed"  # WeChat refused to open the order; `last_error` has its code


class ProofAction(StrEnum):
    PAY = "pay"
    REFUND = "refund"
    EXPIRE = "expire"
    FAIL = "fail"


PROOF_TRANSITIONS: dict[tuple[ProofStatus, ProofAction], ProofStatus] = {
    (ProofStatus.WAITING, ProofAction.PAY): ProofStatus.PAID,
    # Money that came after we gave up proves as much, and goes back all the same.
    (ProofStatus.EXPIRED, ProofAction.PAY): ProofStatus.PAID,
    (ProofStatus.FAILED, ProofAction.PAY): ProofStatus.PAID,
    (ProofStatus.PAID, ProofAction.REFUND): ProofStatus.REFUNDED,
    (ProofStatus.WAITING, ProofAction.EXPIRE): ProofStatus.EXPIRED,
    (ProofStatus.WAITING, ProofAction.FAIL): ProofStatus.FAILED,
}


def proof_sources(action: ProofAction) -> tuple[ProofStatus, ...]:
    """The statuses from which `action` is allowed: the WHERE of its conditional UPDATE."""
    return tuple(status for (status, did) in PROOF_TRANSITIONS if did is action)
