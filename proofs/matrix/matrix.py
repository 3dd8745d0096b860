"""Running the matrix: every cell is refused, alike for foreign and unknown ids, and changes nothing; then the
rightful person succeeds with the same recipe.
"""

import random
from collections.abc import Iterable, Sequence

import msgspec

from proofs.matrix.document import Operation
from proofs.matrix.doorbell import Answer, Doorbell
from proofs.matrix.gates import Gates
from proofs.matrix.intruders import ODD_IDS, Cell, Knock, Strangers, tenant_of
from proofs.matrix.recipe import Row, Who
from proofs.matrix.snapshot import changed, fingerprints
from proofs.matrix.village import Village
from xiaopu.infra.database.units import Units


class Found(msgspec.Struct):
    """What the matrix saw. Each sentence of `leaks` and `wrongs` names operation, actor and place."""

    cells: int = 0
    leaks: list[str] = msgspec.field(default_factory=list)
    wrongs: list[str] = msgspec.field(default_factory=list)
    faults: int = 0

    def saw(self, answer: Answer) -> Answer:
        """Count it; a 5xx is a fault wherever it comes."""
        self.cells += 1
        self.faults += answer.status >= 500
        return answer


class Matrix:
    """One village, one application."""

    def __init__(self, units: Units, village: Village, bell: Doorbell, seed: int) -> None:
        self._units = units
        self._village = village
        self._bell = bell
        self._strangers = Strangers(village, random.Random(seed))
        self._gates = Gates(village, bell)
        self._secrets = _secrets(village)
        self.found = Found()

    async def run(self, operations: Sequence[Operation], rows: dict[str, Row]) -> Found:
        """Every operation that has a row, in the document's order."""
        standing = await self._look()
        for operation in operations:
            row = rows.get(operation.id)
            if row is None:
                continue
            await self._refuse_all(operation, row)
            for sentence in await self._gates.all(operation, row, self.found.saw):
                self.found.leaks.append(f"{operation.id}: {sentence}")
            after = await self._look()
            self._unchanged(operation, row, standing, after)
            await self._rightful(operation, row)
            standing = await self._look()
            if operation.reads and changed(after, standing):
                self.found.leaks.append(f"{operation.id}: a GET wrote {changed(after, standing)}")
        return self.found

    async def _refuse_all(self, operation: Operation, row: Row) -> None:
        for cell in self._strangers.cells(operation, row):
            foreign = self.found.saw(await self._bell.ring(operation, row, cell.foreign))
            unknown = self.found.saw(await self._bell.ring(operation, row, cell.unknown))
            for sentence in self._judge(cell, foreign, unknown):
                self.found.leaks.append(f"{operation.id} by {cell.actor} at {cell.place}: {sentence}")
        await self._odd_ids(operation, row)
        await self._neighbours_read(operation, row)

    def _judge(self, cell: Cell, foreign: Answer, unknown: Answer) -> Iterable[str]:
        secret = foreign.holds(self._secrets[cell.actor.startswith("other@")])
        if secret is not None:
            yield f"the answer holds {secret}"
        if (foreign.status, foreign.body) != (unknown.status, unknown.body):
            yield f"told apart: {foreign.status} {foreign.body[:200]} | {unknown.status} {unknown.body[:200]}"
        if foreign.status not in cell.statuses and not (cell.tolerated and foreign.status < 300):
            yield f"answered {foreign.status} {foreign.body[:200]}"

    async def _odd_ids(self, operation: Operation, row: Row) -> None:
        """What has not the form of an id is refused or does nothing, and is never a fault of ours."""
        side = self._village.there
        person = side.people["owner" if row.who is Who.STAFF else "buyer"]
        for place in row.things():
            for odd in ODD_IDS:
                knock = Knock(person, person.things, tenant_of(row.who, side), {place: odd})
                answer = self.found.saw(await self._bell.ring(operation, row, knock))
                allowed = answer.status < 300 and place in row.tolerates
                if not allowed and answer.status not in (404, 422):
                    self.found.leaks.append(
                        f"{operation.id} {place}={odd[:20]}: {answer.status} {answer.body[:120]}"
                    )

    async def _neighbours_read(self, operation: Operation, row: Row) -> None:
        """What others rightly read in their own place holds nothing of ours."""
        if not operation.reads or (row.who is Who.PUBLIC and "{slug}" not in operation.path):
            return
        here, there = self._village.here, self._village.there
        readers = [there.people["owner" if row.who in (Who.STAFF, Who.ACCOUNT) else "buyer"]]
        sides = [there]
        if row.who is Who.SHOPPER and all(thing.is_a_members for thing in row.things().values()):
            readers.append(here.people["other"])
            sides.append(here)
        for person, side in zip(readers, sides, strict=True):
            knock = Knock(person, person.things, tenant_of(row.who, side))
            answer = self.found.saw(await self._bell.ring(operation, row, knock))
            secret = answer.holds(self._secrets[side is here])
            if secret is not None:
                self.found.leaks.append(f"{operation.id}: {person.name} reads {secret}")
            if answer.status != (row.answer or operation.success):
                self.found.wrongs.append(f"{operation.id}: {person.name} got {answer.status}")

    def _unchanged(
        self, operation: Operation, row: Row, before: dict[str, bytes], after: dict[str, bytes]
    ) -> None:
        moved = changed(before, after)
        if row.tolerates or row.who is Who.PUBLIC:
            moved = [name for name in moved if name.endswith("/own")]
        if moved:
            self.found.leaks.append(f"{operation.id}: refused, and yet changed: {', '.join(moved)}")

    async def _rightful(self, operation: Operation, row: Row) -> None:
        """Without this a cell proves nothing: the very same request, by whom it is for."""
        side = self._village.here
        person = side.people[row.by or ("owner" if row.who in (Who.STAFF, Who.ACCOUNT) else "buyer")]
        things = person.things if "given.quote" in person.things else side.things
        knock = Knock(person, things, tenant_of(row.who, side))
        answer = self.found.saw(await self._bell.ring(operation, row, knock))
        if answer.status != (row.answer or operation.success):
            self.found.wrongs.append(f"{operation.id}: {person.name} got {answer.status} {answer.body[:200]}")

    async def _look(self) -> dict[str, bytes]:
        return await fingerprints(self._units, self._village.here.shop.scope.shop_id)


def _secrets(village: Village) -> dict[bool, list[str]]:
    """What must stand in no answer: for another buyer of the shop what is the buyer's, else all of it."""
    things = village.here.things
    others = set(village.here.people["other"].things.values())
    everything = [one for name, one in things.items() if not name.startswith("given.")]
    return {False: everything, True: [one for one in everything if one not in others]}
