"""Laws of the price and of an order's life, tried with many values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.kernel.money import MAX_ORDER_FEN
from xiaopu.modules.orders.domain.placement import order_no
from xiaopu.modules.orders.domain.pricing import MOST_UNITS, PricedLine, TotalTooLarge, digest, price
from xiaopu.modules.orders.domain.states import OPEN_STATUSES, TRANSITIONS, OrderAction, OrderStatus

ENDS = {OrderStatus.COMPLETED, OrderStatus.CLOSED}


@st.composite
def lines(draw: st.DrawFn) -> list[PricedLine]:
    """1 to 20 lines of one order."""
    numbers = st.tuples(st.integers(1, 1_000_000), st.integers(1, MOST_UNITS))
    return [
        PricedLine(
            SkuId(f"{place:020d}"), GoodsId("g" * 20), "壶", "", "", unit_fen, quantity, unit_fen * quantity
        )
        for place, (unit_fen, quantity) in enumerate(draw(st.lists(numbers, min_size=1, max_size=20)))
    ]


class TestPrice:
    @given(lines(), st.integers(0, 100_000))
    def test_price_lines_sum_to_what_is_payable(self, wanted: list[PricedLine], freight: int) -> None:
        total = sum(line.price_fen * line.quantity for line in wanted) + freight
        if total > MAX_ORDER_FEN:
            with pytest.raises(TotalTooLarge):
                price(wanted, freight_fen=freight, freight_explain="")
            return
        priced = price(wanted, freight_fen=freight, freight_explain="")
        assert sum(step.amount_fen for step in priced.price_lines) == priced.payable_fen == total
        assert priced.goods_fen + priced.freight_fen == priced.payable_fen
        assert [step.kind for step in priced.price_lines] == ["goods", "freight"]

    @given(lines(), st.integers(0, 100), st.data())
    def test_what_changes_the_price_changes_the_digest(
        self, wanted: list[PricedLine], freight: int, data: st.DataObject
    ) -> None:
        cheap = [PricedLine(one.sku_id, one.goods_id, "", "", "", 100, 1, 100) for one in wanted]
        priced = price(cheap, freight_fen=freight, freight_explain="x")
        agreed = digest(cheap, priced, region_code="330106")
        place = data.draw(st.integers(0, len(cheap) - 1))
        other = list(cheap)
        other[place] = PricedLine(other[place].sku_id, other[place].goods_id, "", "", "", 99, 1, 99)
        dearer = price(cheap, freight_fen=freight + 1, freight_explain="x")
        assert (
            digest(cheap, price(cheap, freight_fen=freight, freight_explain="y"), region_code="330106")
            == agreed
        )
        assert digest(cheap, priced, region_code="330105") != agreed
        assert digest(cheap, dearer, region_code="330106") != agreed
        assert (
            digest(other, price(other, freight_fen=freight, freight_explain="x"), region_code="330106")
            != agreed
        )


class TestOrderNo:
    @given(st.integers(0, 99_999_999))
    def test_has_twenty_digits_that_begin_with_the_moment(self, drawn: int) -> None:
        number = order_no("261124072131", drawn)
        assert (len(number), number.isdigit(), number[:12]) == (20, True, "261124072131")
        assert int(number[12:]) == drawn


class TestLife:
    @given(st.lists(st.sampled_from(sorted(OrderAction)), max_size=40))
    def test_any_row_of_actions_keeps_to_the_table_and_ends_once(self, actions: list[OrderAction]) -> None:
        status = OrderStatus.PENDING
        seen = [status]
        for action in actions:
            moved = TRANSITIONS.get((status, action))
            if moved is not None:
                status = moved
                seen.append(status)
        assert len(seen) == len(set(seen))
        assert not ENDS & set(seen[:-1])
        assert set(seen[:-1]) <= set(OPEN_STATUSES)
        assert (OrderStatus.SHIPPED in seen) <= (OrderStatus.PAID in seen)
