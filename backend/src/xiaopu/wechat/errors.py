"""Every exception that a WeChat client raises.

::

    WeChatError
    ├── BadConfiguration           a key, secret or address is empty or malformed; raised before sending
    ├── CallFailed                 there is no answer to rely on
    │   ├── ConnectFailed          nothing was sent: safe to try again
    │   ├── AnswerTimeout          sent, no answer in time: the outcome is unknown
    │   ├── ConnectionLost         the connection broke on the way: the outcome is unknown
    │   └── UnreadableAnswer       an answer came that is not what the interface promises
    ├── SignatureFailure           what came is not proven to be WeChat's
    │   ├── SignatureHeaderInvalid a signature header is missing, blank, doubled or malformed
    │   ├── SignatureProbe         WeChat's own probe (SIGNTEST): refuse it, WeChat sends the true one again
    │   ├── SignatureStale         more than five minutes from our clock
    │   ├── UnknownSerial          no such platform certificate or public key here
    │   └── SignatureMismatch      the signature does not fit the bytes
    ├── DecryptionFailure          right signature or none, but the cipher text does not open
    ├── UnreadableNotice           verified, but not a notice or push that the documents describe
    └── Refused                    WeChat understood and said no: code, cause and mend are in it
        ├── SystemBusy             heals by itself: the same request again, with the same parameters
        ├── FrequencyLimited       too fast or a quota used up: ``retry_after_s`` says when to come back
        └── TokenRefused           the access token is no longer good (the channel renews it once by itself)

``str()`` of an exception never holds a secret, a token, an openid or a body: it is put together from our
own words, the code and WeChat's request number. WeChat's own sentence is in ``Refused.message``, with long
runs of letters and digits blotted out.
"""

from __future__ import annotations

import re

from xiaopu.wechat.advice import Advice, AdviceKind, advice_for, same_code

_LONG_RUN = re.compile(r"[A-Za-z0-9_\-+/=]{18,}")
_DIGITS = re.compile(r"\d{7,}")
_MESSAGE_LIMIT = 240


class WeChatError(Exception):
    """Root of the tree: catch this where any trouble with WeChat is the same to you."""


class BadConfiguration(WeChatError):
    """A key, secret, number or address that cannot be right; ``what`` names the setting, never its value."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(f"{what}: {reason}")
        self.what = what
        self.reason = reason


class CallFailed(WeChatError):
    """No usable answer. ``safe_to_retry`` is true when a second call cannot do the thing twice."""

    def __init__(self, endpoint: str, reason: str, *, safe_to_retry: bool) -> None:
        super().__init__(f"{endpoint}: {reason}")
        self.endpoint = endpoint
        self.reason = reason
        self.safe_to_retry = safe_to_retry


class ConnectFailed(CallFailed):
    """No connection, so nothing was sent."""

    def __init__(self, endpoint: str, reason: str) -> None:
        super().__init__(endpoint, reason, safe_to_retry=True)


class AnswerTimeout(CallFailed):
    """The request went out and no whole answer came in time; ask (query) before you act again."""


class ConnectionLost(CallFailed):
    """The connection broke after the request had begun; ask (query) before you act again."""


class UnreadableAnswer(CallFailed):
    """An answer that the interface does not promise.

    HTML from a gateway, broken JSON, a field of the wrong kind.
    """

    def __init__(self, endpoint: str, reason: str, *, status: int, safe_to_retry: bool) -> None:
        super().__init__(endpoint, f"HTTP {status}, {reason}", safe_to_retry=safe_to_retry)
        self.status = status


class SignatureFailure(WeChatError):
    """What came is not proven to be WeChat's: do nothing with it, answer 4xx."""


class SignatureHeaderInvalid(SignatureFailure):
    """``header`` is missing, blank, doubled or malformed (``reason``)."""

    def __init__(self, header: str, reason: str) -> None:
        super().__init__(f"{header} {reason}")
        self.header = header
        self.reason = reason


class SignatureProbe(SignatureFailure):
    """WeChat's probe of our verification.

    Its signature begins with WECHATPAY/SIGNTEST/ and must be refused.
    """

    def __init__(self) -> None:
        super().__init__("signature probe (SIGNTEST), refused as documented")


class SignatureStale(SignatureFailure):
    """The time stamp lies ``skew_s`` seconds from our clock, more than the window of 300."""

    def __init__(self, skew_s: int) -> None:
        super().__init__(f"time stamp is {skew_s} s away from our clock")
        self.skew_s = skew_s


class UnknownSerial(SignatureFailure):
    """Signed with a key that is not here; ``is_public_key`` tells whether it names a WeChat Pay public key.

    A platform certificate can be fetched (``PayClient.open_notice`` does), a public key only from the
    merchant platform.
    """

    def __init__(self, serial: str) -> None:
        super().__init__("signed under a serial number that is not known here")
        self.serial = serial
        self.is_public_key = serial.startswith("PUB_KEY_ID_")


class SignatureMismatch(SignatureFailure):
    """The signature does not belong to these bytes."""

    def __init__(self, reason: str = "signature does not match") -> None:
        super().__init__(reason)


class DecryptionFailure(WeChatError):
    """A cipher text that our key does not open: wrong key, or changed on the way."""


class UnreadableNotice(WeChatError):
    """Verified, yet not of the documented form."""


class Refused(WeChatError):
    """WeChat's refusal of one call.

    ``code`` is WeChat's code as sent (a word for Pay, a number as text elsewhere); compare with ``means``,
    since Pay writes some codes with and without underscores. ``request_id`` (Pay) and ``rid`` (elsewhere)
    are what WeChat's support asks for; a rid can be looked up for seven days. ``message`` is WeChat's
    sentence, blotted. ``hints`` names the fields at fault of a filing, each with its own code.
    """

    hints: tuple[tuple[str, str], ...] = ()

    def __init__(
        self,
        endpoint: str,
        code: str,
        message: str = "",
        *,
        http_status: int = 200,
        request_id: str = "",
        rid: str = "",
        retry_after_s: int | None = None,
        service: str = "api",
    ) -> None:
        advice = advice_for(service, code)
        number = f" rid {rid}" if rid else (f" request {request_id}" if request_id else "")
        super().__init__(
            f"{endpoint}: {code} (HTTP {http_status}){number}: {advice.cause_zh} / {advice.cause_en}"
        )
        self.endpoint = endpoint
        self.code = code
        self.message = blot(message)
        self.http_status = http_status
        self.request_id = request_id
        self.rid = rid
        self.advice: Advice = advice
        self.retry_after_s = advice.retry_after_s if retry_after_s is None else retry_after_s

    def means(self, *codes: str) -> bool:
        """Whether this is one of `codes`: ORDER_PAID and ORDERPAID are the same code."""
        return any(same_code(self.code, code) for code in codes)


class SystemBusy(Refused):
    """WeChat's fault of the moment; the client has already tried again with pauses before raising this."""


class FrequencyLimited(Refused):
    """Too many calls: wait ``retry_after_s`` seconds (None: until the limit is raised or the day is over)."""


class TokenRefused(Refused):
    """The access token was refused, and so was the renewed one."""


_KINDS: dict[AdviceKind, type[Refused]] = {
    AdviceKind.BUSY: SystemBusy,
    AdviceKind.FREQUENCY: FrequencyLimited,
    AdviceKind.TOKEN: TokenRefused,
    AdviceKind.PLAIN: Refused,
}


def refusal(
    endpoint: str,
    code: str,
    message: str = "",
    *,
    http_status: int = 200,
    request_id: str = "",
    rid: str = "",
    retry_after_s: int | None = None,
    service: str = "api",
) -> Refused:
    """The exception that fits the code; HTTP 429 is a frequency limit whatever the code says."""
    kind = AdviceKind.FREQUENCY if http_status == 429 else advice_for(service, code).kind
    return _KINDS[kind](
        endpoint,
        code,
        message,
        http_status=http_status,
        request_id=request_id,
        rid=rid,
        retry_after_s=retry_after_s,
        service=service,
    )


def blot(text: str) -> str:
    """`text` with every run that could be a token, an openid, a key or a phone number replaced, cut to 240
    letters.
    """
    return _DIGITS.sub("***", _LONG_RUN.sub("***", text))[:_MESSAGE_LIMIT]
