"""Search: how text becomes terms, on both sides alike. Pure; words, pinyin and initials come from outside.

A term is a word, a pair of neighbouring Chinese characters, a single one, a pinyin spelling or its
initials. A term that begins with `~` is a typo key: a word with at most one character taken out. Two words
that differ by one character share one.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

import msgspec

from xiaopu.kernel.text import fold

LONGEST_TERM = 40
MOST_TERMS = 500
_TYPO_CHINESE = range(3, 9)
_TYPO_LATIN = range(4, 21)
_RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+(?:\.[0-9]+)?")

# From a run of Chinese characters to its words.
Cut = Callable[[str], Iterable[str]]
# From a word to its spellings, each with its initials: 茶壶 → [("chahu", "ch")]; the likeliest first.
Spell = Callable[[str], Sequence[tuple[str, str]]]


class Sort(StrEnum):
    DEFAULT = "default"
    SALES = "sales"
    NEW = "new"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"


class GoodsText(msgspec.Struct, frozen=True):
    """What of a goods can be found; each with its weight below."""

    name: str
    goods_no: str
    keywords: str | None
    brand: str | None
    category: str | None
    brief: str | None


_WEIGHTS = (
    ("name", 100),
    ("goods_no", 100),
    ("keywords", 80),
    ("brand", 60),
    ("category", 40),
    ("brief", 20),
)


class Wanted(msgspec.Struct, frozen=True):
    """Terms to look up, and how many of them a goods must have."""

    terms: tuple[str, ...]
    least: int


def goods_terms(text: GoodsText, cut: Cut, spell: Spell) -> dict[str, int]:
    """Every term of a goods with its weight, at most `MOST_TERMS`, the heaviest ones."""
    found: dict[str, int] = {}

    def add(term: str, weight: int) -> None:
        if 0 < len(term) <= LONGEST_TERM:
            found[term] = max(found.get(term, 0), weight)

    for field, weight in _WEIGHTS:
        value = getattr(text, field)
        for run in _RUNS.findall(fold(value)) if value else ():
            if _is_chinese(run):
                _add_chinese(run, weight, add, cut=cut, spell=spell)
            else:
                _add_word(run, weight, add, _TYPO_LATIN)
    heaviest = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return dict(heaviest[:MOST_TERMS])


def wanted_terms(words: str) -> Wanted:
    """What to look up for what a person typed; no dictionary is needed.

    Of a Chinese run half of its pairs must be there, so that one wrong character still finds; any one Latin
    word will do.
    """
    terms: dict[str, None] = {}
    pairs = 0
    for run in _RUNS.findall(fold(words)):
        if not _is_chinese(run):
            terms |= dict.fromkeys([run, *_typo_keys(run, _TYPO_LATIN)])
            continue
        two = _pairs(run)
        pairs += len(two)
        terms |= dict.fromkeys([*two, run, *_typo_keys(run, _TYPO_CHINESE)])
    kept = tuple(term for term in terms if len(term) <= LONGEST_TERM)
    return Wanted(kept, max(1, pairs // 2))


def _add_chinese(run: str, weight: int, add: Callable[[str, int], None], *, cut: Cut, spell: Spell) -> None:
    for character in run:
        add(character, max(weight // 5, 1))
    for pair in _pairs(run):
        add(pair, weight // 2)
    for word in {*cut(run), run} if len(run) <= max(_TYPO_CHINESE) else set(cut(run)):
        if len(word) < 2:
            continue
        _add_word(word, weight, add, _TYPO_CHINESE)
        for place, (spelling, initials) in enumerate(spell(word)):
            # Typos are forgiven in the likeliest reading alone, or rare ones would crowd out words.
            _add_word(spelling, weight // 2, add, _TYPO_LATIN if place == 0 else range(0))
            add(initials, max(weight // 4, 1))


def _add_word(word: str, weight: int, add: Callable[[str, int], None], typo_lengths: range) -> None:
    add(word, weight)
    for key in _typo_keys(word, typo_lengths):
        add(key, max(weight // 10, 1))


def _pairs(run: str) -> list[str]:
    return list(dict.fromkeys(run[at : at + 2] for at in range(len(run) - 1)))


def _typo_keys(word: str, lengths: range) -> list[str]:
    if len(word) not in lengths:
        return []
    shorter = [word[:at] + word[at + 1 :] for at in range(len(word))]
    return [f"~{one}" for one in dict.fromkeys([word, *shorter])]


def _is_chinese(run: str) -> bool:
    return not run[0].isascii()
