"""/_sandbox/mp: verification, filing, merchant numbers, review and release, by the owner's hand."""

from typing import Any

import msgspec
from litestar import post
from litestar.exceptions import NotFoundException

from wxsandbox.mp import approvals
from wxsandbox.mp.acting import act
from wxsandbox.mp.routes import AnyRequest, app_of
from wxsandbox.mp.view import view_of
from wxsandbox.openplatform import code, releasing
from wxsandbox.openplatform.categories import granted
from wxsandbox.openplatform.record import Launch, Task, launch_of


class ContactIn(msgspec.Struct, forbid_unknown_fields=True):
    """Whom the agency calls."""

    name: str
    phone: str
    email: str = ""


class VerificationIn(msgspec.Struct, forbid_unknown_fields=True):
    """微信认证."""

    contact: ContactIn


class FilingIn(msgspec.Struct, forbid_unknown_fields=True):
    """ICP 备案: who is in charge, what is served, the names of the papers."""

    phone: str
    email: str
    service_content: str
    papers: list[str]


class MerchantIn(msgspec.Struct, forbid_unknown_fields=True):
    """A merchant number."""

    mchid: str


class SubmitIn(msgspec.Struct, forbid_unknown_fields=True):
    """提交审核: as submit_audit, with items of title, tag and address."""

    order_path: str = ""
    items: list[dict[str, str]] = []
    ugc_declare: dict[str, Any] = {}
    version_desc: str = ""
    privacy_api_not_use: bool = False


class RollbackIn(msgspec.Struct, forbid_unknown_fields=True):
    """Without a number: the version before."""

    app_version: int = 0


class VisitIn(msgspec.Struct, forbid_unknown_fields=True):
    """Whether people may enter."""

    open: bool


@post("/_sandbox/mp/{appid:str}/verification", status_code=200)
async def ask_verification(request: AnyRequest, appid: str, data: VerificationIn) -> dict[str, Any]:
    """Asks for WeChat verification."""
    world, _ = app_of(request, appid)
    return _task(approvals.ask_verification(world, appid, msgspec.to_builtins(data.contact)))


@post("/_sandbox/mp/{appid:str}/verification/pay", status_code=200)
async def pay_verification(request: AnyRequest, appid: str) -> dict[str, Any]:
    """Pays its fee."""
    world, _ = app_of(request, appid)
    return _task(approvals.pay_verification(world, appid))


@post("/_sandbox/mp/{appid:str}/filing", status_code=200)
async def ask_filing(request: AnyRequest, appid: str, data: FilingIn) -> dict[str, int]:
    """Hands the filing in."""
    world, _ = app_of(request, appid)
    return {"status": approvals.ask_filing(world, appid, msgspec.to_builtins(data))}


@post("/_sandbox/mp/{appid:str}/filing/sms", status_code=200)
async def answer_sms(request: AnyRequest, appid: str) -> dict[str, int]:
    """Answers the short message of 12381."""
    world, _ = app_of(request, appid)
    return {"sms_verify_status": approvals.answer_sms(world, appid)}


@post("/_sandbox/mp/{appid:str}/trade-management", status_code=200)
async def open_trade_management(request: AnyRequest, appid: str) -> dict[str, bool]:
    """Opens 发货信息管理."""
    world, _ = app_of(request, appid)
    approvals.open_trade_management(world, appid)
    return {"trade_managed": True}


@post("/_sandbox/mp/{appid:str}/merchants", status_code=200)
async def link_merchant(request: AnyRequest, appid: str, data: MerchantIn) -> dict[str, Any]:
    """Links a merchant number."""
    world, row = app_of(request, appid)
    if world.store.one("SELECT 1 FROM merchant WHERE mchid = :m", m=data.mchid) is None:
        raise NotFoundException(f"no merchant {data.mchid}")
    approvals.link_merchant(world, appid, data.mchid)
    return {"mchids": view_of(world, row)["mchids"]}


@post("/_sandbox/mp/{appid:str}/submit", status_code=200)
async def submit(request: AnyRequest, appid: str, data: SubmitIn) -> dict[str, int]:
    """Hands the uploaded version in for review."""
    world, _ = app_of(request, appid)
    body: dict[str, Any] = {"order_path": data.order_path, "version_desc": data.version_desc}
    body |= {"ugc_declare": data.ugc_declare, "privacy_api_not_use": data.privacy_api_not_use}
    items = _items(launch_of(world, appid), data.items)
    return {"auditid": act(world, appid, code.submit_audit, body | items)["auditid"]}


@post("/_sandbox/mp/{appid:str}/withdraw", status_code=200)
async def withdraw(request: AnyRequest, appid: str) -> dict[str, bool]:
    """Takes the submission back."""
    world, _ = app_of(request, appid)
    act(world, appid, code.withdraw_audit, {})
    return {"withdrawn": True}


@post("/_sandbox/mp/{appid:str}/release", status_code=200)
async def release(request: AnyRequest, appid: str) -> dict[str, Any]:
    """Makes the version that passed live."""
    world, row = app_of(request, appid)
    act(world, appid, code.release, {})
    return {"release": view_of(world, row)["release"]}


@post("/_sandbox/mp/{appid:str}/rollback", status_code=200)
async def rollback(request: AnyRequest, appid: str, data: RollbackIn) -> dict[str, Any]:
    """Goes back to the version before, or to a given one."""
    world, row = app_of(request, appid)
    query = {"app_version": str(data.app_version)} if data.app_version else {}
    act(world, appid, releasing.revert, {}, query=query)
    return {"release": view_of(world, row)["release"]}


@post("/_sandbox/mp/{appid:str}/visit", status_code=200)
async def visit(request: AnyRequest, appid: str, data: VisitIn) -> dict[str, bool]:
    """Opens or closes the doors."""
    world, _ = app_of(request, appid)
    act(world, appid, releasing.set_visit_status, {"action": "open" if data.open else "close"})
    return {"visitable": data.open}


def _task(task: Task) -> dict[str, Any]:
    return {"taskid": task.taskid, "fee_fen": task.fee_fen, "apply_status": task.apply_status}


def _items(launch: Launch, given: list[dict[str, str]]) -> dict[str, Any]:
    """The items under the first granted category, as the page fills it in."""
    known = granted(launch)
    if not known:
        return {}
    category = {"first_class": known[0].first_name, "second_class": known[0].second_name}
    return {"item_list": [item | category for item in given or [{"title": launch.nickname[:32]}]]}


HANDLERS = [
    ask_verification,
    pay_verification,
    ask_filing,
    answer_sms,
    open_trade_management,
    link_merchant,
    submit,
    withdraw,
    release,
    rollback,
    visit,
]
