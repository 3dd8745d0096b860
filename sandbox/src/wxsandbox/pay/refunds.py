"""Refunds: PROCESSING → SUCCESS, ABNORMAL or CLOSED. At most fifty per order, never more than was paid,
within a year.

The same out_refund_no refunds once, however often it is sent; a refund that ended CLOSED may be tried
again under its own number.
"""

import json
from typing import Any

from wxsandbox import sealing, shapes
from wxsandbox.clock import rfc3339
from wxsandbox.notices.outgoing import Outgoing, announce
from wxsandbox.pay import forms
from wxsandbox.pay.addresses import check_notify_url
from wxsandbox.pay.calls import PayCall, Reply
from wxsandbox.pay.prepay import find_trade
from wxsandbox.pay.refusals import PayRefusal, invalid_request, not_exists, param_error
from wxsandbox.store import Row
from wxsandbox.world import World

YEAR_MS = 365 * 24 * 3600 * 1000
MOST_REFUNDS = 50
WORDS = {"SUCCESS": "退款成功", "ABNORMAL": "退款异常", "CLOSED": "退款关闭"}


def create(call: PayCall) -> Reply:
    """Starts a refund, or returns the one that this number already started."""
    values = call.form(forms.REFUND)
    _check_form(values)
    world = call.world
    facts = {name: value for name, value in values.items() if isinstance(value, str)}
    if world.faults.take("not_enough", mchid=call.mchid, **facts):
        raise PayRefusal(403, "NOT_ENOUGH", "基本账户余额不足，请充值后重新发起")
    with world.store.unit():
        trade = _trade_to_refund(world, call.mchid, values)
        known = find_refund(world, call.mchid, values["out_refund_no"])
        if known is not None:
            _check_same(known, values)
            if known["status"] != "CLOSED":
                return Reply(body=refund_view(known))
        _check_rules(world, trade, values)
        _start(world, trade, values, known)
        refund = find_refund(world, call.mchid, values["out_refund_no"])
    if refund is None:
        raise not_exists("退款单不存在")
    return Reply(body=refund_view(refund))


def query(call: PayCall) -> Reply:
    """A refund by the merchant's number."""
    refund = find_refund(call.world, call.mchid, call.places["out_refund_no"])
    trade = None if refund is None else find_trade(call.world, call.mchid, refund["out_trade_no"])
    if refund is None or trade is None or trade["sub_mchid"] != call.query.get("sub_mchid", ""):
        raise not_exists("退款单不存在")
    return Reply(body=refund_view(refund))


def handle_abnormal(call: PayCall) -> Reply:
    """Sends an ABNORMAL refund to a bank card instead; sensitive fields must be sealed for WeChat's key."""
    values = call.form(forms.ABNORMAL_REFUND)
    world, merchant = call.world, call.merchant
    if values["type"] == "USER_BANK_CARD":
        keys = [
            world.keys.private(merchant[name]) for name in ("public_key_private_pem", "platform_private_pem")
        ]
        for name in ("bank_type", "bank_account", "real_name"):
            if name not in values:
                raise param_error(f"输入源“/body/{name}”必填性规则校验失败，退款至用户银行卡时必填")
            if name != "bank_type" and not any(sealing.reveal(key, values[name]) for key in keys):
                raise param_error(f"输入源“/body/{name}”敏感字段解密失败，请检查Wechatpay-Serial与加密公钥")
    with world.store.unit():
        refund = find_refund(world, call.mchid, values["out_refund_no"])
        if refund is None or refund["refund_id"] != call.places["refund_id"]:
            raise not_exists("退款单不存在")
        changed = world.store.run(
            "UPDATE refund SET status = 'PROCESSING', outcome = 'SUCCESS', channel = 'OTHER_BANKCARD',"
            " due_ms = :due WHERE refund_id = :id AND status = 'ABNORMAL'",
            due=world.clock.now_ms() + int(world.settings.refund_seconds * 1000),
            id=refund["refund_id"],
        )
        if not changed:
            raise invalid_request("当前退款状态不支持发起异常退款")
        refund = find_refund(world, call.mchid, values["out_refund_no"])
    return Reply(body=refund_view(refund)) if refund else Reply(status=404)


def find_refund(world: World, mchid: str, out_refund_no: str) -> Row | None:
    """The refund of this number."""
    return world.store.one(
        "SELECT * FROM refund WHERE mchid = :mchid AND out_refund_no = :number",
        mchid=mchid,
        number=out_refund_no,
    )


def end_due(world: World) -> None:
    """Ends every refund whose time has come: journal line, money back to the person, notice."""
    now = world.clock.now_ms()
    for row in world.store.all(
        "SELECT * FROM refund WHERE status = 'PROCESSING' AND due_ms <= :now", now=now
    ):
        with world.store.unit():
            _end(world, row, now)


def refund_view(refund: Row) -> dict[str, Any]:
    """The refund as answers show it."""
    view: dict[str, Any] = {
        name: refund[name]
        for name in ("refund_id", "out_refund_no", "transaction_id", "out_trade_no", "channel")
    }
    view |= {"user_received_account": refund["received_by"], "create_time": rfc3339(refund["created_ms"])}
    view |= {"status": refund["status"], "funds_account": refund["funds_account"], "promotion_detail": []}
    if refund["status"] == "SUCCESS":
        view["success_time"] = rfc3339(refund["ended_ms"])
    total, back = refund["total_fen"], refund["refund_fen"]
    return view | {
        "amount": {
            "total": total,
            "refund": back,
            "payer_total": total,
            "payer_refund": back,
            "settlement_refund": back,
            "settlement_total": total,
            "discount_refund": 0,
            "currency": "CNY",
            "refund_fee": refund["fee_fen"],
            "from": [],
        }
    }


def _check_form(values: dict[str, Any]) -> None:
    if ("transaction_id" in values) == ("out_trade_no" in values):
        raise param_error("transaction_id和out_trade_no必须且只能填写其一")
    if "notify_url" in values:
        check_notify_url(values["notify_url"], "/body/notify_url")
    parts = values["amount"].get("from") or []
    if parts and sum(part["amount"] for part in parts) != values["amount"]["refund"]:
        raise param_error("出资金额之和必须等于退款金额", values["amount"]["refund"])


def _trade_to_refund(world: World, mchid: str, values: dict[str, Any]) -> Row:
    if "out_trade_no" in values:
        trade = find_trade(world, mchid, values["out_trade_no"])
    else:
        trade = world.store.one(
            "SELECT * FROM trade WHERE mchid = :mchid AND transaction_id = :id",
            mchid=mchid,
            id=values["transaction_id"],
        )
    if trade is None or trade["sub_mchid"] != values.get("sub_mchid", ""):
        raise not_exists("订单不存在")
    return trade


def _essence(values: dict[str, Any]) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False)


def _check_same(known: Row, values: dict[str, Any]) -> None:
    before = json.loads(known["request"])
    amount_same = before["amount"] == values["amount"]
    order_same = all(before.get(name) == values.get(name) for name in ("transaction_id", "out_trade_no"))
    if not (amount_same and order_same):
        raise invalid_request("订单金额或退款金额与之前请求不一致，请核实后再试")


def _check_rules(world: World, trade: Row, values: dict[str, Any]) -> None:
    amount = values["amount"]
    if trade["state"] not in ("SUCCESS", "REFUND"):
        raise invalid_request("订单未支付，不能退款")
    if amount["total"] != trade["total_fen"]:
        raise invalid_request("订单金额与原订单不一致，请核实后再试")
    if world.clock.now_ms() - trade["paid_ms"] > YEAR_MS:
        raise invalid_request("订单已超过可退款的最大期限")
    if trade["refunds"] >= MOST_REFUNDS:
        raise invalid_request("该订单部分退款次数已达上限")
    if trade["refunding_fen"] + amount["refund"] > trade["total_fen"]:
        raise invalid_request("退款金额大于支付金额，请核实后再试")
    if available_fen(world, trade["mchid"]) + _returned_fee(trade, amount["refund"]) < amount["refund"]:
        raise PayRefusal(403, "NOT_ENOUGH", "基本账户余额不足，请充值后重新发起")


def available_fen(world: World, mchid: str) -> int:
    """What the merchant's account holds: payments less fees, refunds and withdrawals."""
    paid = world.store.number(
        "SELECT sum(total_fen - fee_fen) FROM trade WHERE mchid = :m AND paid_ms > 0", m=mchid
    )
    back = world.store.number(
        "SELECT sum(refund_fen - fee_fen) FROM refund WHERE mchid = :m AND status <> 'CLOSED'", m=mchid
    )
    return paid - back - world.store.number("SELECT withdrawn_fen FROM merchant WHERE mchid = :m", m=mchid)


def _returned_fee(trade: Row, refund_fen: int) -> int:
    """The fee goes back in proportion; the parts of a whole refund sum to the whole fee."""
    before, after = trade["refunding_fen"], trade["refunding_fen"] + refund_fen
    fee, total = trade["fee_fen"], trade["total_fen"]
    return int(fee * after // total - fee * before // total)


def _start(world: World, trade: Row, values: dict[str, Any], known: Row | None) -> None:
    now, back = world.clock.now_ms(), values["amount"]["refund"]
    fee = _returned_fee(trade, back)
    world.store.run(
        "UPDATE trade SET state = 'REFUND', refunding_fen = refunding_fen + :back, refunds = refunds + :one"
        " WHERE mchid = :mchid AND out_trade_no = :number",
        back=back,
        one=0 if known else 1,
        mchid=trade["mchid"],
        number=trade["out_trade_no"],
    )
    facts = {
        "mchid": trade["mchid"],
        "out_trade_no": trade["out_trade_no"],
        "out_refund_no": values["out_refund_no"],
    }
    moving = {
        "outcome": _outcome(world, facts),
        "status": "PROCESSING",
        "due_ms": now + int(world.settings.refund_seconds * 1000),
        "fee_fen": fee,
    }
    if known is not None:
        world.store.run(
            "UPDATE refund SET status = :status, outcome = :outcome, due_ms = :due_ms, fee_fen = :fee_fen,"
            " ended_ms = NULL WHERE refund_id = :id",
            id=known["refund_id"],
            **moving,
        )
        refund_id = known["refund_id"]
    else:
        refund_id = shapes.new_refund_id(now)
        _insert(world, trade, values, moving=moving | {"refund_id": refund_id})
    world.journal.write(
        "refund.created",
        amount_fen=back,
        appid=trade["appid"],
        transaction_id=trade["transaction_id"],
        refund_id=refund_id,
        detail={"reason": values.get("reason", ""), "fee_fen": fee, "again": known is not None},
        **facts,
    )


def _insert(world: World, trade: Row, values: dict[str, Any], *, moving: dict[str, Any]) -> None:
    world.store.insert(
        "refund",
        mchid=trade["mchid"],
        out_refund_no=values["out_refund_no"],
        out_trade_no=trade["out_trade_no"],
        transaction_id=trade["transaction_id"],
        refund_fen=values["amount"]["refund"],
        total_fen=trade["total_fen"],
        reason=values.get("reason", ""),
        notify_url=values.get("notify_url", ""),
        funds_account=values.get("funds_account", "UNSETTLED"),
        request=_essence(values),
        channel="ORIGINAL",
        received_by="支付用户零钱" if trade["bank_type"] == "OTHERS" else "招商银行借记卡0001",
        created_ms=world.clock.now_ms(),
        **moving,
    )


def _outcome(world: World, facts: dict[str, str]) -> str:
    if world.faults.take("refund_abnormal", **facts):
        return "ABNORMAL"
    return "CLOSED" if world.faults.take("refund_closed", **facts) else "SUCCESS"


def _end(world: World, refund: Row, now: int) -> None:
    status = refund["outcome"]
    changed = world.store.run(
        "UPDATE refund SET status = :status, ended_ms = :now WHERE refund_id = :id AND status = 'PROCESSING'",
        status=status,
        now=now,
        id=refund["refund_id"],
    )
    trade = find_trade(world, refund["mchid"], refund["out_trade_no"])
    ended = find_refund(world, refund["mchid"], refund["out_refund_no"])
    if not changed or trade is None or ended is None:
        return
    if status == "CLOSED":
        world.store.run(
            "UPDATE trade SET refunding_fen = refunding_fen - :back"
            " WHERE mchid = :mchid AND out_trade_no = :number",
            back=refund["refund_fen"],
            mchid=refund["mchid"],
            number=refund["out_trade_no"],
        )
    if status == "SUCCESS":
        world.store.run(
            "UPDATE person SET balance_fen = balance_fen + :back WHERE name = :name",
            back=refund["refund_fen"],
            name=trade["person"],
        )
    _report_end(world, trade, ended)


def _report_end(world: World, trade: Row, refund: Row) -> None:
    kinds = {"SUCCESS": "refund.succeeded", "ABNORMAL": "refund.abnormal", "CLOSED": "refund.closed"}
    world.journal.write(
        kinds[refund["status"]],
        amount_fen=refund["refund_fen"],
        appid=trade["appid"],
        **{
            name: refund[name]
            for name in ("mchid", "out_trade_no", "transaction_id", "out_refund_no", "refund_id")
        },
    )
    url = refund["notify_url"]
    if not url:
        return
    names = ("mchid", "transaction_id", "out_trade_no", "refund_id", "out_refund_no")
    plain: dict[str, Any] = {name: refund[name] for name in names}
    if trade["sub_mchid"]:
        plain = {"sp_mchid": plain.pop("mchid"), "sub_mchid": trade["sub_mchid"]} | plain
    plain |= {"refund_status": refund["status"], "user_received_account": refund["received_by"]}
    if refund["status"] == "SUCCESS":
        plain["success_time"] = rfc3339(refund["ended_ms"])
    total, back = refund["total_fen"], refund["refund_fen"]
    plain["amount"] = {"total": total, "refund": back, "payer_total": total, "payer_refund": back}
    announce(
        world,
        Outgoing(
            mchid=refund["mchid"],
            url=url,
            event_type=f"REFUND.{refund['status']}",
            original_type="refund",
            summary=WORDS[refund["status"]],
            plain=plain,
        ),
    )
