"""/_sandbox: what tests and pages use to set the sandbox up and to look inside. WeChat has nothing like
it.
"""

import asyncio
import sqlite3
from typing import Any

import msgspec
from litestar import Request, delete, get, post
from litestar.exceptions import ClientException, NotFoundException

from wxsandbox import faults, people, provisioning
from wxsandbox.clock import rfc3339
from wxsandbox.control import scenario
from wxsandbox.world import World


class ProvisionIn(msgspec.Struct, forbid_unknown_fields=True):
    """Opens a firm; see provisioning.provision."""

    name: str
    signing_mode: str = "public_key"


class PersonIn(msgspec.Struct, forbid_unknown_fields=True):
    """Another person, or new values for one who is there."""

    name: str
    phone: str
    balance_fen: int = 10_000_000
    pay_password: str = people.PAY_PASSWORD


class ClockIn(msgspec.Struct, forbid_unknown_fields=True):
    """`advance_seconds` moves forward; `mode` is real or manual (standing still)."""

    advance_seconds: float = 0
    mode: str = ""


class FaultIn(msgspec.Struct, forbid_unknown_fields=True):
    """`kind` is one of faults.KINDS; the keys of `match` are facts such as path, mchid, out_trade_no,
    event_type.
    """

    kind: str
    match: dict[str, Any] = {}
    params: dict[str, Any] = {}
    times: int | None = None


class SigningModeIn(msgspec.Struct, forbid_unknown_fields=True):
    """public_key, certificate or mixed (each notice by chance)."""

    signing_mode: str


def world_of(request: Request[Any, Any, Any]) -> World:
    """The world that this app serves."""
    world: World = request.app.state["world"]
    return world


@get("/healthz")
async def healthz() -> dict[str, bool]:
    """Answers as soon as the sandbox can work."""
    return {"ok": True}


@post("/_sandbox/provision", status_code=200)
async def provision(request: Request[Any, Any, Any], data: ProvisionIn) -> dict[str, Any]:
    """Opens a firm and returns its credentials."""
    if not data.name.strip() or len(data.name) > 64:
        raise ClientException("name: 1 to 64 characters")
    if data.signing_mode not in provisioning.SIGNING_MODES:
        raise ClientException(f"signing_mode: one of {', '.join(provisioning.SIGNING_MODES)}")
    return provisioning.provision(world_of(request), data.name.strip(), data.signing_mode)


@get("/_sandbox/provision")
async def provisioned(request: Request[Any, Any, Any]) -> list[dict[str, Any]]:
    """Every firm, oldest first, in the form that provisioning returned."""
    world = world_of(request)
    return [provisioning.credentials(world, row["mchid"]) for row in provisioning.firms(world)]


@post("/_sandbox/merchants/{mchid:str}/signing-mode", status_code=200)
async def signing_mode(request: Request[Any, Any, Any], mchid: str, data: SigningModeIn) -> dict[str, str]:
    """Moves a merchant between certificate and public-key mode, as WeChat's migration does."""
    if data.signing_mode not in provisioning.SIGNING_MODES:
        raise ClientException(f"signing_mode: one of {', '.join(provisioning.SIGNING_MODES)}")
    changed = world_of(request).store.run(
        "UPDATE merchant SET signing_mode = :mode WHERE mchid = :mchid", mode=data.signing_mode, mchid=mchid
    )
    if not changed:
        raise NotFoundException(f"no merchant {mchid}")
    return {"mchid": mchid, "signing_mode": data.signing_mode}


@get("/_sandbox/persons")
async def persons(request: Request[Any, Any, Any]) -> list[dict[str, Any]]:
    """Names, phone numbers and balances in fen."""
    rows = world_of(request).store.all("SELECT name, phone, balance_fen FROM person ORDER BY rowid")
    return [dict(row) for row in rows]


@post("/_sandbox/persons", status_code=200)
async def add_person(request: Request[Any, Any, Any], data: PersonIn) -> dict[str, Any]:
    """Adds a person; for a name that is there, sets phone number, balance and pay password."""
    world = world_of(request)
    if data.balance_fen < 0 or not data.name.strip():
        raise ClientException("name must not be empty, balance_fen not negative")
    with world.store.unit():
        changed = world.store.run(
            "UPDATE person SET balance_fen = :balance, phone = :phone, pay_password = :password"
            " WHERE name = :name",
            balance=data.balance_fen,
            phone=data.phone,
            password=data.pay_password,
            name=data.name,
        )
        if not changed:
            try:
                people.add_person(
                    world,
                    name=data.name,
                    phone=data.phone,
                    balance_fen=data.balance_fen,
                    pay_password=data.pay_password,
                )
            except sqlite3.IntegrityError as taken:
                raise ClientException("this phone number belongs to somebody else") from taken
    return {"name": data.name, "phone": data.phone, "balance_fen": data.balance_fen}


@get("/_sandbox/clock")
async def read_clock(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """Mode, the sandbox's time and how far it is ahead of the wall."""
    clock = world_of(request).clock
    real = {"real_now": rfc3339(clock.wall_ms()), "offset_seconds": clock.offset_ms / 1000}
    return {"mode": clock.mode, "now": rfc3339(clock.now_ms()), "now_ms": clock.now_ms()} | real


@post("/_sandbox/clock", status_code=200)
async def set_clock(request: Request[Any, Any, Any], data: ClockIn) -> dict[str, Any]:
    """Moves the clock or changes its mode; what becomes due is sent at once."""
    world = world_of(request)
    if data.advance_seconds < 0 or data.mode not in ("", "real", "manual"):
        raise ClientException("advance_seconds must not be negative; mode is real or manual")
    if data.mode == "real":
        world.clock.run_real()
    if data.mode == "manual":
        world.clock.stop()
    if data.advance_seconds:
        world.clock.advance(data.advance_seconds)
    world.wake.set()
    await asyncio.sleep(0)
    return {"mode": world.clock.mode, "now": rfc3339(world.clock.now_ms()), "now_ms": world.clock.now_ms()}


@get("/_sandbox/journal")
async def read_journal(
    request: Request[Any, Any, Any], after: int = 0, limit: int = 10_000
) -> list[dict[str, Any]]:
    """Journal lines after a seq."""
    return world_of(request).journal.after(after, min(max(limit, 1), 10_000))


@post("/_sandbox/faults", status_code=200)
async def order_fault(request: Request[Any, Any, Any], data: FaultIn) -> dict[str, int]:
    """Orders a fault; returns its id."""
    if data.kind not in faults.KINDS:
        raise ClientException(f"kind: one of {', '.join(faults.KINDS)}")
    if data.times is not None and data.times < 1:
        raise ClientException("times: at least 1, or left out for always")
    found = world_of(request).faults.order(data.kind, match=data.match, params=data.params, times=data.times)
    return {"id": found}


@post("/_sandbox/scenario", status_code=200)
async def play_scenario(request: Request[Any, Any, Any]) -> dict[str, int]:
    """Plays a scenario file that is sent as the body; returns how many faults it ordered."""
    try:
        plan = scenario.read_scenario(await request.body())
        scenario.play(world_of(request), plan)
    except scenario.BadScenario as refused:
        raise ClientException(str(refused)) from refused
    return {"faults": len(plan.faults)}


@get("/_sandbox/faults")
async def waiting_faults(request: Request[Any, Any, Any]) -> list[dict[str, Any]]:
    """Every fault and how often it struck."""
    return world_of(request).faults.waiting()


@delete("/_sandbox/faults", status_code=200)
async def withdraw_all(request: Request[Any, Any, Any]) -> dict[str, int]:
    """Peace again."""
    return {"withdrawn": world_of(request).faults.withdraw()}


@delete("/_sandbox/faults/{fault_id:int}", status_code=200)
async def withdraw_one(request: Request[Any, Any, Any], fault_id: int) -> dict[str, int]:
    """Withdraws one fault."""
    return {"withdrawn": world_of(request).faults.withdraw(fault_id)}


HANDLERS = [
    healthz,
    provision,
    provisioned,
    signing_mode,
    persons,
    add_person,
    read_clock,
    set_clock,
    read_journal,
    order_fault,
    play_scenario,
    waiting_faults,
    withdraw_all,
    withdraw_one,
]
