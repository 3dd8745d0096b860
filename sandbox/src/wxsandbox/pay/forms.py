"""The request bodies of WeChat Pay v3 that this sandbox understands. Lengths and character sets are the
documented ones.

Where WeChat's pages give no length, the widest that its SDKs suggest is taken.
"""

from wxsandbox.pay.fields import Field, Flag, Group, Many, Text, Whole

OUT_TRADE_NO = Text(label="商户订单号", shortest=6, longest=32, pattern=r"[0-9a-zA-Z_\-|*]+", required=True)
OUT_REFUND_NO = Text(label="商户退款单号", longest=64, pattern=r"[0-9a-zA-Z_\-|*@]+", required=True)
MCHID = Text(label="直连商户号", longest=32, required=True)
SUB_MCHID = Text(label="子商户号", longest=32)

_STORE = Group(
    label="商户门店信息",
    fields={
        "id": Text(label="门店编号", longest=32, required=True),
        "name": Text(label="门店名称", longest=256, shortest=0),
        "area_code": Text(label="地区编码", longest=32, shortest=0),
        "address": Text(label="详细地址", longest=512, shortest=0),
    },
)
_SCENE: dict[str, Field] = {
    "payer_client_ip": Text(label="用户终端IP", longest=45, required=True),
    "device_id": Text(label="商户端设备号", longest=32, shortest=0),
    "store_info": _STORE,
}
_H5_INFO = Group(
    label="H5场景信息",
    required=True,
    fields={
        "type": Text(label="场景类型", longest=32, required=True),
        "app_name": Text(label="应用名称", longest=64, shortest=0),
        "app_url": Text(label="网站URL", longest=128, shortest=0),
        "bundle_id": Text(label="iOS平台BundleID", longest=128, shortest=0),
        "package_name": Text(label="Android平台PackageName", longest=128, shortest=0),
    },
)
_GOODS = Group(
    label="单品",
    fields={
        "merchant_goods_id": Text(label="商户侧商品编码", longest=32, required=True),
        "wechatpay_goods_id": Text(label="微信侧商品编码", longest=32, shortest=0),
        "goods_name": Text(label="商品名称", longest=256, shortest=0),
        "quantity": Whole(label="商品数量", least=1, required=True),
        "unit_price": Whole(label="商品单价", required=True),
    },
)
_DETAIL = Group(
    label="优惠功能",
    fields={
        "cost_price": Whole(label="订单原价"),
        "invoice_id": Text(label="商品小票ID", longest=32, shortest=0),
        "goods_detail": Many(label="单品列表", item=_GOODS, most=6000),
    },
)
_AMOUNT = Group(
    label="订单金额",
    required=True,
    fields={
        "total": Whole(label="总金额", least=1, most=10_000_000_000, required=True),
        "currency": Text(label="货币类型", longest=16, choices=("CNY",)),
    },
)
_LIMITS = ("no_balance", "no_credit", "no_debit", "balance_only")
_COMMON: dict[str, Field] = {
    "description": Text(label="商品描述", longest=127, required=True),
    "out_trade_no": OUT_TRADE_NO,
    "time_expire": Text(label="交易结束时间", longest=64),
    "attach": Text(label="附加数据", longest=128, shortest=0),
    "notify_url": Text(label="通知地址", longest=255, required=True),
    "goods_tag": Text(label="订单优惠标记", longest=32, shortest=0),
    "limit_pay": Many(label="指定支付方式", item=Text(label="指定支付方式", longest=32, choices=_LIMITS)),
    "support_fapiao": Flag(label="电子发票入口开放标识"),
    "amount": _AMOUNT,
    "detail": _DETAIL,
    "settle_info": Group(label="结算信息", fields={"profit_sharing": Flag(label="是否指定分账")}),
}
_DIRECT: dict[str, Field] = {"appid": Text(label="公众号ID", longest=32, required=True), "mchid": MCHID}
_PAYER = Group(
    label="支付者", required=True, fields={"openid": Text(label="用户标识", longest=128, required=True)}
)
_SCENE_OPTIONAL = Group(label="场景信息", fields=_SCENE)
_SCENE_H5 = Group(label="场景信息", required=True, fields=_SCENE | {"h5_info": _H5_INFO})

PREPAY_FORMS = {
    "JSAPI": Group(
        label="请求体", fields=_DIRECT | _COMMON | {"payer": _PAYER, "scene_info": _SCENE_OPTIONAL}
    ),
    "MWEB": Group(label="请求体", fields=_DIRECT | _COMMON | {"scene_info": _SCENE_H5}),
    "NATIVE": Group(label="请求体", fields=_DIRECT | _COMMON | {"scene_info": _SCENE_OPTIONAL}),
    "APP": Group(label="请求体", fields=_DIRECT | _COMMON | {"scene_info": _SCENE_OPTIONAL}),
}
_PARTNER: dict[str, Field] = {
    "sp_appid": Text(label="服务商公众号ID", longest=32, required=True),
    "sp_mchid": Text(label="服务商户号", longest=32, required=True),
    "sub_appid": Text(label="子商户公众号ID", longest=32),
    "sub_mchid": Text(label="子商户号", longest=32, required=True),
}
_PARTNER_PAYER = Group(
    label="支付者",
    required=True,
    fields={
        "sp_openid": Text(label="用户服务标识", longest=128),
        "sub_openid": Text(label="用户子标识", longest=128),
    },
)
PARTNER_FORMS = {
    "JSAPI": Group(
        label="请求体", fields=_PARTNER | _COMMON | {"payer": _PARTNER_PAYER, "scene_info": _SCENE_OPTIONAL}
    ),
    "MWEB": Group(label="请求体", fields=_PARTNER | _COMMON | {"scene_info": _SCENE_H5}),
    "NATIVE": Group(label="请求体", fields=_PARTNER | _COMMON | {"scene_info": _SCENE_OPTIONAL}),
}
PARTNER_CLOSE = Group(label="请求体", fields={name: _PARTNER[name] for name in ("sp_mchid", "sub_mchid")})
CLOSE = Group(label="请求体", fields={"mchid": MCHID})

_FROM = Group(
    label="退款出资账户",
    fields={
        "account": Text(
            label="出资账户类型", longest=32, choices=("AVAILABLE", "UNAVAILABLE"), required=True
        ),
        "amount": Whole(label="出资金额", least=1, required=True),
    },
)
_REFUND_GOODS = Group(
    label="退款商品",
    fields={
        "merchant_goods_id": Text(label="商户侧商品编码", longest=32, required=True),
        "wechatpay_goods_id": Text(label="微信侧商品编码", longest=32, shortest=0),
        "goods_name": Text(label="商品名称", longest=256, shortest=0),
        "unit_price": Whole(label="商品单价", required=True),
        "refund_amount": Whole(label="商品退款金额", required=True),
        "refund_quantity": Whole(label="商品退货数量", least=1, required=True),
    },
)
REFUND = Group(
    label="请求体",
    fields={
        "sub_mchid": SUB_MCHID,
        "transaction_id": Text(label="微信支付订单号", longest=32),
        "out_trade_no": Text(label="商户订单号", shortest=6, longest=32, pattern=r"[0-9a-zA-Z_\-|*]+"),
        "out_refund_no": OUT_REFUND_NO,
        "reason": Text(label="退款原因", longest=80),
        "notify_url": Text(label="退款结果回调url", shortest=8, longest=256),
        "funds_account": Text(label="退款资金来源", longest=32, choices=("AVAILABLE", "UNSETTLED")),
        "amount": Group(
            label="金额信息",
            required=True,
            fields={
                "refund": Whole(label="退款金额", least=1, required=True),
                "total": Whole(label="原订单金额", least=1, required=True),
                "currency": Text(label="退款币种", longest=16, choices=("CNY",), required=True),
                "from": Many(label="退款出资账户及金额", item=_FROM, most=2),
            },
        ),
        "goods_detail": Many(label="退款商品", item=_REFUND_GOODS, most=3000),
    },
)
ABNORMAL_REFUND = Group(
    label="请求体",
    fields={
        "sub_mchid": SUB_MCHID,
        "out_refund_no": OUT_REFUND_NO,
        "type": Text(
            label="异常退款处理方式",
            longest=32,
            choices=("USER_BANK_CARD", "MERCHANT_BANK_CARD"),
            required=True,
        ),
        "bank_type": Text(label="开户银行", longest=16),
        "bank_account": Text(label="收款银行卡号", longest=1024),
        "real_name": Text(label="收款用户姓名", longest=1024),
    },
)
