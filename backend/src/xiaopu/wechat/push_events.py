"""What the pushes say, typed: shipping, content checks, subscriptions, audits, authorisations.

``event_of(push)`` gives the struct of an event that is listed here, and None for any other, which is to be
answered ``success`` and left alone. WeChat may add fields at any time; times are Unix seconds. Source: the
push sections of developers.weixin.qq.com (uploadShippingInfo, mediaCheckAsync, sendMessage, audit_event)
and of the open platform.
"""

from __future__ import annotations

from typing import Any

import msgspec

from xiaopu.wechat.errors import UnreadableNotice
from xiaopu.wechat.miniprogram.security import Finding, Verdict
from xiaopu.wechat.openplatform.registration import RegistrationPush
from xiaopu.wechat.push import Push
from xiaopu.wechat.wire import Answer, NotReadable, from_plain


class PushEvent(Answer, frozen=True, kw_only=True):
    """Any event; ``from_user`` is an openid where a user is behind it."""

    from_user: str | None = msgspec.field(default=None, name="FromUserName")
    create_time: int | None = msgspec.field(default=None, name="CreateTime")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


class ShippingAccessReminder(PushEvent, frozen=True, kw_only=True):
    """``trade_manage_remind_access_api``: the mini program should upload its shipping."""

    msg: str | None = None


class ShippingReminder(PushEvent, frozen=True, kw_only=True):
    """``trade_manage_remind_shipping``: paid more than 48 hours ago and not shipped."""

    transaction_id: str
    merchant_id: str | None = None
    sub_merchant_id: str | None = None
    merchant_trade_no: str | None = None
    pay_time: int | None = None
    msg: str | None = None


class OrderSettlement(PushEvent, frozen=True, kw_only=True):
    """``trade_manage_order_settlement``: at shipping (with an estimate), and when the money is settled.

    ``confirm_receive_method``: 1 by hand, 2 by itself (not confirmed).
    """

    transaction_id: str
    merchant_id: str | None = None
    sub_merchant_id: str | None = None
    merchant_trade_no: str | None = None
    pay_time: int | None = None
    shipped_time: int | None = None
    estimated_settlement_time: int | None = None
    confirm_receive_method: int | None = None
    confirm_receive_time: int | None = None
    settlement_time: int | None = None


class TradeControlled(PushEvent, frozen=True, kw_only=True):
    """``wxa_trade_controlled``: trade is restricted."""

    msg: str | None = None


class MediaChecked(PushEvent, frozen=True, kw_only=True):
    """``wxa_media_check``: the verdict on a picture or sound.

    ``errcode`` -1008 means it could not be fetched.
    """

    trace_id: str
    errcode: int = 0
    appid: str | None = None
    result: Verdict | None = None
    detail: tuple[Finding, ...] = ()


class Subscription(Answer, frozen=True, kw_only=True):
    """One template: accepted or rejected, or how a message to it ended."""

    template_id: str = msgspec.field(name="TemplateId")
    status: str | None = msgspec.field(default=None, name="SubscribeStatusString")
    popup_scene: str | None = msgspec.field(default=None, name="PopupScene")
    message_id: str | None = msgspec.field(default=None, name="MsgID")
    error_code: str | None = msgspec.field(default=None, name="ErrorCode")
    error_status: str | None = msgspec.field(default=None, name="ErrorStatus")


class SubscribePopup(PushEvent, frozen=True, kw_only=True):
    """``subscribe_msg_popup_event``: what the shopper tapped in the sheet."""

    subscriptions: tuple[Subscription, ...] = ()


class SubscribeChange(SubscribePopup, frozen=True, kw_only=True):
    """``subscribe_msg_change_event``: what the shopper changed in the settings."""


class SubscribeSent(SubscribePopup, frozen=True, kw_only=True):
    """``subscribe_msg_sent_event``: how messages ended."""


class AuditPassed(PushEvent, frozen=True, kw_only=True):
    """``weapp_audit_success``."""

    at: int = msgspec.field(name="SuccTime")


class AuditRejected(PushEvent, frozen=True, kw_only=True):
    """``weapp_audit_fail``; ``screenshot`` is media ids parted by bars."""

    at: int = msgspec.field(name="FailTime")
    reason: str | None = msgspec.field(default=None, name="Reason")
    screenshot: str | None = msgspec.field(default=None, name="ScreenShot")


class AuditDelayed(PushEvent, frozen=True, kw_only=True):
    """``weapp_audit_delay``."""

    at: int = msgspec.field(name="DelayTime")
    reason: str | None = msgspec.field(default=None, name="Reason")


class NameAudited(PushEvent, frozen=True, kw_only=True):
    """``wxa_nickname_audit``: ``ret`` 2 refused, 3 granted."""

    ret: int
    nickname: str | None = None
    reason: str | None = None


class CategoryAudited(PushEvent, frozen=True, kw_only=True):
    """``wxa_category_audit``: ``ret`` 2 refused, 3 granted."""

    ret: int
    first: int | None = None
    second: int | None = None
    reason: str | None = None


class TicketPushed(PushEvent, frozen=True, kw_only=True):
    """``component_verify_ticket``: keep it, it is half of the component token."""

    ticket: str = msgspec.field(name="ComponentVerifyTicket")


class Authorized(PushEvent, frozen=True, kw_only=True):
    """``authorized`` or ``updateauthorized``; ``code`` is for ``Component.accept``."""

    appid: str = msgspec.field(name="AuthorizerAppid")
    code: str | None = msgspec.field(default=None, name="AuthorizationCode")
    code_until: int | None = msgspec.field(default=None, name="AuthorizationCodeExpiredTime")
    pre_auth_code: str | None = msgspec.field(default=None, name="PreAuthCode")


class Unauthorized(PushEvent, frozen=True, kw_only=True):
    """``unauthorized``: the shop has taken its consent back."""

    appid: str = msgspec.field(name="AuthorizerAppid")


class FilingResult(PushEvent, frozen=True, kw_only=True):
    """``notify_apply_icpfiling_result``: the filing moved; read ``Filing.entrance`` for the details."""

    authorizer_appid: str
    beian_status: int


class VerificationMoved(PushEvent, frozen=True, kw_only=True):
    """``notify_3rd_wxa_auth``: a verification moved."""

    taskid: str
    task_status: int
    apply_status: int | None = None
    appid: str | None = None
    message: str | None = None


class ProcedureMoved(PushEvent, frozen=True, kw_only=True):
    """``notify_3rd_wxa_auth_and_icp``: a joined application moved; ask ``Verification.procedure``."""

    procedure_id: str
    procedure_status: int
    appid: str | None = None


class OrderPathResult(Answer, frozen=True, kw_only=True):
    """The page of orders of one shop: ``status`` as ``getorderpathinfo`` gives it."""

    appid: str
    status: int
    audit_id: int | None = None
    apply_time: int | None = None
    audit_time: int | None = None
    reason: str | None = None


class OrderPathAudited(PushEvent, frozen=True, kw_only=True):
    """``order_path_audit_result_notify``."""

    list: tuple[OrderPathResult, ...] = ()


class InterfaceResult(Answer, frozen=True, kw_only=True):
    """The end of an application for an interface: ``status`` 3 granted, 4 refused."""

    api_name: str
    status: int | None = None
    audit_id: int | None = None
    reason: str | None = None


class InterfaceAudited(PushEvent, frozen=True, kw_only=True):
    """``wxa_privacy_apply``."""

    result_info: InterfaceResult


EVENTS: dict[str, type[PushEvent] | type[RegistrationPush]] = {
    "trade_manage_remind_access_api": ShippingAccessReminder,
    "trade_manage_remind_shipping": ShippingReminder,
    "trade_manage_order_settlement": OrderSettlement,
    "wxa_trade_controlled": TradeControlled,
    "wxa_media_check": MediaChecked,
    "subscribe_msg_popup_event": SubscribePopup,
    "subscribe_msg_change_event": SubscribeChange,
    "subscribe_msg_sent_event": SubscribeSent,
    "weapp_audit_success": AuditPassed,
    "weapp_audit_fail": AuditRejected,
    "weapp_audit_delay": AuditDelayed,
    "wxa_nickname_audit": NameAudited,
    "wxa_category_audit": CategoryAudited,
    "component_verify_ticket": TicketPushed,
    "authorized": Authorized,
    "updateauthorized": Authorized,
    "unauthorized": Unauthorized,
    "notify_third_fasteregister": RegistrationPush,
    "notify_apply_icpfiling_result": FilingResult,
    "notify_3rd_wxa_auth": VerificationMoved,
    "notify_3rd_wxa_auth_and_icp": ProcedureMoved,
    "order_path_audit_result_notify": OrderPathAudited,
    "wxa_privacy_apply": InterfaceAudited,
}

_SUBSCRIPTION_KEYS = ("SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent", "SubscribeMsgSentEvent")


def event_of(push: Push) -> PushEvent | RegistrationPush | None:
    """The typed event, None for a kind that is not listed.

    Raises UnreadableNotice when a listed one is malformed.
    """
    kind = EVENTS.get(push.event)
    if kind is None:
        return None
    try:
        return from_plain(_flat(push.content), kind, strict=False)
    except NotReadable as wrong:
        raise UnreadableNotice(f"push {push.event}: {wrong}") from None


def _flat(content: dict[str, Any]) -> dict[str, Any]:
    for key in _SUBSCRIPTION_KEYS:
        if key in content:
            return {**content, "subscriptions": _subscriptions(content[key])}
    if isinstance(content.get("list"), dict):
        return {**content, "list": [content["list"]]}
    if "List" in content:
        return {**content, "subscriptions": _subscriptions(content)}
    return content


def _subscriptions(holder: Any) -> list[Any]:
    """The list, which JSON gives as a list and XML as one element or several."""
    entries = holder.get("List", []) if isinstance(holder, dict) else holder
    return entries if isinstance(entries, list) else [entries]
