"""The secrets of one installation: how they are made, written once, and which ones are refused.

A secret is base64 (standard or URL-safe alphabet) of exactly 32 random bytes. The check can't measure
randomness, but it can refuse what no random source gives: text, words and identifiers, few different bytes,
and anything that was ever published. ``tests/infra/test_published_secrets.py`` walks every string of this
repository's tracked files and proves that none passes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import itertools
import os
import re
import secrets
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

SECRETS_FILE: Final = "secrets.toml"
_SECRET_BYTES = 32
_FEWEST_DISTINCT = 20
_FEWEST_CHANGES = 15
_FEWEST_LETTERS = 6
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{43}=?")

# SHA-256 of secrets that were published with this project or in a document that people copy from; never
# taken out again.
_PUBLISHED: Final[frozenset[str]] = frozenset(
    {
        # The example key of the Fernet specification.
        "cbeb362f1fa69a6691db592f4529cf6bea1ce089eb132a3350c9081279ff8f34",
    }
)


class BadSecret(ValueError):
    """``code`` is one of missing, malformed, short, weak, published; the value is in no message."""

    def __init__(self, code: str) -> None:
        super().__init__(f"secret is {code}")
        self.code = code


class SecretKey:
    """32 secret bytes that no ``repr``, log line or serialiser shows."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != _SECRET_BYTES:
            raise BadSecret("short" if len(raw) < _SECRET_BYTES else "malformed")
        self._raw = raw

    @property
    def raw(self) -> bytes:
        """The bytes themselves."""
        return self._raw

    def __repr__(self) -> str:
        return "SecretKey(***)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SecretKey) and hmac.compare_digest(self._raw, other._raw)

    def __hash__(self) -> int:
        return hash(self._raw)


class SecretText:
    """A password for another service; may be empty (then ``bool`` is false)."""

    __slots__ = ("_text",)

    def __init__(self, text: str = "") -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return "SecretText(***)" if self._text else "SecretText()"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SecretText) and hmac.compare_digest(
            self._text.encode(), other._text.encode()
        )

    def __hash__(self) -> int:
        return hash(self._text)


def checked_secret(text: str) -> SecretKey:
    """The key that `text` stands for; raises BadSecret."""
    if not text.strip():
        raise BadSecret("missing")
    raw = _decoded(text)
    if len(raw) < _SECRET_BYTES:
        raise BadSecret("short")
    if len(raw) > _SECRET_BYTES or not _BASE64.fullmatch(text):
        raise BadSecret("malformed")
    if hashlib.sha256(raw).hexdigest() in _PUBLISHED:
        raise BadSecret("published")
    if not _looks_random(text.rstrip("="), raw):
        raise BadSecret("weak")
    return SecretKey(raw)


def new_secret(*, random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A secret in its written form, one that ``checked_secret`` takes."""
    while True:
        text = base64.urlsafe_b64encode(random_bytes(_SECRET_BYTES)).decode("ascii")
        if _looks_random(text.rstrip("="), base64.urlsafe_b64decode(text)):
            return text


def write_secrets(home: Path) -> bool:
    """Write ``secrets.toml`` with fresh secrets, readable by its owner only; False when one stands there
    already.

    Whole or not at all, and never over an existing file, whatever else starts at the same moment.
    """
    target = home / SECRETS_FILE
    draft = home / f".{SECRETS_FILE}.{secrets.token_hex(8)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(_text_of_secrets())
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, target)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def readable_by_others(path: Path) -> bool:
    """Whether someone other than the owner may read `path`."""
    return os.name == "posix" and path.stat().st_mode & 0o077 != 0


def _text_of_secrets() -> str:
    return (
        "# The secrets of this shop system, made at its first start. Back this file up safely: without it,\n"
        "# phone numbers, addresses and WeChat keys in the database can't be read again. Give it to none.\n"
        "# 本系统首次启动时生成的密钥。请妥善备份：丢失后，数据库中的手机号、地址和微信密钥将无法恢复。\n"
        "\n"
        "[secrets]\n"
        "# Newest first. To rotate, put a new one in front and keep the old ones until no row needs them.\n"
        f'field_keys = ["{new_secret()}"]\n'
        f'blind_index_key = "{new_secret()}"\n'
        f'session_key = "{new_secret()}"\n'
    )


def _decoded(text: str) -> bytes:
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise BadSecret("malformed") from None


def _looks_random(text: str, raw: bytes) -> bool:
    # Together they refuse a random key three times in 10^4 (then another one is drawn), and texts, slugs,
    # identifiers and counted-up bytes nearly always. Typical of 32 random bytes: 30 different ones, 29
    # different steps between neighbours; in base64 17 small letters, 17 capitals, 27 changes between small,
    # capital, digit and sign.
    kinds = Counter(_kind(letter) for letter in text)
    changes = sum(_kind(before) != _kind(after) for before, after in itertools.pairwise(text))
    steps = {(after - before) % 256 for before, after in itertools.pairwise(raw)}
    return (
        min(len(set(raw)), len(steps) + 1) >= _FEWEST_DISTINCT
        and changes >= _FEWEST_CHANGES
        and min(kinds["small"], kinds["capital"]) >= _FEWEST_LETTERS
        and kinds["digit"] + kinds["sign"] > 0
        and not all(32 <= byte < 127 for byte in raw)
    )


def _kind(letter: str) -> str:
    if letter.isdigit():
        return "digit"
    if letter.islower():
        return "small"
    return "capital" if letter.isupper() else "sign"
