"""The vault: sealing and finding personal data and secrets, with one object to hand around."""

from xiaopu.infra.crypto.blind_index import BlindIndex
from xiaopu.infra.crypto.keyring import Keyring


class Vault:
    """A key ring and a blind index. Contexts are `table.column`: what was sealed for one opens for no
    other.
    """

    def __init__(self, keyring: Keyring, index: BlindIndex) -> None:
        self._keyring = keyring
        self.index = index

    def seal(self, plain: str, context: str) -> bytes:
        """Encrypt text for one column."""
        return self._keyring.seal(plain, context)

    def open(self, sealed: bytes, context: str) -> str:
        """Decrypt it; raises `CannotUnseal` for another context, another key or altered bytes."""
        return self._keyring.unseal_text(sealed, context)

    def seal_bytes(self, plain: bytes, context: str) -> bytes:
        """Encrypt a file: 4/3 of its size. For megabytes, run it in a thread."""
        return self._keyring.seal(plain, context)

    def open_bytes(self, sealed: bytes, context: str) -> bytes:
        """Decrypt a file; raises as `open` does."""
        return self._keyring.unseal(sealed, context)
