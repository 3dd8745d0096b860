"""Everything of Pay v3 for one merchant number, in one object.

::

    pay = PayClient(credentials, Transport(http, settings.pay_base_url), clock=clock)
    prepay_id = await pay.transactions.prepay_jsapi(JsapiPrepay(...))
    params = pay.request_payment_params(appid, prepay_id)
    notice = await pay.open_notice(request_headers, raw_body)
"""

from __future__ import annotations

from xiaopu.wechat.errors import CallFailed, DecryptionFailure, Refused, SignatureFailure, UnknownSerial
from xiaopu.wechat.pay.applyment import Applyments
from xiaopu.wechat.pay.bills import Bills
from xiaopu.wechat.pay.certificates import CertificateStore
from xiaopu.wechat.pay.channel import PayChannel
from xiaopu.wechat.pay.complaints import Complaints
from xiaopu.wechat.pay.credentials import MerchantCredentials
from xiaopu.wechat.pay.media import PayMedia
from xiaopu.wechat.pay.notices import Notice, verify_notice
from xiaopu.wechat.pay.partner import PartnerTransactions
from xiaopu.wechat.pay.probe import Probe
from xiaopu.wechat.pay.refunds import Refunds
from xiaopu.wechat.pay.signing import (
    Clock,
    NonceSource,
    RequestPaymentParams,
    random_nonce,
    request_payment_params,
)
from xiaopu.wechat.pay.transactions import Transactions
from xiaopu.wechat.pay.verification import Headers, PlatformKeys
from xiaopu.wechat.transport import Transport


class PayClient:
    """One merchant's Pay v3. Cheap to keep, dear to make (keys are parsed).

    Make one per merchant and keep it.
    """

    def __init__(
        self,
        credentials: MerchantCredentials,
        transport: Transport,
        *,
        clock: Clock,
        nonces: NonceSource = random_nonce,
    ) -> None:
        self._channel = PayChannel(credentials, transport, clock=clock, nonces=nonces)
        self.transactions = Transactions(self._channel)
        self.refunds = Refunds(self._channel)
        self.bills = Bills(self._channel)
        self.complaints = Complaints(self._channel)
        self.media = PayMedia(self._channel)
        self.partner = PartnerTransactions(self._channel)
        self.applyments = Applyments(self._channel)
        self.probe = Probe(self._channel)

    @property
    def mchid(self) -> str:
        """The merchant number."""
        return self._channel.mchid

    @property
    def certificates(self) -> CertificateStore:
        """Download of platform certificates; ``keys.certificates()`` has what to store."""
        return self._channel.certificates

    @property
    def keys(self) -> PlatformKeys:
        """WeChat's keys as known now."""
        return self._channel.keys

    def request_payment_params(self, appid: str, prepay_id: str) -> RequestPaymentParams:
        """The argument of ``wx.requestPayment`` for the page of `appid`; ``wire.to_plain`` gives its JSON."""
        return request_payment_params(
            self._channel.private_key,
            appid=appid,
            prepay_id=prepay_id,
            now=self._channel.clock(),
            nonce=self._channel.nonces(),
        )

    def verify_notice(self, headers: Headers, raw_body: bytes) -> Notice:
        """The notice, proven with the keys held now.

        Raises SignatureFailure's kin, DecryptionFailure, UnreadableNotice.

        `headers` are the pairs as received, `raw_body` the untouched bytes. No network.
        """
        channel = self._channel
        return verify_notice(channel.keys, channel.aead_key, headers, raw_body, now=channel.clock())

    async def open_notice(self, headers: Headers, raw_body: bytes) -> Notice:
        """As ``verify_notice``, but fetches platform certificates (at most once in five minutes) for a new
        serial.
        """
        try:
            return self.verify_notice(headers, raw_body)
        except UnknownSerial as unknown:
            if not await self._fetched(unknown):
                raise
        return self.verify_notice(headers, raw_body)

    async def _fetched(self, unknown: UnknownSerial) -> bool:
        try:
            return await self._channel.certificates.refresh_for(unknown)
        except (Refused, CallFailed, SignatureFailure, DecryptionFailure):
            return False
