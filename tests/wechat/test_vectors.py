"""The public vectors of WeChat's own SDKs and documents.

The private key behind the Go vectors stays out of this repository. Its public half is in the certificate of
the notice vector, which is enough: PKCS#1 v1.5 is deterministic, so a signature of WeChat's that verifies
over the message that we build proves the message byte for byte; and with the seed that the OAEP vector was
made with, an independent encoder reproduces its cipher text, after which our own decryption has to open
what that encoder makes.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from tests.wechat.clock import TestClock
from tests.wechat.keys import MerchantKit
from xiaopu.wechat.errors import DecryptionFailure, SignatureFailure
from xiaopu.wechat.miniprogram.login import open_user_data, raw_data_signature
from xiaopu.wechat.pay.credentials import certificate_key, certificate_of
from xiaopu.wechat.pay.encryption import aead_open, aead_seal, open_field, seal_field
from xiaopu.wechat.pay.signing import cashier_message, request_message
from xiaopu.wechat.pay.verification import check_signature, signature_headers
from xiaopu.wechat.push import (
    PushCredentials,
    PushReceiver,
    aes_key,
    open_message,
    push_signature,
    seal_message,
)

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
NOTICE = VECTORS["pay_notice"]
PUSH = VECTORS["push"]


@pytest.fixture(scope="module")
def go_key() -> RSAPublicKey:
    return certificate_key(certificate_of(NOTICE["platform_certificate_pem"]))


def signature_holds(key: RSAPublicKey, message: bytes, signature: str) -> bool:
    key.verify(base64.b64decode(signature), message, PKCS1v15(), hashes.SHA256())
    return True


class TestSignatures:
    def test_go_signature_over_source(self, go_key: RSAPublicKey) -> None:
        vector = VECTORS["rsa_go"]
        assert signature_holds(go_key, vector["message"].encode(), vector["signature_b64"])

    def test_get_request_message(self, go_key: RSAPublicKey) -> None:
        message = request_message(
            "GET",
            "/v3/certificates",
            timestamp=1554208460,
            nonce="593BEC0C930BF1AFEB40B4A08C8FB242",
            body=b"",
        )
        assert message.decode() == VECTORS["derived"]["request_get"]["message"]
        assert signature_holds(go_key, message, VECTORS["derived"]["request_get"]["signature_b64"])

    def test_post_request_message(self, go_key: RSAPublicKey) -> None:
        vector = VECTORS["derived"]["request_post"]
        body = vector["message"].split("\n")[4].encode()
        message = request_message(
            "POST",
            "/v3/pay/transactions/jsapi",
            timestamp=1554208460,
            nonce="593BEC0C930BF1AFEB40B4A08C8FB242",
            body=body,
        )
        assert signature_holds(go_key, message, vector["signature_b64"])

    def test_cashier_message(self, go_key: RSAPublicKey) -> None:
        message = cashier_message(
            "wx2421b1c4370ec43b",
            timestamp=1554208460,
            nonce="593BEC0C930BF1AFEB40B4A08C8FB242",
            package="prepay_id=wx201410272009395522657a690389285100",
        )
        assert message.decode() == VECTORS["official_pay_sign"]["message"]
        assert signature_holds(go_key, message, VECTORS["derived"]["paySign"]["signature_b64"])


class TestNotice:
    def test_signature_and_content(self, go_key: RSAPublicKey) -> None:
        body = NOTICE["body"].encode()
        assert (
            certificate_of(NOTICE["platform_certificate_pem"]).serial_no
            == NOTICE["headers"]["Wechatpay-Serial"]
        )
        check_signature(go_key, signature_headers(NOTICE["headers"]), body)
        resource = json.loads(body)["resource"]
        plain = aead_open(
            NOTICE["apiv3_key"].encode(),
            nonce=resource["nonce"],
            associated_data=resource["associated_data"],
            ciphertext=resource["ciphertext"],
        )
        assert plain.decode() == NOTICE["plaintext"]

    @pytest.mark.parametrize(
        "changed",
        [
            {"Wechatpay-Serial": ""},
            {"Wechatpay-Signature": "not base64 !"},
            {"Wechatpay-Signature": ""},
            {"Wechatpay-Nonce": "other"},
            {"Wechatpay-Timestamp": "1624523847"},
        ],
    )
    def test_changed_headers_are_refused(self, go_key: RSAPublicKey, changed: Mapping[str, str]) -> None:
        with pytest.raises(SignatureFailure):
            check_signature(go_key, signature_headers(NOTICE["headers"] | changed), NOTICE["body"].encode())


class TestAead:
    def test_java_both_ways(self) -> None:
        vector = VECTORS["aead_java"]
        key, nonce, data = vector["apiv3_key"].encode(), vector["nonce"], vector["associated_data"]
        sealed = aead_seal(key, nonce=nonce, associated_data=data, plain=vector["plaintext"].encode())
        assert sealed == vector["ciphertext_b64"]
        assert aead_open(key, nonce=nonce, associated_data=data, ciphertext=sealed) == b"message"

    def test_go(self) -> None:
        vector = VECTORS["aead_go"]
        plain = aead_open(
            vector["apiv3_key"].encode(),
            nonce=vector["nonce"],
            associated_data=vector["associated_data"],
            ciphertext=vector["ciphertext_b64"],
        )
        assert plain == b"Hello World"

    @pytest.mark.parametrize("field", ["nonce", "associated_data", "ciphertext"])
    def test_a_changed_part_does_not_open(self, field: str) -> None:
        vector = VECTORS["aead_java"]
        parts = {
            "nonce": vector["nonce"],
            "associated_data": vector["associated_data"],
            "ciphertext": vector["ciphertext_b64"],
        }
        parts[field] = "B" + parts[field][1:]
        with pytest.raises(DecryptionFailure):
            aead_open(vector["apiv3_key"].encode(), **parts)


class TestOaep:
    def test_the_encoder_of_this_test_is_wechats(self, go_key: RSAPublicKey) -> None:
        vector = VECTORS["oaep_go"]
        made = oaep(go_key, vector["plaintext"].encode(), bytes.fromhex(vector["seed_hex"]))
        assert base64.b64encode(made).decode() == vector["ciphertext_b64"]

    def test_we_open_what_it_makes(self, merchant: MerchantKit) -> None:
        made = oaep(merchant.key.public_key(), "张三 13800138000".encode(), bytes(range(20)))
        assert open_field(merchant.key, base64.b64encode(made).decode()) == "张三 13800138000"

    def test_we_open_what_we_seal(self, merchant: MerchantKit) -> None:
        assert open_field(merchant.key, seal_field(merchant.key.public_key(), "hello world")) == "hello world"

    def test_a_changed_field_does_not_open(self, merchant: MerchantKit) -> None:
        with pytest.raises(DecryptionFailure):
            open_field(merchant.key, VECTORS["oaep_go"]["ciphertext_b64"])


class TestPush:
    def test_url_check(self) -> None:
        vector = PUSH["url_verify"]
        query = {name: vector[name] for name in ("timestamp", "nonce", "signature", "echostr")}
        assert receiver(vector["timestamp"]).check_url(query) == vector["echostr"]

    def test_plain_signature(self) -> None:
        vector = PUSH["plain_push"]
        assert push_signature([PUSH["token"], vector["timestamp"], vector["nonce"]]) == vector["signature"]

    def test_safe_push(self) -> None:
        vector = PUSH["safe_push"]
        query = {name: vector[name] for name in ("timestamp", "nonce", "signature", "msg_signature")}
        body = json.dumps({"ToUserName": "gh_97417a04a28d", "Encrypt": vector["encrypt"]}).encode()
        push = receiver(vector["timestamp"]).receive(query | {"encrypt_type": "aes"}, body)
        assert push.content == json.loads(vector["msg"])
        assert (push.kind, push.event, push.is_xml) == ("event", "debug_demo", False)

    def test_reply(self) -> None:
        vector = PUSH["reply"]
        key = aes_key(PUSH["encoding_aes_key"])
        sealed = seal_message(
            key, vector["msg"].encode(), PUSH["appid"], random16=vector["random16"].encode()
        )
        assert sealed == vector["encrypt"]
        assert open_message(key, sealed, PUSH["appid"]).decode() == vector["msg"]
        signature = push_signature([PUSH["token"], vector["timestamp"], vector["nonce"], sealed])
        assert signature == vector["msg_signature"]


class TestUserData:
    def test_encrypted_data(self) -> None:
        vector = VECTORS["user_data"]
        opened = open_user_data(
            vector["session_key"], vector["iv"], vector["encryptedData"], appid=vector["appid"]
        )
        assert opened == json.loads(vector["plaintext_json"])

    def test_another_appid_is_refused(self) -> None:
        vector = VECTORS["user_data"]
        with pytest.raises(DecryptionFailure):
            open_user_data(
                vector["session_key"], vector["iv"], vector["encryptedData"], appid="wx0000000000000000"
            )

    def test_raw_data(self) -> None:
        vector = VECTORS["raw_data"]
        assert raw_data_signature(vector["rawData"], vector["session_key"]) == vector["signature"]


def receiver(timestamp: str) -> PushReceiver:
    clock = TestClock(datetime.fromtimestamp(int(timestamp), tz=UTC))
    credentials = PushCredentials(
        appid=PUSH["appid"], token=PUSH["token"], encoding_aes_key=PUSH["encoding_aes_key"]
    )
    return PushReceiver(credentials, clock=clock)


def oaep(key: RSAPublicKey, message: bytes, seed: bytes) -> bytes:
    """RSAES-OAEP (RFC 8017, 7.1.1) with SHA-1 and a given seed, written without a library."""
    size = key.key_size // 8
    label = hashlib.sha1(b"", usedforsecurity=False).digest()
    block = label + bytes(size - len(message) - 42) + b"\x01" + message
    masked_block = bytes(a ^ b for a, b in zip(block, mask(seed, len(block)), strict=True))
    masked_seed = bytes(a ^ b for a, b in zip(seed, mask(masked_block, 20), strict=True))
    numbers = key.public_numbers()
    encoded = int.from_bytes(b"\x00" + masked_seed + masked_block, "big")
    return pow(encoded, numbers.e, numbers.n).to_bytes(size, "big")


def mask(seed: bytes, size: int) -> bytes:
    rounds = range(-(-size // 20))
    made = b"".join(hashlib.sha1(seed + n.to_bytes(4, "big"), usedforsecurity=False).digest() for n in rounds)
    return made[:size]
