"""The worked numbers of docs/reference/pricing.md, computed."""

import pytest

from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.kernel.money import share_out
from xiaopu.modules.orders.domain.pricing import PricedLine, price
from xiaopu.modules.shipping.domain.freight import FREE, FreightLine, Tariff, freight_of

RULE = Tariff("满 88 包邮", first_count=1, first_fen=800, next_count=5, next_fen=200, free_over_fen=8800)


def line(price_fen: int, quantity: int) -> PricedLine:
    return PricedLine(SkuId("s"), GoodsId("g"), "茶壶", "", "", price_fen, quantity, price_fen * quantity)


class TestPricingPage:
    @pytest.mark.parametrize(
        ("lines", "rule", "fen"),
        [
            ([(1990, 1)], None, (1990, 0, 1990)),
            ([(16801, 2)], None, (33602, 0, 33602)),
            ([(4500, 1)], RULE, (4500, 800, 5300)),
            ([(2000, 3)], RULE, (6000, 1000, 7000)),
            ([(4400, 2)], RULE, (8800, 0, 8800)),
            ([(29, 1), (1990, 1)], None, (2019, 0, 2019)),
        ],
    )
    def test_worked_numbers(
        self,
        lines: list[tuple[int, int]],
        rule: Tariff | None,
        fen: tuple[int, int, int],
    ) -> None:
        """`fen` are goods, freight and what is to be paid."""
        goods_fen, freight_fen, payable_fen = fen
        priced_lines = [line(*one) for one in lines]
        wanted = [FreightLine(one.quantity, one.amount_fen, "t" if rule else None) for one in priced_lines]
        freight = freight_of(wanted, {"t": rule} if rule else {}, FREE)
        result = price(priced_lines, freight_fen=freight.amount_fen, freight_explain=freight.explain)
        assert (result.goods_fen, result.freight_fen, result.payable_fen) == (
            goods_fen,
            freight_fen,
            payable_fen,
        )
        assert sum(step.amount_fen for step in result.price_lines) == payable_fen

    def test_shares(self) -> None:
        assert share_out(100, [1, 1, 1]) == [34, 33, 33]
        assert share_out(1000, [333, 333, 334]) == [333, 333, 334]
        assert share_out(1, [0, 0]) == [1, 0]
