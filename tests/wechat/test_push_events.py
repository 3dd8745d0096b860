"""Every push that the clients know, typed, from JSON and from XML."""

import json
from typing import Any

import pytest

from tests.wechat.clock import TestClock
from tests.wechat.test_push import APPID, KEY, TOKEN, safe
from xiaopu.wechat.errors import UnreadableNotice
from xiaopu.wechat.miniprogram.security import Suggestion
from xiaopu.wechat.openplatform.registration import RegistrationPush
from xiaopu.wechat.push import Push, PushCredentials, PushReceiver
from xiaopu.wechat.push_events import (
    EVENTS,
    AuditDelayed,
    AuditPassed,
    AuditRejected,
    Authorized,
    CategoryAudited,
    FilingResult,
    InterfaceAudited,
    InterfaceResult,
    MediaChecked,
    NameAudited,
    OrderPathAudited,
    OrderPathResult,
    OrderSettlement,
    ProcedureMoved,
    ShippingAccessReminder,
    ShippingReminder,
    SubscribeChange,
    SubscribePopup,
    SubscribeSent,
    TicketPushed,
    TradeControlled,
    Unauthorized,
    VerificationMoved,
    event_of,
)

ENVELOPE = {"ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": 1772424306, "MsgType": "event"}
POPUP = {"TemplateId": "T1", "SubscribeStatusString": "accept", "PopupScene": "2"}
SENT = {"TemplateId": "T1", "MsgID": "123", "ErrorCode": "0", "ErrorStatus": "success"}

EventCase = tuple[str, dict[str, Any], type, dict[str, Any]]

CASES: list[EventCase] = [
    ("trade_manage_remind_access_api", {"msg": "请接入"}, ShippingAccessReminder, {"msg": "请接入"}),
    (
        "trade_manage_remind_shipping",
        {"transaction_id": "4200001", "merchant_trade_no": "A1", "pay_time": 1772424306},
        ShippingReminder,
        {"merchant_trade_no": "A1", "pay_time": 1772424306, "from_user": "o1"},
    ),
    (
        "trade_manage_order_settlement",
        {"transaction_id": "4200001", "shipped_time": 5, "confirm_receive_method": 1, "settlement_time": 9},
        OrderSettlement,
        {"shipped_time": 5, "confirm_receive_method": 1, "settlement_time": 9},
    ),
    ("wxa_trade_controlled", {"msg": "受限"}, TradeControlled, {"msg": "受限"}),
    ("weapp_audit_success", {"SuccTime": 7}, AuditPassed, {"at": 7}),
    (
        "weapp_audit_fail",
        {"FailTime": 7, "Reason": "类目<br>"},
        AuditRejected,
        {"at": 7, "reason": "类目<br>"},
    ),
    ("weapp_audit_delay", {"DelayTime": 7}, AuditDelayed, {"at": 7}),
    ("wxa_nickname_audit", {"ret": 3, "nickname": "店"}, NameAudited, {"ret": 3, "nickname": "店"}),
    ("wxa_category_audit", {"ret": 2, "first": 1, "second": 2}, CategoryAudited, {"ret": 2, "second": 2}),
    ("component_verify_ticket", {"ComponentVerifyTicket": "t@@@"}, TicketPushed, {"ticket": "t@@@"}),
    (
        "authorized",
        {"AuthorizerAppid": "wx1", "AuthorizationCode": "c"},
        Authorized,
        {"appid": "wx1", "code": "c"},
    ),
    ("updateauthorized", {"AuthorizerAppid": "wx1"}, Authorized, {"appid": "wx1"}),
    ("unauthorized", {"AuthorizerAppid": "wx1"}, Unauthorized, {"appid": "wx1"}),
    (
        "notify_third_fasteregister",
        {"status": 0, "appid": "wx1"},
        RegistrationPush,
        {"status": 0, "appid": "wx1"},
    ),
    (
        "notify_apply_icpfiling_result",
        {"authorizer_appid": "wx1", "beian_status": 6},
        FilingResult,
        {"beian_status": 6},
    ),
    (
        "notify_3rd_wxa_auth",
        {"taskid": "V1", "task_status": 12, "apply_status": 4},
        VerificationMoved,
        {"task_status": 12, "apply_status": 4},
    ),
    (
        "notify_3rd_wxa_auth_and_icp",
        {"appid": "wx1", "procedure_id": "P1", "procedure_status": 24},
        ProcedureMoved,
        {"procedure_id": "P1", "procedure_status": 24},
    ),
    (
        "order_path_audit_result_notify",
        {"list": [{"appid": "wx1", "audit_id": 5, "status": 2, "reason": "缺图"}]},
        OrderPathAudited,
        {"list": (OrderPathResult(appid="wx1", audit_id=5, status=2, reason="缺图"),)},
    ),
    (
        "wxa_privacy_apply",
        {"result_info": {"api_name": "getLocation", "status": "3", "audit_id": "7"}},
        InterfaceAudited,
        {"result_info": InterfaceResult(api_name="getLocation", status=3, audit_id=7)},
    ),
]


@pytest.fixture
def receiver(clock: TestClock) -> PushReceiver:
    return PushReceiver(PushCredentials(appid=APPID, token=TOKEN, encoding_aes_key=KEY), clock=clock)


def xml_of(content: dict[str, Any]) -> str:
    return "<xml>" + "".join(element(name, value) for name, value in content.items()) + "</xml>"


def element(name: str, value: Any) -> str:
    """Lists as repeated elements, dicts as nested ones, everything else as text."""
    if isinstance(value, list):
        return "".join(element(name, item) for item in value)
    inner = value if isinstance(value, dict) else None
    text = "".join(element(*pair) for pair in inner.items()) if inner else f"<![CDATA[{value}]]>"
    return f"<{name}>{text}</{name}>"


def push_of(event: str, content: dict[str, Any]) -> Push:
    return Push(kind="event", event=event, content={**ENVELOPE, **content}, is_xml=False, dedup_key="x")


class TestEveryEvent:
    @pytest.mark.parametrize("xml", [False, True])
    @pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
    def test_is_typed(self, receiver: PushReceiver, clock: TestClock, case: EventCase, *, xml: bool) -> None:
        event, content, kind, fields = case
        name = "Event" if event.startswith(("trade", "wxa", "weapp")) else "InfoType"
        whole = {**ENVELOPE, name: event, **content}
        push = receiver.receive(*safe(clock, xml_of(whole) if xml else json.dumps(whole), xml=xml))
        typed = event_of(push)
        assert type(typed) is kind
        assert {field: getattr(typed, field) for field in fields} == fields

    def test_every_listed_event_has_a_case(self) -> None:
        told = {
            "wxa_media_check",
            "subscribe_msg_popup_event",
            "subscribe_msg_change_event",
            "subscribe_msg_sent_event",
        }
        assert {case[0] for case in CASES} | told == set(EVENTS)

    def test_a_verdict_on_a_picture(self) -> None:
        detail = [{"strategy": "content_model", "errcode": 0, "suggest": "risky", "label": 20002, "prob": 90}]
        content = {
            "trace_id": "t1",
            "errcode": 0,
            "result": {"suggest": "risky", "label": 20002},
            "detail": detail,
        }
        checked = event_of(push_of("wxa_media_check", content))
        assert isinstance(checked, MediaChecked)
        assert checked.result is not None
        assert (checked.result.suggest, checked.detail[0].prob) == (Suggestion.RISKY, 90)

    @pytest.mark.parametrize(
        ("event", "key", "entry", "kind"),
        [
            ("subscribe_msg_popup_event", "SubscribeMsgPopupEvent", POPUP, SubscribePopup),
            ("subscribe_msg_change_event", "SubscribeMsgChangeEvent", POPUP, SubscribeChange),
            ("subscribe_msg_sent_event", "SubscribeMsgSentEvent", SENT, SubscribeSent),
        ],
    )
    def test_subscriptions_in_each_form(
        self, event: str, key: str, entry: dict[str, str], kind: type
    ) -> None:
        forms: list[dict[str, Any]] = [
            {key: {"List": [entry]}},
            {key: {"List": entry}},
            {"List": entry},
            {"List": [entry]},
            {key: [entry]},
        ]
        for form in forms:
            typed = event_of(push_of(event, form))
            assert type(typed) is kind
            assert isinstance(typed, SubscribePopup)
            assert [one.template_id for one in typed.subscriptions] == ["T1"]

    def test_an_unknown_event_is_left_alone(self) -> None:
        assert event_of(push_of("something_new", {})) is None

    def test_a_malformed_one_is_refused(self) -> None:
        with pytest.raises(UnreadableNotice):
            event_of(push_of("trade_manage_remind_shipping", {"pay_time": "soon"}))
        with pytest.raises(UnreadableNotice):
            event_of(push_of("subscribe_msg_popup_event", {"SubscribeMsgPopupEvent": "?"}))

    def test_no_openid_in_its_repr(self) -> None:
        assert repr(event_of(push_of("wxa_trade_controlled", {}))) == "TradeControlled(…)"
