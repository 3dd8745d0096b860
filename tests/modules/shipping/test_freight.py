"""What sending costs, in worked numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaopu.modules.shipping.domain.freight import (
    FREE,
    Freight,
    FreightHint,
    FreightLine,
    Tariff,
    fee_of,
    freight_of,
    hint_of,
)

USUAL = Tariff("普通", 1, 800, 1, 200, 8800)
BULKY = Tariff("大件", 2, 1500, 3, 1000)


class TestFee:
    @pytest.mark.parametrize(
        ("pieces", "amount_fen", "fee_fen"),
        [
            (1, 100, 800),
            (2, 100, 1000),
            (5, 100, 1600),
            (5, 8799, 1600),
            (5, 8800, 0),
            (1, 999_999, 0),
        ],
    )
    def test_first_and_further_pieces_until_free(self, pieces: int, amount_fen: int, fee_fen: int) -> None:
        assert fee_of(USUAL, pieces, amount_fen) == fee_fen

    @pytest.mark.parametrize(("pieces", "fee_fen"), [(1, 1500), (2, 1500), (3, 2500), (5, 2500), (6, 3500)])
    def test_each_begun_step_counts_whole(self, pieces: int, fee_fen: int) -> None:
        assert fee_of(BULKY, pieces, 10_000_000) == fee_fen

    @given(st.integers(1, 9999), st.integers(1, 9999))
    def test_more_pieces_never_cost_less(self, pieces: int, more: int) -> None:
        assert fee_of(BULKY, pieces + more, 0) >= fee_of(BULKY, pieces, 0)


class TestFreightOf:
    def test_groups_by_template_and_adds_up(self) -> None:
        lines = [
            FreightLine(2, 3000, "usual"),
            FreightLine(1, 2000, None),
            FreightLine(3, 5000, "bulky"),
            FreightLine(1, 100, "usual"),
        ]
        found = freight_of(lines, {"usual": USUAL, "bulky": BULKY}, FREE)
        assert found == Freight(
            1200 + 0 + 2500,
            "3件¥12.00（首1件¥8.00，每续1件¥2.00）；1件包邮；3件¥25.00（首2件¥15.00，每续3件¥10.00）",
        )

    def test_free_from_the_groups_own_worth_alone(self) -> None:
        lines = [(1, 8700, "usual"), (1, 500_000, "bulky")]
        found = freight_of(lines, {"usual": USUAL, "bulky": BULKY}, FREE)
        assert found.amount_fen == 800 + 1500
        assert freight_of([(1, 4400, "usual"), (1, 4400, "usual")], {"usual": USUAL}, FREE) == Freight(
            0, "2件满¥88.00包邮"
        )

    def test_a_template_that_is_gone_is_the_default_and_shares_its_group(self) -> None:
        found = freight_of([(1, 100, "gone"), (1, 100, None)], {}, USUAL)
        assert found.amount_fen == 1000

    def test_no_lines_cost_nothing(self) -> None:
        assert freight_of([], {}, USUAL) == Freight(0, "")


class TestHint:
    @pytest.mark.parametrize(
        ("tariff", "hint"),
        [
            (FREE, FreightHint("包邮", free=True)),
            (USUAL, FreightHint("运费¥8.00，满¥88.00包邮", free=False)),
            (BULKY, FreightHint("运费¥15.00", free=False)),
            (Tariff("三件内", 3, 0, 1, 500), FreightHint("3件以内包邮", free=False)),
        ],
    )
    def test_says_it_in_words(self, tariff: Tariff, hint: FreightHint) -> None:
        assert hint_of(tariff) == hint
