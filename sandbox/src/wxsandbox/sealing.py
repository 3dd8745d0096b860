"""Keys, signatures and seals as WeChat Pay makes them: RSA-2048 with SHA-256, AES-256-GCM, OAEP with SHA-1.

OAEP with SHA-1 is what WeChat Pay prescribes for sensitive fields; nothing here may choose otherwise.
"""

import base64
import binascii
import secrets
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.x509.oid import NameOID

SCHEME = "WECHATPAY2-SHA256-RSA2048"
# Which hash is WeChat Pay's choice; in OAEP nothing depends on its resistance to collisions.
_SHA1 = hashes.SHA1()  # noqa: S303 WeChat Pay prescribes it
_OAEP = padding.OAEP(mgf=padding.MGF1(_SHA1), algorithm=_SHA1, label=None)
_FIVE_YEARS = timedelta(days=5 * 365)


def new_private_key() -> str:
    """A fresh RSA-2048 key as PKCS#8 PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def public_pem(private_pem: str) -> str:
    """The public half as SubjectPublicKeyInfo PEM."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return private_key(private_pem).public_key().public_bytes(serialization.Encoding.PEM, form).decode()


def private_key(pem: str) -> rsa.RSAPrivateKey:
    """Reads a PEM that this sandbox wrote."""
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("not an RSA key")
    return key


def certificate_key(pem: str) -> rsa.RSAPublicKey:
    """The public key inside a certificate."""
    key = x509.load_pem_x509_certificate(pem.encode()).public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise TypeError("not an RSA certificate")
    return key


def issue_certificate(private_pem: str, *, common_name: str, organization: str) -> tuple[str, str]:
    """A certificate over this key, from an issuer named like WeChat Pay's; returns (serial in upper hex,
    PEM).

    The issuer's key is made for this one certificate and thrown away: clients check serials, not chains.
    """
    serial = int(secrets.choice("1234567") + secrets.token_hex(20)[1:], 16)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization),
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
        ]
    )
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "wxsandbox Root CA")])
    started = datetime.now(UTC) - timedelta(minutes=5)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).serial_number(serial)
    builder = builder.not_valid_before(started).not_valid_after(started + _FIVE_YEARS)
    key = private_key(private_pem)
    certificate = builder.public_key(key.public_key()).sign(key, hashes.SHA256())
    return f"{serial:040X}", certificate.public_bytes(serialization.Encoding.PEM).decode()


def validity(certificate_pem: str) -> tuple[int, int]:
    """Begin and end of a certificate in milliseconds."""
    certificate = x509.load_pem_x509_certificate(certificate_pem.encode())
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return int(begin.timestamp() * 1000), int(end.timestamp() * 1000)


def sign(private: rsa.RSAPrivateKey, message: bytes) -> str:
    """Base64 of RSASSA-PKCS1-v1_5 with SHA-256."""
    return base64.b64encode(private.sign(message, padding.PKCS1v15(), hashes.SHA256())).decode()


def verifies(public: rsa.RSAPublicKey, message: bytes, signature: str) -> bool:
    """False for a signature that is no base64 or does not fit."""
    try:
        public.verify(
            base64.b64decode(signature, validate=True), message, padding.PKCS1v15(), hashes.SHA256()
        )
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def seal(apiv3_key: str, plain: bytes, *, nonce: str, associated_data: str) -> str:
    """AES-256-GCM; base64 of ciphertext and tag. The nonce is twelve ASCII characters."""
    sealed = AESGCM(apiv3_key.encode()).encrypt(nonce.encode(), plain, associated_data.encode())
    return base64.b64encode(sealed).decode()


def conceal(public: rsa.RSAPublicKey, text: str) -> str:
    """RSA-OAEP with SHA-1, base64: a sensitive field on its way to the holder of the private key."""
    return base64.b64encode(public.encrypt(text.encode(), _OAEP)).decode()


def reveal(private: rsa.RSAPrivateKey, concealed: str) -> str | None:
    """The plain text of a sensitive field, or None when it was not sealed for this key."""
    try:
        return private.decrypt(base64.b64decode(concealed, validate=True), _OAEP).decode()
    except (ValueError, binascii.Error):
        return None
