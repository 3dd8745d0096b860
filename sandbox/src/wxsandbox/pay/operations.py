"""Every call of WeChat Pay v3 that this sandbox answers."""

import re

import msgspec

from wxsandbox.pay import certificates, prepay, refunds, trades
from wxsandbox.pay.calls import Operation


class Known(msgspec.Struct, frozen=True):
    """`template` is the path as documented, with {places}; `pattern` matches it."""

    method: str
    template: str
    title: str
    run: Operation

    @property
    def pattern(self) -> str:
        """A regular expression with one named group per place."""
        return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(self.template))


_TRADES = "/v3/pay/transactions"
_REFUNDS = "/v3/refund/domestic/refunds"
OPERATIONS = (
    Known("POST", f"{_TRADES}/jsapi", "JSAPI/小程序下单", prepay.place_jsapi),
    Known("POST", f"{_TRADES}/h5", "H5 下单", prepay.place_h5),
    Known("POST", f"{_TRADES}/native", "Native 下单", prepay.place_native),
    Known("POST", f"{_TRADES}/app", "APP 下单", prepay.place_app),
    Known("GET", f"{_TRADES}/id/{{transaction_id}}", "微信支付订单号查单", trades.query_by_transaction),
    Known("GET", f"{_TRADES}/out-trade-no/{{out_trade_no}}", "商户订单号查单", trades.query_by_number),
    Known("POST", f"{_TRADES}/out-trade-no/{{out_trade_no}}/close", "关单", trades.close),
    Known("POST", _REFUNDS, "申请退款", refunds.create),
    Known("GET", f"{_REFUNDS}/{{out_refund_no}}", "查询单笔退款", refunds.query),
    Known("POST", f"{_REFUNDS}/{{refund_id}}/apply-abnormal-refund", "发起异常退款", refunds.handle_abnormal),
    Known("GET", "/v3/certificates", "平台证书列表", certificates.listing),
)
