"""Refusals of members.

Refusal
├── LoginCodeNotValid    401   WeChat's code is wrong, old or used
├── EmailCodeNotValid    401   the six digits are wrong, old, used, or tried too often
├── ChannelUnavailable   409   the shop cannot be entered this way
├── RegionUnknown        422
├── PhoneNotValid        422
├── TooManyAddresses     409
├── TooManyFavourites    409
├── OpenOrders           409   an account with open orders cannot be erased yet
└── WechatUnavailable    503
"""

from xiaopu.kernel.errors import InvalidInput, Refusal


class LoginCodeNotValid(Refusal):
    status = 401
    code = "login_code_not_valid"
    zh = "微信登录凭证无效或已用过，请重试"
    en = "WeChat's log-in code is not valid any more."


class EmailCodeNotValid(Refusal):
    status = 401
    code = "email_code_not_valid"
    zh = "验证码不对或已过期"
    en = "The code is wrong or has expired."


class ChannelUnavailable(Refusal):
    code = "channel_unavailable"
    zh = "本店还不能在这里使用这个功能"
    en = "The shop does not offer this here."


class RegionUnknown(InvalidInput):
    code = "region_unknown"
    zh = "请选择完整的省、市、区"
    en = "Choose a province, city and district."


class PhoneNotValid(InvalidInput):
    code = "phone_not_valid"
    zh = "手机号不对，请检查"
    en = "The phone number is not valid."


class TooManyAddresses(Refusal):
    code = "too_many_addresses"
    zh = "最多保存 {most} 个地址"
    en = "At most {most} addresses."


class TooManyFavourites(Refusal):
    code = "too_many_favourites"
    zh = "最多收藏 {most} 件商品"
    en = "At most {most} favourites."


class OpenOrders(Refusal):
    code = "open_orders"
    zh = "还有 {count} 个订单没有完成，完成后才能注销"
    en = "{count} orders are still open; finish them first."


class WechatUnavailable(Refusal):
    status = 503
    code = "wechat_unavailable"
    zh = "微信系统繁忙，不是您的问题，请稍后再试"
    en = "WeChat did not answer; please try again."
