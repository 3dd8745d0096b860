"""Refusals of the cart. Too few units are inventory's `out_of_stock`.

Refusal
├── TooManyUnits    422   more of one SKU than a line may hold
├── CartFull        409   more lines than a cart may hold
└── GoodsOffSale    409   the goods are not on sale now
"""

from xiaopu.kernel.errors import InvalidInput, Refusal


class TooManyUnits(InvalidInput):
    code = "too_many_units"
    zh = "一种商品最多买 {most} 件"
    en = "At most {most} of one article."


class CartFull(Refusal):
    code = "cart_full"
    zh = "购物车满了（{most} 种），先清理一些吧"
    en = "The cart is full: {most} articles."


class GoodsOffSale(Refusal):
    code = "goods_off_sale"
    zh = "商品已下架"
    en = "The goods are not on sale."
