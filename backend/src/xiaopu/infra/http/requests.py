"""Strict reading of requests: no unknown query fields, tickets for idempotent POSTs, the client's address."""

from functools import lru_cache
from typing import Annotated, Any

from litestar import Request
from litestar.handlers import BaseRouteHandler
from litestar.params import ParameterKwarg, QueryParameter

from xiaopu.infra.idempotency import Ticket
from xiaopu.kernel.errors import InvalidInput
from xiaopu.kernel.page import MAX_LIMIT

AnyRequest = Request[Any, Any, Any]

# Option of a route that packs its answers itself, or keeps them packed: the edge leaves them alone.
PACKED_OPTION = "packed"
PACKED = {PACKED_OPTION: True}

Limit = Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)]
Cursor = Annotated[str, QueryParameter(max_length=400)]
Words = Annotated[str, QueryParameter(max_length=60)]
# The annotation must stand outermost to be seen: `cursor: AnyCursor = None`, never `Cursor | None`.
AnyCursor = Annotated[str | None, QueryParameter(max_length=400)]
AnyWords = Annotated[str | None, QueryParameter(max_length=60)]


async def refuse_unknown_query(request: AnyRequest) -> None:
    """For `before_request`: a query field that the route does not know is refused, so that a typo never
    silently widens a list. No guard, for Litestar copies the route's handler for each call of one.
    """
    if not request.query_params:
        return
    known = _query_names(request.route_handler)
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise InvalidInput.at(name, "unknown_field")
        if "\0" in value:
            raise InvalidInput.at(name, "malformed")


@lru_cache(maxsize=1024)
def _query_names(handler: BaseRouteHandler) -> frozenset[str]:
    fields = handler.parsed_fn_signature.parameters.values()
    aliases = {
        getattr(field.kwarg_definition, "name", None) or field.kwarg_definition.query
        for field in fields
        if isinstance(field.kwarg_definition, ParameterKwarg)
    }
    return frozenset({field.name for field in fields} | {name for name in aliases if name})


async def provide_ticket(request: AnyRequest) -> Ticket:
    """Dependency `ticket`: what makes a repeated POST harmless. Refuses a missing `Idempotency-Key`."""
    return Ticket.of(request.headers.get("Idempotency-Key"), request.url.path, await request.body())


def client_address(request: AnyRequest) -> str:
    """The peer's address as the server saw it: forwarded headers are believed only where the server was told
    to.
    """
    return request.client.host if request.client else "unknown"
