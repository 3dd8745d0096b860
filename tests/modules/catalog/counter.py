"""A small application around some routes, with the staff and the services that the wiring would give them."""

from collections.abc import Sequence
from typing import Any

from httpx import ASGITransport, AsyncClient
from litestar import Litestar, Router
from litestar.di import Provide

from tests.modules.catalog.shelves import SHOP
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.infra.http.problems import HANDLERS
from xiaopu.infra.http.requests import provide_ticket, refuse_unknown_query
from xiaopu.infra.storage import LocalFolder
from xiaopu.kernel.ids import MerchantId
from xiaopu.modules.catalog.flows.keep_picture import MediaLibrary
from xiaopu.modules.catalog.flows.run_import import Importer
from xiaopu.modules.tenancy.api import Role, Staff

PREFIX = "/api/console/v1/shop"


def console_app(
    units: Units, store: LocalFolder, routes: Sequence[Any], *, scope: ShopScope = SHOP, **services: Any
) -> Litestar:
    """`routes` under `PREFIX` for the owner of `scope`; public ones are given by the caller with their
    whole path.
    """
    given = {
        "units": units,
        "store": store,
        "library": MediaLibrary(units, store),
        "importer": Importer(units, store),
        **services,
    }
    staff = Staff(scope, MerchantId("m" * 20), Role.OWNER)

    def value_of(value: Any) -> Provide:
        return Provide(lambda: value, sync_to_thread=False)

    dependencies = {name: value_of(value) for name, value in {**given, "staff": staff, "shop": scope}.items()}
    return Litestar(
        [Router(PREFIX, route_handlers=list(routes))],
        dependencies={**dependencies, "ticket": Provide(provide_ticket)},
        exception_handlers=HANDLERS,
        before_request=refuse_unknown_query,
        openapi_config=None,
    )


def client_of(app: Litestar) -> AsyncClient:
    """A client whose paths begin at the console's shop."""
    asgi: Any = app
    return AsyncClient(transport=ASGITransport(app=asgi), base_url=f"http://mall{PREFIX}")
