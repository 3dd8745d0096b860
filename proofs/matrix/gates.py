"""Rows beside the matrix: tenants named in headers, fields that are nobody's to send, missing CSRF tokens."""

from collections.abc import Callable, Iterator
from typing import Any

from proofs.matrix.document import Operation
from proofs.matrix.doorbell import Answer, Doorbell
from proofs.matrix.intruders import Knock, tenant_of
from proofs.matrix.recipe import Row, Who, fill
from proofs.matrix.village import Person, Village

TENANT_HEADERS = ("X-Shop-Id", "X-Shop", "X-Tenant", "X-Tenant-Id", "x-tenant-id", "Tenant-Id", "tenant_id")
# A5, A6, A9, P2: whose it is, what it costs and how it stands are never the client's to say.
FORBIDDEN_FIELDS: dict[str, Any] = {
    "shop_id": "0" * 20,
    "tenant_id": "0" * 20,
    "owner_id": "0" * 20,
    "member_id": "0" * 20,
    "role": "owner",
    "permissions": ["*"],
    "status": "paid",
    "amount": 1,
    "amount_fen": 1,
    "total": 1,
    "pay_amount": 1,
    "payable_fen": 1,
    "goods_fen": 1,
    "freight_fen": 0,
    "balance_fen": 10**6,
}
# Objects whose keys are data: WeChat's template ids.
_MAPS = frozenset({"results"})

Saw = Callable[[Answer], Answer]


class Gates:
    """Asked of every operation, before its rightful person is let in."""

    def __init__(self, village: Village, bell: Doorbell) -> None:
        self._village = village
        self._bell = bell

    async def all(self, operation: Operation, row: Row, saw: Saw) -> list[str]:
        """Sentences of what came through."""
        return [
            *await self._headers(operation, row, saw),
            *await self._fields(operation, row, saw),
            *await self._csrf(operation, row, saw),
        ]

    async def _headers(self, operation: Operation, row: Row, saw: Saw) -> list[str]:
        """A5: with the other shop's id in every such header, once and empty, the answer is the same."""
        if not operation.reads or row.who not in (Who.STAFF, Who.SHOPPER):
            return []
        side = self._village.there
        person = side.people["owner" if row.who is Who.STAFF else "buyer"]
        knock = Knock(person, person.things, tenant_of(row.who, side))
        plain = saw(await self._bell.ring(operation, row, knock))
        found = []
        for value in (self._village.here.shop.scope.shop_id, self._village.here.shop.slug, "", "*"):
            headers = dict.fromkeys(TENANT_HEADERS, value)
            answer = saw(await self._bell.ring(operation, row, knock, headers=headers))
            if answer.status != plain.status or (answer != plain and not row.moving):
                found.append(f"another answer with tenant headers {value!r}: {answer.status}")
        return found

    async def _fields(self, operation: Operation, row: Row, saw: Saw) -> list[str]:
        """A6, A9, P2: one more field, in the body or in any object within, is 422."""
        if operation.fields is None:
            return []
        person, knock = self._rightful(row)
        del person
        asked = fill(row, knock.things)
        found = []
        for place, body in _with_fields(asked.body, operation.fields):
            answer = saw(await self._bell.ring(operation, row, knock, body=body))
            if answer.status != 422:
                found.append(f"{place} was let in: {answer.status} {answer.body[:120]}")
        return found

    async def _csrf(self, operation: Operation, row: Row, saw: Saw) -> list[str]:
        """A13: the cookie alone writes nothing, nor with another session's token."""
        if operation.reads or row.who not in (Who.STAFF, Who.ACCOUNT):
            return []
        person, knock = self._rightful(row)
        foreign = self._village.there.people["owner"].headers["X-CSRF-Token"]
        found = []
        for token in ("", foreign):
            headers = {"X-CSRF-Token": token} if token else {}
            bare = {name: value for name, value in person.headers.items() if name != "X-CSRF-Token"}
            one = Knock(Person(person.name, bare, person.things), knock.things, knock.tenant)
            answer = saw(await self._bell.ring(operation, row, one, headers=headers))
            if answer.status != 403 or "csrf_missing" not in answer.body:
                found.append(f"with the CSRF token {token!r}: {answer.status}")
        return found

    def _rightful(self, row: Row) -> tuple[Person, Knock]:
        side = self._village.here
        person = side.people[row.by or ("owner" if row.who in (Who.STAFF, Who.ACCOUNT) else "buyer")]
        return person, Knock(person, side.things, tenant_of(row.who, side))


def _with_fields(body: Any, known: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for name, value in FORBIDDEN_FIELDS.items():
        if name not in known:
            yield name, {**body, name: value}
    yield from _deeper(body)


def _deeper(body: Any) -> Iterator[tuple[str, Any]]:
    """The body with `shop_id` and `amount_fen` in each object inside of it, one at a time."""
    for key, inside in body.items():
        if isinstance(inside, dict) and key not in _MAPS:
            for name in ("shop_id", "amount_fen"):
                yield f"{key}.{name}", {**body, key: {**inside, name: FORBIDDEN_FIELDS[name]}}
        if isinstance(inside, list) and inside and isinstance(inside[0], dict):
            for name in ("shop_id", "amount_fen"):
                first = {**inside[0], name: FORBIDDEN_FIELDS[name]}
                yield f"{key}.{name}", {**body, key: [first, *inside[1:]]}
