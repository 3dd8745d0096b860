"""Refusals of inventory.

Refusal
├── OutOfStock        409   `lines`: [{sku_id, wanted, available}] for every line that is short
├── StockBelowZero    409   an adjustment would leave less than nothing
└── StockMismatch     409   more would be released, sold or given back than was reserved
"""

from xiaopu.kernel.errors import Refusal


class OutOfStock(Refusal):
    code = "out_of_stock"
    zh = "库存不足，请调整数量"
    en = "There is not enough stock."


class StockBelowZero(Refusal):
    code = "stock_below_zero"
    zh = "库存不能减到 0 以下，也不能超过 99999999"
    en = "Stock cannot go below zero or beyond 99,999,999."


class StockMismatch(Refusal):
    code = "stock_mismatch"
    zh = "预占的库存与订单不符"
    en = "The reserved stock does not match."
