"""Refusals of payments.

Refusal
├── PaymentAccountMissing   409   the shop has no merchant number yet
├── PaymentKeyNotValid      422   a key or number of the account is malformed
├── PaymentsUnderWay        409   money of the old merchant number is still moving
├── SecondClearingRefused   409   the shop's sales would enter the platform's own number (二清)
├── ProviderMissing         409   the operator has no service-provider account
├── ProofNotOpen            409   this test payment is over
├── ApplymentUnderWay       409   the application lies with WeChat and cannot be changed now
├── PictureNotTaken         422   WeChat takes JPG, PNG and BMP of up to 2 MB
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


class SecondClearingRefused(Refusal):
    """Money of a shop may only enter a number of its own: anything else would be clearing for others."""

    code = "second_clearing_refused"
    zh = "店铺的货款不能进入平台自己的商户号，请使用店铺自己的商户号或特约商户号"
    en = "A shop's sales must not enter the platform's own merchant number."


class ProviderMissing(Refusal):
    code = "provider_missing"
    zh = "平台还没有配置微信支付服务商，暂不能代办特约商户进件"
    en = "The operator has no service-provider account at WeChat Pay."


class ProofNotOpen(Refusal):
    code = "proof_not_open"
    zh = "这次支付验证已经结束，请重新发起"
    en = "This test payment is over; start another."


class ApplymentUnderWay(Refusal):
    code = "applyment_under_way"
    zh = "进件申请正在微信处理，暂不能修改"
    en = "The application lies with WeChat and cannot be changed now."


class PictureNotTaken(InvalidInput):
    code = "picture_not_taken"
    zh = "微信只收 2 MB 以内的 JPG、PNG 或 BMP 图片"
    en = "WeChat takes JPG, PNG and BMP pictures of up to 2 MB."


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
