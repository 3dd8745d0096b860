"""Blind indexes: one value one index, whatever way it was typed; other purposes and keys see nothing."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiaopu.infra.crypto.blind_index import (
    BlindIndex,
    NotAnEmail,
    NotAPhone,
    normalised_email,
    normalised_phone,
)

KEY = bytes(range(32))


class TestPhone:
    @pytest.mark.parametrize(
        "typed",
        [
            "13800138000",
            " 138 0013 8000 ",
            "138-0013-8000",
            "+86 13800138000",
            "8613800138000",
            "008613800138000",
            "１３８００１３８０００",
        ],
    )
    def test_every_way_of_typing_is_one_number(self, typed: str) -> None:
        assert normalised_phone(typed) == "+8613800138000"

    def test_an_international_number_keeps_its_country(self) -> None:
        assert normalised_phone("+852 5123 4567") == "+85251234567"

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "1380013800",
            "138001380000",
            "12800138000",
            "abc",
            "+",
            "+8612800138000",
            "1380013800a",
            "٠١٢٣٤٥٦٧٨٩٠",
            "5123 4567",
            "\x0013800138000",
        ],
    )
    def test_what_is_no_number_is_refused(self, typed: str) -> None:
        with pytest.raises(NotAPhone) as refused:
            normalised_phone(typed)
        assert (refused.value.status, refused.value.code, refused.value.data) == (422, "not_a_phone", {})

    @settings(max_examples=60, deadline=None)
    @given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
    def test_normalising_twice_changes_nothing(self, number: str) -> None:
        assert normalised_phone(normalised_phone(number)) == f"+86{number}"


class TestEmail:
    @pytest.mark.parametrize(
        "typed",
        ["Mei@Example.com", " mei@example.com ", "ｍｅｉ＠ｅｘａｍｐｌｅ．ｃｏｍ", "mei@example.com."],
    )
    def test_every_way_of_typing_is_one_address(self, typed: str) -> None:
        assert normalised_email(typed) == "mei@example.com"

    def test_a_chinese_domain_gets_its_ascii_form(self) -> None:
        assert normalised_email("店主@例子.中国") == "店主@xn--fsqu00a.xn--fiqs8s"

    def test_tags_and_dots_are_kept(self) -> None:
        assert normalised_email("a.b+shop@example.com") == "a.b+shop@example.com"

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "a",
            "@example.com",
            "a@",
            "a@b",
            "a@@example.com",
            "a b@example.com",
            "a@exa mple.com",
            "a@-x.com",
            "a@x..com",
            ".a@example.com",
            "a.@example.com",
            "a..b@example.com",
            "a@127.0.0.1",
            "a\r\nBcc: b@example.com",
            "a@example.com\nBcc:b@x.cn",
            f"{'a' * 65}@example.com",
            f"a@{'b' * 64}.com",
            "<a@example.com>",
            'a"b@example.com',
            "a\x00@example.com",
            f"a@{'ab.' * 90}com",
        ],
    )
    def test_what_is_no_address_is_refused(self, typed: str) -> None:
        with pytest.raises(NotAnEmail) as refused:
            normalised_email(typed)
        assert (refused.value.status, refused.value.code, refused.value.data) == (422, "not_an_email", {})


class TestBlindIndex:
    def test_it_is_the_hmac_over_kind_purpose_and_value(self) -> None:
        expected = hmac.new(KEY, b"phone\x00members.phone:s1\x00+8613800138000", hashlib.sha256).digest()
        assert BlindIndex(KEY).phone("138 0013 8000", "members.phone:s1") == expected

    def test_purposes_kinds_and_keys_are_apart(self) -> None:
        mine, other = BlindIndex(KEY), BlindIndex(bytes(32))
        found = {
            mine.email("a@example.com", "accounts.email"),
            mine.email("a@example.com", "members.email:s1"),
            mine.email("a@example.com", "members.email:s2"),
            other.email("a@example.com", "accounts.email"),
        }
        assert len(found) == 4

    @pytest.mark.parametrize("purpose", ["", "a\x00b"])
    def test_a_purpose_is_demanded(self, purpose: str) -> None:
        with pytest.raises(ValueError, match="purpose"):
            BlindIndex(KEY).email("a@example.com", purpose)

    @pytest.mark.parametrize("key", [b"", b"short", bytes(33)])
    def test_a_key_of_another_length_is_refused(self, key: bytes) -> None:
        with pytest.raises(ValueError, match="32 bytes"):
            BlindIndex(key)

    def test_the_key_does_not_show(self) -> None:
        assert repr(BlindIndex(KEY)) == "BlindIndex(***)"
