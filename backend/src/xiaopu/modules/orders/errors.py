"""Refusals of orders.

Refusal
├── QuoteChanged       409   price or goods differ from what the shopper saw: `quote` has the new one
├── NothingToBuy       409   the cart has no line that can be bought
├── CannotBuy          409   lines at fault: off sale, over the limit: `problems`
├── OrderNotPayable    409   paid, closed, or past its deadline
├── OrderPaid          409   it was paid while it was being closed
├── OrderState         409   this order cannot do that now
├── AftersaleOpen      409   an after-sale is being handled
├── BuyingLimit        409   more than one buyer may have
├── OfflineNotOffered  409   the shop does not take this way of paying offline
├── OfflineNotInWeapp  409   the mini program knows WeChat Pay only
└── OfflineAmount      409   money received by hand is not what the order costs: `payable_fen`
"""

from xiaopu.kernel.errors import Refusal


class QuoteChanged(Refusal):
    code = "quote_changed"
    zh = "价格或库存有变化，请确认后再提交"
    en = "The price or the goods have changed; please confirm again."


class NothingToBuy(Refusal):
    code = "nothing_to_buy"
    zh = "没有可以购买的商品"
    en = "There is nothing to buy."


class CannotBuy(Refusal):
    code = "cannot_buy"
    zh = "有商品不能购买，请调整后再提交"
    en = "Some of the goods cannot be bought."


class OrderNotPayable(Refusal):
    code = "order_not_payable"
    zh = "订单已经不能付款了"
    en = "This order cannot be paid any more."


class OrderPaid(Refusal):
    code = "order_paid"
    zh = "订单刚刚付款成功，不能取消"
    en = "The order has just been paid; it cannot be cancelled."


class OrderState(Refusal):
    code = "order_state"
    zh = "订单现在不能这样操作"
    en = "The order cannot do this in its present state."


class AftersaleOpen(Refusal):
    code = "aftersale_open"
    zh = "有售后正在处理，处理完才能继续"
    en = "An after-sale is being handled; finish it first."


class BuyingLimit(Refusal):
    code = "buying_limit"
    zh = "「{name}」每人限购 {limit} 件"
    en = "{name}: at most {limit} per buyer."


class OfflineNotOffered(Refusal):
    code = "offline_not_offered"
    zh = "店铺没有开通这种付款方式，请换一种"
    en = "The shop does not offer this way of paying; choose another."


class OfflineNotInWeapp(Refusal):
    code = "offline_not_in_weapp"
    zh = "小程序里只能用微信支付，到店付款和货到付款请在网页商城下单"
    en = "The mini program takes WeChat Pay only; order in the H5 mall to pay offline."


class OfflineAmount(Refusal):
    code = "offline_amount"
    zh = "收到的金额和订单应付金额不一致，请核对"
    en = "What was received differs from what the order costs; please check."
