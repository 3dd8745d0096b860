"""What shipping gives to the whole."""

from typing import Any

from xiaopu.modules.shipping.handlers import lay_first_template
from xiaopu.modules.shipping.http.console import CONSOLE_ROUTES
from xiaopu.modules.tenancy.events import ShopOpened

PUBLISHED: list[tuple[type, Any]] = [(ShopOpened, lay_first_template)]

__all__ = ["CONSOLE_ROUTES", "PUBLISHED"]
