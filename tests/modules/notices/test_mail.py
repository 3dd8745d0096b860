"""The mails of the house: both languages, text and HTML alike, nothing that was typed gets loose."""

import asyncio

from xiaopu.infra.mail import Mail
from xiaopu.modules.notices.adapters.mail import HouseMail
from xiaopu.modules.tenancy.api import Role


class Postbox:
    """A mailer that keeps what it is given."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []

    async def send(self, mail: Mail) -> None:
        self.sent.append(mail)


LINK = "https://mall.example.com/console/verify?token=xl_a&b=1"


class TestHouseMail:
    def test_verification_carries_the_link_in_both_forms(self) -> None:
        box = Postbox()
        asyncio.run(HouseMail(box).verification("owner@example.com", LINK))
        [mail] = box.sent
        assert (mail.to, mail.subject) == ("owner@example.com", "验证您的邮箱 · 小铺")
        assert mail.text.splitlines() == [
            "欢迎使用小铺！请在 24 小时内打开下面的链接，完成邮箱验证。",
            "如果不是您本人注册，不用理会这封邮件。",
            "",
            LINK,
            "",
            "Welcome to Xiaopu. Open the link below within 24 hours to verify your e-mail address.",
            "If you did not sign up, ignore this mail.",
        ]
        assert 'href="https://mall.example.com/console/verify?token=xl_a&amp;b=1"' in mail.html
        assert mail.html.index("欢迎使用小铺") < mail.html.index("Welcome to Xiaopu")

    def test_reset_says_that_nothing_changed_yet(self) -> None:
        box = Postbox()
        asyncio.run(HouseMail(box).password_reset("owner@example.com", LINK))
        [mail] = box.sent
        assert mail.subject == "重设密码 · 小铺"
        assert mail.text.count(LINK) == 1
        assert "your password is unchanged" in mail.text

    def test_an_invitation_names_the_shop_and_the_role(self) -> None:
        box = Postbox()
        coro = HouseMail(box).invitation("coder@example.com", LINK, shop_name="青山<b>", role=Role.DEVELOPER)
        asyncio.run(coro)
        [mail] = box.sent
        assert mail.subject == "「青山<b>」邀请您加入 · 小铺"
        assert "作为开发人员" in mail.text
        assert "as a developer" in mail.text
        assert mail.text.count(LINK) == 1
        assert "<b>" not in mail.html

    def test_the_code_stands_in_the_body_and_not_in_the_subject(self) -> None:
        box = Postbox()
        asyncio.run(HouseMail(box).login_code("shopper@example.com", "402817", "青山小铺"))
        [mail] = box.sent
        assert mail.subject == "登录验证码 · 青山小铺"
        assert mail.text.count("402817") == mail.html.count("402817") == 1

    def test_a_shop_name_is_words_and_never_markup(self) -> None:
        box = Postbox()
        name = "<script>alert(1)</script>{{7*7}}${x}" + "长" * 60
        asyncio.run(HouseMail(box).login_code("shopper@example.com", "402817", name))
        [mail] = box.sent
        assert "<script>" not in mail.html
        assert "{{7*7}}${x}" in mail.html
        assert mail.subject == f"登录验证码 · {name[:40]}"
