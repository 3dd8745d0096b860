"""Money is a whole number of fen (分, 1/100 yuan). Nothing here can make a fraction of one."""

from collections.abc import Sequence
from typing import NewType

Fen = NewType("Fen", int)
Bps = NewType("Bps", int)

# One order may never cost more than ten million yuan: sums of lines stay far below 2**63.
MAX_ORDER_FEN = Fen(1_000_000_000)


def share_out(total_fen: int, weights: Sequence[int]) -> list[int]:
    """Split `total_fen` in proportion to `weights` so that the parts sum to the whole (largest remainder).

    Ties go to the earlier part. All-zero weights give everything to the first part.
    Refuses (ValueError) a negative total, a negative weight, or no weights. O(n log n).
    """
    if total_fen < 0 or not weights or min(weights) < 0:
        raise ValueError("share_out wants a total and weights that are not negative")
    whole = sum(weights)
    if whole == 0:
        return [total_fen] + [0] * (len(weights) - 1)
    parts = [total_fen * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total_fen * weights[i] % whole), i))
    for i in by_remainder[: total_fen - sum(parts)]:
        parts[i] += 1
    return parts


def format_yuan(amount_fen: int) -> str:
    """`1990` → `"19.90"`, `-5` → `"-0.05"`; for people and sheets, never for arithmetic."""
    sign = "-" if amount_fen < 0 else ""
    yuan, fen = divmod(abs(amount_fen), 100)
    return f"{sign}{yuan}.{fen:02d}"
