"""Complaints of buyers: PENDING → PROCESSING (the shop has answered) → PROCESSED, with every step kept.

The buyer's phone number travels sealed for the merchant's certificate.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from wxsandbox import sealing
from wxsandbox.clock import SHANGHAI, rfc3339
from wxsandbox.notices.outgoing import Outgoing, announce
from wxsandbox.pay.addresses import check_notify_url
from wxsandbox.pay.calls import PayCall, Reply
from wxsandbox.pay.fields import Field, Group, Many, Text, Whole
from wxsandbox.pay.refusals import invalid_request, not_exists, param_error
from wxsandbox.store import Row
from wxsandbox.world import World

_OWN: dict[str, Field] = {"complainted_mchid": Text(label="被诉商户号", longest=64, required=True)}
_IMAGES = Many(label="图片", item=Text(label="图片", longest=1000), most=4)
_JUMP: dict[str, Field] = {
    "appid": Text(label="跳转小程序APPID", longest=64, required=True),
    "path": Text(label="跳转小程序页面PATH", longest=512, required=True),
    "text": Text(label="跳转小程序页面名称", longest=64, required=True),
}
RESPONSE = Group(
    label="请求体",
    fields=_OWN
    | {
        "response_content": Text(label="回复内容", longest=600, required=True),
        "response_images": _IMAGES,
        "jump_url": Text(label="跳转链接", longest=512),
        "jump_url_text": Text(label="跳转链接文案", longest=64),
        "mini_program_jump_info": Group(label="跳转小程序信息", fields=_JUMP),
    },
)
COMPLETE = Group(label="请求体", fields=_OWN)
PROGRESS = Group(
    label="请求体",
    fields={
        "action": Text(label="审批动作", longest=16, choices=("REJECT", "APPROVE"), required=True),
        "launch_refund_day": Whole(label="预计发起退款时间", most=30),
        "reject_reason": Text(label="拒绝退款原因", longest=600),
        "reject_media_list": _IMAGES,
        "remark": Text(label="备注", longest=600),
    },
)
ADDRESS = Group(label="请求体", fields={"url": Text(label="通知地址", longest=255, required=True)})


def listing(call: PayCall) -> Reply:
    """GET complaints-v2: those of a span of days, newest first; `limit` up to 50."""
    begin, end = (_day_ms(call, name) for name in ("begin_date", "end_date"))
    limit, offset = _number(call, "limit", 10), _number(call, "offset", 0)
    if not 1 <= limit <= 50 or end < begin or end - begin > timedelta(days=30).total_seconds() * 1000:
        raise param_error("查询时间跨度不超过30天，limit 取值 1 到 50", location="query")
    rows = call.world.store.all(
        "SELECT * FROM complaint WHERE mchid = :m AND created_ms >= :begin AND created_ms < :end"
        " ORDER BY created_ms DESC, complaint_id",
        m=call.mchid,
        begin=begin,
        end=end + 24 * 3600 * 1000,
    )
    data = [_view(call, row) for row in rows[offset : offset + limit]]
    return Reply(body={"data": data, "limit": limit, "offset": offset, "total_count": len(rows)})


def detail(call: PayCall) -> Reply:
    """GET complaints-v2/{complaint_id}."""
    row = _own(call)
    return Reply(body=_view(call, row) | {"payer_openid": row["openid"]})


def history(call: PayCall) -> Reply:
    """GET complaints-v2/{complaint_id}/negotiation-historys, oldest last."""
    row = _own(call)
    limit, offset = _number(call, "limit", 100), _number(call, "offset", 0)
    steps = call.world.store.all(
        "SELECT * FROM complaint_step WHERE complaint_id = :id ORDER BY step_id DESC", id=row["complaint_id"]
    )
    data = [
        {
            "log_id": f"{step['step_id']:020d}",
            "operator": step["operator"],
            "operate_time": rfc3339(step["at_ms"]),
            "operate_type": step["kind"],
            "operate_details": step["words"],
            "image_list": json.loads(step["images"]),
        }
        for step in steps[offset : offset + limit]
    ]
    return Reply(body={"data": data, "limit": limit, "offset": offset, "total_count": len(steps)})


def respond(call: PayCall) -> Reply:
    """POST …/response: the shop answers; PENDING becomes PROCESSING."""
    values = _own_form(call, RESPONSE)
    row = _open(call)
    with call.world.store.unit():
        _move(call.world, row, "PROCESSING", awaits_answer=0)
        images = values.get("response_images", [])
        step = {"operator": "商户", "kind": "MERCHANT_RESPONSE", "words": values["response_content"]}
        add_step(call.world, row, **step, images=images)
        tell_merchant(call.world, row, "MERCHANT_RESPONSE")
    return Reply(status=204)


def complete(call: PayCall) -> Reply:
    """POST …/complete: the shop says it is done."""
    _own_form(call, COMPLETE)
    row = _open(call)
    if row["state"] == "PENDING":
        raise invalid_request("请先回复用户，再反馈处理完成")
    with call.world.store.unit():
        _move(call.world, row, "PROCESSED", awaits_answer=0)
        add_step(call.world, row, operator="商户", kind="MERCHANT_CONFIRM_COMPLETE", words="商户反馈处理完成")
        tell_merchant(call.world, row, "MERCHANT_CONFIRM_COMPLETE")
    return Reply(status=204)


def update_refund_progress(call: PayCall) -> Reply:
    """POST …/update-refund-progress, for complaints that ask for a refund."""
    values = call.form(PROGRESS)
    row = _open(call)
    if row["problem_type"] != "REFUND":
        raise invalid_request("该投诉单不是申请退款类型")
    if values["action"] == "REJECT" and not values.get("reject_reason"):
        raise param_error("输入源“/body/reject_reason”拒绝退款时必填")
    kind = "MERCHANT_APPROVE_REFUND" if values["action"] == "APPROVE" else "MERCHANT_REJECT_REFUND"
    words = values.get("reject_reason") or values.get("remark") or "同意退款"
    with call.world.store.unit():
        _move(call.world, row, "PROCESSING", awaits_answer=0)
        add_step(
            call.world,
            row,
            operator="商户",
            kind=kind,
            words=words,
            images=values.get("reject_media_list", []),
        )
        tell_merchant(call.world, row, kind)
    return Reply(status=204)


def set_address(call: PayCall) -> Reply:
    """POST and PUT complaint-notifications."""
    url = call.form(ADDRESS)["url"]
    check_notify_url(url, "/body/url")
    known = call.world.store.one("SELECT 1 FROM complaint_address WHERE mchid = :m", m=call.mchid)
    if known is not None and call.method == "POST":
        raise invalid_request("投诉通知地址已存在，请使用更新接口")
    if known is None and call.method == "PUT":
        raise not_exists("投诉通知地址不存在")
    call.world.store.run(
        "INSERT INTO complaint_address VALUES (:m, :url) ON CONFLICT (mchid) DO UPDATE SET url = :url",
        m=call.mchid,
        url=url,
    )
    return Reply(body={"mchid": call.mchid, "url": url})


def address(call: PayCall) -> Reply:
    """GET complaint-notifications."""
    row = call.world.store.one("SELECT * FROM complaint_address WHERE mchid = :m", m=call.mchid)
    if row is None:
        raise not_exists("投诉通知地址不存在")
    return Reply(body={"mchid": call.mchid, "url": row["url"]})


def remove_address(call: PayCall) -> Reply:
    """DELETE complaint-notifications."""
    call.world.store.run("DELETE FROM complaint_address WHERE mchid = :m", m=call.mchid)
    return Reply(status=204)


def add_step(
    world: World, row: Row, *, operator: str, kind: str, words: str, images: list[str] | None = None
) -> None:
    """One line of the negotiation; joins the caller's unit."""
    world.store.insert(
        "complaint_step",
        complaint_id=row["complaint_id"],
        operator=operator,
        kind=kind,
        words=words,
        images=json.dumps(images or []),
        at_ms=world.clock.now_ms(),
    )


def tell_merchant(world: World, row: Row, action: str) -> None:
    """Queues COMPLAINT.STATE_CHANGE when the merchant has an address for it."""
    known = world.store.one("SELECT url FROM complaint_address WHERE mchid = :m", m=row["mchid"])
    if known is None:
        return
    announce(
        world,
        Outgoing(
            mchid=row["mchid"],
            url=known["url"],
            event_type="COMPLAINT.STATE_CHANGE",
            original_type="complaint",
            summary="投诉单状态变化",
            plain={"complaint_id": row["complaint_id"], "action_type": action},
        ),
    )


def _view(call: PayCall, row: Row) -> dict[str, Any]:
    trade = call.world.store.one("SELECT * FROM trade WHERE transaction_id = :id", id=row["transaction_id"])
    certified = call.world.keys.certified(call.merchant["certificate_pem"])
    order = {name: row[name] for name in ("transaction_id", "out_trade_no")} | {"amount": row["amount_fen"]}
    full = trade is not None and trade["refunding_fen"] == trade["total_fen"]
    return {
        "complaint_id": row["complaint_id"],
        "complaint_time": rfc3339(row["created_ms"]),
        "complaint_detail": row["detail"],
        "complaint_state": row["state"],
        "complainted_mchid": row["mchid"],
        "payer_phone": sealing.conceal(certified, row["phone"]),
        "complaint_order_info": [order],
        "complaint_media_list": [],
        "complaint_full_refunded": full,
        "incoming_user_response": bool(row["awaits_answer"]),
        "problem_description": row["detail"][:30],
        "user_complaint_times": row["times"],
        "problem_type": row["problem_type"],
        "apply_refund_amount": row["apply_refund_fen"],
        "user_tag_list": [],
        "in_platform_service": False,
        "need_immediate_service": False,
    }


def _own(call: PayCall) -> Row:
    row = call.world.store.one(
        "SELECT * FROM complaint WHERE complaint_id = :id AND mchid = :m",
        id=call.places["complaint_id"],
        m=call.mchid,
    )
    if row is None:
        raise not_exists("投诉单不存在")
    return row


def _open(call: PayCall) -> Row:
    row = _own(call)
    if row["state"] == "PROCESSED":
        raise invalid_request("投诉单已处理完成")
    return row


def _own_form(call: PayCall, form: Group) -> dict[str, Any]:
    values = call.form(form)
    if values["complainted_mchid"] != call.mchid:
        raise param_error("被诉商户号与请求商户号不匹配", values["complainted_mchid"])
    return values


def _move(world: World, row: Row, state: str, *, awaits_answer: int) -> None:
    world.store.run(
        "UPDATE complaint SET state = :state, awaits_answer = :awaits WHERE complaint_id = :id",
        state=state,
        awaits=awaits_answer,
        id=row["complaint_id"],
    )


def _day_ms(call: PayCall, name: str) -> int:
    text = call.query.get(name, "")
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=SHANGHAI)
    except ValueError as wrong:
        raise param_error(f"输入源“/query/{name}”格式须为 yyyy-MM-dd", text, "query") from wrong
    return int(day.timestamp() * 1000)


def _number(call: PayCall, name: str, default: int) -> int:
    text = call.query.get(name, str(default))
    if not text.isdigit() or len(text) > 9:
        raise param_error(f"输入源“/query/{name}”须为非负整数", text, "query")
    return int(text)
