"""What the catalogue needs from outside."""

from collections.abc import Callable, Sequence
from typing import Protocol


class Fetcher(Protocol):
    """Fetches a link that a person typed, from public addresses only. See
    `xiaopu.infra.outbound.PublicFetcher`.
    """

    async def fetch(self, url: str, *, max_bytes: int, accept: Sequence[str] = ("image/",)) -> bytes:
        """The body; raises `FetchRefused`."""
        ...


# Called after each chunk with (rows done, rows in all).
Progress = Callable[[int, int], None]
