"""The seal of message push: AES-256-CBC with blocks padded to 32 bytes, and SHA-1 over sorted parts.

Key and IV come from the EncodingAESKey; the plain text is 16 random characters, the length in four bytes,
the message, and the appid. SHA-1 is what WeChat prescribes.
"""

import base64
import hashlib
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK = 32


def signature(*parts: str) -> str:
    """SHA-1 over the parts in alphabetical order, in hex."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 the scheme is WeChat's


def seal(encoding_aes_key: str, appid: str, message: str, random16: str = "") -> str:
    """The Encrypt field."""
    text = message.encode()
    head = (random16 or secrets.token_hex(8)).encode() + len(text).to_bytes(4, "big")
    plain = head + text + appid.encode()
    pad = _BLOCK - len(plain) % _BLOCK
    key = base64.b64decode(encoding_aes_key + "=")
    encryptor = Cipher(algorithms.AES256(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()).decode()
