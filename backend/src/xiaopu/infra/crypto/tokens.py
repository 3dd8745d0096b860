"""Opaque tokens and six-digit codes: what a client holds, and what the database keeps of it.

A token is ``<prefix>_<64 hex digits>`` (256 random bits). The prefix is readable and not secret: it says
the kind and, since every request starts with its shop, the shop (``st_<shop>``). Only ``token_digest`` is
stored; 256 random bits need no salt and no slow hash. A six-digit code has 20 bits, so its digest is keyed:
without the key a stolen table gives all codes away.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable

_SECRET_BYTES = 32
_PREFIX = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_TOKEN = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]{0,79})_([0-9a-f]{64})")
_CODE = re.compile(r"[0-9]{6}")


class MalformedToken(ValueError):
    """Not of our form: answer 401 without a look into the database. The message never repeats the token."""


def new_token(prefix: str, *, random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A token to hand out once. Refuses a prefix with other than letters, digits, ``_`` and ``-`` (80 at
    most).
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError("a token prefix is 1 to 80 letters, digits, _ or -")
    return f"{prefix}_{random_bytes(_SECRET_BYTES).hex()}"


def token_prefix(token: str) -> str:
    """The readable part of a token that a client sent; raises MalformedToken. Proves nothing: look the
    digest up.
    """
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise MalformedToken("not a token of this shop system")
    return match.group(1)


def token_digest(token: str) -> bytes:
    """32 bytes, the only form in which a token is stored and looked up."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def same_secret(left: bytes | str, right: bytes | str) -> bool:
    """Equality in a time that doesn't tell where they differ."""
    return hmac.compare_digest(_as_bytes(left), _as_bytes(right))


def six_digit_code(*, random_below: Callable[[int], int] = secrets.randbelow) -> str:
    """``"000000"`` to ``"999999"``, each equally likely."""
    return f"{random_below(1_000_000):06d}"


def code_digest(code: str, *, key: bytes, subject: str) -> bytes:
    """32 bytes for a six-digit code, bound to `subject` (whom it was sent to and for what) so that no other
    can use it.

    What is not six ASCII digits gives a digest that fits no code, so callers compare once and never branch
    on the form.
    """
    form = "code" if _CODE.fullmatch(code) else "malformed"
    return hmac.digest(key, f"{form}\x00{subject}\x00{code}".encode("utf-8", "surrogatepass"), hashlib.sha256)


def _as_bytes(value: bytes | str) -> bytes:
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
