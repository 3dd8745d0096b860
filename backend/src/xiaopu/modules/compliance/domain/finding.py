"""Finding industries by plain words: the longest known word wins its place. Pure.

Nothing is guessed: words that are not in the table are said to be unknown, with rows that look near. A word
of one character counts only where it stands alone (药, but not the 玉 of 玉米).
"""

import re

import msgspec

from xiaopu.kernel.text import fold
from xiaopu.modules.compliance.domain.industries import GOODS, Industry
from xiaopu.modules.compliance.domain.restricted import FORBIDDEN, LICENSED
from xiaopu.modules.compliance.domain.services import SERVICES, VIRTUAL

INDUSTRIES: tuple[Industry, ...] = (*GOODS, *LICENSED, *SERVICES, *VIRTUAL, *FORBIDDEN)
BY_KEY: dict[str, Industry] = {row.key: row for row in INDUSTRIES}
MOST_NEAR = 6

_WORDS: dict[str, Industry] = {fold(word): row for row in INDUSTRIES for word in (row.name, *row.words)}
_LONGEST_FIRST = re.compile(
    "|".join(re.escape(word) for word in sorted(_WORDS, key=lambda one: (-len(one), one)) if len(word) > 1)
)
# What is said around the thing: it tells nothing about what is sold.
_FILLERS = re.compile(
    r"我|想|要|卖|做|在|家里|自己|自制|自家|一点|一些|和|跟|与|以及|还有|的|了|点|网上|线上|开店|开个|店|铺|生意|等|"
    r"各种|小|手工|[\s,，、。.;；/+!！?？·]"
)


class IndustryHit(msgspec.Struct, frozen=True):
    """A row and the words of the question that led to it."""

    industry: Industry
    words: tuple[str, ...]


class IndustriesFound(msgspec.Struct, frozen=True):
    """What was understood, what was not, and rows that look near when nothing was."""

    hits: tuple[IndustryHit, ...]
    unknown: tuple[str, ...]
    near: tuple[Industry, ...]


def find_industries(text: str) -> IndustriesFound:
    """`"我想卖蜂蜜和口红"` → food and beauty. Rows stand in the order in which they are named."""
    folded = fold(text)
    words: dict[str, list[str]] = {}
    unknown: list[str] = []
    end = 0
    for match in (*_LONGEST_FIRST.finditer(folded), None):
        between = folded[end : match.start() if match else None]
        for part in filter(None, _FILLERS.split(between)):
            if part in _WORDS:
                words.setdefault(_WORDS[part].key, []).append(part)
            else:
                unknown.append(part)
        if match:
            words.setdefault(_WORDS[match[0]].key, []).append(match[0])
            end = match.end()
    hits = tuple(IndustryHit(BY_KEY[key], tuple(dict.fromkeys(said))) for key, said in words.items())
    return IndustriesFound(hits, tuple(unknown), () if hits else _near(unknown))


def industry_of(words_or_key: str) -> Industry | None:
    """The row of a key, or the first one that plain words lead to; None when nothing is known."""
    found = BY_KEY.get(words_or_key)
    if found is not None:
        return found
    hits = find_industries(words_or_key).hits
    return hits[0].industry if hits else None


def _near(unknown: list[str]) -> tuple[Industry, ...]:
    """Rows with a word that ends as an unknown one does or is one of its characters, or that shares two."""
    found: dict[str, Industry] = {}
    for alike in (_ends_alike, _shares_two):
        for row in INDUSTRIES:
            if any(alike(part, word) for part in unknown for word in (row.name, *row.words)):
                found.setdefault(row.key, row)
    return tuple(found.values())[:MOST_NEAR]


def _ends_alike(part: str, word: str) -> bool:
    return part[-1] == word[-1] or (len(word) == 1 and word in part)


def _shares_two(part: str, word: str) -> bool:
    return len(set(part) & set(word)) > 1
