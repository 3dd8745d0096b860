"""What belongs to one order is found by the order, never by walking all that the shop has: SQLite's own plan
says so.
"""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from xiaopu.infra.database import migrations
from xiaopu.modules.orders.repository import LINES_OF_ONE, SHIPMENTS_OF
from xiaopu.modules.orders.tables import ORDER_LINES
from xiaopu.modules.payments.repository import PAYMENTS_OF

SCHEMA = next(iter(Path(migrations.__path__[0]).glob("versions/*_spine.sqlite.sql")))


def plan(statement: Select[tuple[object, ...]]) -> str:
    """SQLite's words on how it would run `statement` in an empty mall, where it has no figures to go by."""
    compiled = statement.compile(dialect=sqlite.dialect())
    with sqlite3.connect(":memory:") as mall:
        mall.executescript(SCHEMA.read_text())
        rows = mall.execute(
            f"EXPLAIN QUERY PLAN {compiled}", [None] * len(compiled.positiontup or ())
        ).fetchall()
    return "\n".join(str(row[3]) for row in rows)


class TestPlans:
    @pytest.mark.parametrize(
        ("statement", "found_by"),
        [(LINES_OF_ONE, "order_id=?"), (SHIPMENTS_OF, "order_id=?"), (PAYMENTS_OF, "payable_id=?")],
    )
    def test_goes_straight_to_what_belongs_to_one(
        self, statement: Select[tuple[object, ...]], found_by: str
    ) -> None:
        assert found_by in plan(statement)

    def test_the_plain_order_by_id_would_walk_them_all(self) -> None:
        bare = LINES_OF_ONE.order_by(None).order_by(ORDER_LINES.c.id)
        assert "order_id=?" not in plan(bare)
