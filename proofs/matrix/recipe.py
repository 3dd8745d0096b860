"""How an operation is asked rightly, and where in it a foreign thing can be put."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec

# Things that belong to a member rather than to the shop: another buyer of the same shop must not have them.
_OF_MEMBERS = frozenset({"order", "address", "line", "aftersale", "bought"})

Things = Mapping[str, str]
Json = Any


class Who(StrEnum):
    """For whom an operation is."""

    PUBLIC = "public"
    VISITOR = "visitor"
    SHOPPER = "shopper"
    ACCOUNT = "account"
    STAFF = "staff"


class Thing(msgspec.Struct, frozen=True):
    """A thing of the village by name (`order.to_ship`); its id is put here. `form` wraps it: `goods:{}`."""

    name: str
    form: str = "{}"

    @property
    def is_a_members(self) -> bool:
        return self.name.partition(".")[0] in _OF_MEMBERS


class Given(msgspec.Struct, frozen=True):
    """A value of the village that names no thing: a quote, a code, a key."""

    name: str


class File(msgspec.Struct, frozen=True):
    """An upload."""

    name: str
    content: bytes


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """How to ask rightly. `by` names the person for whom it must succeed; `answer` the status, when it is
    not the document's. `public` says why everybody may. `tolerates` says why a foreign id is not refused:
    it must then do nothing, and answer what an unknown one does. `moving` says what in the answer is another
    one at each asking: two answers are then compared by their status.
    """

    who: Who
    path: Mapping[str, Thing | Given | str] = msgspec.field(default_factory=dict)
    query: Mapping[str, Thing | str] = msgspec.field(default_factory=dict)
    body: Json = None
    upload: File | None = None
    by: str | None = None
    answer: int | None = None
    public: str = ""
    tolerates: Mapping[str, str] = msgspec.field(default_factory=dict)
    moving: str = ""

    def things(self) -> dict[str, Thing]:
        """Place → thing, in the words of the document."""
        found = {f"path.{name}": one for name, one in self.path.items() if isinstance(one, Thing)}
        found |= {f"query.{name}": one for name, one in self.query.items() if isinstance(one, Thing)}
        return found | {f"body.{place}": one for place, one in _things_in(self.body)}


class Asked(msgspec.Struct, frozen=True):
    """A request ready to be sent, the tenant aside."""

    path: dict[str, str]
    query: dict[str, str]
    body: Json


def fill(row: Row, things: Things, *, instead: Mapping[str, str] | None = None) -> Asked:
    """The request with a person's own things; `instead` puts other ids in some places."""
    put = instead or {}
    return Asked(
        {name: _filled(one, f"path.{name}", things, put) for name, one in row.path.items()},
        {name: _filled(one, f"query.{name}", things, put) for name, one in row.query.items()},
        _filled(row.body, "body", things, put),
    )


def _filled(node: Json, place: str, things: Things, put: Mapping[str, str]) -> Json:
    if isinstance(node, Thing):
        return node.form.format(put.get(place, things[node.name]))
    if isinstance(node, Given):
        return things[node.name]
    if isinstance(node, dict):
        return {name: _filled(one, f"{place}.{name}", things, put) for name, one in node.items()}
    if isinstance(node, list):
        return [_filled(one, place, things, put) for one in node]
    return node


def _things_in(node: Json, place: str = "") -> Iterator[tuple[str, Thing]]:
    if isinstance(node, Thing):
        yield place, node
    elif isinstance(node, dict):
        for name, one in node.items():
            yield from _things_in(one, f"{place}.{name}" if place else name)
    elif isinstance(node, list):
        for one in node:
            yield from _things_in(one, place)
