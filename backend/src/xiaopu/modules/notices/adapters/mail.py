"""The mails that the house sends: Chinese with English below, text and HTML of equal content."""

from html import escape

import msgspec
import structlog

from xiaopu.infra.mail import Mail, Mailer, MailRefused
from xiaopu.modules.notices.domain import OwnerNews
from xiaopu.modules.tenancy.api import Role

log = structlog.get_logger()

_MOST_NAME = 40
_ROLES = {
    Role.OWNER: ("店主", "an owner"),
    Role.MANAGER: ("店长", "a manager"),
    Role.SERVICE: ("客服", "a service agent"),
    Role.FINANCE: ("财务", "an accountant"),
    Role.WAREHOUSE: ("仓库", "a warehouse worker"),
    Role.DEVELOPER: ("开发人员", "a developer"),
}


class Letter(msgspec.Struct, frozen=True):
    """What a mail says. `link` or `code` stands out; `zh` and `en` are plain sentences."""

    subject: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    link: str | None = None
    code: str | None = None
    button: str = "打开 Open"


class HouseMail:
    """Adapter of tenancy's `MerchantMail`, of members' `CodeMail` and of `OwnerMail` over any SMTP server."""

    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer

    async def verification(self, address: str, link: str) -> None:
        """A new merchant proves the address."""
        await self._send(
            address,
            Letter(
                "验证您的邮箱 · 小铺",
                (
                    "欢迎使用小铺！请在 24 小时内打开下面的链接，完成邮箱验证。",
                    "如果不是您本人注册，不用理会这封邮件。",
                ),
                (
                    "Welcome to Xiaopu. Open the link below within 24 hours to verify your e-mail address.",
                    "If you did not sign up, ignore this mail.",
                ),
                link=link,
                button="验证邮箱 Verify",
            ),
        )

    async def password_reset(self, address: str, link: str) -> None:
        """A merchant chooses a new password."""
        await self._send(
            address,
            Letter(
                "重设密码 · 小铺",
                (
                    "请在 30 分钟内打开下面的链接，设置新密码。",
                    "如果不是您本人操作，请不要把链接给任何人，您的密码没有变。",
                ),
                (
                    "Open the link below within 30 minutes to choose a new password.",
                    "If you did not ask for this, give the link to nobody; your password is unchanged.",
                ),
                link=link,
                button="重设密码 Reset",
            ),
        )

    async def invitation(self, address: str, link: str, *, shop_name: str, role: Role) -> None:
        """Somebody is asked to work in a shop."""
        name, (zh, en) = shop_name[:_MOST_NAME], _ROLES[role]
        await self._send(
            address,
            Letter(
                f"「{name}」邀请您加入 · 小铺",
                (
                    f"「{name}」邀请您作为{zh}加入店铺后台。",
                    "请在 7 天内打开下面的链接，用这个邮箱登录或注册后接受。",
                    "如果您不认识这家店，不用理会这封邮件。",
                ),
                (
                    f"{name} invites you to its console as {en}. Open the link within 7 days and log in or"
                    " sign up with this address to accept.",
                    "If you do not know this shop, ignore this mail.",
                ),
                link=link,
                button="接受邀请 Accept",
            ),
        )

    async def login_code(self, address: str, code: str, shop_name: str) -> None:
        """A shopper logs in to a shop in a browser. The code is not in the subject: subjects show on locked
        screens.
        """
        name = shop_name[:_MOST_NAME]
        await self._send(
            address,
            Letter(
                f"登录验证码 · {name}",
                (f"您正在登录「{name}」，验证码 10 分钟内有效。", "请不要把验证码告诉任何人。"),
                (f"Your code for signing in to {name}; it is valid for 10 minutes.", "Share it with nobody."),
                code=code,
            ),
        )

    async def owner_news(self, address: str, news: OwnerNews) -> None:
        """See `OwnerMail`."""
        await self._send(address, Letter(f"{news.subject} · 小铺", news.zh, news.en, link=news.link))

    async def _send(self, address: str, letter: Letter) -> None:
        """A mailbox that the server refuses for good is not asked again: trying harder does not help."""
        mail = Mail(to=address, subject=letter.subject, text=as_text(letter), html=as_html(letter))
        try:
            await self._mailer.send(mail)
        except MailRefused as refused:
            log.warning("mail.refused", code=refused.code)


def as_text(letter: Letter) -> str:
    """The letter for readers that show no HTML."""
    core = letter.link or letter.code or ""
    return "\n".join([*letter.zh, "", core, "", *letter.en, ""])


def as_html(letter: Letter) -> str:
    """The same as HTML without pictures or foreign addresses; what people typed is escaped."""
    zh = "".join(f"<p>{escape(line)}</p>" for line in letter.zh)
    en = "".join(f'<p style="color:#8a8f99;font-size:13px">{escape(line)}</p>' for line in letter.en)
    return (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
        "<body style=\"margin:0;background:#f5f6f8;font:15px/1.7 -apple-system,'PingFang SC',sans-serif\">"
        '<div style="max-width:520px;margin:24px auto;padding:32px;background:#fff;border-radius:12px">'
        f'<h1 style="font-size:19px;margin:0 0 16px">{escape(letter.subject)}</h1>{zh}{_core(letter)}{en}'
        "</div></body></html>"
    )


def _core(letter: Letter) -> str:
    if letter.link is not None:
        link = escape(letter.link, quote=True)
        return (
            f'<p><a href="{link}" style="display:inline-block;padding:12px 28px;border-radius:8px;'
            f'background:#d92b3a;color:#fff;text-decoration:none">{escape(letter.button)}</a></p>'
            f'<p style="word-break:break-all;font-size:13px">{link}</p>'
        )
    return f'<p style="font-size:30px;letter-spacing:6px;font-weight:600">{escape(letter.code or "")}</p>'
