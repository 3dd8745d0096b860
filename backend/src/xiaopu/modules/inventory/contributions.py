"""What inventory gives to the whole."""

from typing import Any

from xiaopu.modules.catalog.events import SkusDefined
from xiaopu.modules.inventory.events import SalesCounted
from xiaopu.modules.inventory.handlers import count_sold, lay_defined_stock

PUBLISHED: list[tuple[type, Any]] = [(SkusDefined, lay_defined_stock), (SalesCounted, count_sold)]
