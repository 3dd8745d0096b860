"""tools/lints/money.py: fen are whole."""

import pytest

from tests.house.samples import ORDERS, lines
from tools.lints.money import whole_fen


class TestWholeFen:
    @pytest.mark.parametrize(
        "statement",
        [
            "half = total_fen / 2",
            "total_fen /= 2",
            "total_fen = round(price * 0.9)",
            "yuan = float(line.total_fen)",
            "total_fen = Decimal(text)",
            "total_fen: float = 0",
            "def pay(amount_fen: float) -> None: ...",
            "def share_fen(count: int) -> float: ...",
            "pay(amount_fen=price / 2)",
            'row["total_fen"] = price / 3',
            "if total_fen / 2 > 3: pass",
        ],
    )
    def test_catches_inexact_numbers_near_fen(self, statement: str) -> None:
        assert lines(whole_fen, f"{ORDERS}/domain.py", statement) == [1]

    @pytest.mark.parametrize(
        "statement",
        [
            "share_fen = total_fen * rate_bps // 10_000",
            "yuan, fen = divmod(total_fen, 100)",
            "seconds = milliseconds / 1000",
            "def weigh(price_fen: int, grams: float) -> float: ...",
            "order(total_fen=100, weight=1.5)",
        ],
    )
    def test_passes_whole_fen_and_other_quantities(self, statement: str) -> None:
        assert lines(whole_fen, f"{ORDERS}/domain.py", statement) == []

    def test_looks_at_the_head_of_a_block_apart_from_its_body(self) -> None:
        text = "def total_fen(lines):\n    ratio = 1.5\n    return sum(lines)\n"
        assert lines(whole_fen, f"{ORDERS}/domain.py", text) == []
