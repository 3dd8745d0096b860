"""A fingerprint of the whole database, and of what is one shop's in it."""

import hashlib

from sqlalchemy import select

from xiaopu.infra.database.scopes import PlatformScope
from xiaopu.infra.database.tables import KIND, METADATA
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import ShopId

_TABLES = {table: select(table) for table in METADATA.sorted_tables if table.info[KIND] != "reference"}


async def fingerprints(units: Units, shop_id: ShopId) -> dict[str, bytes]:
    """Table → digest of all its rows; `table/own` of the rows of that shop."""

    def look(read: ReadScope) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for table, statement in _TABLES.items():
            rows = sorted(repr(tuple(row)) for row in read.rows(statement))
            found[table.name] = _digest(rows)
            found[f"{table.name}/own"] = _digest([row for row in rows if shop_id in row])
        return found

    return await units.read(PlatformScope(), look)


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Names of what is not as it was."""
    return sorted(name for name, digest in before.items() if after[name] != digest)


def _digest(rows: list[str]) -> bytes:
    return hashlib.blake2b("\n".join(rows).encode(), digest_size=16).digest()
