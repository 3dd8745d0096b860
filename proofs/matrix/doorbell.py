"""Sending what a knock says to the application, and reading the answer without the ids that were sent."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import httpx
import msgspec

from proofs.matrix.document import Operation
from proofs.matrix.intruders import Knock
from proofs.matrix.recipe import Row, Things, fill
from proofs.matrix.village import red_picture


class Answer(msgspec.Struct, frozen=True):
    """`body` has `<sent>` where it repeats an id of the request, so that two answers can be compared."""

    status: int
    body: str

    def holds(self, secrets: Iterable[str]) -> str | None:
        """The first of these that stands in it."""
        return next((one for one in secrets if one in self.body), None)


class Doorbell:
    """One client for everybody; each request says who it is."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._numbers = 0

    async def ring(
        self,
        operation: Operation,
        row: Row,
        knock: Knock,
        *,
        headers: dict[str, str] | None = None,
        body: Any = None,
    ) -> Answer:
        """`headers` and `body` replace what the recipe would send."""
        self._numbers += 1
        asked = fill(row, knock.things, instead=knock.instead)
        tenant = {"shop_id": knock.tenant, "slug": knock.tenant}
        path = operation.path.format_map(_Quoted(tenant | asked.path))
        sent = knock.person.headers | {"Idempotency-Key": f"matrix-{self._numbers}"} | (headers or {})
        content: dict[str, Any] = {}
        if row.upload is not None:
            content["files"] = {"file": (row.upload.name, row.upload.content or red_picture())}
            content["data"] = asked.body or {}
        elif row.body is not None:
            sent |= {"Content-Type": "application/json"}
            content["content"] = json.dumps(asked.body if body is None else body, ensure_ascii=False)
        answer = await self._client.request(
            operation.method, path, params=asked.query, headers=_plain(sent), **content
        )
        return Answer(answer.status_code, _without(answer.text, {**knock.instead, "shop": knock.tenant}))


def _plain(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _without(text: str, sent: Things) -> str:
    for one in sorted(set(sent.values()), key=len, reverse=True):
        text = text.replace(one, "<sent>")
    return text


class _Quoted(dict[str, str]):
    """Path parameters as they go over the wire; keys of pictures keep their slashes."""

    def __getitem__(self, name: str) -> str:
        return quote(super().__getitem__(name))
