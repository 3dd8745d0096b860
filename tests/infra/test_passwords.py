"""Passwords: the rules with their codes, and Argon2id."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from xiaopu.infra.crypto.passwords import (
    PasswordRefused,
    PasswordTooLong,
    check_new_password,
    estimated_bits,
    hash_password,
    needs_rehash,
    verify_password,
)

OWNER = "hanmeimei@example.com"


class TestCheckNewPassword:
    @pytest.mark.parametrize(
        ("password", "code"),
        [
            ("", "password_too_short"),
            ("kx8#Tq2", "password_too_short"),
            ("kxqwbtzm", "password_too_short"),
            ("x7#" * 43, "password_too_long"),
            ("1234567890", "password_too_common"),
            ("Password2024!!", "password_too_common"),
            ("P@ssw0rd2026", "password_too_common"),
            ("woaini1314520", "password_too_common"),
            ("ｐａｓｓｗｏｒｄ１２", "password_too_common"),
            ("admin@123456", "password_too_common"),
            ("aaaaaaaaaaaa", "password_too_simple"),
            ("abababababab", "password_too_simple"),
            ("defghijklmno", "password_too_simple"),
            ("1928HanMeiMei!", "password_names_owner"),
        ],
    )
    def test_refuses_with_a_code(self, password: str, code: str) -> None:
        with pytest.raises(PasswordRefused) as refused:
            check_new_password(password, email=OWNER)
        assert (refused.value.status, refused.value.code, refused.value.data) == (422, code, {})
        assert str(refused.value) == code

    @pytest.mark.parametrize(
        "password", ["kx8#Tq2!", "correct horse battery", "小铺明天开张大吉", "Xk29fjLw0m", "x7#" * 42]
    )
    def test_takes_what_is_strong(self, password: str) -> None:
        check_new_password(password, email=OWNER)

    def test_a_name_of_three_letters_forbids_nothing(self) -> None:
        check_new_password("lilacs-under-snow", email="lil@example.com")

    def test_the_estimate_counts_runs_as_a_quarter(self) -> None:
        assert estimated_bits("") == 0.0
        assert round(estimated_bits("1234567890"), 1) == 10.8
        assert round(estimated_bits("kx8#Tq2!"), 1) == 52.6


class TestHash:
    def test_verifies_the_one_password_only(self) -> None:
        stored = hash_password("kx8#Tq2!小铺")
        assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert len(stored) == 97
        assert verify_password(stored, "kx8#Tq2!小铺") is True
        assert verify_password(stored, "kx8#Tq2!小埔") is False
        assert verify_password(stored, "") is False
        assert not needs_rehash(stored)

    def test_full_width_typing_is_the_same_password(self) -> None:
        assert verify_password(hash_password("Ａｂ１２３４５６７８"), "Ab12345678") is True

    def test_no_account_and_broken_hashes_are_just_wrong(self) -> None:
        assert verify_password(None, "nobody has this account") is False
        assert verify_password("", "nobody has this account") is False
        assert verify_password("plain text", "plain text") is False

    def test_long_input_costs_no_hash(self) -> None:
        assert verify_password(None, "x" * 129) is False
        with pytest.raises(PasswordTooLong):
            hash_password("x" * 129)

    def test_weaker_parameters_are_noticed(self) -> None:
        assert needs_rehash(PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("x"))
