"""A request stays in one task. Litestar resolves dependencies that do not need each other in a task group, a
task each: for values that are at hand, and one database that answers in turn, that only costs.
"""

from litestar.plugins import ReceiveRoutePlugin
from litestar.routes import BaseRoute, HTTPRoute


class InOneTask(ReceiveRoutePlugin):
    """Resolves the dependencies of every route one after the other, in the order of need, then of name."""

    def receive_route(self, route: BaseRoute) -> None:
        if not isinstance(route, HTTPRoute):
            return
        for _, needs in route.route_handler_map.values():
            needs.dependency_batches = [
                {dependency}
                for batch in needs.dependency_batches
                for dependency in sorted(batch, key=lambda one: one.key)
            ]
