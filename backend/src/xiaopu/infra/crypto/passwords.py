"""Passwords: Argon2id, and the rules for a new one.

    PasswordRefused
    ├── PasswordTooShort     fewer than 8 characters, or 8 to 9 that are not strong by the estimate
    ├── PasswordTooLong      more than 128 characters: hashing costs time that a stranger must not choose
    ├── PasswordTooCommon    on the shipped list, or a word of it with a few digits and signs around
    ├── PasswordTooSimple    repeats and runs such as aaaaaaaaaa or 1234567890
    └── PasswordNamesOwner   holds the name in front of the e-mail address's @

Hashing and verifying cost about 20 to 40 ms of CPU and 19 MiB of memory each (time 2, memory 19 MiB, one
lane: OWASP's least setting for Argon2id, so that a machine of 256 MB survives a few log-ins at once). Both
block: the edge runs them in a thread.
"""

from __future__ import annotations

import itertools
import math
import unicodedata
from functools import cache
from importlib import resources

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from xiaopu.kernel.errors import Refusal

SHORTEST = 8
PLAIN_LENGTH = 10
LONGEST = 128
_STRONG_BITS = 45.0
_WEAK_BITS = 30.0
_OWNER_NAME_SHORTEST = 4
_RUN_WORTH = 0.25
_KEYBOARD_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_LEET = str.maketrans(
    {"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
)
_SIGNS = "0123456789!@#$%^&*()-_=+.,?~ "

_hasher = PasswordHasher(
    time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID
)


class PasswordRefused(Refusal):
    """A new password against the rules: ``code`` is stable, ``zh`` and ``en`` are for the person; none
    repeats the password.
    """

    status = 422
    code = "password_refused"
    zh = "这个密码不能使用"
    en = "This password can't be used."


class PasswordTooShort(PasswordRefused):
    """Below ten characters only a strong mixture passes, below eight nothing."""

    code = "password_too_short"
    zh = "密码至少 10 位"
    en = "Use at least 10 characters."


class PasswordTooLong(PasswordRefused):
    """More than 128 characters."""

    code = "password_too_long"
    zh = "密码最多 128 位"
    en = "Use at most 128 characters."


class PasswordTooCommon(PasswordRefused):
    """Among the first that anybody tries."""

    code = "password_too_common"
    zh = "这个密码太常见，很容易被猜到，请换一个"
    en = "This password is among the first that anybody would try."


class PasswordTooSimple(PasswordRefused):
    """Repeats and runs."""

    code = "password_too_simple"
    zh = "密码太简单：不要用重复或连续的字符"
    en = "Too simple: avoid repeated and consecutive characters."


class PasswordNamesOwner(PasswordRefused):
    """Holds the name of the e-mail address."""

    code = "password_names_owner"
    zh = "密码不能包含邮箱名"
    en = "The password must not contain the name of your e-mail address."


def check_new_password(password: str, *, email: str) -> None:
    """Raise the PasswordRefused that fits, or return. Reads the shipped list (about 12,000 lines) at the
    first call.
    """
    text = unicodedata.normalize("NFKC", password)
    if len(text) < SHORTEST:
        raise PasswordTooShort
    if len(text) > LONGEST:
        raise PasswordTooLong
    if _names_owner(text.lower(), email):
        raise PasswordNamesOwner
    if _is_common(text.lower()):
        raise PasswordTooCommon
    bits = estimated_bits(text)
    if bits < _WEAK_BITS:
        raise PasswordTooSimple
    if len(text) < PLAIN_LENGTH and bits < _STRONG_BITS:
        raise PasswordTooShort


def hash_password(password: str) -> str:
    """The Argon2id hash with its parameters and salt (97 characters). Blocks; run it in a thread."""
    if len(password) > LONGEST:
        raise PasswordTooLong
    return _hasher.hash(_prepared(password))


def verify_password(stored_hash: str | None, password: str) -> bool:
    """Whether `password` is the one behind `stored_hash`. Blocks; run it in a thread.

    ``None`` (no such account) costs the same time as a wrong password, so that the answer's time doesn't
    tell who has an account.
    """
    if len(password) > LONGEST:
        return False
    try:
        _hasher.verify(stored_hash or _nobodys_hash(), _prepared(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored_hash)


def needs_rehash(stored_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's; hash again at the next log-in that
    succeeds.
    """
    return _hasher.check_needs_rehash(stored_hash)


def estimated_bits(password: str) -> float:
    """A simple guess at the strength: alphabet in use, and a quarter of a character for each that repeats
    or follows on.

    "1234567890" is worth about 11 bits, "kx8#Tq2!" about 52; a Chinese character is one of 2,500.
    """
    if not password:
        return 0.0
    length = 1.0 + sum(_worth(before, after) for before, after in itertools.pairwise(password))
    distinct = len(set(password))
    return min(length, distinct * 2.0) * math.log2(_alphabet(password))


def _prepared(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


@cache
def _nobodys_hash() -> str:
    return _hasher.hash(b"nobody has this account")


def _names_owner(lowered: str, email: str) -> bool:
    name = unicodedata.normalize("NFKC", email).lower().rpartition("@")[0].partition("+")[0]
    return len(name) >= _OWNER_NAME_SHORTEST and name in lowered


def _is_common(lowered: str) -> bool:
    known = _common_passwords()
    stem = lowered.strip(_SIGNS)
    return any(word in known for word in (lowered, lowered.translate(_LEET), stem, stem.translate(_LEET)))


@cache
def _common_passwords() -> frozenset[str]:
    text = resources.files("xiaopu.infra.crypto").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not (line == "#" or line.startswith("# ")))


def _worth(before: str, after: str) -> float:
    left, right = before.lower(), after.lower()
    follows_on = abs(ord(left) - ord(right)) <= 1 or any(
        left + right in row or right + left in row for row in _KEYBOARD_ROWS
    )
    return _RUN_WORTH if follows_on else 1.0


def _alphabet(password: str) -> int:
    classes = (
        (10, any("0" <= c <= "9" for c in password)),
        (26, any("a" <= c <= "z" for c in password)),
        (26, any("A" <= c <= "Z" for c in password)),
        (33, any(c.isascii() and not c.isalnum() for c in password)),
        (2500, any(not c.isascii() for c in password)),
    )
    return sum(size for size, used in classes if used)
