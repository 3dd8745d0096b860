"""Sealed fields: what must be readable again (phone, address, a shop's WeChat keys), but not by who copies
the database.

    CannotUnseal
    ├── SealBroken       changed on the way, cut off, or sealed for another context
    └── UnknownSealKey   sealed by a key that is no longer (or not yet) in the ring

A sealed value is ``x1.<key id>.<Fernet token>`` in ASCII: 12 bytes plus 4/3 of the padded text and Fernet's
57 bytes, so an 11-digit phone number takes 112 bytes. The key id is the first 8 hex digits of the SHA-256
of the key; it tells without opening whether a row still waits for rotation.

The *context* says what is sealed and for whom (``"members.phone:" + shop_id``). Fernet knows no associated
data, so each context has its own keys, derived from the ring by HKDF-SHA256: a value moved to another
column or shop doesn't open.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_FORM = b"x1"
_KEY_BYTES = 32
_CONTEXTS_KEPT = 4096


class CannotUnseal(Exception):
    """Root of the tree; no message holds the sealed or the plain value."""


class SealBroken(CannotUnseal):
    """Not a sealed value, changed on the way, or sealed for another context."""


class UnknownSealKey(CannotUnseal):
    """``key_id`` is not in the ring: an old key was taken out before its rows were rotated, or the wrong
    secrets are in use.
    """

    def __init__(self, key_id: str) -> None:
        super().__init__(f"sealed by key {key_id}, which is not in the ring")
        self.key_id = key_id


class Keyring:
    """A ring of 32-byte keys, newest first: the first seals, all of them unseal.

    To rotate: put a new key in front, restart, call ``rotate`` on every row for which ``needs_rotation`` is
    true, then take the old key out. Sealing or opening costs about 30 µs, and 30 µs more for a context not
    met lately.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            raise ValueError("a key ring needs at least one key")
        if any(len(key) != _KEY_BYTES for key in keys):
            raise ValueError("every key of the ring is 32 bytes long")
        if len(set(keys)) != len(keys):
            raise ValueError("a key stands twice in the ring")
        self._keys = tuple(keys)
        self._ids = tuple(key_id(key) for key in keys)
        self._ring_for = lru_cache(maxsize=_CONTEXTS_KEPT)(self._derive)

    def __repr__(self) -> str:
        return f"Keyring({', '.join(self._ids)})"

    @property
    def key_ids(self) -> tuple[str, ...]:
        """The ids of the keys, newest first; they may be shown and logged."""
        return self._ids

    def seal(self, plain: bytes | str, context: str) -> bytes:
        """Seal under the newest key. The same text gives other bytes each time; look-ups go through a blind
        index.
        """
        content = plain.encode() if isinstance(plain, str) else plain
        return b".".join((_FORM, self._ids[0].encode(), self._ring_for(context).encrypt(content)))

    def unseal(self, sealed: bytes, context: str) -> bytes:
        """The plain bytes; raises SealBroken or UnknownSealKey."""
        sealed_by, token = _parts(sealed)
        if sealed_by not in self._ids:
            raise UnknownSealKey(sealed_by)
        try:
            return self._ring_for(context).decrypt(token)
        except InvalidToken:
            raise SealBroken("the seal doesn't fit this value and context") from None

    def unseal_text(self, sealed: bytes, context: str) -> str:
        """The plain text; raises as ``unseal`` does, and SealBroken when the bytes are not UTF-8."""
        try:
            return self.unseal(sealed, context).decode()
        except UnicodeDecodeError:
            raise SealBroken("the sealed value is not text") from None

    def needs_rotation(self, sealed: bytes) -> bool:
        """Whether another than the newest key sealed it; opens nothing."""
        return _parts(sealed)[0] != self._ids[0]

    def rotate(self, sealed: bytes, context: str) -> bytes:
        """The same plain value under the newest key; unchanged bytes when it is there already."""
        if not self.needs_rotation(sealed):
            return sealed
        return self.seal(self.unseal(sealed, context), context)

    def _derive(self, context: str) -> MultiFernet:
        if not context:
            raise ValueError("a sealed value needs a context")
        return MultiFernet([Fernet(_derived(key, context)) for key in self._keys])


def key_id(key: bytes) -> str:
    """The public name of a key: 8 hex digits, from which the key can't be found."""
    return hashlib.sha256(b"xiaopu key id\x00" + key).hexdigest()[:8]


def _derived(key: bytes, context: str) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=b"xiaopu sealed field", info=context.encode())
    return base64.urlsafe_b64encode(hkdf.derive(key))


def _parts(sealed: bytes) -> tuple[str, bytes]:
    form, _, rest = sealed.partition(b".")
    sealed_by, dot, token = rest.partition(b".")
    if form != _FORM or len(sealed_by) != 8 or not dot or not sealed_by.isalnum():
        raise SealBroken("not a sealed value")
    return sealed_by.decode("ascii"), token
