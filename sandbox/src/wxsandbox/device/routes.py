"""/_sandbox/device: the phone, for pages, tests and the bridge. Outcomes speak as wx.* does, with an
errMsg.
"""

import json
from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.exceptions import ClientException, NotFoundException

from wxsandbox import people, shapes
from wxsandbox.clock import rfc3339
from wxsandbox.control.routes import world_of
from wxsandbox.device import paying
from wxsandbox.device.codes import UnknownApp, new_code
from wxsandbox.device.paying import Payer, PayParams
from wxsandbox.openplatform.record import INDIVIDUAL, launch_of
from wxsandbox.pay.trades import CannotPay
from wxsandbox.pushes.outbox import announce_event, announce_message
from wxsandbox.weixin import customer, settlement
from wxsandbox.world import World

AnyRequest = Request[Any, Any, Any]
MOST_TEMPLATES = 5


class CodeIn(msgspec.Struct, forbid_unknown_fields=True):
    """A person in front of an app."""

    person: str
    appid: str


class PayIn(msgspec.Struct, forbid_unknown_fields=True):
    """A person who is asked to pay."""

    person: str
    appid: str
    params: PayParams
    method: str = "password"
    password: str = ""


class CancelIn(msgspec.Struct, forbid_unknown_fields=True):
    """A person who closes the cashier sheet."""

    person: str
    appid: str
    params: PayParams


class ScanIn(msgspec.Struct, forbid_unknown_fields=True):
    """A person who scans the QR picture of a Native order."""

    person: str
    code_url: str
    method: str = "password"
    password: str = ""


class H5PayIn(msgspec.Struct, forbid_unknown_fields=True):
    """A person whom a browser sent over with the token of an h5_url."""

    person: str
    token: str
    method: str = "password"
    password: str = ""


class SubscribeIn(msgspec.Struct, forbid_unknown_fields=True):
    """What the person tapped on the subscribe sheet, per template: accept or reject."""

    person: str
    appid: str
    results: dict[str, str]


class SpeakIn(msgspec.Struct, forbid_unknown_fields=True):
    """What a person writes to the customer service of a mini program."""

    person: str
    appid: str
    words: str


class ReceiveIn(msgspec.Struct, forbid_unknown_fields=True):
    """A person who confirms receipt of a shipped order."""

    person: str
    transaction_id: str


@post("/_sandbox/device/login-code", status_code=200)
async def login_code(request: AnyRequest, data: CodeIn) -> dict[str, str]:
    """What wx.login gives."""
    return {"code": _code(request, data, "login"), "errMsg": "login:ok"}


@post("/_sandbox/device/phone-code", status_code=200)
async def phone_code(request: AnyRequest, data: CodeIn) -> dict[str, str]:
    """What the button getPhoneNumber gives after a tap on 允许; it is not for individuals' mini programs."""
    if launch_of(world_of(request), data.appid).subject == INDIVIDUAL:
        return {"errMsg": "getPhoneNumber:fail no permission"}
    return {"code": _code(request, data, "phone"), "errMsg": "getPhoneNumber:ok"}


@post("/_sandbox/device/pay", status_code=200)
async def pay(request: AnyRequest, data: PayIn) -> dict[str, str]:
    """Pays a JSAPI order; `reason` says in words why it did not work."""
    world = world_of(request)
    _known_person(world, data.person)
    try:
        trade = paying.order_for_cashier(world, data.appid, data.params, data.person)
        payer = Payer(person=data.person, method=data.method, password=data.password)
        paying.pay(world, trade, payer)
    except CannotPay as refused:
        return {"errMsg": f"requestPayment:fail {refused}", "reason": str(refused)}
    return {"errMsg": "requestPayment:ok"}


@post("/_sandbox/device/pay-cancel", status_code=200)
async def pay_cancel(request: AnyRequest, data: CancelIn) -> dict[str, str]:
    """The person closes the cashier sheet; the order stays unpaid."""
    _known_person(world_of(request), data.person)
    return {"errMsg": "requestPayment:fail cancel"}


@post("/_sandbox/device/scan-native", status_code=200)
async def scan_native(request: AnyRequest, data: ScanIn) -> dict[str, str]:
    """Scans and pays a Native order."""
    token = paying.native_token(data.code_url)
    payer = Payer(person=data.person, method=data.method, password=data.password)
    return _pay_by_token(world_of(request), token, "NATIVE", payer)


@post("/_sandbox/device/pay-h5", status_code=200)
async def pay_h5(request: AnyRequest, data: H5PayIn) -> dict[str, str]:
    """Pays an H5 order."""
    payer = Payer(person=data.person, method=data.method, password=data.password)
    return _pay_by_token(world_of(request), data.token, "MWEB", payer)


@post("/_sandbox/device/subscribe", status_code=200)
async def subscribe(request: AnyRequest, data: SubscribeIn) -> dict[str, Any]:
    """One accept is one grant; a reject leaves the grants as they are."""
    world = world_of(request)
    _known_person(world, data.person)
    if not data.results:
        return {"errMsg": "requestSubscribeMessage:fail TmplIds can't be empty", "errCode": 10001}
    if len(data.results) > MOST_TEMPLATES:
        return {"errMsg": "requestSubscribeMessage:fail template count out of max bounds", "errCode": 20003}
    for template_id, choice in data.results.items():
        row = world.store.one("SELECT appid FROM template WHERE template_id = :id", id=template_id)
        if row is None or row["appid"] != data.appid:
            return {"errMsg": "requestSubscribeMessage:fail No template data return", "errCode": 20001}
        if choice not in ("accept", "reject"):
            raise ClientException("results: accept or reject")
    with world.store.unit():
        for template_id, choice in data.results.items():
            if choice == "accept":
                _grant(world, data, template_id)
        _tell_shop(world, data)
    return {"errMsg": "requestSubscribeMessage:ok", **data.results}


@post("/_sandbox/device/confirm-receipt", status_code=200)
async def confirm_receipt(request: AnyRequest, data: ReceiveIn) -> dict[str, str]:
    """Confirms receipt inside WeChat, as the component weappOrderConfirm does."""
    world = world_of(request)
    trade = world.store.one("SELECT * FROM trade WHERE transaction_id = :id", id=data.transaction_id)
    if trade is None or trade["person"] != data.person:
        raise NotFoundException("no such order of this person")
    return {"status": "success" if settlement.receive(world, data.transaction_id, "manual") else "fail"}


@post("/_sandbox/device/speak", status_code=200)
async def speak(request: AnyRequest, data: SpeakIn) -> dict[str, str]:
    """Writes to the customer service: the app's address gets a text message, and may answer for 48 hours."""
    world = world_of(request)
    _known_person(world, data.person)
    openid = people.identity_of(world, data.appid, data.person).openid
    plain: dict[str, Any] = {"ToUserName": f"gh_{data.appid[-12:]}", "FromUserName": openid}
    plain |= {"CreateTime": world.clock.now_ms() // 1000, "MsgType": "text", "Content": data.words}
    with world.store.unit():
        customer.person_says(world, data.appid, data.person)
        announce_message(world, data.appid, plain | {"MsgId": int("2" + shapes.digits(16))}, openid=openid)
    return {"errMsg": "speak:ok"}


@get("/_sandbox/device/messages")
async def messages(request: AnyRequest, person: str, after: int = 0) -> list[dict[str, Any]]:
    """Messages on this person's phone, oldest first; `lines` are pairs of label and value."""
    world = world_of(request)
    _known_person(world, person)
    rows = world.store.all(
        "SELECT m.*, a.name AS app_name FROM message m LEFT JOIN app a ON a.appid = m.appid"
        " WHERE person = :person AND message_id > :after ORDER BY message_id",
        person=person,
        after=after,
    )
    return [
        {
            "id": row["message_id"],
            "kind": row["kind"],
            "appid": row["appid"],
            "app_name": row["app_name"] or "",
            "title": row["title"],
            "lines": json.loads(row["lines"]),
            "page": row["page"],
            "at": rfc3339(row["at_ms"]),
        }
        for row in rows
    ]


@get("/_sandbox/device/identity")
async def identity(request: AnyRequest, person: str, appid: str) -> dict[str, str]:
    """Who a person is under an app."""
    world = world_of(request)
    _known_person(world, person)
    known = people.identity_of(world, appid, person)
    return {"openid": known.openid, "unionid": known.unionid}


def _code(request: AnyRequest, data: CodeIn, kind: str) -> str:
    try:
        return new_code(world_of(request), kind=kind, person=data.person, appid=data.appid)
    except people.UnknownPerson as nobody:
        raise NotFoundException(f"no person {nobody}") from nobody
    except UnknownApp as absent:
        raise NotFoundException(f"no mini program {absent}") from absent


def _known_person(world: World, name: str) -> None:
    try:
        people.person_of(world, name)
    except people.UnknownPerson as nobody:
        raise NotFoundException(f"no person {nobody}") from nobody


def _pay_by_token(world: World, token: str, trade_type: str, payer: Payer) -> dict[str, str]:
    _known_person(world, payer.person)
    try:
        paying.pay(world, paying.order_for_token(world, token, trade_type), payer)
    except CannotPay as refused:
        return {"errMsg": f"pay:fail {refused}", "reason": str(refused)}
    return {"errMsg": "pay:ok"}


def _tell_shop(world: World, data: SubscribeIn) -> None:
    openid = people.identity_of(world, data.appid, data.person).openid
    chosen = [
        {"TemplateId": template_id, "SubscribeStatusString": choice, "PopupScene": "0"}
        for template_id, choice in data.results.items()
    ]
    announce_event(
        world, data.appid, "subscribe_msg_popup_event", openid=openid, SubscribeMsgPopupEvent={"List": chosen}
    )


def _grant(world: World, data: SubscribeIn, template_id: str) -> None:
    world.store.run(
        "INSERT INTO subscription VALUES (:appid, :person, :template, 1)"
        " ON CONFLICT (appid, person, template_id) DO UPDATE SET remaining = remaining + 1",
        appid=data.appid,
        person=data.person,
        template=template_id,
    )


HANDLERS = [
    login_code,
    phone_code,
    pay,
    pay_cancel,
    scan_native,
    pay_h5,
    subscribe,
    confirm_receipt,
    speak,
    messages,
    identity,
]
