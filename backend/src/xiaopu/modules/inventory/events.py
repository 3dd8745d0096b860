"""What inventory tells others, and what it is told."""

import msgspec

from xiaopu.kernel.ids import GoodsId


class SalesCounted(msgspec.Struct, frozen=True):
    """Published by orders when an order is paid: so many units of each goods were sold. Moves the sales
    figure, not the stock.
    """

    sold: tuple[tuple[GoodsId, int], ...]
