"""/_sandbox: deciding about applications of sub-merchants, and giving a provider one at once."""

from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.exceptions import NotFoundException

from wxsandbox.control.routes import world_of
from wxsandbox.pay import applyments

AnyRequest = Request[Any, Any, Any]


class ApplymentIn(msgspec.Struct, forbid_unknown_fields=True):
    """`state` without its prefix: AUDITING, REJECTED, TO_BE_CONFIRMED, TO_BE_SIGNED, SIGNING, FINISHED,
    CANCELED.
    """

    state: str
    reason: str = ""


class SubMerchantIn(msgspec.Struct, forbid_unknown_fields=True):
    """A sub-merchant without the paper work."""

    name: str
    sub_appid: str = ""


@get("/_sandbox/applyments")
async def applications(request: AnyRequest) -> list[dict[str, Any]]:
    """Applications of sub-merchants, newest first."""
    rows = world_of(request).store.all("SELECT * FROM applyment ORDER BY applyment_id DESC LIMIT 200")
    names = ("applyment_id", "sp_mchid", "business_code", "state", "reason", "sub_mchid")
    return [{name: row[name] for name in names} for row in rows]


@post("/_sandbox/applyments/{applyment_id:int}", status_code=200)
async def decide(request: AnyRequest, applyment_id: int, data: ApplymentIn) -> dict[str, str]:
    """Moves an application on."""
    try:
        sub_mchid = applyments.decide(world_of(request), applyment_id, data.state, data.reason)
    except KeyError as unknown:
        raise NotFoundException(f"no such application or state: {unknown}") from unknown
    return {"sub_mchid": sub_mchid}


@post("/_sandbox/merchants/{mchid:str}/sub-merchants", status_code=200)
async def add_sub_merchant(request: AnyRequest, mchid: str, data: SubMerchantIn) -> dict[str, str]:
    """Gives a provider a sub-merchant; returns sub_mchid."""
    world = world_of(request)
    if world.store.one("SELECT 1 FROM merchant WHERE mchid = :m", m=mchid) is None:
        raise NotFoundException(f"no merchant {mchid}")
    business: dict[str, Any] = {"merchant_shortname": data.name}
    business["sales_info"] = {"mini_program_info": {"mini_program_sub_appid": data.sub_appid}}
    with world.store.unit():
        return {"sub_mchid": applyments.open_sub_merchant(world, mchid, {"business_info": business})}


HANDLERS = [applications, decide, add_sub_merchant]
