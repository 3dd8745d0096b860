"""Refusals of payments.

Refusal
├── PaymentAccountMissing   409   the shop has no merchant number yet
├── PaymentKeyNotValid      422   a key or number of the account is malformed
├── PaymentsUnderWay        409   money of the old merchant number is still moving
├── PaymentOver             409   it was closed or paid while it was being prepared
├── TradeMismatch           409   a trade differs from what we asked for: alarm, no effect
├── RefundTooMuch           409   more than was paid and not yet given back
├── PaymentNotPaid          409   there is nothing to give back
├── NoticeRefused           401   a notice whose proof fails
└── GatewayUnavailable      503   WeChat did not answer: nothing is known, ask again
    └── GatewayRefused      409   WeChat refused, with its code
"""

from xiaopu.kernel.errors import InvalidInput, Refusal


class PaymentAccountMissing(Refusal):
    code = "payment_account_missing"
    zh = "店铺还没有配置微信支付"
    en = "The shop has not set up WeChat Pay."


class PaymentKeyNotValid(InvalidInput):
    code = "payment_key_not_valid"
    zh = "支付密钥或证书格式不对：{what}"
    en = "A payment key is malformed: {what}."


class PaymentsUnderWay(Refusal):
    code = "payments_under_way"
    zh = "原商户号还有没结束的付款或退款，请稍后再更换商户号"
    en = "Payments or refunds of the old merchant number are still under way; change it later."


class PaymentOver(Refusal):
    code = "payment_over"
    zh = "这笔付款已经结束，请刷新订单"
    en = "This payment is over; reload the order."


class TradeMismatch(Refusal):
    code = "trade_mismatch"
    zh = "微信告知的交易与本店的不一致：{field}"
    en = "The trade differs from ours in {field}."


class RefundTooMuch(Refusal):
    code = "refund_too_much"
    zh = "退款金额超过了还能退的金额"
    en = "More than can still be refunded."


class PaymentNotPaid(Refusal):
    code = "payment_not_paid"
    zh = "这笔付款还没有到账，不能退款"
    en = "This payment has not been received."


class NoticeRefused(Refusal):
    status = 401
    code = "notice_refused"
    zh = "通知验签失败"
    en = "The notice could not be verified."


class GatewayUnavailable(Refusal):
    status = 503
    code = "gateway_unavailable"
    zh = "微信支付暂时没有响应，请稍后再试"
    en = "WeChat Pay did not answer; please try again."


class GatewayRefused(Refusal):
    """`wechat_code` is WeChat's own; `cause` and `mend` are for the merchant."""

    code = "gateway_refused"
    zh = "微信支付拒绝了请求：{cause}"
    en = "WeChat Pay refused: {wechat_code}."
