"""What shipping gives to the whole."""

from typing import Any

from xiaopu.modules.catalog.events import GoodsChanged
from xiaopu.modules.shipping.handlers import lay_first_template, refuse_lost_templates
from xiaopu.modules.shipping.http.console import CONSOLE_ROUTES
from xiaopu.modules.tenancy.events import ShopOpened

PUBLISHED: list[tuple[type, Any]] = [
    (ShopOpened, lay_first_template),
    (GoodsChanged, refuse_lost_templates),
]

__all__ = ["CONSOLE_ROUTES", "PUBLISHED"]
