"""What the storefront needs from outside."""

from collections.abc import Sequence
from typing import Protocol


class Dictionary(Protocol):
    """Chinese words and their spelling. Slow to load, heavy to hold: asked only while indexing, in a
    thread.
    """

    def cut(self, run: str) -> Sequence[str]:
        """The words of a run of Chinese characters, long ones and those inside them."""
        ...

    def spell(self, word: str) -> Sequence[tuple[str, str]]:
        """Pinyin without tones, and the initials: 茶壶 → [("chahu", "ch")]; the likeliest reading first, at
        most four.
        """
        ...
