"""The cashier on the phone: checks what the app asks for, asks the person, pays.

The phone never believes the app: the signature over appId, timeStamp, nonceStr and package must fit the
merchant's certificate, and the openid of a JSAPI order must be this person's under this very app.
"""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from wxsandbox import people, sealing
from wxsandbox.pay.trades import CannotPay, pay_trade, trade_of_prepay
from wxsandbox.store import Row
from wxsandbox.weixin.subscribing import deliver
from wxsandbox.world import World

BANKS = {"password": "OTHERS", "fingerprint": "OTHERS", "card": "CMB_DEBIT"}


class Payer(msgspec.Struct, frozen=True, kw_only=True):
    """Who pays, and how they prove that it is they. `method` is password, fingerprint or card (with
    password).
    """

    person: str
    method: str = "password"
    password: str = ""


class PayParams(msgspec.Struct, frozen=True, kw_only=True):
    """What a mini program hands to wx.requestPayment, or a page to getBrandWCPayRequest."""

    timeStamp: str  # noqa: N815 WeChat's name
    nonceStr: str  # noqa: N815 WeChat's name
    package: str
    signType: str  # noqa: N815 WeChat's name
    paySign: str  # noqa: N815 WeChat's name


def order_for_cashier(world: World, appid: str, params: PayParams, person: str | None = None) -> Row:
    """The unpaid order behind these parameters, all checks passed. Raises CannotPay."""
    if params.signType != "RSA":
        raise CannotPay("signType 必须为 RSA")
    key, _, prepay_id = params.package.partition("=")
    if key != "prepay_id" or not prepay_id or len(params.nonceStr) > 32 or not params.timeStamp.isdigit():
        raise CannotPay("调起支付的参数不完整")
    _, trade = trade_of_prepay(world, prepay_id)
    merchant = world.store.one("SELECT certificate_pem FROM merchant WHERE mchid = :m", m=trade["mchid"])
    message = f"{appid}\n{params.timeStamp}\n{params.nonceStr}\n{params.package}\n".encode()
    if merchant is None or not sealing.verifies(
        world.keys.certified(merchant["certificate_pem"]), message, params.paySign
    ):
        raise CannotPay("支付验证签名失败")
    if trade["trade_type"] != "JSAPI":
        raise CannotPay("支付场景非法")
    if trade["payer_appid"] != appid:
        raise CannotPay("appid 与下单时不一致")
    _check_open(world, trade)
    if person is not None and people.identity_of(world, appid, person).openid != trade["openid"]:
        raise CannotPay("下单账号与支付账号不一致，请核实后再支付")
    return trade


def order_for_token(world: World, token: str, trade_type: str) -> Row:
    """The unpaid order behind a code_url or h5_url token. Raises CannotPay."""
    prepay = world.store.one("SELECT prepay_id FROM prepay WHERE token = :token", token=token)
    if prepay is None:
        raise CannotPay("二维码无效")
    _, trade = trade_of_prepay(world, prepay["prepay_id"])
    if trade["trade_type"] != trade_type:
        raise CannotPay("支付场景非法")
    _check_open(world, trade)
    return trade


def native_token(code_url: str) -> str:
    """The token in weixin://wxpay/bizpayurl?pr=…; empty when it is no such address."""
    parts = urlsplit(code_url)
    if (parts.scheme, parts.netloc, parts.path) != ("weixin", "wxpay", "/bizpayurl"):
        return ""
    return parse_qs(parts.query).get("pr", [""])[0]


def pay(world: World, trade: Row, payer: Payer) -> Row:
    """Takes the money. Raises CannotPay with what the phone shows; nothing has moved then."""
    person = people.person_of(world, payer.person)
    if payer.method not in BANKS:
        raise CannotPay("不支持的支付方式")
    if payer.method != "fingerprint" and payer.password != person["pay_password"]:
        raise CannotPay("支付密码错误，请重试")
    failing = world.faults.take(
        "pay_error", mchid=trade["mchid"], out_trade_no=trade["out_trade_no"], person=payer.person
    )
    if failing:
        raise CannotPay(str(failing.params.get("message", "当前交易存在异常，请稍后再试")))
    with world.store.unit():
        paid = pay_trade(world, trade, payer.person, BANKS[payer.method])
        _receipt(world, paid)
    return paid


def _check_open(world: World, trade: Row) -> None:
    if trade["state"] in ("SUCCESS", "REFUND"):
        raise CannotPay("该订单已支付")
    if trade["state"] != "NOTPAY":
        raise CannotPay("该订单已关闭")
    if world.clock.now_ms() > trade["expires_ms"]:
        raise CannotPay("该订单已过期，请重新下单")


def _receipt(world: World, paid: Row) -> None:
    merchant = world.store.one("SELECT name FROM merchant WHERE mchid = :m", m=paid["mchid"])
    lines: list[list[str]] = [
        ["付款金额", yuan(paid["total_fen"])],
        ["收款方", str(merchant["name"]) if merchant else ""],
        ["商品", str(paid["description"])],
        ["交易单号", str(paid["transaction_id"])],
    ]
    deliver(
        world,
        person=paid["person"],
        appid=paid["payer_appid"],
        kind="receipt",
        title="微信支付凭证",
        lines=lines,
    )


def yuan(fen: int) -> str:
    """¥ with two decimals."""
    return f"¥{fen // 100}.{fen % 100:02d}"


def order_card(world: World, trade: Row) -> dict[str, Any]:
    """What the cashier sheet shows before paying."""
    merchant = world.store.one("SELECT name FROM merchant WHERE mchid = :m", m=trade["mchid"])
    return {
        "merchant": merchant["name"] if merchant else "",
        "description": trade["description"],
        "amount": yuan(trade["total_fen"]),
    }
