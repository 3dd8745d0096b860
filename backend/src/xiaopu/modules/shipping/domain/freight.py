"""What sending costs: first pieces and further pieces by template, free from an amount on."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from xiaopu.kernel.money import format_yuan

# 包邮 all over the country: what a shop begins with, and what counts where no template is left.
FREE_NAME = "全国包邮"
MOST_TEMPLATES = 50
MOST_FEE_FEN = 10_000_000
MOST_COUNT = 9_999


class Tariff(msgspec.Struct, frozen=True):
    """The first `first_count` pieces cost `first_fen`, each begun `next_count` more cost `next_fen`.

    Goods under this template worth `free_over_fen` or more travel free.
    """

    name: str
    first_count: int
    first_fen: int
    next_count: int
    next_fen: int
    free_over_fen: int | None = None

    @property
    def is_free(self) -> bool:
        """Nothing is ever charged."""
        return self.first_fen == 0 and self.next_fen == 0


FREE = Tariff(FREE_NAME, 1, 0, 1, 0)


class FreightLine(NamedTuple):
    """One line of an order. `amount_fen` is the line's goods amount; no template means the shop's default."""

    quantity: int
    amount_fen: int
    template_id: str | None


class Freight(msgspec.Struct, frozen=True):
    """The fee, and in words how it came about."""

    amount_fen: int
    explain: str


class FreightHint(msgspec.Struct, frozen=True):
    """The fee of one piece in words, for a product page."""

    text: str
    free: bool


def fee_of(tariff: Tariff, pieces: int, amount_fen: int) -> int:
    """The fee in fen of `pieces` (at least 1) that are worth `amount_fen`."""
    if tariff.free_over_fen is not None and amount_fen >= tariff.free_over_fen:
        return 0
    further = max(pieces - tariff.first_count, 0)
    return tariff.first_fen + -(-further // tariff.next_count) * tariff.next_fen


def freight_of(
    lines: Iterable[tuple[int, int, str | None]], tariffs: Mapping[str, Tariff], default: Tariff
) -> Freight:
    """Lines grouped by template, each group charged by its own tariff, the fees added up.

    A template that is gone counts as the default. No lines cost nothing.
    """
    groups: dict[Tariff, tuple[int, int]] = {}
    for quantity, amount_fen, template_id in lines:
        tariff = tariffs.get(template_id, default) if template_id else default
        pieces, worth = groups.get(tariff, (0, 0))
        groups[tariff] = (pieces + quantity, worth + amount_fen)
    total = sum(fee_of(tariff, *group) for tariff, group in groups.items())
    return Freight(total, "；".join(_explained(tariff, *group) for tariff, group in groups.items()))


def hint_of(tariff: Tariff) -> FreightHint:
    """`包邮`, or `运费¥8.00，满¥88.00包邮`."""
    if tariff.is_free:
        return FreightHint("包邮", free=True)
    begin = f"运费{_yuan(tariff.first_fen)}" if tariff.first_fen else f"{tariff.first_count}件以内包邮"
    if tariff.free_over_fen is None:
        return FreightHint(begin, free=False)
    return FreightHint(f"{begin}，满{_yuan(tariff.free_over_fen)}包邮", free=False)


def _explained(tariff: Tariff, pieces: int, amount_fen: int) -> str:
    if tariff.is_free:
        return f"{pieces}件包邮"
    if tariff.free_over_fen is not None and amount_fen >= tariff.free_over_fen:
        return f"{pieces}件满{_yuan(tariff.free_over_fen)}包邮"
    fee = _yuan(fee_of(tariff, pieces, amount_fen))
    words = f"首{tariff.first_count}件{_yuan(tariff.first_fen)}"
    if tariff.next_fen:
        words += f"，每续{tariff.next_count}件{_yuan(tariff.next_fen)}"
    return f"{pieces}件{fee}（{words}）"


def _yuan(amount_fen: int) -> str:
    return f"¥{format_yuan(amount_fen)}"
