"""What inventory gives to the whole."""

from typing import Any

from xiaopu.modules.catalog.events import SkusDefined
from xiaopu.modules.inventory.events import SalesCounted
from xiaopu.modules.inventory.handlers import count_sold, lay_defined_stock
from xiaopu.modules.inventory.http.console import CONSOLE_ROUTES

PUBLISHED: list[tuple[type, Any]] = [(SkusDefined, lay_defined_stock), (SalesCounted, count_sold)]

__all__ = ["CONSOLE_ROUTES", "PUBLISHED"]
