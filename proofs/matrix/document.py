"""What the document says: its operations, and every place in them that names a thing."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from litestar import Litestar
from litestar.routes import HTTPRoute

from xiaopu.entrypoints.api_document import tidy
from xiaopu.modules.tenancy.http.access import PERMISSION

# The tenant itself stands in these: who may pass is what every cell asks.
TENANT_PLACES = frozenset({"path.shop_id", "path.slug"})

_NAMES_A_THING = re.compile(r"(?:.*_)?ids?|pictures?|logo|link|category|key")
_PARAMETER = re.compile(r"\{([a-z_]+)(?::[a-z]+)?\}")

Json = Any


class Operation(msgspec.Struct, frozen=True):
    """One operation. `places` are dotted: `path.order_id`, `query.ids`, `body.changes.sku_id`. `fields` are
    the names at the top of its JSON body, None without one.
    """

    id: str
    method: str
    path: str
    success: int
    places: tuple[str, ...]
    fields: frozenset[str] | None
    permission: str | None

    @property
    def reads(self) -> bool:
        return self.method == "GET"


class Door(msgspec.Struct, frozen=True):
    """A route that the document leaves out."""

    method: str
    path: str


def document_of(app: Litestar) -> Json:
    """The document as the running application tells it."""
    return tidy(app.openapi_schema.to_schema())


def operations_of(app: Litestar) -> list[Operation]:
    """Every operation, in the document's order."""
    document, permissions = document_of(app), _permissions(app)
    schemas = document["components"]["schemas"]
    return [
        _operation((method.upper(), path), spec, schemas, permissions.get((method.upper(), path)))
        for path, methods in sorted(document["paths"].items())
        for method, spec in sorted(methods.items())
    ]


def doors_of(app: Litestar) -> set[Door]:
    """Routes that the document does not name."""
    named = {(operation.method, operation.path) for operation in operations_of(app)}
    return {
        Door(method, path)
        for (method, path), _ in _handlers(app)
        if (method, path) not in named and method not in ("OPTIONS", "HEAD")
    }


def _operation(place: tuple[str, str], spec: Json, schemas: Json, permission: str | None) -> Operation:
    method, path = place
    body = next(iter(spec.get("requestBody", {}).get("content", {}).items()), None)
    fields = None
    places = [f"path.{name}" for name in _PARAMETER.findall(path)]
    places += [
        f"query.{one['name']}"
        for one in spec.get("parameters", [])
        if one["in"] == "query" and _NAMES_A_THING.fullmatch(one["name"])
    ]
    if body is not None:
        schema = _resolved(body[1]["schema"], schemas)
        places += [f"body.{place}" for place in _body_places(schema, schemas)]
        if body[0] == "application/json":
            fields = frozenset(schema.get("properties", {}))
    success = min(int(status) for status in spec["responses"] if status.startswith("2"))
    return Operation(spec["operationId"], method, path, success, tuple(places), fields, permission)


def _body_places(schema: Json, schemas: Json) -> Iterator[str]:
    for name, kind in schema.get("properties", {}).items():
        if _NAMES_A_THING.fullmatch(name):
            yield name
        for inside in _insides(kind, schemas):
            yield from (f"{name}.{place}" for place in _body_places(inside, schemas))


def _insides(kind: Json, schemas: Json) -> Iterator[Json]:
    """Objects that a field may hold, alone, in a list or as one of several kinds."""
    kind = _resolved(kind, schemas)
    if "properties" in kind:
        yield kind
    for part in (kind.get("items"), *kind.get("oneOf", ()), *kind.get("anyOf", ())):
        if part:
            yield from _insides(part, schemas)


def _resolved(schema: Json, schemas: Json) -> Json:
    return schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _permissions(app: Litestar) -> dict[tuple[str, str], str]:
    return {place: handler.opt.get(PERMISSION) for place, handler in _handlers(app)}


def _handlers(app: Litestar) -> Iterator[tuple[tuple[str, str], Any]]:
    for route in app.routes:
        if not isinstance(route, HTTPRoute):
            continue
        path = _PARAMETER.sub(r"{\1}", route.path_format)
        for handler in route.route_handlers:
            for method in handler.http_methods:
                yield (str(method), path), handler
