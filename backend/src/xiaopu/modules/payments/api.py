"""What neighbours may ask of payments."""

from litestar.di import NamedDependency
from litestar.params import SkipValidation

from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.trades import Payable, RefundReason
from xiaopu.modules.payments.flows.check_account import AccountChecker
from xiaopu.modules.payments.flows.pay import PaymentFlows, PayTicket, Wanted
from xiaopu.modules.payments.flows.prove_account import Proving
from xiaopu.modules.payments.queries import payment_state, payments_of, refunds_of
from xiaopu.modules.payments.schemas import AccountReport, PaymentRow, PaymentState, ProofView, RefundView
from xiaopu.modules.payments.usecases.open_payment import Attempt, OpenPayment, open_payment
from xiaopu.modules.payments.usecases.prove_account import ProofPayer
from xiaopu.modules.payments.usecases.request_refund import RequestRefund, request_refund

ThePayments = NamedDependency[SkipValidation[PaymentFlows]]
TheProving = NamedDependency[SkipValidation[Proving]]


def has_account(read: ReadScope) -> bool:
    """Whether the shop can take money by WeChat Pay at all."""
    return read.row(repository.ACCOUNT) is not None


__all__ = [
    "AccountChecker",
    "AccountReport",
    "Attempt",
    "OpenPayment",
    "PayTicket",
    "Payable",
    "PaymentFlows",
    "PaymentRow",
    "PaymentState",
    "ProofPayer",
    "ProofView",
    "Proving",
    "RefundReason",
    "RefundView",
    "RequestRefund",
    "ThePayments",
    "TheProving",
    "Wanted",
    "has_account",
    "open_payment",
    "payment_state",
    "payments_of",
    "refunds_of",
    "request_refund",
]
