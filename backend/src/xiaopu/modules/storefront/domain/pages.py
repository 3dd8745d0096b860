"""The four pages that every mall has: agreement, privacy, after-sale rules, about. A draft for the shop's
own lawyer.

`{name}` and the like stand for the shop's own words, which the caller escapes.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec


class PageName(StrEnum):
    AGREEMENT = "agreement"
    PRIVACY = "privacy"
    AFTER_SALE = "after-sale"
    ABOUT = "about"


class Page(msgspec.Struct, frozen=True):
    title: str
    paragraphs: tuple[str, ...]


PAGES: Mapping[PageName, Page] = {
    PageName.AGREEMENT: Page(
        "用户服务协议",
        (
            "欢迎光临{name}。您在本店浏览、下单和付款，表示同意本协议。本店由{subject}经营。",
            "<b>下单与合同</b>：您提交订单并付款后，合同成立。商品页标示的价格、规格和运费，"
            "以提交订单时确认页上的金额为准。",
            "<b>付款</b>：请在下单后 {unpaid_minutes} 分钟内通过微信支付完成付款；"
            "逾期未付款的订单自动关闭，预留的库存随之释放。",
            "<b>收货</b>：请在收到商品后点击确认收货；"
            "发货满 {auto_receive_days} 天未确认且没有进行中的售后，订单自动完成。",
            "<b>账号</b>：您可以随时在“我的 · 设置”里注销账号。注销后个人信息即被删除，"
            "依法须保存的交易记录会去除身份信息后留存。",
            "有任何问题，请联系{contact}。",
        ),
    ),
    PageName.PRIVACY: Page(
        "隐私政策",
        (
            "{name}由{subject}经营，按照最少够用的原则处理您的个人信息。",
            "<b>浏览和加购</b>不需要您的手机号、昵称、头像或位置。",
            "<b>登录</b>时，我们从微信取得识别您的编号（openid），用来保存购物车和订单；"
            "在普通浏览器里登录时，使用您的邮箱接收验证码。",
            "<b>下单</b>时，我们使用您填写的收货人、手机号和地址，只用于配送和售后；"
            "地址与电话加密保存，工作人员在列表里只能看到遮蔽后的号码。",
            "<b>付款</b>由微信支付完成，我们不接触您的银行卡信息。",
            "<b>您的权利</b>：您可以随时查看、更正或删除自己的信息，也可以在“我的 · 设置”里注销账号，"
            "注销立即生效。",
            "如需帮助，请联系{contact}。",
        ),
    ),
    PageName.AFTER_SALE: Page(
        "售后说明",
        (
            "付款后、订单完成前，您可以在订单详情里申请退款，由{name}审核。",
            "审核通过后，款项按原路退回您的微信支付账户，到账时间以微信支付的通知为准。",
            "商品有质量问题，请在签收后尽快联系我们，并保留照片与包装。依照《消费者权益保护法》，"
            "除法律规定的例外外，"
            "您有权自收到商品之日起七日内退货。",
            "售后联系：{contact}。",
        ),
    ),
    PageName.ABOUT: Page(
        "关于我们",
        (
            "{name}",
            "经营者：{subject}",
            "统一社会信用代码：{credit_code}",
            "备案号：{icp_number}",
            "联系：{contact}",
        ),
    ),
}


def page_html(page: PageName, words: Mapping[str, str]) -> str:
    """The page's paragraphs with the shop's words in them; `words` must be escaped already."""
    return "".join(f"<p>{paragraph.format_map(words)}</p>" for paragraph in PAGES[page].paragraphs)
