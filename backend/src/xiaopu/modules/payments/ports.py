"""What payments need from outside: WeChat Pay."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from xiaopu.modules.payments.domain.applyments import ApplymentAnswer, ApplymentForm
from xiaopu.modules.payments.domain.findings import Found
from xiaopu.modules.payments.domain.trades import Account, Notice, PayParams, Prepay, RefundState, Trade

# As the server received them: a doubled header must be seen, not merged.
RawHeaders = Sequence[tuple[bytes, bytes]]


class RefundAsk(msgspec.Struct, frozen=True):
    """A refund to ask for. The same `out_refund_no` is refunded once, however often it is asked."""

    out_trade_no: str
    out_refund_no: str
    amount_fen: int
    total_fen: int
    reason: str
    notify_url: str


class PayGateway(Protocol):
    """WeChat Pay. Every call may raise `GatewayUnavailable` (nothing is known) or `GatewayRefused`."""

    async def prepay(self, account: Account, ask: Prepay) -> str:
        """A prepay id."""
        ...

    async def native(self, account: Account, ask: Prepay) -> str:
        """The text of a code to scan; `ask` names no openid."""
        ...

    def client_params(self, account: Account, appid: str, prepay_id: str) -> PayParams:
        """What `wx.requestPayment` wants, signed. Pure computation."""
        ...

    async def query(self, account: Account, out_trade_no: str) -> Trade:
        """The trade; state `ABSENT` when WeChat knows no such number."""
        ...

    async def close(self, account: Account, out_trade_no: str) -> bool:
        """True when it can no longer be paid; False when WeChat says that it is paid."""
        ...

    async def refund(self, account: Account, ask: RefundAsk) -> RefundState: ...

    async def query_refund(self, account: Account, out_refund_no: str) -> RefundState: ...

    async def read_notice(self, account: Account, headers: RawHeaders, body: bytes) -> Notice:
        """Verify on the raw bytes, decrypt. Refuses `notice_refused`. May fetch a platform certificate."""
        ...


class AccountExaminer(Protocol):
    """Finds what is wrong with an account, all of it at once."""

    def look(self, account: Account, certificate_pem: str | None, now: datetime) -> list[Found]:
        """Faults that can be seen without a network."""
        ...

    async def ask(self, account: Account, appid: str | None, notify_url: str) -> list[Found]:
        """Faults that WeChat's answers betray. Signed calls that move no money; no exception leaves."""
        ...


class ApplymentDesk(Protocol):
    """特约商户进件 at WeChat, in the provider's name. May raise `GatewayUnavailable` or `GatewayRefused`."""

    async def upload(self, provider: Account, filename: str, content: bytes) -> str:
        """A media id for a picture."""
        ...

    async def submit(self, provider: Account, business_code: str, form: ApplymentForm, appid: str) -> str:
        """WeChat's number of the application; personal fields leave sealed under WeChat's key."""
        ...

    async def state(self, provider: Account, business_code: str) -> ApplymentAnswer | None:
        """How it stands; None when WeChat never had it."""
        ...
