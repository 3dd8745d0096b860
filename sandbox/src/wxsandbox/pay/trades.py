"""The life of an order: NOTPAY → SUCCESS → REFUND, or NOTPAY → CLOSED. Asking, closing, and paying it.

An order that nobody pays stays NOTPAY until the merchant closes it or seven days are over; its time_expire
only says until when it can be paid.
"""

from typing import Any

from wxsandbox import people, shapes
from wxsandbox.clock import rfc3339
from wxsandbox.notices.outgoing import Outgoing, announce
from wxsandbox.pay import forms
from wxsandbox.pay.calls import PayCall, Reply
from wxsandbox.pay.prepay import find_trade
from wxsandbox.pay.refusals import PayRefusal, order_not_exist, param_error
from wxsandbox.store import Row
from wxsandbox.world import World

STATE_WORDS = {"SUCCESS": "支付成功", "REFUND": "转入退款", "NOTPAY": "订单未支付", "CLOSED": "订单已关闭"}
UNPAID_LIFE_MS = 7 * 24 * 3600 * 1000


class CannotPay(Exception):
    """The phone says why; the order stays as it was."""


def query_by_number(call: PayCall) -> Reply:
    """The order as it stands, paid or not."""
    call.own_mchid_in_query()
    trade = find_trade(call.world, call.mchid, call.places["out_trade_no"])
    if trade is None or trade["sub_mchid"]:
        raise order_not_exist()
    return Reply(body=trade_view(trade))


def query_by_transaction(call: PayCall) -> Reply:
    """A paid order by WeChat's number."""
    call.own_mchid_in_query()
    trade = call.world.store.one(
        "SELECT * FROM trade WHERE mchid = :mchid AND transaction_id = :id",
        mchid=call.mchid,
        id=call.places["transaction_id"],
    )
    if trade is None or trade["sub_mchid"]:
        raise order_not_exist()
    return Reply(body=trade_view(trade))


def close(call: PayCall) -> Reply:
    """204; closing again is no error, closing a paid order is."""
    call.form(forms.CLOSE)
    return close_number(call, sub_mchid="")


def close_number(call: PayCall, *, sub_mchid: str) -> Reply:
    """Closes the order in the path, which must be of this sub-merchant. Raises PayRefusal."""
    with call.world.store.unit():
        trade = find_trade(call.world, call.mchid, call.places["out_trade_no"])
        if trade is None or trade["sub_mchid"] != sub_mchid:
            raise order_not_exist()
        if trade["state"] in ("SUCCESS", "REFUND"):
            raise PayRefusal(400, "ORDER_PAID", "该订单已支付，不能关闭")
        close_unpaid(call.world, trade)
    return Reply(status=204)


def close_unpaid(world: World, trade: Row) -> None:
    """NOTPAY → CLOSED with its journal line; anything else is left alone. Joins the caller's unit."""
    changed = world.store.run(
        "UPDATE trade SET state = 'CLOSED', closed_ms = :now"
        " WHERE mchid = :mchid AND out_trade_no = :number AND state = 'NOTPAY'",
        now=world.clock.now_ms(),
        mchid=trade["mchid"],
        number=trade["out_trade_no"],
    )
    if changed:
        world.journal.write(
            "trade.closed",
            amount_fen=trade["total_fen"],
            mchid=trade["mchid"],
            appid=trade["appid"],
            out_trade_no=trade["out_trade_no"],
        )


def pay_trade(world: World, trade: Row, person: str, bank_type: str) -> Row:
    """Takes the person's money and announces it, in one unit. Returns the paid order. Raises CannotPay.

    State, balance, journal and notice move together: whatever is in the journal has been paid for.
    """
    now = world.clock.now_ms()
    merchant = world.store.one("SELECT fee_bps FROM merchant WHERE mchid = :mchid", mchid=trade["mchid"])
    fee_fen = (trade["total_fen"] * (merchant["fee_bps"] if merchant else 0) + 5_000) // 10_000
    identity = people.identity_of(world, trade["payer_appid"], person)
    with world.store.unit():
        if now > trade["expires_ms"]:
            raise CannotPay("该订单已过期，请重新下单")
        changed = world.store.run(
            "UPDATE trade SET state = 'SUCCESS', transaction_id = :transaction, person = :person,"
            " openid = :openid, bank_type = :bank, paid_ms = :now, fee_fen = :fee"
            " WHERE mchid = :mchid AND out_trade_no = :number AND state = 'NOTPAY'",
            transaction=shapes.new_transaction_id(now),
            person=person,
            openid=identity.openid,
            bank=bank_type,
            now=now,
            fee=fee_fen,
            mchid=trade["mchid"],
            number=trade["out_trade_no"],
        )
        if not changed:
            raise CannotPay("订单已支付或已关闭")
        _charge(world, person, trade["total_fen"])
        paid = find_trade(world, trade["mchid"], trade["out_trade_no"])
        if paid is None:
            raise CannotPay("订单不存在")
        _report(world, paid, fee_fen)
    world.wake.set()
    return paid


def trade_view(trade: Row) -> dict[str, Any]:
    """The order as queries and notices show it."""
    view = _parties(trade)
    view |= {
        "trade_state": trade["state"],
        "trade_state_desc": STATE_WORDS[trade["state"]],
        "attach": trade["attach"],
    }
    if trade["transaction_id"] is None:
        return view | {"amount": {"total": trade["total_fen"], "currency": "CNY"}, "promotion_detail": []}
    amount = {"total": trade["total_fen"], "payer_total": trade["total_fen"]}
    return view | {
        "transaction_id": trade["transaction_id"],
        "trade_type": trade["trade_type"],
        "bank_type": trade["bank_type"],
        "success_time": rfc3339(trade["paid_ms"]),
        "payer": _payer(trade),
        "amount": amount | {"currency": "CNY", "payer_currency": "CNY"},
        "promotion_detail": [],
    }


def _parties(trade: Row) -> dict[str, Any]:
    if not trade["sub_mchid"]:
        return {name: trade[name] for name in ("appid", "mchid", "out_trade_no")}
    names = {"sp_appid": trade["appid"], "sp_mchid": trade["mchid"], "sub_mchid": trade["sub_mchid"]}
    own = {"sub_appid": trade["sub_appid"]} if trade["sub_appid"] else {}
    return names | own | {"out_trade_no": trade["out_trade_no"]}


def _payer(trade: Row) -> dict[str, str]:
    if not trade["sub_mchid"]:
        return {"openid": trade["openid"]}
    return {"sp_openid" if trade["payer_appid"] == trade["appid"] else "sub_openid": trade["openid"]}


def close_forgotten(world: World) -> None:
    """Orders that nobody paid within seven days are closed by WeChat."""
    limit = world.clock.now_ms() - UNPAID_LIFE_MS
    for trade in world.store.all(
        "SELECT * FROM trade WHERE state = 'NOTPAY' AND created_ms < :limit", limit=limit
    ):
        with world.store.unit():
            close_unpaid(world, trade)


def trade_of_prepay(world: World, prepay_id: str) -> tuple[Row, Row]:
    """The prepay row and its order. Raises CannotPay for unknown and stale ones."""
    prepay = world.store.one("SELECT * FROM prepay WHERE prepay_id = :id", id=prepay_id)
    if prepay is None:
        raise CannotPay("prepay_id 无效")
    if world.clock.now_ms() > prepay["expires_ms"]:
        raise CannotPay("prepay_id 已过期，请重新下单")
    trade = find_trade(world, prepay["mchid"], prepay["out_trade_no"])
    if trade is None:
        raise param_error("订单不存在")
    return prepay, trade


def _charge(world: World, person: str, total_fen: int) -> None:
    changed = world.store.run(
        "UPDATE person SET balance_fen = balance_fen - :total WHERE name = :name AND balance_fen >= :total",
        total=total_fen,
        name=person,
    )
    if not changed:
        raise CannotPay("余额不足，请更换支付方式")


def _report(world: World, paid: Row, fee_fen: int) -> None:
    world.journal.write(
        "payment",
        amount_fen=paid["total_fen"],
        mchid=paid["mchid"],
        appid=paid["appid"],
        out_trade_no=paid["out_trade_no"],
        transaction_id=paid["transaction_id"],
        detail={
            "trade_type": paid["trade_type"],
            "openid": paid["openid"],
            "person": paid["person"],
            "bank_type": paid["bank_type"],
            "fee_fen": fee_fen,
        }
        | ({"sub_mchid": paid["sub_mchid"]} if paid["sub_mchid"] else {}),
    )
    announce(
        world,
        Outgoing(
            mchid=paid["mchid"],
            url=paid["notify_url"],
            event_type="TRANSACTION.SUCCESS",
            original_type="transaction",
            summary="支付成功",
            plain=trade_view(paid),
        ),
    )
