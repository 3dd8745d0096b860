"""The code upload key: sealed, never shown again."""

import hashlib

import msgspec
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.modules.releases import repository
from xiaopu.modules.releases.errors import UploadKeyMissing, UploadKeyNotValid
from xiaopu.modules.tenancy.api import Channel, public_channels, write_audit
from xiaopu.modules.tenancy.errors import ChannelNotSet

CONTEXT = "upload_keys.key"
_LEAST_BITS, _MOST_BITS = 1024, 8192


class UploadKey(msgspec.Struct, frozen=True):
    """An open key, for adapters; never serialised. `repr` shows the fingerprint."""

    pem: str
    robot: int
    fingerprint: str

    def __repr__(self) -> str:
        return f"UploadKey({self.fingerprint[:8]})"


def set_upload_key(uow: UnitOfWork, pem: str, robot: int, *, vault: Vault) -> None:
    """Store the key of the shop's present AppID. Refuses `upload_key_not_valid`, `channel_not_set`."""
    clean, fingerprint = _checked(pem)
    appid = _appid(uow)
    uow.run(
        repository.PUT_KEY[uow.dialect],
        appid=appid,
        key_sealed=vault.seal(clean, CONTEXT),
        fingerprint=fingerprint,
        robot=robot,
        updated_at=uow.now,
    )
    write_audit(uow, "code.upload_key", f"appid:{appid}", after={"fingerprint": fingerprint[:16]})


def drop_upload_key(uow: UnitOfWork) -> None:
    """Forget the key of the present AppID; nothing happens when there is none."""
    appid = _appid(uow)
    if uow.run(repository.DROP_KEY, wanted_appid=appid):
        write_audit(uow, "code.upload_key_dropped", f"appid:{appid}")


def open_upload_key(read: ReadScope, appid: str, *, vault: Vault) -> UploadKey:
    """For adapters; refuses `upload_key_missing`."""
    row = read.row(repository.KEY_OF, wanted_appid=appid)
    if row is None:
        raise UploadKeyMissing
    return UploadKey(vault.open(row.key_sealed, CONTEXT), row.robot, row.fingerprint)


def _appid(read: ReadScope) -> str:
    appid = public_channels(read).appids.get(Channel.WEAPP)
    if not appid:
        raise ChannelNotSet
    return appid


def _checked(pem: str) -> tuple[str, str]:
    """(PEM, fingerprint of its public half)."""
    try:
        key = serialization.load_pem_private_key(pem.strip().encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise UploadKeyNotValid.at("private_key_pem", "upload_key_not_valid") from None
    if not isinstance(key, RSAPrivateKey) or not _LEAST_BITS <= key.key_size <= _MOST_BITS:
        raise UploadKeyNotValid.at("private_key_pem", "upload_key_not_valid")
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return pem.strip() + "\n", hashlib.sha256(public).hexdigest()
