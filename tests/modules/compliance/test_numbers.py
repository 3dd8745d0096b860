"""Numbers with check digits: one form, and a fault that says where."""

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xiaopu.modules.compliance.domain.numbers import (
    CODE_ALPHABET,
    NumberFault,
    credit_check,
    id_check,
    mask_id,
    read_credit_code,
    read_id_number,
    read_phone,
)

TODAY = date(2026, 3, 2)
# Numbers that companies publish on their own pages.
PUBLISHED = ("9144030071526726XG", "91440300708461136T", "91330100799655058B", "914403001922038216")
# The specimen of GB 11643-1999.
SPECIMEN = "11010519491231002X"

bodies = st.builds(
    lambda head, region, tail: head + region + tail,
    st.text(CODE_ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(CODE_ALPHABET, min_size=9, max_size=9),
)
births = st.dates(min_value=date(1900, 1, 1), max_value=date(2008, 3, 2))
people = st.builds(
    lambda province, district, born, serial: f"{province}{district:04}{born:%Y%m%d}{serial:03}",
    st.sampled_from(["11", "33", "44", "82"]),
    st.integers(0, 9999),
    births,
    st.integers(0, 999),
)


def full_width(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) for one in text)


class TestCreditCode:
    @pytest.mark.parametrize("code", PUBLISHED)
    def test_takes_codes_that_companies_publish(self, code: str) -> None:
        assert read_credit_code(code) == code

    @given(bodies)
    def test_takes_every_code_with_its_check_however_it_was_typed(self, body: str) -> None:
        code = body + credit_check(body)
        for typed in (code, code.lower(), full_width(code), f" {code[:6]} {code[6:]}\n"):
            assert read_credit_code(typed) == code

    @given(bodies, st.integers(0, 17), st.sampled_from(CODE_ALPHABET))
    def test_one_wrong_character_never_passes(self, body: str, place: int, wrong: str) -> None:
        code = body + credit_check(body)
        assume(code[place] != wrong)
        with pytest.raises(NumberFault):
            read_credit_code(code[:place] + wrong + code[place + 1 :])

    @given(bodies, st.integers(0, 16))
    def test_two_neighbours_changed_about_never_pass(self, body: str, place: int) -> None:
        code = body + credit_check(body)
        assume(code[place] != code[place + 1])
        with pytest.raises(NumberFault):
            read_credit_code(code[:place] + code[place + 1] + code[place] + code[place + 2 :])

    @pytest.mark.parametrize(
        ("typed", "position", "words"),
        [
            ("91440300708461136A", 18, "第 18 位"),
            ("9144030070846I136T", 14, "不用字母 I"),
            ("91440A00708461136T", 6, "行政区划"),
            ("9144030070846113店T", 17, "只能是数字或大写字母"),
            ("9144030070846113", None, "现在是 16 位"),
            ("", None, "现在是 0 位"),
        ],
    )
    def test_says_which_position_is_wrong(self, typed: str, position: int | None, words: str) -> None:
        with pytest.raises(NumberFault) as fault:
            read_credit_code(typed)
        assert fault.value.position == position
        assert words in fault.value.words

    @given(st.text(max_size=40))
    def test_any_text_is_read_or_refused(self, typed: str) -> None:
        try:
            code = read_credit_code(typed)
        except NumberFault:
            return
        assert code[17] == credit_check(code[:17])


class TestIdNumber:
    def test_takes_the_specimen_of_the_standard(self) -> None:
        assert read_id_number(SPECIMEN.lower(), TODAY) == SPECIMEN

    @given(people)
    def test_takes_every_number_with_its_check_however_it_was_typed(self, first: str) -> None:
        number = first + id_check(first)
        for typed in (
            number,
            number.lower(),
            full_width(number),
            f"{number[:6]} {number[6:14]}-{number[14:]}",
        ):
            assert read_id_number(typed, TODAY) == number

    @given(people, st.integers(0, 17), st.sampled_from("0123456789X"))
    def test_one_wrong_digit_never_passes(self, first: str, place: int, wrong: str) -> None:
        number = first + id_check(first)
        assume(number[place] != wrong)
        with pytest.raises(NumberFault):
            read_id_number(number[:place] + wrong + number[place + 1 :], TODAY)

    @pytest.mark.parametrize(
        ("first", "words"),
        [
            ("99010519491231002", "省级行政区划"),
            ("11010519491331002", "月份"),
            ("11010519490230002", "日子"),
            ("11010500001231002", "日子"),
            ("11010518491231002", "出生年份"),
            ("11010520270101002", "出生年份"),
            ("11010520080303002", "未满 18 岁"),
        ],
    )
    def test_looks_at_district_birthday_and_age(self, first: str, words: str) -> None:
        with pytest.raises(NumberFault) as fault:
            read_id_number(first + id_check(first), TODAY)
        assert words in fault.value.words

    def test_of_age_on_the_birthday_itself(self) -> None:
        first = "11010520080302002"
        assert read_id_number(first + id_check(first), TODAY).startswith(first)

    def test_masks_all_but_three_and_four(self) -> None:
        assert mask_id("310101199001011234") == "310***********1234"


class TestPhone:
    @pytest.mark.parametrize(
        "typed", ["13800138000", "１３８００１３８０００", "+86 138-0013-8000", " 138 0013 8000"]
    )
    def test_takes_it_however_it_was_typed(self, typed: str) -> None:
        assert read_phone(typed) == "13800138000"

    @pytest.mark.parametrize("typed", ["1380013800", "12800138000", "138001380000", "٠٣٨00138000", "", "abc"])
    def test_refuses_the_rest(self, typed: Any) -> None:
        with pytest.raises(NumberFault):
            read_phone(typed)
