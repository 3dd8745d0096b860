"""`PushReader` over WeChat's message push: plain and sealed, JSON and XML."""

import hashlib
import re
from datetime import datetime

from xiaopu.kernel.clock import Clock
from xiaopu.modules.notices.domain import Pushed, PushKeys, Settlement
from xiaopu.modules.notices.errors import PushForAnother, PushNotProven
from xiaopu.modules.notices.ports import Query
from xiaopu.wechat.errors import (
    BadConfiguration,
    DecryptionFailure,
    SignatureFailure,
    UnreadableNotice,
)
from xiaopu.wechat.push import Push, PushCredentials, PushReceiver
from xiaopu.wechat.push_events import OrderSettlement, event_of
from xiaopu.wechat.wire import utc_from_unix

MOST_KEY = 80
_WORD = re.compile(r"[A-Za-z0-9_]{1,60}")
# A moment that a database can hold; anything else in a push is a mistake of WeChat's.
_LAST_SECOND = 4_102_444_800


class WechatPushReader:
    """Stateless: keys are parsed for each push, which costs microseconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def echo(self, keys: PushKeys, query: Query) -> str:
        try:
            return self._receiver(keys).check_url(query)
        except (SignatureFailure, BadConfiguration) as wrong:
            raise PushNotProven(why=type(wrong).__name__) from wrong

    def read(self, keys: PushKeys, query: Query, body: bytes) -> Pushed:
        try:
            push = self._receiver(keys).receive(query, body)
        except DecryptionFailure as wrong:
            raise PushForAnother from wrong
        except (SignatureFailure, UnreadableNotice, BadConfiguration) as wrong:
            raise PushNotProven(why=type(wrong).__name__) from wrong
        return Pushed(
            key=_key(push.dedup_key),
            kind=_word(push.kind),
            event=_word(push.event),
            content=push.content,
            settlement=_settlement(push),
        )

    def _receiver(self, keys: PushKeys) -> PushReceiver:
        credentials = PushCredentials(
            appid=keys.appid, token=keys.token, encoding_aes_key=keys.encoding_aes_key
        )
        return PushReceiver(credentials, clock=self._clock)


def _key(given: str) -> str:
    """As given, or a digest of what is too long or odd for a key."""
    if len(given) <= MOST_KEY and given.isprintable():
        return given
    return f"sha256:{hashlib.sha256(given.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _word(given: str) -> str:
    """WeChat's own word, or nothing for what cannot be one."""
    return given if _WORD.fullmatch(given) else ""


def _settlement(push: Push) -> Settlement | None:
    """What a settlement push says; None for another push, and for one that is malformed: it is kept all
    the same.
    """
    try:
        told = event_of(push)
    except UnreadableNotice:
        return None
    if not isinstance(told, OrderSettlement):
        return None
    return Settlement(
        transaction_id=told.transaction_id,
        settles_at=_moment(told.estimated_settlement_time),
        received_at=_moment(told.confirm_receive_time),
        settled_at=_moment(told.settlement_time),
    )


def _moment(seconds: int | None) -> datetime | None:
    return utc_from_unix(seconds) if seconds is not None and 0 < seconds < _LAST_SECOND else None
