"""Empty and malformed settings are refused before anything is sent."""

from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from tests.wechat.keys import APIV3_KEY, PUBLIC_KEY_ID, MerchantKit, PlatformKit, private_pem
from xiaopu.wechat.errors import BadConfiguration
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.pay.credentials import MerchantCredentials
from xiaopu.wechat.push import PushCredentials
from xiaopu.wechat.transport import origin_of

SHORT_KEY = private_pem(rsa.generate_private_key(public_exponent=65537, key_size=1024))  # noqa: S505 - short on purpose
CURVE_KEY = (
    ec.generate_private_key(ec.SECP256R1())
    .private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    .decode()
)


class TestMerchantCredentials:
    @pytest.mark.parametrize(
        ("setting", "value"),
        [
            ("mchid", ""), ("mchid", "abc"), ("mchid", "１９００００"), ("mchid", "190 0000109"),
            ("serial_no", ""), ("serial_no", "not hex"), ("serial_no", "12"),
            ("apiv3_key", ""), ("apiv3_key", "short"), ("apiv3_key", "x" * 31), ("apiv3_key", "x" * 33),
            ("apiv3_key", "0" * 32), ("apiv3_key", " " * 32), ("apiv3_key", "密" * 32),
            ("private_key_pem", ""),
            ("private_key_pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"),
            ("private_key_pem", SHORT_KEY), ("private_key_pem", CURVE_KEY),
            ("public_keys", {"": "x"}), ("public_keys", {"ABC": "x"}), ("public_keys", {PUBLIC_KEY_ID: ""}),
            ("public_keys", {PUBLIC_KEY_ID: "x"}), ("certificates", ("",)), ("certificates", ("x",)),
        ],
    )  # fmt: skip
    def test_refuses(self, merchant: MerchantKit, platform: PlatformKit, setting: str, value: Any) -> None:
        good = merchant.credentials(platform)
        fields = {name: getattr(good, name) for name in good.__struct_fields__} | {setting: value}
        with pytest.raises(BadConfiguration) as refused:
            MerchantCredentials(**fields)
        assert not isinstance(value, str) or len(value) < 6 or value not in str(refused.value)

    def test_takes_no_platform_key_at_all(self, merchant: MerchantKit, platform: PlatformKit) -> None:
        bare = msgspec.structs.replace(merchant.credentials(platform), public_keys={}, certificates=())
        assert bare.aead_key() == APIV3_KEY.encode()

    def test_shows_no_secret(self, merchant: MerchantKit, platform: PlatformKit) -> None:
        good = merchant.credentials(platform)
        for shown in (repr(good), str(good), f"{good}", str(good.__rich_repr__())):
            assert APIV3_KEY not in shown
            assert "PRIVATE KEY" not in shown


class TestOtherCredentials:
    @pytest.mark.parametrize(
        ("appid", "secret"),
        [("", "x" * 32), ("gh_123", "x" * 32), ("wx12345678", ""), ("wx12345678", "密密密密密密密密")],
    )
    def test_app_refuses(self, appid: str, secret: str) -> None:
        with pytest.raises(BadConfiguration):
            AppCredentials(appid=appid, secret=secret)

    @pytest.mark.parametrize(
        ("appid", "token", "key"),
        [
            ("", "AAAAA", None),
            ("wx1", "", None),
            ("wx1", "a b", None),
            ("wx1", "AAAAA", ""),
            ("wx1", "AAAAA", "A" * 42),
        ],
    )
    def test_push_refuses(self, appid: str, token: str, key: str | None) -> None:
        with pytest.raises(BadConfiguration):
            PushCredentials(appid=appid, token=token, encoding_aes_key=key)

    @pytest.mark.parametrize(
        "address",
        [
            "",
            "api.weixin.qq.com",
            "ftp://x.test",
            "https://",
            "https://a.test/prefix",
            "https://u:p@a.test",
            "https://a.test?x=1",
        ],
    )
    def test_address_refuses(self, address: str) -> None:
        with pytest.raises(BadConfiguration):
            origin_of(address)

    def test_address_keeps_its_port(self) -> None:
        assert origin_of("http://127.0.0.1:8900/") == "http://127.0.0.1:8900"
