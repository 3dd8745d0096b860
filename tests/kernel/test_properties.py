"""Laws of the pure core, tried with many values."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaopu.kernel.clock import SHANGHAI, day_bounds, shanghai_day
from xiaopu.kernel.errors import InvalidInput
from xiaopu.kernel.ids import ID_LENGTH, RANDOM_BITS, is_id, make_id
from xiaopu.kernel.money import MAX_ORDER_FEN, format_yuan, share_out
from xiaopu.kernel.page import decode_cursor, encode_cursor
from xiaopu.kernel.text import mask_email, mask_phone, squeeze, to_half_width

fen = st.integers(0, MAX_ORDER_FEN)
text = st.text(st.characters(codec="utf-8"), max_size=60)
key = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
moment = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (zoned by the strategy)


class TestShareOut:
    @given(fen, st.lists(fen, min_size=1, max_size=30))
    def test_parts_sum_to_the_whole_and_are_fair_to_one_fen(self, total: int, weights: list[int]) -> None:
        parts = share_out(total, weights)
        whole = sum(weights)
        assert (sum(parts), len(parts), min(parts) >= 0) == (total, len(weights), True)
        if whole:
            assert all(
                abs(part * whole - total * weight) < whole
                for part, weight in zip(parts, weights, strict=True)
            )
        else:
            assert parts[0] == total

    @given(st.lists(fen, min_size=1, max_size=30).filter(sum), st.data())
    def test_a_discount_never_exceeds_its_line(self, lines: list[int], data: st.DataObject) -> None:
        discount = data.draw(st.integers(0, sum(lines)))
        shares = share_out(discount, lines)
        assert all(0 <= share <= line for share, line in zip(shares, lines, strict=True))

    @given(fen, st.lists(fen, min_size=1, max_size=30))
    def test_a_heavier_line_never_gets_less(self, total: int, weights: list[int]) -> None:
        parts = share_out(total, weights)
        pairs = sorted(zip(weights, parts, strict=True))
        for (lighter, less), (heavier, more) in pairwise(pairs):
            assert lighter == heavier or less <= more

    @pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, []), (1, [1, -1])])
    def test_refuses_what_cannot_be_shared(self, total: int, weights: list[int]) -> None:
        with pytest.raises(ValueError, match="share_out"):
            share_out(total, weights)


class TestYuan:
    @given(st.integers(-MAX_ORDER_FEN, MAX_ORDER_FEN))
    def test_two_digits_and_nothing_lost(self, amount: int) -> None:
        shown = format_yuan(amount)
        yuan, _, rest = shown.removeprefix("-").partition(".")
        assert (len(rest), (-1 if shown.startswith("-") else 1) * (int(yuan) * 100 + int(rest))) == (
            2,
            amount,
        )


class TestIds:
    @given(st.lists(st.tuples(st.integers(0, 2**50 - 1), st.integers(0, 2**RANDOM_BITS - 1)), min_size=2))
    def test_sort_by_time_and_have_one_shape(self, made: list[tuple[int, int]]) -> None:
        ids = [make_id(epoch_ms=ms, random_bits=bits) for ms, bits in made]
        assert all(is_id(one) and len(one) == ID_LENGTH for one in ids)
        assert [make_id(epoch_ms=ms, random_bits=bits) for ms, bits in sorted(made)] == sorted(ids)
        assert len(set(ids)) == len(set(made))

    @given(text)
    def test_no_other_text_is_one(self, odd: str) -> None:
        allowed = set("0123456789abcdefghjkmnpqrstvwxyz")
        assert is_id(odd) == (len(odd) == ID_LENGTH and set(odd) <= allowed)


class TestCursors:
    @given(key, st.integers(-(2**60), 2**60))
    def test_come_back_as_they_went(self, name: str, number: int) -> None:
        assert decode_cursor(encode_cursor(name, number), str, int) == (name, number)

    @given(st.text(max_size=80).filter(bool))
    def test_anything_else_is_refused_or_of_the_right_shape(self, odd: str) -> None:
        try:
            keys = decode_cursor(odd, str, int)
        except InvalidInput as refused:
            keys = None
            assert refused.status == 422  # noqa: PT017 (either outcome is right)
        assert keys is None or [type(one) for one in keys] == [str, int]


class TestText:
    @given(text)
    def test_squeezed_once_is_squeezed_for_good(self, typed: str) -> None:
        once = squeeze(typed)
        assert squeeze(once) == once
        assert "\0" not in once
        assert all(c.isprintable() for c in once)

    @given(text)
    def test_half_width_keeps_the_length(self, typed: str) -> None:
        assert len(to_half_width(typed)) == len(typed)

    @given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
    def test_a_masked_phone_shows_seven_digits(self, phone: str) -> None:
        assert mask_phone(phone) == f"{phone[:3]}****{phone[-4:]}"

    @given(st.emails())
    def test_a_masked_address_hides_who(self, address: str) -> None:
        local, _, domain = address.partition("@")
        assert mask_email(address).startswith(f"{local[:1]}***@")
        assert len(mask_email(address)) <= len(domain) + 5 or "@" in domain


class TestDays:
    @given(moment)
    def test_every_moment_lies_in_its_own_day(self, instant: datetime) -> None:
        start, end = day_bounds(shanghai_day(instant))
        assert start <= instant < end
        assert end - start == timedelta(days=1)
        assert start.astimezone(SHANGHAI).hour == 0
