"""Mails that arrived, taken apart for reading."""

import email
import email.policy
import json
import re
from email.message import EmailMessage
from html import unescape
from typing import Any

from wxsandbox.clock import rfc3339
from wxsandbox.store import Row
from wxsandbox.world import World

_LINK = re.compile(r"https?://[^\s<>\"'）)】]+")


def keep(world: World, sender: str, recipients: list[str], raw: bytes) -> int:
    """Stores one mail as received; returns its id."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    text, html = _part(message, "plain"), _part(message, "html")
    links = list(dict.fromkeys(_LINK.findall(text) + _LINK.findall(unescape(html))))
    return world.store.insert(
        "mail",
        sender=sender,
        recipients=json.dumps([address.lower() for address in recipients]),
        subject=str(message.get("subject", "")),
        text=text,
        html=html,
        links=json.dumps(links),
        raw=raw,
        at_ms=world.clock.now_ms(),
    )


def listing(world: World, to: str = "") -> list[dict[str, Any]]:
    """Mails, newest first; `to` narrows to one address, whatever its case."""
    rows = world.store.all("SELECT * FROM mail ORDER BY mail_id DESC LIMIT 500")
    mails = [public(row) for row in rows]
    return [mail for mail in mails if not to or to.lower() in mail["to"]]


def public(row: Row) -> dict[str, Any]:
    """One mail as the API gives it."""
    return {
        "id": row["mail_id"],
        "from": row["sender"],
        "to": json.loads(row["recipients"]),
        "subject": row["subject"],
        "text": row["text"],
        "html": row["html"],
        "links": json.loads(row["links"]),
        "at": rfc3339(row["at_ms"]),
    }


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        content = part.get_content()
    except (LookupError, UnicodeError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return content if isinstance(content, str) else ""
