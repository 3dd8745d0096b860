"""Statement constants on both databases: the same rows, the same errors, whoever sends them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import bindparam, column, insert, select, update
from sqlalchemy.exc import IntegrityError

from tests.contracts.test_schema import constants
from tests.factories.database import TestDatabase
from xiaopu.infra.database.compiled import Compiled
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.ids import ShopId

SHOP = ShopScope(ShopId("a" * 20))
MOMENT = datetime(2026, 3, 2, 4, 0, 0, 123456, tzinfo=UTC)
PARAMETERS = ("id", "consumer", "dedupe", "payload", "created_at", "run_at", "lease_until")
ADD = insert(OUTBOX).values(
    shop_id=bindparam("shop"), attempts=7, **{name: bindparam(name) for name in PARAMETERS}
)
_HERE = OUTBOX.c.shop_id == bindparam("shop")
NAMED = (
    select(OUTBOX.c.consumer, OUTBOX.c.attempts, OUTBOX.c.run_at, OUTBOX.c.lease_until)
    .where(
        _HERE,
        OUTBOX.c.consumer.in_(bindparam("names", expanding=True)),
        OUTBOX.c.attempts.in_((7, 8)),
    )
    .order_by(OUTBOX.c.consumer)
)
COUNT_UP = (
    update(OUTBOX)
    .where(_HERE, OUTBOX.c.consumer == bindparam("wanted"))
    .values(attempts=OUTBOX.c.attempts + 1)
)

Runner = Callable[..., Any]


def row(letter: str) -> dict[str, Any]:
    return {
        "id": letter * 20,
        "consumer": letter,
        "dedupe": f"canary-{letter}",
        "payload": "{}",
        "created_at": MOMENT,
        "run_at": MOMENT,
        "lease_until": None,
    }


def add_three(uow: UnitOfWork) -> None:
    uow.run_many(ADD, [row(letter) for letter in "bcd"])


def named(read: ReadScope, names: str) -> list[str]:
    return [found.consumer for found in read.rows(NAMED, names=list(names))]


def count_up(uow: UnitOfWork, wanted: str) -> int:
    return uow.run(COUNT_UP, wanted=wanted)


class TestStatements:
    def test_rows_have_names_and_the_types_of_their_columns(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> Any:
            units = database.open()
            await units.write(SHOP, add_three)
            found = await units.read(SHOP, lambda read: read.row(NAMED, names=["b"]))
            await units.close()
            return found

        found = run(story())
        assert tuple(found) == ("b", 7, MOMENT, None)
        assert (found.consumer, found.attempts, found.run_at, found.lease_until) == ("b", 7, MOMENT, None)
        assert found.run_at.tzinfo is UTC
        assert dict(found._mapping)["attempts"] == 7

    def test_lists_of_any_length_in_any_order(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> list[list[str]]:
            units = database.open()
            await units.write(SHOP, add_three)
            asked = ("b", "", "bcdx", "cx", "d")
            found = [await units.read(SHOP, named, names) for names in asked]
            await units.close()
            return found

        assert run(story()) == [["b"], [], ["b", "c", "d"], ["c"], ["d"]]

    def test_tells_how_many_rows_it_matched(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> list[int]:
            units = database.open()
            added = await units.write(SHOP, lambda uow: uow.run(ADD, **row("b")))
            counted = [await units.write(SHOP, count_up, wanted) for wanted in "bz"]
            await units.close()
            return [added, *counted]

        assert run(story()) == [1, 1, 0]

    def test_a_broken_rule_is_an_integrity_error_that_tells_no_value(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> str:
            units = database.open()
            await units.write(SHOP, add_three)
            with pytest.raises(IntegrityError) as raised:
                await units.write(SHOP, lambda uow: uow.run(ADD, **row("b")))
            await units.close()
            return str(raised.value)

        assert "canary" not in run(story())


class TestCompiled:
    def test_every_constant_of_the_house_compiles(self) -> None:
        made = [Compiled(statement) for name, statement in constants() if "[sqlite]" not in name]  # type: ignore[arg-type]  # they are statements
        assert len(made) > 200

    def test_the_constants_of_a_statement_stand_in_it_once_bound(self) -> None:
        text = Compiled(NAMED).text({"shop": "s", "names": ["x", "y"]})
        assert text.bound({"shop": "s", "names": ["x", "y"]}) == ["s", "x", "y", 7, 8]
        assert text.bound({"shop": "t", "names": ["v", "w"]}) == ["t", "v", "w", 7, 8]

    def test_a_text_is_made_once_for_each_length(self) -> None:
        compiled = Compiled(NAMED)
        first = compiled.text({"shop": "s", "names": ["x"]})
        assert compiled.text({"shop": "t", "names": ["y"]}) is first
        assert compiled.text({"shop": "t", "names": ["y", "z"]}) is not first

    def test_a_parameter_that_it_does_not_have_is_refused(self) -> None:
        with pytest.raises(TypeError, match="colour"):
            Compiled(NAMED).text({"shop": "s", "names": [], "colour": 1})

    def test_columns_that_it_did_not_ask_for_are_refused(self) -> None:
        with pytest.raises(TypeError, match="2 columns"):
            Compiled(select(column("one"))).rows([{"one": 1, "two": 2}])
