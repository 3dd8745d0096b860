"""Puts the routes together into one ASGI app."""

from typing import Any

from litestar import Litestar
from litestar.datastructures import State

from wxsandbox import people, wechat_routes
from wxsandbox.control import routes as control
from wxsandbox.device import complaining
from wxsandbox.device import routes as device
from wxsandbox.mail import routes as mail
from wxsandbox.notices import routes as notices
from wxsandbox.openplatform import routes as openplatform
from wxsandbox.pages import routes as pages
from wxsandbox.pages import sheets
from wxsandbox.pay import routes as pay
from wxsandbox.pushes import routes as pushes
from wxsandbox.world import World

MAX_BODY_BYTES = 16 * 1024 * 1024


def build_app(world: World) -> Litestar:
    """The app over this world. Notices and mail need `serve`, since they are no answers to requests."""
    people.settle_first_people(world)
    handlers: list[Any] = [
        *control.HANDLERS,
        *device.HANDLERS,
        *complaining.HANDLERS,
        *mail.HANDLERS,
        *notices.HANDLERS,
        *pages.HANDLERS,
        *sheets.HANDLERS,
        *pay.HANDLERS,
        *pushes.HANDLERS,
        *openplatform.HANDLERS,
        *wechat_routes.HANDLERS,
    ]
    return Litestar(
        route_handlers=handlers,
        state=State({"world": world}),
        openapi_config=None,
        request_max_body_size=MAX_BODY_BYTES,
        logging_config=None,
    )
