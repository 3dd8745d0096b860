"""One signed question that moves no money, and what its raw answer betrays: whether WeChat knows us, whose
key it signs with, and what time it has.

A refusal is not promised to be signed; where it carries a signature all the same, that is proof enough for or
against our key. Source: pay.weixin.qq.com merchant/4012791859 (the question), merchant/4013053420 (the key).
"""

from __future__ import annotations

from datetime import timedelta
from email.utils import parsedate_to_datetime

import msgspec

from xiaopu.wechat.errors import (
    SignatureFailure,
    SignatureHeaderInvalid,
    SignatureMismatch,
    SignatureProbe,
    UnknownSerial,
)
from xiaopu.wechat.pay.channel import PayChannel
from xiaopu.wechat.pay.transactions import BY_NUMBER
from xiaopu.wechat.pay.verification import check_signature, signature_headers
from xiaopu.wechat.transport import RawAnswer
from xiaopu.wechat.wire import Answer, NotReadable, from_json

# A number that nobody pays: signed, harmless, answered with ORDER_NOT_EXIST.
NUMBER = "xiaopu_check_0000"


class Betrayed(msgspec.Struct, frozen=True, kw_only=True):
    """What the answer shows. ``code`` is WeChat's, empty when it has none; ``behind`` is how far our clock
    is from WeChat's ``Date`` (None without one); ``key_fault`` is UnknownSerial or SignatureMismatch.
    """

    status: int
    code: str
    message: str
    behind: timedelta | None
    key_fault: SignatureFailure | None
    answered_under: str


class _Said(Answer, frozen=True, kw_only=True):
    code: str = ""
    message: str = ""


class Probe:
    """Asks as one merchant; the channel is the merchant's or the provider's."""

    def __init__(self, channel: PayChannel) -> None:
        self._channel = channel

    async def ask(self) -> Betrayed:
        """One exchange, whatever the status; raises CallFailed and its kin only."""
        raw = await self._channel.raw(
            BY_NUMBER, path={"out_trade_no": NUMBER}, query={"mchid": self._channel.mchid}
        )
        try:
            said = from_json(raw.body, _Said)
        except NotReadable:
            said = _Said()
        return Betrayed(
            status=raw.status,
            code=said.code,
            message=said.message,
            behind=self._behind(raw),
            key_fault=self._key_fault(raw),
            answered_under=raw.header("wechatpay-serial"),
        )

    def _behind(self, raw: RawAnswer) -> timedelta | None:
        try:
            return self._channel.clock() - parsedate_to_datetime(raw.header("date"))
        except (TypeError, ValueError):
            return None

    def _key_fault(self, raw: RawAnswer) -> SignatureFailure | None:
        try:
            given = signature_headers(raw.headers)
            check_signature(self._channel.keys.find(given.serial, self._channel.clock()), given, raw.body)
        except (UnknownSerial, SignatureMismatch) as fault:
            return fault
        except (SignatureHeaderInvalid, SignatureProbe):
            return None
        return None
