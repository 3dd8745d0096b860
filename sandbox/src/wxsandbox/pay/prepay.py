"""Placing an order at WeChat Pay: JSAPI, H5, Native and APP.

The same number may be placed again while it is unpaid, with the very same parameters; each time gives a fresh
prepay_id of two hours. Only the first time_expire counts.
"""

import json
from typing import Any

import msgspec

from wxsandbox import people, shapes
from wxsandbox.clock import parse_rfc3339
from wxsandbox.openplatform.record import launch_of
from wxsandbox.pay import forms
from wxsandbox.pay.addresses import check_notify_url
from wxsandbox.pay.calls import PayCall, Reply
from wxsandbox.pay.refusals import PayRefusal, invalid_request, param_error
from wxsandbox.store import Row
from wxsandbox.world import World

PREPAY_MS = 2 * 3600 * 1000
H5_MS = 5 * 60 * 1000
DEFAULT_LIFE_MS = 7 * 24 * 3600 * 1000
LEAST_LIFE_MS = 60 * 1000


def place_jsapi(call: PayCall) -> Reply:
    """Returns prepay_id. The payer's openid must belong to the appid."""
    return Reply(body={"prepay_id": _place(call, "JSAPI", life_ms=PREPAY_MS)[0]})


def place_app(call: PayCall) -> Reply:
    """Returns prepay_id for an app on a phone."""
    return Reply(body={"prepay_id": _place(call, "APP", life_ms=PREPAY_MS)[0]})


def place_native(call: PayCall) -> Reply:
    """Returns code_url, the text of a QR picture, good for two hours."""
    token = _place(call, "NATIVE", life_ms=PREPAY_MS)[1]
    return Reply(body={"code_url": f"weixin://wxpay/bizpayurl?pr={token}"})


def place_h5(call: PayCall) -> Reply:
    """Returns h5_url, good for five minutes in a browser outside WeChat."""
    prepay_id, token = _place(call, "MWEB", life_ms=H5_MS)
    return Reply(body={"h5_url": h5_url(call.world, prepay_id, token)})


def h5_url(world: World, prepay_id: str, token: str) -> str:
    """Where the browser goes to pay."""
    return f"{world.settings.public_origin}/mmpayweb-bin/checkmweb?prepay_id={prepay_id}&package={token}"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Whose order it is and who shall pay. `payer_appid` is the app that opens the cashier."""

    mchid: str
    appid: str
    payer_appid: str
    openid: str = ""
    sub_mchid: str = ""
    sub_appid: str = ""


def _place(call: PayCall, trade_type: str, *, life_ms: int) -> tuple[str, str]:
    values = call.form(forms.PREPAY_FORMS[trade_type])
    openid = values["payer"]["openid"] if trade_type == "JSAPI" else ""
    appid = values["appid"]
    check_app(call.world, call.mchid, appid)
    _check_product(call, trade_type)
    if trade_type == "JSAPI":
        check_openid(call.world, appid, openid)
    party = Party(mchid=call.mchid, appid=appid, payer_appid=appid, openid=openid)
    return place(call, trade_type, values, party=party, life_ms=life_ms)


def place(
    call: PayCall, trade_type: str, values: dict[str, Any], *, party: Party, life_ms: int
) -> tuple[str, str]:
    """Opens the order, or meets it again, and gives a fresh prepay_id and token. Raises PayRefusal."""
    world, now = call.world, call.world.clock.now_ms()
    _check_product(call, trade_type)
    check_notify_url(values["notify_url"], "/body/notify_url")
    wished = _wished_end(values)
    with world.store.unit():
        trade = find_trade(world, call.mchid, values["out_trade_no"])
        if trade is None:
            end = max(wished or now + DEFAULT_LIFE_MS, now + LEAST_LIFE_MS)
            _open_trade(world, trade_type, values, party=party, expires_ms=end)
        else:
            _check_again(trade, trade_type, values)
        return _open_prepay(world, call.mchid, values["out_trade_no"], now + life_ms)


def _check_product(call: PayCall, trade_type: str) -> None:
    if trade_type not in call.merchant["products"].split():
        raise PayRefusal(403, "NO_AUTH", "商户号该产品权限未开通，请前往商户平台>产品中心检查后重试")


def find_trade(world: World, mchid: str, out_trade_no: str) -> Row | None:
    """The order of this number."""
    return world.store.one(
        "SELECT * FROM trade WHERE mchid = :mchid AND out_trade_no = :number",
        mchid=mchid,
        number=out_trade_no,
    )


def check_app(world: World, mchid: str, appid: str) -> None:
    """The app must be bound to the merchant and verified. Raises PayRefusal."""
    bound = world.store.one(
        "SELECT 1 FROM binding WHERE mchid = :mchid AND appid = :appid", mchid=mchid, appid=appid
    )
    if bound is None:
        raise PayRefusal(400, "APPID_MCHID_NOT_MATCH", "appid和mchid不匹配，请检查后再试")
    check_verified(world, appid)


def check_verified(world: World, appid: str) -> None:
    """The app must be verified, and not long overdue with it. Raises PayRefusal."""
    if not launch_of(world, appid).can_pay(world.clock.now_ms() // 1000):
        raise PayRefusal(403, "NO_AUTH", "小程序未完成微信认证，暂无支付权限")


def check_openid(world: World, appid: str, openid: str) -> None:
    """The openid must be one of this app. Raises PayRefusal."""
    if people.holder_of(world, appid, openid) is not None:
        return
    if world.store.one("SELECT 1 FROM identity WHERE openid = :openid", openid=openid):
        raise PayRefusal(500, "OPENID_MISMATCH", "openid和appid不匹配")
    raise param_error("无效的openid", openid)


def _wished_end(values: dict[str, Any]) -> int | None:
    text = values.get("time_expire")
    if text is None:
        return None
    end = parse_rfc3339(text)
    if end is None:
        raise param_error("输入源“/body/time_expire”不符合 rfc3339 格式，请检查后再试", text)
    return end


def _essence(values: dict[str, Any]) -> str:
    """What must not change when a number is placed again; where the browser sits may."""
    kept = {name: value for name, value in values.items() if name != "scene_info"}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False)


def _check_again(trade: Row, trade_type: str, values: dict[str, Any]) -> None:
    same = trade["trade_type"] == trade_type and trade["request"] == _essence(values)
    if trade["state"] in ("SUCCESS", "REFUND"):
        if same:
            raise PayRefusal(400, "ORDER_PAID", "该订单已支付")
        raise PayRefusal(403, "OUT_TRADE_NO_USED", "商户订单号重复")
    if trade["state"] == "CLOSED":
        raise PayRefusal(400, "ORDER_CLOSED", "该订单已关闭，请重新下单")
    if not same:
        raise invalid_request("请求重入时，参数与首次请求时不一致")


def _open_trade(
    world: World, trade_type: str, values: dict[str, Any], *, party: Party, expires_ms: int
) -> None:
    world.store.insert(
        "trade",
        mchid=party.mchid,
        out_trade_no=values["out_trade_no"],
        appid=party.appid,
        payer_appid=party.payer_appid,
        sub_mchid=party.sub_mchid,
        sub_appid=party.sub_appid,
        trade_type=trade_type,
        description=values["description"],
        attach=values.get("attach", ""),
        total_fen=values["amount"]["total"],
        notify_url=values["notify_url"],
        request=_essence(values),
        state="NOTPAY",
        created_ms=world.clock.now_ms(),
        expires_ms=expires_ms,
        openid=party.openid,
    )


def _open_prepay(world: World, mchid: str, out_trade_no: str, expires_ms: int) -> tuple[str, str]:
    prepay_id, token = shapes.new_prepay_id(world.clock.now_ms()), f"{shapes.letters(7)}zz"
    world.store.insert(
        "prepay",
        prepay_id=prepay_id,
        mchid=mchid,
        out_trade_no=out_trade_no,
        token=token,
        expires_ms=expires_ms,
    )
    return prepay_id, token
