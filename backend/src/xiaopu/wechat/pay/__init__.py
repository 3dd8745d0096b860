"""WeChat Pay API v3 for one merchant number; start at ``xiaopu.wechat.pay.client.PayClient``."""
