"""The same life of an order in service-provider mode: placed by the provider for one of its sub-merchants.

The numbers are unique within the provider. With sub_openid the sub-merchant's own app opens the cashier.
"""

from typing import Any

from wxsandbox.pay import forms
from wxsandbox.pay.calls import PayCall, Reply
from wxsandbox.pay.prepay import (
    H5_MS,
    PREPAY_MS,
    Party,
    check_app,
    check_openid,
    check_verified,
    find_trade,
    h5_url,
    place,
)
from wxsandbox.pay.refusals import PayRefusal, order_not_exist, param_error
from wxsandbox.pay.trades import close_number, trade_view
from wxsandbox.store import Row


def place_jsapi(call: PayCall) -> Reply:
    """Returns prepay_id; payer holds sp_openid, or sub_openid together with sub_appid."""
    return Reply(body={"prepay_id": _place(call, "JSAPI", life_ms=PREPAY_MS)[0]})


def place_native(call: PayCall) -> Reply:
    """Returns code_url."""
    return Reply(
        body={"code_url": f"weixin://wxpay/bizpayurl?pr={_place(call, 'NATIVE', life_ms=PREPAY_MS)[1]}"}
    )


def place_h5(call: PayCall) -> Reply:
    """Returns h5_url."""
    prepay_id, token = _place(call, "MWEB", life_ms=H5_MS)
    return Reply(body={"h5_url": h5_url(call.world, prepay_id, token)})


def query_by_number(call: PayCall) -> Reply:
    """The order by the provider's number."""
    return _shown(call, find_trade(call.world, call.mchid, call.places["out_trade_no"]))


def query_by_transaction(call: PayCall) -> Reply:
    """A paid order by WeChat's number."""
    trade = call.world.store.one(
        "SELECT * FROM trade WHERE mchid = :m AND transaction_id = :id",
        m=call.mchid,
        id=call.places["transaction_id"],
    )
    return _shown(call, trade)


def close(call: PayCall) -> Reply:
    """204, as for a direct merchant."""
    values = call.form(forms.PARTNER_CLOSE)
    return close_number(call, sub_mchid=values["sub_mchid"])


def own_sub_merchant(call: PayCall, sub_mchid: str) -> Row:
    """The provider's sub-merchant. Raises PayRefusal."""
    row = call.world.store.one(
        "SELECT * FROM sub_merchant WHERE sub_mchid = :sub AND sp_mchid = :sp", sub=sub_mchid, sp=call.mchid
    )
    if row is None:
        raise PayRefusal(400, "MCH_NOT_EXISTS", "特约商户号不存在或与服务商没有授权关系")
    return row


def _place(call: PayCall, trade_type: str, *, life_ms: int) -> tuple[str, str]:
    values = call.form(forms.PARTNER_FORMS[trade_type])
    sub = own_sub_merchant(call, values["sub_mchid"])
    check_app(call.world, call.mchid, values["sp_appid"])
    sub_appid = values.get("sub_appid", "")
    if sub_appid and sub_appid not in sub["sub_appids"].split():
        raise PayRefusal(400, "APPID_MCHID_NOT_MATCH", "sub_appid与sub_mchid不匹配，请检查后再试")
    if sub_appid:
        check_verified(call.world, sub_appid)
    payer_appid, openid = values["sp_appid"], ""
    if trade_type == "JSAPI":
        payer_appid, openid = _payer(values)
        check_openid(call.world, payer_appid, openid)
    party = Party(
        mchid=call.mchid,
        appid=values["sp_appid"],
        payer_appid=payer_appid,
        openid=openid,
        sub_mchid=values["sub_mchid"],
        sub_appid=sub_appid,
    )
    return place(call, trade_type, values, party=party, life_ms=life_ms)


def _payer(values: dict[str, Any]) -> tuple[str, str]:
    payer = values["payer"]
    if "sub_openid" in payer:
        if not values.get("sub_appid"):
            raise param_error("传入sub_openid时，sub_appid必填")
        return values["sub_appid"], payer["sub_openid"]
    if "sp_openid" not in payer:
        raise param_error(
            "输入源“/body/payer/sp_openid”映射到字段“用户服务标识”必填性规则校验失败，此字段为必填项"
        )
    return values["sp_appid"], payer["sp_openid"]


def _shown(call: PayCall, trade: Row | None) -> Reply:
    if call.query.get("sp_mchid") != call.mchid:
        raise param_error(
            "http header中的mchid与query中的sp_mchid不匹配", call.query.get("sp_mchid", ""), "query"
        )
    if trade is None or not trade["sub_mchid"] or trade["sub_mchid"] != call.query.get("sub_mchid"):
        raise order_not_exist()
    return Reply(body=trade_view(trade))
