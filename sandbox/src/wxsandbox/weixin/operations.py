"""Every call of api.weixin.qq.com that this sandbox answers."""

from enum import StrEnum

import msgspec

from wxsandbox.weixin import (
    analysis,
    codes,
    combined,
    customer,
    links,
    login,
    oauth,
    parcels,
    safety,
    shipping,
    subscribing,
    tokens,
    upkeep,
    waybills,
)
from wxsandbox.weixin.calls import Handler


class Access(StrEnum):
    """Whose token a call wants: none, an app's (its own or a platform's for it), a platform's for an app
    (an own token gets 48001), or the platform's own."""

    OPEN = "open"
    APP = "app"
    BEHALF = "behalf"
    COMPONENT = "component"


class Known(msgspec.Struct, frozen=True):
    """One call: method and path as documented, and whose token it wants."""

    method: str
    path: str
    title: str
    run: Handler
    access: Access = Access.APP


_ORDER = "/wxa/sec/order"
_TEMPLATES = "/wxaapi/newtmpl"
_VISITS = "/datacube/getweanalysisappid"
_EXPRESS = "/cgi-bin/express/delivery/open_msg"
OPERATIONS = (
    Known("POST", "/cgi-bin/stable_token", "稳定版接口调用凭据", tokens.stable_token, access=Access.OPEN),
    Known("GET", "/cgi-bin/token", "接口调用凭据", tokens.plain_token, access=Access.OPEN),
    Known("GET", "/sns/jscode2session", "小程序登录", login.code2session, access=Access.OPEN),
    Known("GET", "/sns/oauth2/access_token", "网页授权换取用户凭证", oauth.exchange, access=Access.OPEN),
    Known("GET", "/sns/oauth2/refresh_token", "刷新用户凭证", oauth.refresh, access=Access.OPEN),
    Known("GET", "/sns/userinfo", "网页授权用户信息", oauth.user_info, access=Access.OPEN),
    Known("GET", "/sns/auth", "检验用户凭证", oauth.check, access=Access.OPEN),
    Known("GET", "/wxa/checksession", "检验登录态", login.check_session),
    Known("GET", "/wxa/resetusersessionkey", "重置登录态", login.reset_session),
    Known("POST", "/wxa/business/getuserphonenumber", "手机号", login.phone_number),
    Known("POST", "/cgi-bin/message/subscribe/send", "发送订阅消息", subscribing.send),
    Known("GET", f"{_TEMPLATES}/getcategory", "模板类目", subscribing.categories),
    Known("GET", f"{_TEMPLATES}/getpubtemplatetitles", "公共模板", subscribing.public_titles),
    Known("GET", f"{_TEMPLATES}/getpubtemplatekeywords", "模板关键词", subscribing.public_keywords),
    Known("GET", f"{_TEMPLATES}/gettemplate", "个人模板", subscribing.own_templates),
    Known("POST", f"{_TEMPLATES}/addtemplate", "选用模板", subscribing.add_template),
    Known("POST", f"{_TEMPLATES}/deltemplate", "删除模板", subscribing.remove_template),
    Known("POST", "/wxa/getwxacodeunlimit", "不限制的小程序码", codes.unlimited),
    Known("POST", "/wxa/getwxacode", "小程序码", codes.limited),
    Known("POST", "/cgi-bin/wxaapp/createwxaqrcode", "小程序二维码", codes.square),
    Known("GET", "/wxa/getpaidunionid", "支付后获取 UnionID", login.paid_unionid),
    Known("POST", "/wxa/generate_urllink", "加密 URL Link", links.generate_url_link),
    Known("POST", "/wxa/query_urllink", "查询 URL Link", links.query_url_link),
    Known("POST", "/wxa/generatescheme", "加密 scheme 码", links.generate_scheme),
    Known("POST", "/wxa/queryscheme", "查询 scheme 码", links.query_scheme),
    Known("POST", "/wxa/genwxashortlink", "短链接", links.generate_short_link),
    Known("POST", "/cgi-bin/message/custom/send", "发送客服消息", customer.send),
    Known("POST", "/cgi-bin/message/custom/business/typing", "客服输入状态", customer.typing),
    Known("POST", "/cgi-bin/media/upload", "新增临时素材", customer.upload_media),
    Known("GET", "/cgi-bin/media/get", "获取临时素材", customer.get_media),
    Known("POST", "/wxa/media_check_async", "多媒体内容安全", safety.media),
    Known("POST", f"{_VISITS}dailyvisittrend", "日访问趋势", analysis.daily_visits),
    Known("POST", f"{_VISITS}weeklyvisittrend", "周访问趋势", analysis.weekly_visits),
    Known("POST", f"{_VISITS}monthlyvisittrend", "月访问趋势", analysis.monthly_visits),
    Known("POST", f"{_VISITS}dailysummarytrend", "日概况", analysis.daily_summary),
    Known("POST", f"{_VISITS}dailyretaininfo", "日留存", analysis.daily_retention),
    Known("POST", f"{_VISITS}visitpage", "访问页面", analysis.visit_pages),
    Known("POST", f"{_VISITS}visitdistribution", "访问分布", analysis.visit_distribution),
    Known("POST", f"{_VISITS}userportrait", "用户画像", analysis.user_portrait),
    Known("POST", "/wxa/msg_sec_check", "文本内容安全", safety.text),
    Known("POST", "/wxa/getuserriskrank", "用户风险等级", safety.risk_rank),
    Known("POST", f"{_ORDER}/upload_shipping_info", "发货信息录入", shipping.upload),
    Known("POST", f"{_ORDER}/get_order", "查询订单发货状态", shipping.get_order),
    Known("POST", f"{_ORDER}/get_order_list", "查询订单列表", shipping.get_order_list),
    Known("POST", f"{_ORDER}/notify_confirm_receive", "确认收货提醒", shipping.remind_receipt),
    Known("POST", f"{_ORDER}/set_msg_jump_path", "消息跳转路径", shipping.set_jump_path),
    Known("POST", f"{_ORDER}/is_trade_managed", "是否已开通发货管理", shipping.is_trade_managed),
    Known(
        "POST",
        f"{_ORDER}/is_trade_management_confirmation_completed",
        "是否已完成交易结算管理确认",
        shipping.is_confirmation_completed,
    ),
    Known("POST", f"{_ORDER}/opspecialorder", "特殊发货报备", shipping.special_order),
    Known("POST", f"{_ORDER}/upload_combined_shipping_info", "合单发货信息录入", combined.upload),
    Known("POST", f"{_ORDER}/setwxatradetypecgi", "交易类型变更申请", combined.change_trade_type),
    Known("POST", f"{_EXPRESS}/get_delivery_list", "快递公司列表", parcels.carriers),
    Known("POST", f"{_EXPRESS}/trace_waybill", "传运单", waybills.trace),
    Known("POST", f"{_EXPRESS}/query_trace", "查询运单", waybills.query),
    Known("POST", f"{_EXPRESS}/update_waybill_goods", "更新物流商品", waybills.update_goods),
    Known("POST", "/cgi-bin/clear_quota", "重置调用次数", upkeep.clear_quota),
    Known("POST", "/cgi-bin/openapi/quota/get", "查询调用额度", upkeep.quota),
    Known("POST", "/cgi-bin/openapi/rid/get", "查询 rid", upkeep.rid),
    Known("GET", "/cgi-bin/getcallbackip", "推送服务器地址", upkeep.push_addresses),
)
