"""Keys of a merchant and of a WeChat, made once a session, and WeChat's way of signing written a second
time."""

import base64
import json
from datetime import datetime, timedelta
from typing import Any

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.x509.oid import NameOID

from xiaopu.wechat.pay.credentials import MerchantCredentials

MCHID = "1900000109"
APIV3_KEY = "0123456789abcdefghijABCDEFGHIJ!?"
PUBLIC_KEY_ID = "PUB_KEY_ID_0114232134912410000000000000"
MERCHANT_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"


class PlatformKit(msgspec.Struct, frozen=True):
    """WeChat's own keys: one behind a public key id, one behind a certificate."""

    public_key: rsa.RSAPrivateKey
    certificate_key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @classmethod
    def generate(cls, now: datetime) -> "PlatformKit":
        certificate_key = new_key()
        return cls(new_key(), certificate_key, self_signed(certificate_key, now))

    @property
    def serial(self) -> str:
        return f"{self.certificate.serial_number:X}"

    def certificate_pem(self) -> str:
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    def signed_headers(
        self, body: bytes, now: datetime, *, serial: str = PUBLIC_KEY_ID, nonce: str = "n0nce"
    ) -> list[tuple[str, str]]:
        """The five headers as WeChat sends them, signed with the key of that serial."""
        key = self.public_key if serial.startswith("PUB_KEY_ID_") else self.certificate_key
        timestamp = int(now.timestamp())
        message = b"%d\n%s\n%s\n" % (timestamp, nonce.encode(), body)
        signature = base64.b64encode(key.sign(message, padding.PKCS1v15(), hashes.SHA256())).decode()
        return [
            ("Wechatpay-Serial", serial),
            ("Wechatpay-Timestamp", str(timestamp)),
            ("Wechatpay-Nonce", nonce),
            ("Wechatpay-Signature", signature),
            ("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048"),
        ]

    def notice(self, event_type: str, content: dict[str, Any], *, notice_id: str = "N1") -> bytes:
        """The body of a notice."""
        original_type = "refund" if event_type.startswith("REFUND") else event_type.partition(".")[0].lower()
        nonce = "abcdefghijkl"
        body = {
            "id": notice_id,
            "create_time": "2026-03-02T12:05:06+08:00",
            "resource_type": "encrypt-resource",
            "event_type": event_type,
            "summary": "通知",
            "resource": {
                "original_type": original_type,
                "algorithm": "AEAD_AES_256_GCM",
                "ciphertext": seal(json.dumps(content), nonce, original_type),
                "associated_data": original_type,
                "nonce": nonce,
            },
        }
        return json.dumps(body, ensure_ascii=False).encode()


class MerchantKit(msgspec.Struct, frozen=True):
    """The merchant's key."""

    key: rsa.RSAPrivateKey

    @classmethod
    def generate(cls) -> "MerchantKit":
        return cls(new_key())

    def pem(self) -> str:
        return private_pem(self.key)

    def credentials(self, platform: PlatformKit, *, certificates: bool = True) -> MerchantCredentials:
        return MerchantCredentials(
            mchid=MCHID,
            serial_no=MERCHANT_SERIAL,
            private_key_pem=self.pem(),
            apiv3_key=APIV3_KEY,
            public_keys={PUBLIC_KEY_ID: public_pem(platform.public_key)},
            certificates=(platform.certificate_pem(),) if certificates else (),
        )


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def private_pem(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def public_pem(key: rsa.RSAPrivateKey) -> str:
    return (
        key.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


def self_signed(key: rsa.RSAPrivateKey, now: datetime, *, days: int = 365) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tenpay test")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number() | 1 << 150)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days))
        .sign(key, hashes.SHA256())
    )


def seal(text: str, nonce: str, associated_data: str) -> str:
    sealed = AESGCM(APIV3_KEY.encode()).encrypt(nonce.encode(), text.encode(), associated_data.encode())
    return base64.b64encode(sealed).decode()
