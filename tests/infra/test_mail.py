"""Mail over a real SMTP listener: what arrives, what can't be smuggled in, and which failures heal."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import aiosmtplib
import pytest
from aiosmtpd.smtp import SMTP

from xiaopu.infra.mail import Mail, MailDeferred, MailFailed, MailRefused, SmtpMailer, composed, failure_of
from xiaopu.infra.open_unit import OPEN_UNIT, NetworkInUnit
from xiaopu.infra.secrets_file import SecretText
from xiaopu.infra.settings_sections import Smtp

NOW = datetime(2026, 3, 9, 1, 2, 3, tzinfo=UTC)
SENDER = "小铺 <noreply@shop.example.com>"
MAIL = Mail(
    to="mei@example.com",
    subject="验证您的邮箱",
    text="验证码 123456\n{{7*7}}",
    html="<p>验证码 <b>123456</b></p>",
)


class Postbox:
    """Takes mail, or answers RCPT or DATA with what it was told to."""

    def __init__(self, rcpt: str = "250 OK", data: str = "250 OK") -> None:
        self.rcpt, self.data = rcpt, data
        self.received: list[tuple[str, list[str], bytes]] = []

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, *more: Any) -> str:  # noqa: N802 (the library names it)
        envelope.rcpt_tos.append(more[0])
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (the library names it)
        self.received.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return self.data


def delivered(postbox: Postbox, work: Callable[[int], Awaitable[None]]) -> None:
    async def within() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(postbox, hostname="postbox.test", loop=loop), "127.0.0.1", 0
        )
        try:
            await work(server.sockets[0].getsockname()[1])
            await asyncio.sleep(0.05)
        finally:
            server.close()

    asyncio.run(within())


def mailer(port: int, **options: Any) -> SmtpMailer:
    smtp = Smtp(**{"host": "127.0.0.1", "port": port, "sender": SENDER, "starttls": False, **options})
    return SmtpMailer(smtp, clock=lambda: NOW, timeout_s=2)


class TestSend:
    def test_text_and_html_arrive(self) -> None:
        postbox = Postbox()
        delivered(postbox, lambda port: mailer(port).send(MAIL))
        [(sender, recipients, content)] = postbox.received
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        assert (sender, recipients) == ("noreply@shop.example.com", ["mei@example.com"])
        assert (message["From"], message["To"], message["Subject"]) == (
            SENDER,
            "mei@example.com",
            "验证您的邮箱",
        )
        assert message["Date"].datetime == NOW
        assert message["Message-ID"].endswith("@shop.example.com>")
        text, html = message.get_body(("plain",)), message.get_body(("html",))
        assert text is not None
        assert html is not None
        assert text.get_content() == "验证码 123456\r\n{{7*7}}\r\n"
        assert html.get_content() == "<p>验证码 <b>123456</b></p>\r\n"

    @pytest.mark.parametrize(
        ("postbox", "kind", "code"),
        [
            (Postbox(rcpt="550 no such user"), MailRefused, "mail.recipient_refused"),
            (Postbox(rcpt="450 try later"), MailDeferred, "mail.recipient_deferred"),
            (Postbox(data="554 spam"), MailRefused, "mail.server_refused"),
            (Postbox(data="451 greylisted"), MailDeferred, "mail.server_deferred"),
        ],
    )
    def test_the_server_says_no(self, postbox: Postbox, kind: type[MailFailed], code: str) -> None:
        async def work(port: int) -> None:
            with pytest.raises(kind) as failed:
                await mailer(port).send(MAIL)
            assert (failed.value.code, str(failed.value)) == (code, code)

        delivered(postbox, work)

    def test_starttls_is_demanded_when_set(self) -> None:
        postbox = Postbox()

        async def work(port: int) -> None:
            with pytest.raises(MailDeferred):
                await mailer(port, starttls=True, password=SecretText("canary")).send(MAIL)

        delivered(postbox, work)
        assert postbox.received == []

    def test_no_server_may_heal(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            with pytest.raises(MailDeferred) as failed:
                asyncio.run(mailer(taken.getsockname()[1]).send(MAIL))
        assert failed.value.code == "mail.unreachable"

    def test_a_server_that_says_nothing_is_given_up(self) -> None:
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            smtp = Smtp(host="127.0.0.1", port=silent.getsockname()[1], sender=SENDER, starttls=False)
            with pytest.raises(MailDeferred) as failed:
                asyncio.run(SmtpMailer(smtp, clock=lambda: NOW, timeout_s=0.2).send(MAIL))
        assert failed.value.code == "mail.timeout"

    @pytest.mark.parametrize("options", [{"host": ""}, {"sender": ""}, {"sender": "nobody"}])
    def test_without_settings_it_waits_for_them(self, options: dict[str, str]) -> None:
        with pytest.raises(MailDeferred) as failed:
            asyncio.run(mailer(1, **options).send(MAIL))
        assert failed.value.code == "mail.not_configured"

    def test_inside_a_unit_it_is_refused(self) -> None:
        async def within() -> None:
            OPEN_UNIT.set(True)
            await mailer(1).send(MAIL)

        with pytest.raises(NetworkInUnit, match="sending mail"):
            asyncio.run(within())


class TestHeaders:
    @pytest.mark.parametrize(
        "to",
        [
            "a@example.com\r\nBcc: b@example.com",
            "a@example.com,b@example.com",
            "a@example.com b@example.com",
            "<a@example.com>",
            "a",
            "",
        ],
    )
    def test_a_recipient_that_is_more_than_one_address(self, to: str) -> None:
        with pytest.raises(MailRefused) as failed:
            composed(Mail(to=to, subject="a", text="b"), sender=SENDER, now=NOW)
        assert failed.value.code == "mail.bad_recipient"

    @pytest.mark.parametrize(
        "subject", ["a\r\nBcc: b@example.com", "a\nb", "a\x00", "a\u2028b", "", "  ", "x" * 201, "\ud800"]
    )
    def test_a_subject_that_is_more_than_a_subject(self, subject: str) -> None:
        with pytest.raises(MailRefused) as failed:
            composed(Mail(to="a@example.com", subject=subject, text="b"), sender=SENDER, now=NOW)
        assert failed.value.code == "mail.bad_subject"

    def test_a_refused_login_may_heal(self) -> None:
        failure = failure_of(aiosmtplib.SMTPAuthenticationError(535, "canary"))
        assert (type(failure), failure.code, str(failure)) == (
            MailDeferred,
            "mail.login_refused",
            "mail.login_refused",
        )
