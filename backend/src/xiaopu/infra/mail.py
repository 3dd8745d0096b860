"""Mail by any SMTP server.

    MailFailed
    ├── MailDeferred    may go through later: no connection, time-out, 4xx, a log-in that the server refused
    └── MailRefused     will never go through: the server's 5xx, or an address or subject that can't be sent

The outbox retries a MailDeferred with its back-off and sets a MailRefused aside. No message names a
recipient.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Final, Protocol

import aiosmtplib
import msgspec

from xiaopu.infra.crypto.blind_index import NotAnEmail, normalised_email
from xiaopu.infra.open_unit import refuse_network_in_unit
from xiaopu.infra.settings_sections import Smtp

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]")
_TIMEOUT_S: Final = 15.0
_IMPLICIT_TLS_PORT: Final = 465
_SUBJECT_LONGEST: Final = 200


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """One message to one person. ``html`` may be empty; ``text`` never is, for readers that show no HTML."""

    to: str
    subject: str
    text: str
    html: str = ""


class MailFailed(Exception):
    """``code`` is stable: what the outbox row and the log keep."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class MailDeferred(MailFailed):
    """Try again later."""


class MailRefused(MailFailed):
    """Don't try again."""


class Mailer(Protocol):
    """Sends mail; refuses to run while a unit of work is open."""

    async def send(self, mail: Mail) -> None:
        """Return when the server has taken the mail; raises MailDeferred or MailRefused."""


class SmtpMailer:
    """A connection for each mail, within 15 s for each step. Port 465 speaks TLS from the first byte."""

    def __init__(self, smtp: Smtp, *, clock: Callable[[], datetime], timeout_s: float = _TIMEOUT_S) -> None:
        self._smtp = smtp
        self._clock = clock
        self._timeout_s = timeout_s

    async def send(self, mail: Mail) -> None:
        """See Mailer. A second call sends a second mail."""
        refuse_network_in_unit("sending mail")
        message = composed(mail, sender=self._smtp.sender, now=self._clock())
        if not self._smtp.host:
            raise MailDeferred("mail.not_configured")
        implicit = self._smtp.port == _IMPLICIT_TLS_PORT
        try:
            await aiosmtplib.send(
                message,
                hostname=self._smtp.host,
                port=self._smtp.port,
                username=self._smtp.username or None,
                password=self._smtp.password.reveal() or None,
                use_tls=implicit,
                start_tls=self._smtp.starttls and not implicit,
                timeout=self._timeout_s,
            )
        except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as trouble:
            raise failure_of(trouble) from None


def composed(mail: Mail, *, sender: str, now: datetime) -> EmailMessage:
    """The message with its headers; raises MailRefused for addresses and subjects that could smuggle in a
    header.
    """
    message = EmailMessage(policy=SMTP)
    origin = _sender(sender)
    message["From"] = origin
    message["To"] = _recipient(mail.to)
    message["Subject"] = _subject(mail.subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=origin.domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, cte="base64")
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte="base64")
    return message


def failure_of(trouble: Exception) -> MailFailed:
    """The failure that an exception of aiosmtplib or of the system stands for."""
    if isinstance(trouble, aiosmtplib.SMTPAuthenticationError):
        return MailDeferred("mail.login_refused")
    if isinstance(trouble, aiosmtplib.SMTPRecipientsRefused):
        permanent = all(500 <= one.code < 600 for one in trouble.recipients)
        return MailRefused("mail.recipient_refused") if permanent else MailDeferred("mail.recipient_deferred")
    if isinstance(trouble, aiosmtplib.SMTPResponseException) and 500 <= trouble.code < 600:
        return MailRefused("mail.server_refused")
    if isinstance(trouble, aiosmtplib.SMTPResponseException):
        return MailDeferred("mail.server_deferred")
    if isinstance(trouble, TimeoutError):
        return MailDeferred("mail.timeout")
    return MailDeferred("mail.unreachable")


def _sender(sender: str) -> Address:
    name, address = parseaddr(sender)
    try:
        return Address(display_name=name, addr_spec=normalised_email(address))
    except (NotAnEmail, ValueError):
        raise MailDeferred("mail.not_configured") from None


def _recipient(address: str) -> Address:
    try:
        return Address(addr_spec=normalised_email(address))
    except (NotAnEmail, ValueError):
        raise MailRefused("mail.bad_recipient") from None


def _subject(subject: str) -> str:
    if _CONTROL.search(subject) or not subject.strip() or len(subject) > _SUBJECT_LONGEST:
        raise MailRefused("mail.bad_subject")
    return subject
