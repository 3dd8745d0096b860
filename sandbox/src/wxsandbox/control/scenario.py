"""Scenario files: a bad day written down, to be played again and again.

{"faults": [{"kind": "notice_lost", "times": 2, "match": {"event_type": "TRANSACTION.SUCCESS"}, "params":
{}}],
 "people": [{"name": "小刚", "phone": "13600136004", "balance_fen": 500}]}
"""

import sqlite3
from pathlib import Path
from typing import Any

import msgspec

from wxsandbox import people
from wxsandbox.faults import KINDS
from wxsandbox.world import World


class PlannedFault(msgspec.Struct, forbid_unknown_fields=True):
    """As for POST /_sandbox/faults."""

    kind: str
    match: dict[str, Any] = {}
    params: dict[str, Any] = {}
    times: int | None = None


class PlannedPerson(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody who lives here from now on; who is there already stays as they are."""

    name: str
    phone: str
    balance_fen: int = 10_000_000


class Scenario(msgspec.Struct, forbid_unknown_fields=True):
    """The content of a scenario file."""

    faults: list[PlannedFault] = []
    people: list[PlannedPerson] = []


class BadScenario(Exception):
    """The file cannot be played; the words say why."""


def read_scenario(raw: bytes) -> Scenario:
    """Raises BadScenario."""
    try:
        scenario = msgspec.json.decode(raw, type=Scenario)
    except msgspec.DecodeError as broken:
        raise BadScenario(str(broken)) from broken
    for fault in scenario.faults:
        if fault.kind not in KINDS:
            raise BadScenario(f"{fault.kind}: no such fault; known are {', '.join(KINDS)}")
    return scenario


def read_scenario_file(path: Path) -> Scenario:
    """Raises BadScenario."""
    try:
        return read_scenario(path.read_bytes())
    except OSError as unreadable:
        raise BadScenario(f"{path}: {unreadable.strerror}") from unreadable


def play(world: World, scenario: Scenario) -> None:
    """Orders every fault and settles every person who is not there yet."""
    with world.store.unit():
        for fault in scenario.faults:
            world.faults.order(fault.kind, match=fault.match, params=fault.params, times=fault.times)
        for one in scenario.people:
            if world.store.one("SELECT 1 FROM person WHERE name = :name", name=one.name) is not None:
                continue
            try:
                people.add_person(world, name=one.name, phone=one.phone, balance_fen=one.balance_fen)
            except sqlite3.IntegrityError as taken:
                raise BadScenario(f"{one.name}: phone number or balance is not possible") from taken
