"""Puts the routes together into one ASGI app."""

from typing import Any

from litestar import Litestar
from litestar.datastructures import State

from wxsandbox import people, wechat_routes
from wxsandbox.ci import routes as ci
from wxsandbox.control import routes as control
from wxsandbox.device import complaining, opening
from wxsandbox.device import routes as device
from wxsandbox.mail import routes as mail
from wxsandbox.mp import launch_routes as mp_launch
from wxsandbox.mp import routes as mp
from wxsandbox.mp.refusals import EXCEPTION_HANDLERS
from wxsandbox.notices import routes as notices
from wxsandbox.openplatform import desk_routes as desk
from wxsandbox.openplatform import routes as openplatform
from wxsandbox.pages import routes as pages
from wxsandbox.pages import sheets
from wxsandbox.pay import merchant_routes as merchants
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
        *opening.HANDLERS,
        *ci.HANDLERS,
        *mp.HANDLERS,
        *mp_launch.HANDLERS,
        *desk.HANDLERS,
        *mail.HANDLERS,
        *notices.HANDLERS,
        *pages.HANDLERS,
        *sheets.HANDLERS,
        *pay.HANDLERS,
        *merchants.HANDLERS,
        *pushes.HANDLERS,
        *openplatform.HANDLERS,
        *wechat_routes.HANDLERS,
    ]
    return Litestar(
        route_handlers=handlers,
        state=State({"world": world}),
        openapi_config=None,
        exception_handlers=EXCEPTION_HANDLERS,
        request_max_body_size=MAX_BODY_BYTES,
        logging_config=None,
    )
