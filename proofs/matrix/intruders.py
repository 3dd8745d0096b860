"""Who must not get through, operation by operation: the cells of the matrix."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from proofs.matrix.document import Operation
from proofs.matrix.recipe import Row, Thing, Things, Who
from proofs.matrix.village import Person, Side, Village
from xiaopu.kernel.ids import RANDOM_BITS, make_id
from xiaopu.modules.tenancy.domain import Role, allows

# Not the form of any id: refused, never a fault of ours.
ODD_IDS = ("x", "%27 OR 1=1 --", "０" * 20, "z" * 300)
_REFUSED = frozenset({401, 403, 404, 422})

Random = Any


class Knock(msgspec.Struct, frozen=True):
    """One request of a cell: as whom, at whose door, with what in which places."""

    person: Person
    things: Things
    tenant: str
    instead: Mapping[str, str] = msgspec.field(default_factory=dict)


class Cell(msgspec.Struct, frozen=True):
    """The same intrusion with an id that is another's and with one that nobody has; both must be refused
    with one of `statuses`, word for word alike. `tolerated`: it may do nothing instead.
    """

    actor: str
    place: str
    foreign: Knock
    unknown: Knock
    statuses: frozenset[int]
    tolerated: bool = False


class Strangers:
    """Makes the cells of an operation; ids that nobody has are drawn from `dice`."""

    def __init__(self, village: Village, dice: Random) -> None:
        self._village = village
        self._dice = dice

    def cells(self, operation: Operation, row: Row) -> Iterator[Cell]:
        """Everybody who must not get through, in the order of how little they have."""
        match row.who:
            case Who.STAFF:
                yield from self._at_the_desk(operation, row)
            case Who.SHOPPER:
                yield from self._in_the_mall(row)
            case Who.ACCOUNT:
                yield from self._at_the_account()
            case Who.VISITOR | Who.PUBLIC:
                yield from self._own_door(self._village.there, "goer", row)
                yield from self._passing_by(row)

    def unknown(self, thing: Thing, shop_id: str) -> str:
        """An id of the thing's form that nobody has."""
        if thing.name.startswith("media."):
            return f"{shop_id}/26/01/{self._dice.randbytes(16).hex()}.webp"
        return make_id(
            epoch_ms=self._dice.randrange(1 << 40, 1 << 41), random_bits=self._dice.getrandbits(RANDOM_BITS)
        )

    def _at_the_desk(self, operation: Operation, row: Row) -> Iterator[Cell]:
        here, there = self._village.here, self._village.there
        nobody = (self._village.anonymous, here.people["other"], there.people["buyer"])
        for person in nobody:
            yield from self._whole(person, row, here, frozenset({401}))
        for role, clerk in here.clerks.items():
            if not allows(role, operation.permission or ""):
                yield from self._whole(clerk, row, here, frozenset({403}))
        for person in (there.people["owner"], self._village.drifter):
            yield from self._whole(person, row, here, frozenset({404}))
            yield self._othertenant_of(person, here)
        yield from self._own_door(there, "owner", row)

    def _in_the_mall(self, row: Row) -> Iterator[Cell]:
        here, there = self._village.here, self._village.there
        staff = (here.clerks[Role.SERVICE], there.people["owner"], self._village.drifter)
        for person in (self._village.anonymous, *staff, there.people["buyer"]):
            yield from self._whole(person, row, here, frozenset({401}))
        other = here.people["other"]
        for place, thing in row.things().items():
            if thing.is_a_members:
                yield self._one_place(other, here, row, place)
        yield from self._own_door(there, "buyer", row)

    def _at_the_account(self) -> Iterator[Cell]:
        here = self._village.here
        for person in (self._village.anonymous, here.people["buyer"], here.people["other"]):
            knock = Knock(person, here.things, here.shop.slug)
            yield Cell(person.name, "account", knock, knock, frozenset({401}))

    def _passing_by(self, row: Row) -> Iterator[Cell]:
        there = self._village.there
        for place in row.things():
            yield self._one_place(Person("anonymous", {}, there.things), there, row, place)

    def _own_door(self, side: Side, name: str, row: Row) -> Iterator[Cell]:
        """Rightly in one's own shop, with one thing of the other's."""
        for place in row.things():
            yield self._one_place(side.people[name], side, row, place)

    def _one_place(self, person: Person, side: Side, row: Row, place: str) -> Cell:
        """One thing is `here`'s buyer's, everything else is the person's own."""
        thing = row.things()[place]
        theirs = self._village.here.things[thing.name]
        tenant = tenant_of(row.who, side)
        stranger = self.unknown(thing, self.unknown(Thing("shop"), ""))
        return Cell(
            person.name,
            place,
            Knock(person, person.things, tenant, {place: theirs}),
            Knock(person, person.things, tenant, {place: stranger}),
            _REFUSED,
            tolerated=place in row.tolerates,
        )

    def _whole(self, person: Person, row: Row, side: Side, statuses: frozenset[int]) -> Iterator[Cell]:
        """At the other's door with all of their ids, and with ids that nobody has."""
        tenant = tenant_of(row.who, side)
        named = row.things()
        theirs = {place: side.things[one.name] for place, one in named.items()}
        unknown = {place: self.unknown(one, side.shop.scope.shop_id) for place, one in named.items()}
        foreign = Knock(person, side.things, tenant, theirs)
        yield Cell(person.name, "door", foreign, Knock(person, side.things, tenant, unknown), statuses)

    def _othertenant_of(self, person: Person, side: Side) -> Cell:
        """A shop that is there, and one that is not."""
        absent = self.unknown(Thing("shop"), "")
        foreign = Knock(person, side.things, side.shop.scope.shop_id)
        unknown = Knock(person, side.things, absent)
        return Cell(person.name, "shop", foreign, unknown, frozenset({404}))


def tenant_of(who: Who, side: Side) -> str:
    """What stands in the path for the shop."""
    return side.shop.scope.shop_id if who is Who.STAFF else side.shop.slug
