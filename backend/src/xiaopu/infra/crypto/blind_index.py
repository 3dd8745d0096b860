"""Blind indexes: an e-mail or phone number can be looked up by equality while the column that shows it is
sealed.

The index is HMAC-SHA256 over purpose and normalised value, 32 bytes. The purpose separates uses
(``"accounts.email"``, or with the shop for shop tables: ``"members.phone:" + shop_id``), so that two tables
can't be joined by who steals them. The key never changes by itself: a new one means that every index is
written again from the sealed values.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

from xiaopu.kernel.errors import Refusal

_KEY_BYTES = 32
_EMAIL_LONGEST = 254
_LOCAL_LONGEST = 64
_LOCAL = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f]+")
_DOMAIN = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_PHONE_DRESS = re.compile(r"[\s\-‐‑‒–—().]")
_MAINLAND = re.compile(r"1[3-9]\d{9}")
_INTERNATIONAL = re.compile(r"\+[1-9]\d{6,14}")


class NotIndexable(Refusal):
    """The value is not of the kind that is looked up; nothing repeats it."""

    status = 422
    code = "not_indexable"


class NotAnEmail(NotIndexable):
    """Not an address a mail could be sent to."""

    code = "not_an_email"
    zh = "邮箱地址格式不正确"
    en = "This is not an e-mail address."


class NotAPhone(NotIndexable):
    """Neither a mainland mobile number nor an international one with its ``+`` and country."""

    code = "not_a_phone"
    zh = "手机号格式不正确"
    en = "This is not a mobile number."


class BlindIndex:
    """Indexes under one 32-byte key."""

    def __init__(self, key: bytes) -> None:
        if len(key) != _KEY_BYTES:
            raise ValueError("the blind index key is 32 bytes long")
        self._key = key

    def __repr__(self) -> str:
        return "BlindIndex(***)"

    def email(self, address: str, purpose: str) -> bytes:
        """32 bytes for `address` in any letter case; raises NotAnEmail."""
        return self._index("email", purpose, normalised_email(address))

    def phone(self, number: str, purpose: str) -> bytes:
        """32 bytes for `number` however it was typed; raises NotAPhone."""
        return self._index("phone", purpose, normalised_phone(number))

    def opaque(self, value: str, purpose: str) -> bytes:
        """32 bytes for a value that is compared as it stands: an openid, a short code."""
        return self._index("opaque", purpose, value)

    def _index(self, kind: str, purpose: str, value: str) -> bytes:
        if not purpose or "\x00" in purpose:
            raise ValueError("a blind index needs a purpose")
        return hmac.digest(self._key, f"{kind}\x00{purpose}\x00{value}".encode(), hashlib.sha256)


def normalised_email(address: str) -> str:
    """`address` in lower case, full-width letters made narrow, the domain in its ASCII form; raises
    NotAnEmail.

    Dots and ``+tags`` are kept: which of them a provider ignores is the provider's secret. Mail is sent to
    this form only, or a look-alike address could receive what is meant for the account it looks like.
    """
    local, at, domain = unicodedata.normalize("NFKC", address).strip().lower().rpartition("@")
    try:
        host = domain.rstrip(".").encode("idna").decode("ascii")
    except UnicodeError:
        raise NotAnEmail from None
    whole = f"{local}@{host}"
    readable = (
        _LOCAL.fullmatch(local)
        and ".." not in local
        and not local.startswith(".")
        and not local.endswith(".")
    )
    if not at or not readable or not _DOMAIN.fullmatch(host) or len(local) > _LOCAL_LONGEST:
        raise NotAnEmail
    if len(whole) > _EMAIL_LONGEST:
        raise NotAnEmail
    return whole


def normalised_phone(number: str) -> str:
    """`number` in E.164 (``+8613800138000``); eleven digits beginning with 13 to 19 are Chinese; raises
    NotAPhone.
    """
    digits = _PHONE_DRESS.sub("", unicodedata.normalize("NFKC", number))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if digits.startswith("86") and _MAINLAND.fullmatch(digits[2:]):
        digits = f"+{digits}"
    if _MAINLAND.fullmatch(digits):
        digits = f"+86{digits}"
    wrong_mainland = digits.startswith("+86") and not _MAINLAND.fullmatch(digits[3:])
    if not digits.isascii() or not _INTERNATIONAL.fullmatch(digits) or wrong_mainland:
        raise NotAPhone
    return digits
