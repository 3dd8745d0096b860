"""Properties of signing, of the two ciphers, and of what is written to the wire."""

import base64
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wechat.keys import APIV3_KEY, MerchantKit
from xiaopu.wechat.errors import DecryptionFailure
from xiaopu.wechat.pay.encryption import aead_open, aead_seal, open_field, seal_field, strict_base64
from xiaopu.wechat.pay.signing import authorization, random_nonce, request_message, sign
from xiaopu.wechat.wire import Request, from_plain, shanghai_time, to_json

KEY = APIV3_KEY.encode()
NONCES = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=12, max_size=12)


class TestAead:
    @given(plain=st.binary(max_size=500), nonce=NONCES, data=st.text(max_size=20))
    @settings(max_examples=80, deadline=None)
    def test_opens_what_it_seals(self, plain: bytes, nonce: str, data: str) -> None:
        sealed = aead_seal(KEY, nonce=nonce, associated_data=data, plain=plain)
        assert aead_open(KEY, nonce=nonce, associated_data=data, ciphertext=sealed) == plain

    @given(plain=st.binary(max_size=50), place=st.integers(0, 10_000), bit=st.integers(0, 7))
    @settings(max_examples=150, deadline=None)
    def test_no_bit_may_change(self, plain: bytes, place: int, bit: int) -> None:
        raw = bytearray(base64.b64decode(aead_seal(KEY, nonce="0" * 12, associated_data="a", plain=plain)))
        raw[place % len(raw)] ^= 1 << bit
        with pytest.raises(DecryptionFailure):
            aead_open(KEY, nonce="0" * 12, associated_data="a", ciphertext=base64.b64encode(raw).decode())

    @pytest.mark.parametrize("ciphertext", ["", "AAAA", "not base64!", "A" * 31, "=" * 32, " " * 32])
    def test_odd_texts_do_not_open(self, ciphertext: str) -> None:
        with pytest.raises(DecryptionFailure):
            aead_open(KEY, nonce="0" * 12, associated_data="", ciphertext=ciphertext)

    @pytest.mark.parametrize("nonce", ["", "x", "中" * 12, "x" * 200])
    def test_odd_nonces_do_not_open(self, nonce: str) -> None:
        sealed = aead_seal(KEY, nonce="0" * 12, associated_data="", plain=b"x")
        with pytest.raises(DecryptionFailure):
            aead_open(KEY, nonce=nonce, associated_data="", ciphertext=sealed)


class TestFields:
    @given(text=st.text(max_size=60))
    @settings(max_examples=25, deadline=None)
    def test_opens_what_it_seals(self, merchant: MerchantKit, text: str) -> None:
        assert open_field(merchant.key, seal_field(merchant.key.public_key(), text)) == text

    def test_too_long_is_refused(self, merchant: MerchantKit) -> None:
        assert open_field(merchant.key, seal_field(merchant.key.public_key(), "a" * 214)) == "a" * 214
        with pytest.raises(ValueError, match=r"[Ee]ncrypt|[Tt]oo|size"):
            seal_field(merchant.key.public_key(), "a" * 215)


class TestSigning:
    @given(
        target=st.text("abc/?=&%0123456789", min_size=1, max_size=40),
        timestamp=st.integers(1, 2**33),
        body=st.binary(max_size=200),
    )
    @settings(max_examples=25, deadline=None)
    def test_only_the_very_message_verifies(
        self, merchant: MerchantKit, target: str, timestamp: int, body: bytes
    ) -> None:
        message = request_message("POST", target, timestamp=timestamp, nonce="n", body=body)
        signature = sign(merchant.key, message)
        assert signature == sign(merchant.key, message)
        key = merchant.key.public_key()
        key.verify(base64.b64decode(signature), message, padding.PKCS1v15(), hashes.SHA256())
        other = request_message("POST", target, timestamp=timestamp + 1, nonce="n", body=body)
        with pytest.raises(InvalidSignature):
            key.verify(base64.b64decode(signature), other, padding.PKCS1v15(), hashes.SHA256())

    def test_authorization_header(self) -> None:
        header = authorization("1900000109", "AB", timestamp=1, nonce="n", signature="s=")
        assert header == (
            'WECHATPAY2-SHA256-RSA2048 mchid="1900000109",nonce_str="n",signature="s=",'
            'timestamp="1",serial_no="AB"'
        )

    def test_nonces_differ(self) -> None:
        nonces = {random_nonce() for _ in range(1000)}
        assert (len(nonces), {len(nonce) for nonce in nonces}) == (1000, {32})


class TestCanonicalText:
    @given(raw=st.binary(max_size=60))
    def test_canonical_form_only(self, raw: bytes) -> None:
        text = base64.b64encode(raw).decode()
        assert strict_base64(text) == raw
        for odd in (text + "\n", " " + text, text.replace("=", ""), text + "="):
            assert strict_base64(odd) in (None, raw if odd == text else None)


class _Inner(Request, frozen=True, kw_only=True):
    a: int
    b: str | None = None


class _Outer(Request, frozen=True, kw_only=True):
    inner: _Inner | None = None
    many: list[_Inner] | None = None
    when: datetime | None = None
    flag: bool | None = None


INNERS = st.builds(_Inner, a=st.integers(-(2**53), 2**53), b=st.none() | st.text(max_size=9))


class TestWire:
    @given(
        value=st.builds(
            _Outer,
            inner=st.none()
            | st.builds(_Inner, a=st.integers(-(2**53), 2**53), b=st.none() | st.text(max_size=9)),
            many=st.none() | st.lists(st.builds(_Inner, a=st.integers(0, 9), b=st.none()), max_size=3),
            flag=st.none() | st.booleans(),
        )
    )
    def test_null_is_never_sent(self, value: _Outer) -> None:
        sent = msgspec.json.decode(to_json(value))
        assert not _holds_null(sent)
        assert from_plain(sent, _Outer).many == value.many

    def test_chinese_is_not_escaped(self) -> None:
        assert to_json({"a": "抱枕"}) == '{"a":"抱枕"}'.encode()

    def test_times_are_shanghai_times(self) -> None:
        moment = datetime(2026, 3, 2, 16, 0, 0, 999999, tzinfo=UTC)
        assert to_json(_Outer(when=moment)) == b'{"when":"2026-03-03T00:00:00+08:00"}'
        with pytest.raises(ValueError, match="zone"):
            shanghai_time(moment.replace(tzinfo=None))


def _holds_null(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_holds_null(item) for item in value.values())
    if isinstance(value, list):
        return any(_holds_null(item) for item in value)
    return value is None
