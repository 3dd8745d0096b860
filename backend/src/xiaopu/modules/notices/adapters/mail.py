"""The house's mails: tenancy's links and members' codes, in Chinese with English below."""

from html import escape

from xiaopu.infra.mail import Mail, Mailer

_STYLE = "font:16px/1.7 -apple-system,'PingFang SC','Microsoft YaHei',sans-serif;color:#1f2329"
_BUTTON = (
    "display:inline-block;padding:10px 24px;background:#0f766e;color:#fff;"
    "border-radius:6px;text-decoration:none"
)


class HouseMail:
    """`MerchantMail` of tenancy and `CodeMail` of members over one mailer."""

    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer

    async def verification(self, address: str, link: str) -> None:
        await self._link(
            address,
            "验证您的邮箱 · 小铺",
            "点下面的按钮完成邮箱验证，链接 24 小时内有效，只能用一次。",
            "Open the link to verify your e-mail address; it works once, within 24 hours.",
            link=link,
            button="验证邮箱",
        )

    async def password_reset(self, address: str, link: str) -> None:
        await self._link(
            address,
            "重设密码 · 小铺",
            "有人（应该是您）要重设密码。链接 30 分钟内有效，只能用一次。不是您操作的，不用理会。",
            "Open the link to set a new password; it works once, within 30 minutes.",
            link=link,
            button="重设密码",
        )

    async def login_code(self, address: str, code: str, shop_name: str) -> None:
        text = (
            f"您在「{shop_name}」的登录验证码是 {code}，10 分钟内有效。请不要告诉任何人。\n\n"
            f"Your log-in code is {code}; it is valid for ten minutes."
        )
        body = (
            f'<div style="{_STYLE}"><p>您在「{escape(shop_name)}」的登录验证码：</p>'
            f'<p style="font-size:28px;letter-spacing:6px"><b>{code}</b></p>'
            "<p>10 分钟内有效。请不要告诉任何人。<br>"
            "<small>Your log-in code, valid for ten minutes.</small></p></div>"
        )
        await self._mailer.send(Mail(to=address, subject=f"{code} 是您的登录验证码", text=text, html=body))

    async def _link(self, address: str, subject: str, zh: str, en: str, *, link: str, button: str) -> None:
        body = (
            f'<div style="{_STYLE}"><p>您好：</p><p>{zh}</p>'
            f'<p><a style="{_BUTTON}" href="{escape(link)}">{button}</a></p>'
            f"<p>按钮打不开时，把这个地址复制到浏览器：<br>{escape(link)}</p><p><small>{en}</small></p></div>"
        )
        text = f"您好：\n\n{zh}\n\n{link}\n\n{en}\n"
        await self._mailer.send(Mail(to=address, subject=subject, text=text, html=body))
