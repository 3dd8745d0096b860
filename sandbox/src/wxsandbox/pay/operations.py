"""Every call of WeChat Pay v3 that this sandbox answers."""

import re

import msgspec

from wxsandbox.pay import (
    applyments,
    bills,
    certificates,
    complaints,
    partners,
    pictures,
    prepay,
    refunds,
    trades,
)
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
_PARTNER = "/v3/pay/partner/transactions"
_APPLYMENT = "/v3/applyment4sub/applyment"
_SUBS = "/v3/apply4sub/sub_merchants/{sub_mchid}"
_REFUNDS = "/v3/refund/domestic/refunds"
_SERVICE = "/v3/merchant-service"
_COMPLAINT = f"{_SERVICE}/complaints-v2/{{complaint_id}}"
_ADDRESS = f"{_SERVICE}/complaint-notifications"
OPERATIONS = (
    Known("POST", f"{_TRADES}/jsapi", "JSAPI/小程序下单", prepay.place_jsapi),
    Known("POST", f"{_TRADES}/h5", "H5 下单", prepay.place_h5),
    Known("POST", f"{_TRADES}/native", "Native 下单", prepay.place_native),
    Known("POST", f"{_TRADES}/app", "APP 下单", prepay.place_app),
    Known("GET", f"{_TRADES}/id/{{transaction_id}}", "微信支付订单号查单", trades.query_by_transaction),
    Known("GET", f"{_TRADES}/out-trade-no/{{out_trade_no}}", "商户订单号查单", trades.query_by_number),
    Known("POST", f"{_TRADES}/out-trade-no/{{out_trade_no}}/close", "关单", trades.close),
    Known("POST", f"{_PARTNER}/jsapi", "服务商 JSAPI 下单", partners.place_jsapi),
    Known("POST", f"{_PARTNER}/h5", "服务商 H5 下单", partners.place_h5),
    Known("POST", f"{_PARTNER}/native", "服务商 Native 下单", partners.place_native),
    Known("GET", f"{_PARTNER}/id/{{transaction_id}}", "服务商微信订单号查单", partners.query_by_transaction),
    Known(
        "GET", f"{_PARTNER}/out-trade-no/{{out_trade_no}}", "服务商商户订单号查单", partners.query_by_number
    ),
    Known("POST", f"{_PARTNER}/out-trade-no/{{out_trade_no}}/close", "服务商关单", partners.close),
    Known("POST", "/v3/applyment4sub/applyment/", "特约商户进件", applyments.submit),
    Known("GET", f"{_APPLYMENT}/business_code/{{business_code}}", "按业务编号查进件", applyments.by_code),
    Known("GET", f"{_APPLYMENT}/applyment_id/{{applyment_id}}", "按申请单号查进件", applyments.by_id),
    Known("GET", f"{_SUBS}/settlement", "查询结算账户", applyments.settlement),
    Known("POST", f"{_SUBS}/modify-settlement", "修改结算账户", applyments.modify_settlement),
    Known("POST", _REFUNDS, "申请退款", refunds.create),
    Known("GET", f"{_REFUNDS}/{{out_refund_no}}", "查询单笔退款", refunds.query),
    Known("POST", f"{_REFUNDS}/{{refund_id}}/apply-abnormal-refund", "发起异常退款", refunds.handle_abnormal),
    Known("GET", "/v3/certificates", "平台证书列表", certificates.listing),
    Known("GET", "/v3/bill/tradebill", "申请交易账单", bills.trade_bill),
    Known("GET", "/v3/bill/fundflowbill", "申请资金账单", bills.fund_flow_bill),
    Known("GET", "/v3/billdownload/file", "下载账单", bills.download),
    Known("POST", "/v3/merchant/media/upload", "上传图片", pictures.upload_media),
    Known("POST", f"{_SERVICE}/images/upload", "上传投诉图片", pictures.upload_complaint_image),
    Known("GET", f"{_SERVICE}/images/{{media_id}}", "下载投诉图片", pictures.complaint_image),
    Known("GET", f"{_SERVICE}/complaints-v2", "投诉单列表", complaints.listing),
    Known("GET", _COMPLAINT, "投诉单详情", complaints.detail),
    Known("GET", f"{_COMPLAINT}/negotiation-historys", "投诉协商历史", complaints.history),
    Known("POST", f"{_COMPLAINT}/response", "回复用户", complaints.respond),
    Known("POST", f"{_COMPLAINT}/complete", "反馈处理完成", complaints.complete),
    Known(
        "POST", f"{_COMPLAINT}/update-refund-progress", "更新退款审批结果", complaints.update_refund_progress
    ),
    Known("POST", _ADDRESS, "创建投诉通知地址", complaints.set_address),
    Known("GET", _ADDRESS, "查询投诉通知地址", complaints.address),
    Known("PUT", _ADDRESS, "更新投诉通知地址", complaints.set_address),
    Known("DELETE", _ADDRESS, "删除投诉通知地址", complaints.remove_address),
)
