"""F12 Tenant matrix: every operation of the document × every id in it × everybody who must not get through.

The operations come from the document that the running application tells, so a new route without a row is
seen at once. Requests go to the application in this process; WeChat is the sandbox.
"""

import asyncio
from pathlib import Path

import httpx
from httpx import ASGITransport
from litestar import Litestar

from proofs.matrix.document import doors_of, operations_of
from proofs.matrix.doorbell import Doorbell
from proofs.matrix.matrix import Found, Matrix
from proofs.matrix.table import DOORS, ROWS, uncovered
from proofs.matrix.village import found_village
from proofs.outcome import Outcome
from proofs.world import house_at, place, wechat
from xiaopu.entrypoints.asgi import create_app
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.rate_limit import Limit, Verdict

SHOWN = 20


def tenant_matrix(database: str, folder: Path, *, seed: int) -> Outcome:
    """No leak, nothing uncovered, no fault of ours; and whoever is in the right gets through."""
    with (
        place(database, folder) as where,
        wechat(where) as sandbox,
        house_at(where, more=dict(sandbox.environment)) as house,
    ):
        found, operations, gaps = asyncio.run(_run(house, sandbox.address, seed))
    for sentence in [*gaps, *found.leaks, *found.wrongs][:SHOWN]:
        print(f"   {sentence}")
    figures: dict[str, int | str | float] = {
        "operations": operations,
        "cells": found.cells,
        "leaks": len(found.leaks),
        "missing": len(gaps),
        "5xx": found.faults,
        "shut_out": len(found.wrongs),
    }
    ok = not (found.leaks or found.wrongs or gaps or found.faults)
    return Outcome("F12", database, figures, ok, seed)


def gaps_of(app: Litestar) -> list[str]:
    """What the table does not cover; a test fails the build on it."""
    return [*uncovered(operations_of(app)), *_unreviewed(app)]


async def _run(house: House, sandbox: str, seed: int) -> tuple[Found, int, list[str]]:
    app = create_app(house, with_worker=False)
    app.state.limiter = _NoLimit()
    operations = operations_of(app)
    gaps = gaps_of(app)
    try:
        village = await found_village(house, sandbox)
        transport = ASGITransport(app=app, raise_app_exceptions=False)  # type: ignore[arg-type]  # Litestar is one
        async with httpx.AsyncClient(transport=transport, base_url="http://mall", timeout=60) as client:
            matrix = Matrix(house.units, village, Doorbell(client), seed)
            return await matrix.run(operations, ROWS), len(operations), gaps
    finally:
        await house.close()


def _unreviewed(app: Litestar) -> list[str]:
    """A12: a route outside of the document is on the reviewed list, or not there."""
    doors = doors_of(app)
    gaps = [
        f"{door.method} {door.path} is open and not reviewed"
        for door in sorted(doors - DOORS.keys(), key=str)
    ]
    return gaps + [f"{door.path} is reviewed and not there" for door in sorted(DOORS.keys() - doors, key=str)]


class _NoLimit:
    """Limits have proofs of their own; here thousands knock at one door."""

    async def take(self, limit: Limit, key: str, *, cost: int = 1) -> Verdict:
        del limit, key, cost
        return Verdict(allowed=True, remaining=1, retry_after_s=0)

    async def give_back(self, limit: Limit, key: str, *, cost: int = 1) -> None:
        """Nothing was taken."""
