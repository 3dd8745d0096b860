"""Who may upload: the AppID, its allow-list, its upload key, the time, and the numbers of the version."""

import base64
import binascii
import hashlib
import re

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from wxsandbox.ci.packages import BadPackage
from wxsandbox.clock import Clock
from wxsandbox.openplatform.record import Launch, launch_of
from wxsandbox.world import World

STALE_S = 300
_VERSION = re.compile(r"[0-9A-Za-z._-]{1,64}")
_MOST_ROBOTS, _MOST_DESC = 30, 200


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """A request as it came; `signature` and `timestamp` are the headers' texts."""

    appid: str
    version: str
    desc: str
    robot: str
    package: bytes
    signature: str
    timestamp: str
    client_ip: str


def admit(world: World, upload: Upload) -> Launch:
    """The record of the mini program that may be uploaded to. Raises BadPackage."""
    if world.store.one("SELECT 1 FROM app WHERE appid = :a AND kind = 'weapp'", a=upload.appid) is None:
        raise BadPackage(40013, "unknown_appid", "invalid appid")
    launch = launch_of(world, upload.appid)
    if launch.upload_ips and upload.client_ip not in launch.upload_ips:
        raise BadPackage(-10008, "ip_not_allowed", f"invalid ip: {upload.client_ip}")
    if not launch.upload_key_pem:
        raise BadPackage(80001, "no_upload_key", "no upload key has been made")
    if re.fullmatch(r"[0-9]{1,12}", upload.timestamp) is None:
        raise BadPackage(80003, "stale", "X-Upload-Timestamp is no number of seconds")
    if abs(Clock.wall_ms() // 1000 - int(upload.timestamp)) > STALE_S:
        raise BadPackage(80003, "stale", "the request is more than five minutes old")
    if not _signed(launch.upload_key_pem, upload):
        raise BadPackage(80002, "wrong_key", "the signature does not fit the upload key")
    robot = upload.robot or "1"
    valid = _VERSION.fullmatch(upload.version) and len(upload.desc) <= _MOST_DESC
    if not valid or re.fullmatch(r"[0-9]{1,2}", robot) is None or not 1 <= int(robot) <= _MOST_ROBOTS:
        raise BadPackage(80004, "bad_version", "version, robot or desc is invalid")
    return launch


def signed_text(upload: Upload) -> bytes:
    """What the upload key signs: four lines, each ended."""
    digest = hashlib.sha256(upload.package).hexdigest()
    return f"{upload.appid}\n{upload.version}\n{digest}\n{upload.timestamp}\n".encode()


def _signed(key_pem: str, upload: Upload) -> bool:
    key = serialization.load_pem_public_key(key_pem.encode())
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        signature = base64.b64decode(upload.signature, validate=True)
        key.verify(signature, signed_text(upload), padding.PKCS1v15(), hashes.SHA256())
    except (binascii.Error, ValueError, InvalidSignature):
        return False
    return True
