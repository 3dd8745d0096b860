"""`PushReader` over WeChat's pushes: plain and sealed, JSON and XML, of mini programs and the operator."""

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from xiaopu.kernel.clock import Clock
from xiaopu.modules.platform import events
from xiaopu.modules.platform.domain.pushes import GrantNews, PushKeys, RegistrationNews, Ticket
from xiaopu.modules.platform.errors import PushForAnother, PushNotProven
from xiaopu.modules.platform.ports import OperatorPushed, Pushed, Query
from xiaopu.wechat import push_events as told
from xiaopu.wechat.errors import (
    BadConfiguration,
    DecryptionFailure,
    SignatureFailure,
    UnreadableNotice,
)
from xiaopu.wechat.openplatform.registration import RegistrationPush
from xiaopu.wechat.push import Push, PushCredentials, PushReceiver
from xiaopu.wechat.wire import utc_from_unix

MOST_KEY = 80
_WORD = re.compile(r"[A-Za-z0-9_]{1,60}")
_APPID = re.compile(r"wx[0-9A-Za-z_-]{4,62}")
# A moment that a database can hold; anything else in a push is a mistake of WeChat's.
_LAST_SECOND = 4_102_444_800
_GRANTED = 3  # what name and category audits call granted; 2 is refused
_INTERFACE_GRANTED = 3


class WechatPushReader:
    """Stateless: keys are parsed for each push, which costs microseconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def echo(self, keys: PushKeys, query: Query) -> str:
        try:
            return self._receiver(keys).check_url(query)
        except (SignatureFailure, BadConfiguration) as wrong:
            raise PushNotProven(why=type(wrong).__name__) from wrong

    def read(self, keys: PushKeys, query: Query, body: bytes, *, about: str) -> Pushed:
        push = self._opened(keys, query, body)
        event = _event(push)
        return Pushed(
            key=_key(push.dedup_key),
            kind=_word(push.kind),
            event=_word(push.event),
            content=push.content,
            receiver=_text(push.content.get("ToUserName")),
            news=() if event is None else tuple(_news(event, about)),
        )

    def read_operator(self, keys: PushKeys, query: Query, body: bytes) -> OperatorPushed:
        push = self._opened(keys, query, body)
        event = _event(push)
        key, word = _key(push.dedup_key), _word(push.event)
        if isinstance(event, told.TicketPushed):
            ticket = Ticket(event.ticket, event.create_time or 0)
            return OperatorPushed(key, word, push.content, ticket=ticket)
        if isinstance(event, told.Authorized | told.Unauthorized) and _APPID.fullmatch(event.appid):
            grant = GrantNews(event.appid, isinstance(event, told.Authorized))
            return OperatorPushed(key, word, push.content, grant=grant)
        if isinstance(event, RegistrationPush):
            return OperatorPushed(key, word, push.content, registration=_registration(event))
        news = () if event is None else tuple(_operator_news(event))
        return OperatorPushed(key, word, push.content, news=news)

    def _opened(self, keys: PushKeys, query: Query, body: bytes) -> Push:
        try:
            return self._receiver(keys).receive(query, body)
        except DecryptionFailure as wrong:
            raise PushForAnother from wrong
        except (SignatureFailure, UnreadableNotice, BadConfiguration) as wrong:
            raise PushNotProven(why=type(wrong).__name__) from wrong

    def _receiver(self, keys: PushKeys) -> PushReceiver:
        credentials = PushCredentials(
            appid=keys.appid, token=keys.token, encoding_aes_key=keys.encoding_aes_key
        )
        return PushReceiver(credentials, clock=self._clock)


def _event(push: Push) -> Any:
    """The typed event; None for an unknown kind, and for a malformed one: it is kept all the same."""
    try:
        return told.event_of(push)
    except UnreadableNotice:
        return None


def _key(given: str) -> str:
    """As given, or a digest of what is too long or odd for a key."""
    if len(given) <= MOST_KEY and given.isprintable():
        return given
    return f"sha256:{hashlib.sha256(given.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _word(given: str) -> str:
    """WeChat's own word, or nothing for what cannot be one."""
    return given if _WORD.fullmatch(given) else ""


def _text(given: object) -> str:
    return given[:64] if isinstance(given, str) else ""


def _news(event: Any, appid: str) -> Iterator[events.News]:
    """What an event of a mini program means for its shop."""
    reading = _READINGS.get(type(event))
    if reading is not None:
        yield reading(event, appid)


def _operator_news(event: Any) -> Iterator[tuple[str, events.News]]:
    """By mini program, what an event at the operator's address means for its shop."""
    if isinstance(event, told.FilingResult):
        appid = event.authorizer_appid
        yield appid, events.FilingMoved(appid, event.beian_status)
    elif isinstance(event, told.VerificationMoved) and event.appid:
        yield event.appid, _verification(event, event.appid)
    elif isinstance(event, told.ProcedureMoved) and event.appid:
        procedure = events.ProcedureMoved(event.appid, event.procedure_id, event.procedure_status)
        yield event.appid, procedure
    elif isinstance(event, told.OrderPathAudited):
        for one in event.list:
            yield one.appid, events.OrderPathAudited(one.appid, one.status, one.reason or "")


def _settlement(event: told.OrderSettlement, _appid: str) -> events.News:
    return events.SettlementMoved(
        transaction_id=event.transaction_id,
        settles_at=_moment(event.estimated_settlement_time),
        received_at=_moment(event.confirm_receive_time),
        settled_at=_moment(event.settlement_time),
    )


def _passed(event: told.AuditPassed, appid: str) -> events.News:
    return events.WeappAuditMoved(appid, "passed", _moment(event.at))


def _rejected(event: told.AuditRejected, appid: str) -> events.News:
    shots = tuple(shot for shot in (event.screenshot or "").split("|") if shot)
    return events.WeappAuditMoved(appid, "rejected", _moment(event.at), event.reason or "", shots)


def _delayed(event: told.AuditDelayed, appid: str) -> events.News:
    return events.WeappAuditMoved(appid, "delayed", _moment(event.at), event.reason or "")


def _name(event: told.NameAudited, appid: str) -> events.News:
    granted = event.ret == _GRANTED
    return events.NameAudited(appid, granted, event.nickname or "", event.reason or "")


def _category(event: told.CategoryAudited, appid: str) -> events.News:
    granted = event.ret == _GRANTED
    return events.CategoryAudited(appid, granted, event.first, event.second, event.reason or "")


def _interface(event: told.InterfaceAudited, appid: str) -> events.News:
    result = event.result_info
    granted = result.status == _INTERFACE_GRANTED
    return events.InterfaceAudited(appid, result.api_name, granted, result.reason or "")


def _verification(event: told.VerificationMoved, appid: str) -> events.News:
    return events.VerificationMoved(
        appid, event.taskid, event.task_status, event.apply_status, event.message or ""
    )


_READINGS: dict[type, Callable[[Any, str], events.News]] = {
    told.OrderSettlement: _settlement,
    told.AuditPassed: _passed,
    told.AuditRejected: _rejected,
    told.AuditDelayed: _delayed,
    told.NameAudited: _name,
    told.CategoryAudited: _category,
    told.InterfaceAudited: _interface,
}


def _registration(event: RegistrationPush) -> RegistrationNews:
    info = event.info
    return RegistrationNews(
        status=event.status,
        appid=event.appid or None,
        auth_code=event.auth_code or None,
        name=info.name or "" if info is not None else "",
        code=info.code or "" if info is not None else "",
        legal_persona_wechat=info.legal_persona_wechat or "" if info is not None else "",
        legal_persona_name=info.legal_persona_name or "" if info is not None else "",
    )


def _moment(seconds: int | None) -> datetime | None:
    return utc_from_unix(seconds) if seconds is not None and 0 < seconds < _LAST_SECOND else None
