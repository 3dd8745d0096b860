"""Opaque tokens and codes."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiaopu.infra.crypto.tokens import (
    MalformedToken,
    code_digest,
    new_token,
    same_secret,
    six_digit_code,
    token_digest,
    token_prefix,
)

KEY = bytes(range(32))


class TestToken:
    def test_its_form_is_prefix_and_64_hex_digits(self) -> None:
        token = new_token("st_shop1", random_bytes=lambda size: bytes(range(size)))
        assert token == f"st_shop1_{bytes(range(32)).hex()}"
        assert token_digest(token) == hashlib.sha256(token.encode()).digest()

    def test_no_two_are_alike(self) -> None:
        assert len({new_token("ms") for _ in range(200)}) == 200

    @settings(max_examples=60, deadline=None)
    @given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", fullmatch=True))
    def test_the_prefix_comes_back(self, prefix: str) -> None:
        assert token_prefix(new_token(prefix)) == prefix

    @pytest.mark.parametrize("prefix", ["", "_a", "a b", "店", "a" * 81, "a\n"])
    def test_a_prefix_that_could_not_be_read_back_is_refused(self, prefix: str) -> None:
        with pytest.raises(ValueError, match="prefix"):
            new_token(prefix)

    @pytest.mark.parametrize(
        "token",
        [
            "",
            "st",
            "st_",
            f"st_{'0' * 63}",
            f"st_{'G' * 64}",
            f"_{'0' * 64}",
            f"st_{'0' * 64}\n",
            "st_" + "０" * 64,
        ],
    )
    def test_what_is_not_our_form_is_refused(self, token: str) -> None:
        with pytest.raises(MalformedToken) as refused:
            token_prefix(token)
        assert str(refused.value) == "not a token of this shop system"

    def test_a_lone_surrogate_has_a_digest_too(self) -> None:
        assert len(token_digest("\ud800")) == 32

    def test_equality(self) -> None:
        assert same_secret(b"a", "a") is True
        assert same_secret("a", "b") is False
        assert same_secret("店", "店") is True


class TestCode:
    def test_it_has_six_digits_with_leading_zeros(self) -> None:
        assert six_digit_code(random_below=lambda top: 42 if top == 1_000_000 else 0) == "000042"
        assert six_digit_code(random_below=lambda top: top - 1) == "999999"

    def test_the_digest_is_bound_to_key_subject_and_code(self) -> None:
        found = {
            code_digest("123456", key=KEY, subject="reset:a"),
            code_digest("123457", key=KEY, subject="reset:a"),
            code_digest("123456", key=KEY, subject="reset:b"),
            code_digest("123456", key=bytes(32), subject="reset:a"),
        }
        assert len(found) == 4
        assert code_digest("123456", key=KEY, subject="reset:a") in found

    @pytest.mark.parametrize("code", ["", "12345", "1234567", "１２３４５６", "12345a", "123456\n", "\ud800"])
    def test_another_form_fits_no_code(self, code: str) -> None:
        assert code_digest(code, key=KEY, subject="s") != code_digest("123456", key=KEY, subject="s")
