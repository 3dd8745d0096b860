"""A buyer complains about a paid order, says more, or is content again."""

from typing import Any

import msgspec
from litestar import Request, post
from litestar.exceptions import ClientException, NotFoundException

from wxsandbox import people, shapes
from wxsandbox.clock import compact
from wxsandbox.control.routes import world_of
from wxsandbox.pay.complaints import add_step, tell_merchant
from wxsandbox.store import Row
from wxsandbox.world import World

PROBLEMS = ("REFUND", "SERVICE_NOT_WORK", "OTHERS")


class ComplainIn(msgspec.Struct, forbid_unknown_fields=True):
    """`transaction_id` is the paid order's; `problem_type` one of PROBLEMS."""

    person: str
    transaction_id: str
    detail: str
    problem_type: str = "OTHERS"
    apply_refund_fen: int = 0


class SayIn(msgspec.Struct, forbid_unknown_fields=True):
    """More words from the buyer."""

    person: str
    complaint_id: str
    words: str


@post("/_sandbox/device/complain", status_code=200)
async def complain(request: Request[Any, Any, Any], data: ComplainIn) -> dict[str, str]:
    """Raises a complaint and tells the merchant; returns complaint_id."""
    world = world_of(request)
    trade = world.store.one("SELECT * FROM trade WHERE transaction_id = :id", id=data.transaction_id)
    if trade is None or trade["person"] != data.person:
        raise NotFoundException("no such order of this person")
    if data.problem_type not in PROBLEMS or not 0 < len(data.detail) <= 600:
        raise ClientException(f"problem_type: one of {', '.join(PROBLEMS)}; detail: 1 to 600 characters")
    with world.store.unit():
        row = _raise(world, trade, data)
        tell_merchant(world, row, "CREATE_COMPLAINT")
    return {"complaint_id": row["complaint_id"]}


@post("/_sandbox/device/complaint-reply", status_code=200)
async def reply(request: Request[Any, Any, Any], data: SayIn) -> dict[str, str]:
    """The buyer answers; the shop has to look again."""
    world = world_of(request)
    row = world.store.one("SELECT * FROM complaint WHERE complaint_id = :id", id=data.complaint_id)
    if row is None or row["person"] != data.person:
        raise NotFoundException("no such complaint of this person")
    with world.store.unit():
        world.store.run(
            "UPDATE complaint SET awaits_answer = 1 WHERE complaint_id = :id", id=row["complaint_id"]
        )
        add_step(world, row, operator="用户", kind="USER_RESPONSE", words=data.words)
        tell_merchant(world, row, "USER_RESPONSE")
    return {"complaint_id": row["complaint_id"]}


def _raise(world: World, trade: Row, data: ComplainIn) -> Row:
    now = world.clock.now_ms()
    complaint_id = f"2002{compact(now)[:8]}{shapes.digits(16)}"
    times = 1 + world.store.number(
        "SELECT count(*) FROM complaint WHERE transaction_id = :id", id=trade["transaction_id"]
    )
    world.store.insert(
        "complaint",
        complaint_id=complaint_id,
        mchid=trade["mchid"],
        transaction_id=trade["transaction_id"],
        out_trade_no=trade["out_trade_no"],
        amount_fen=trade["total_fen"],
        person=data.person,
        openid=trade["openid"],
        phone=people.person_of(world, data.person)["phone"],
        detail=data.detail,
        problem_type=data.problem_type,
        apply_refund_fen=data.apply_refund_fen,
        state="PENDING",
        awaits_answer=1,
        times=times,
        created_ms=now,
    )
    row = world.store.one("SELECT * FROM complaint WHERE complaint_id = :id", id=complaint_id)
    if row is None:
        raise LookupError(complaint_id)
    add_step(world, row, operator="用户", kind="USER_CREATE_COMPLAINT", words=data.detail)
    return row


HANDLERS = [complain, reply]
