"""The ASGI application: routers by audience, strict inputs, problem details, headers, and the worker inside
on SQLite.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.plugins.prometheus import PrometheusConfig, PrometheusController
from litestar.types import ASGIApp

from xiaopu.entrypoints import rooms
from xiaopu.entrypoints.api_document import get_asset, openapi_config
from xiaopu.entrypoints.doors import DOOR_ROUTES
from xiaopu.entrypoints.edge import MIDDLEWARE, PatchByPost
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.http.one_task import InOneTask
from xiaopu.infra.http.problems import HANDLERS
from xiaopu.infra.http.requests import PACKED_OPTION, provide_ticket, refuse_unknown_query
from xiaopu.infra.http.strict_json import StrictRequest
from xiaopu.infra.settings import default_home, load
from xiaopu.infra.telemetry import configure_logging

STOREFRONT = "/api/storefront/v1/{slug:str}"
CONSOLE = "/api/console/v1"
PLATFORM = "/api/platform/v1"
SHOP = "/api/console/v1/shops/{shop_id:str}"


def create() -> ASGIApp:
    """The application of the home folder's settings; what the server's workers call."""
    settings = load(default_home())
    configure_logging(production=settings.is_production)
    return PatchByPost(create_app(House(settings)))


def create_app(house: House, *, with_worker: bool | None = None) -> Litestar:
    """An application over a house. The worker runs inside when the database is SQLite, unless told
    otherwise.
    """
    worker_inside = house.settings.database.is_sqlite if with_worker is None else with_worker
    dependencies = {
        name: Provide(give, sync_to_thread=False, use_cache=True)
        for name, give in house.dependencies().items()
    }
    people = {name: Provide(give) for name, give in rooms.PEOPLE.items()} | {
        "ticket": Provide(provide_ticket)
    }
    metrics = PrometheusConfig(app_name="xiaopu", prefix="xiaopu", group_path=True)
    return Litestar(
        route_handlers=[
            _router(CONSOLE, rooms.ACCOUNT_ROUTES, "console"),
            _router(SHOP, rooms.CONSOLE_ROUTES, "console"),
            _router(PLATFORM, rooms.PLATFORM_ROUTES, "platform"),
            _router(STOREFRONT, rooms.STOREFRONT_ROUTES, "storefront"),
            *rooms.OPEN_ROUTES,
            *DOOR_ROUTES,
            get_asset,
            _metrics_door(),
        ],
        dependencies=dependencies | people,
        request_class=StrictRequest,
        exception_handlers=HANDLERS,
        plugins=[InOneTask()],
        middleware=[*MIDDLEWARE, metrics.middleware],
        lifespan=[_living(house, worker_inside=worker_inside)],
        state=State({"limiter": house.limiter, "house": house}),
        openapi_config=openapi_config(),
        compression_config=CompressionConfig(
            backend="gzip", minimum_size=1000, gzip_compress_level=5, exclude_opt_key=PACKED_OPTION
        ),
        request_max_body_size=house.settings.limits.body_bytes,
        logging_config=None,
    )


def _router(path: str, routes: Sequence[Any], tag: str) -> Router:
    return Router(path=path, route_handlers=list(routes), before_request=refuse_unknown_query, tags=[tag])


def _metrics_door() -> type[PrometheusController]:
    class MetricsDoor(PrometheusController):
        path = "/metrics"
        include_in_schema = False

    return MetricsDoor


def _living(house: House, *, worker_inside: bool) -> Any:
    @asynccontextmanager
    async def living(_app: Litestar) -> AsyncIterator[None]:
        task = asyncio.create_task(house.worker.run()) if worker_inside else None
        try:
            yield
        finally:
            house.worker.stop()
            if task is not None:
                await asyncio.wait([task], timeout=5)
                task.cancel()
            await house.close()

    return living
