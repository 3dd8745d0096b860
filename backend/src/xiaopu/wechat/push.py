"""Message pushes: WeChat calls us with news of a mini program, a service account or an open platform.

Three modes: plain (the body is the message), compatible (both), safe (the body is ``Encrypt`` alone). A
safe push is proven by ``msg_signature`` over the cipher text; a plain one by ``signature`` over token, time
and nonce only, which does not cover the body, so plain mode is for trying out. Bodies are JSON or XML; XML
with a DTD or an entity is refused. WeChat wants ``success`` within five seconds and repeats otherwise: drop
repeats by ``Push.dedup_key``.

Source: developers.weixin.qq.com, "消息推送"; the IV (first 16 bytes of the key) and the padding to
32 bytes are proven by the vectors on that page.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import struct
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import msgspec
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from xiaopu.wechat.errors import (
    BadConfiguration,
    DecryptionFailure,
    SignatureHeaderInvalid,
    SignatureMismatch,
    SignatureStale,
    UnreadableNotice,
)
from xiaopu.wechat.wire import NotReadable, plain_json, unix_seconds

SUCCESS = "success"
WINDOW_S = 300
PUSH_LIMIT = 1024 * 1024

_TOKEN = re.compile(r"[0-9A-Za-z]{3,32}")
_AES_KEY = re.compile(r"[0-9A-Za-z]{43}")
_NUMBER = re.compile(r"[0-9]{1,12}", re.ASCII)
_BLOCK = 32
_DEPTH = 16


class PushCredentials(msgspec.Struct, frozen=True, kw_only=True):
    """Token and EncodingAESKey (43 letters) as set on the platform, and whose pushes they are.

    Without ``encoding_aes_key`` only plain pushes are taken; with it only safe ones, unless
    ``allow_plain``. ``appid`` is checked inside every safe push (the platform's own AppID for authorisation
    events).
    """

    appid: str
    token: str
    encoding_aes_key: str | None = None
    allow_plain: bool = False

    def __post_init__(self) -> None:
        if not self.appid:
            raise BadConfiguration("AppID", "is empty")
        if not _TOKEN.fullmatch(self.token):
            raise BadConfiguration("push token", "must be 3 to 32 letters and digits")
        if self.encoding_aes_key is not None and not _AES_KEY.fullmatch(self.encoding_aes_key):
            raise BadConfiguration("EncodingAESKey", "must be 43 letters and digits")

    def __repr__(self) -> str:
        return f"PushCredentials(appid={self.appid!r}, …)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("appid", self.appid)]


class Push(msgspec.Struct, frozen=True, kw_only=True):
    """One proven push. ``content`` is the message as dicts, lists and texts (XML: all values are texts).

    ``kind`` is ``MsgType`` (``event``, ``text`` …) or empty, ``event`` is ``Event`` or the open platform's
    ``InfoType``. ``dedup_key`` is the same for a repeat of the same push and only for it.
    """

    kind: str
    event: str
    content: dict[str, Any]
    is_xml: bool
    dedup_key: str

    def __repr__(self) -> str:
        return f"Push(kind={self.kind!r}, event={self.event!r}, …)"


class PushReceiver:
    """Checks and opens pushes of one account, and seals replies."""

    def __init__(
        self,
        credentials: PushCredentials,
        *,
        clock: Callable[[], datetime],
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._appid = credentials.appid
        self._token = credentials.token
        self._allow_plain = credentials.allow_plain or credentials.encoding_aes_key is None
        self._key = None if credentials.encoding_aes_key is None else aes_key(credentials.encoding_aes_key)
        self._clock = clock
        self._random_bytes = random_bytes

    def check_url(self, query: Mapping[str, str]) -> str:
        """The text to answer when WeChat checks our address (GET); raises SignatureFailure's kin."""
        self._fresh(query)
        self._compare(query, "signature", [self._token, query.get("timestamp", ""), query.get("nonce", "")])
        return _given(query, "echostr")

    def receive(self, query: Mapping[str, str], raw_body: bytes) -> Push:
        """The push in `raw_body`; raises SignatureFailure's kin, DecryptionFailure, UnreadableNotice."""
        if len(raw_body) > PUSH_LIMIT:
            raise UnreadableNotice("larger than a push can be")
        self._fresh(query)
        if query.get("encrypt_type") == "aes" or "msg_signature" in query:
            return self._safe(query, raw_body)
        if not self._allow_plain:
            raise SignatureHeaderInvalid(
                "msg_signature", "is missing: this address takes encrypted pushes only"
            )
        self._compare(query, "signature", [self._token, query["timestamp"], query["nonce"]])
        content, is_xml = parse_body(raw_body)
        return _push(content, is_xml=is_xml)

    def sealed_reply(self, message: str, *, is_xml: bool) -> bytes:
        """The body of an answer that says something (JSON or XML `message`), encrypted and signed."""
        if self._key is None:
            raise BadConfiguration("EncodingAESKey", "is needed for an encrypted reply")
        encrypted = seal_message(self._key, message.encode(), self._appid, random16=self._random_bytes(16))
        timestamp = unix_seconds(self._clock())
        nonce = str(int.from_bytes(self._random_bytes(4), "big"))
        signature = push_signature([self._token, str(timestamp), nonce, encrypted])
        if is_xml:
            return (
                f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt><MsgSignature><![CDATA[{signature}]]>"
                f"</MsgSignature><TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
            ).encode()
        reply = {"Encrypt": encrypted, "MsgSignature": signature, "TimeStamp": timestamp, "Nonce": nonce}
        return msgspec.json.encode(reply)

    def _safe(self, query: Mapping[str, str], raw_body: bytes) -> Push:
        if self._key is None:
            raise BadConfiguration("EncodingAESKey", "is needed: the push is encrypted")
        envelope, _ = parse_body(raw_body)
        encrypted = envelope.get("Encrypt")
        if not isinstance(encrypted, str) or not encrypted:
            raise UnreadableNotice("no Encrypt in an encrypted push")
        self._compare(query, "msg_signature", [self._token, query["timestamp"], query["nonce"], encrypted])
        content, is_xml = parse_body(open_message(self._key, encrypted, self._appid))
        return _push(content, is_xml=is_xml)

    def _fresh(self, query: Mapping[str, str]) -> None:
        timestamp = _given(query, "timestamp")
        _given(query, "nonce")
        if not _NUMBER.fullmatch(timestamp):
            raise SignatureHeaderInvalid("timestamp", "is malformed")
        skew = abs(unix_seconds(self._clock()) - int(timestamp))
        if skew > WINDOW_S:
            raise SignatureStale(skew)

    def _compare(self, query: Mapping[str, str], name: str, parts: list[str]) -> None:
        if not hmac.compare_digest(push_signature(parts).encode(), _given(query, name).encode()):
            raise SignatureMismatch


def push_signature(parts: list[str]) -> str:
    """SHA-1 over the sorted and joined parts, in hexadecimal: WeChat's own rule for pushes."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def aes_key(encoding_aes_key: str) -> bytes:
    """The 32 bytes behind the 43 letters."""
    try:
        return base64.b64decode(encoding_aes_key + "=")
    except (binascii.Error, ValueError):
        raise BadConfiguration("EncodingAESKey", "is not Base64") from None


def open_message(key: bytes, encrypted: str, appid: str) -> bytes:
    """The message in a cipher text; raises DecryptionFailure, also when it is meant for another AppID."""
    try:
        raw = base64.b64decode(encrypted, validate=True)
        decryptor = Cipher(AES(key), CBC(key[:16])).decryptor()
        padded = decryptor.update(raw) + decryptor.finalize()
    except (binascii.Error, ValueError):
        raise DecryptionFailure("push does not open with this key") from None
    plain = _unpadded(padded)
    if len(plain) < 20:
        raise DecryptionFailure("push is too short")
    (size,) = struct.unpack(">I", plain[16:20])
    message, owner = plain[20 : 20 + size], plain[20 + size :]
    if len(message) != size or not hmac.compare_digest(owner, appid.encode()):
        raise DecryptionFailure("push is meant for another AppID")
    return message


def seal_message(key: bytes, message: bytes, appid: str, *, random16: bytes) -> str:
    """What ``open_message`` opens: 16 random bytes, length, message and AppID, padded to 32 bytes."""
    plain = random16 + struct.pack(">I", len(message)) + message + appid.encode()
    missing = _BLOCK - len(plain) % _BLOCK
    encryptor = Cipher(AES(key), CBC(key[:16])).encryptor()
    return base64.b64encode(
        encryptor.update(plain + bytes([missing]) * missing) + encryptor.finalize()
    ).decode()


def parse_body(raw: bytes) -> tuple[dict[str, Any], bool]:
    """(content, whether it was XML) of a JSON or XML body; raises UnreadableNotice."""
    if raw.lstrip()[:1] == b"<":
        return _from_xml(raw), True
    try:
        content = plain_json(raw)
    except NotReadable:
        raise UnreadableNotice("push is neither JSON nor XML") from None
    if not isinstance(content, dict):
        raise UnreadableNotice("push is not an object")
    return content, False


def _from_xml(raw: bytes) -> dict[str, Any]:
    try:
        root = fromstring(raw, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise UnreadableNotice("push is not XML that may be read") from None
    content = _element(root, _DEPTH)
    return content if isinstance(content, dict) else {}


def _element(element: Element, depth: int) -> Any:
    if depth == 0:
        raise UnreadableNotice("push is nested too deeply")
    if len(element) == 0:
        return element.text or ""
    found: dict[str, Any] = {}
    for child in element:
        value = _element(child, depth - 1)
        if child.tag not in found:
            found[child.tag] = value
        elif isinstance(found[child.tag], list):
            found[child.tag].append(value)
        else:
            found[child.tag] = [found[child.tag], value]
    return found


def _push(content: dict[str, Any], *, is_xml: bool) -> Push:
    event = _text(content, "Event") or _text(content, "InfoType")
    return Push(
        kind=_text(content, "MsgType"),
        event=event,
        content=content,
        is_xml=is_xml,
        dedup_key=_dedup_key(content),
    )


def _dedup_key(content: dict[str, Any]) -> str:
    message_id = _text(content, "MsgId")
    if message_id and _text(content, "MsgType") != "event":
        return f"id:{message_id}"
    settled = msgspec.json.encode(content, order="deterministic")
    return f"sha256:{hashlib.sha256(settled).hexdigest()}"


def _text(content: dict[str, Any], name: str) -> str:
    value = content.get(name, "")
    return str(value) if isinstance(value, str | int) else ""


def _unpadded(padded: bytes) -> bytes:
    missing = padded[-1] if padded else 0
    if not 1 <= missing <= _BLOCK or padded[-missing:] != bytes([missing]) * missing:
        raise DecryptionFailure("push does not open with this key")
    return padded[:-missing]


def _given(query: Mapping[str, str], name: str) -> str:
    value = query.get(name, "")
    if not value:
        raise SignatureHeaderInvalid(name, "is missing")
    return value
