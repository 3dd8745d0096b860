"""WeChat Pay API v3 as seen by a merchant: what https://api.mch.weixin.qq.com answers under /v3."""
