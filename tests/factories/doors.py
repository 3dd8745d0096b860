"""The HTTP edge around some routes, with the people and services that the wiring would give them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

from httpx import ASGITransport, AsyncClient
from litestar import Litestar, Router
from litestar.di import Provide

from tests.factories.orders import VAULT
from tests.factories.people import as_member
from tests.modules.catalog.shelves import SHOP
from xiaopu.infra.database.units import Units
from xiaopu.infra.http.problems import HANDLERS
from xiaopu.infra.http.requests import provide_ticket, refuse_unknown_query
from xiaopu.infra.http.strict_json import StrictRequest
from xiaopu.kernel.ids import MemberId, MerchantId
from xiaopu.modules.members.api import Shopper
from xiaopu.modules.tenancy.api import Role, Staff

PUBLIC_URL = "https://mall.example.com"


@asynccontextmanager
async def shopping(
    units: Units, routes: Sequence[Any], member_id: MemberId | None = None
) -> AsyncIterator[AsyncClient]:
    """A client of storefront routes; with a member, that one shops."""
    given: dict[str, Any] = {"shop": SHOP}
    if member_id is not None:
        given["shopper"] = Shopper(as_member(SHOP, member_id), member_id, "weapp", "wx", "o")
    async with _client(units, routes, given) as client:
        yield client


@asynccontextmanager
async def working(units: Units, routes: Sequence[Any]) -> AsyncIterator[AsyncClient]:
    """A client of console routes, at work as the owner of the shop."""
    staff = Staff(SHOP, MerchantId("m" * 20), Role.OWNER)
    async with _client(units, routes, {"staff": staff}) as client:
        yield client


@asynccontextmanager
async def _client(units: Units, routes: Sequence[Any], people: dict[str, Any]) -> AsyncIterator[AsyncClient]:
    settings = SimpleNamespace(server=SimpleNamespace(public_url=PUBLIC_URL))
    held = {"units": units, "vault": VAULT, "settings": settings, **people}
    app: Any = Litestar(
        [Router("/", route_handlers=list(routes))],
        dependencies={name: _given(thing) for name, thing in held.items()}
        | {"ticket": Provide(provide_ticket)},
        exception_handlers=HANDLERS,
        before_request=refuse_unknown_query,
        openapi_config=None,
        request_class=StrictRequest,
    )
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://mall") as client:
        yield client


def _given(thing: Any) -> Provide:
    return Provide(lambda: thing, sync_to_thread=False)
