"""The dictionary by rjieba and pypinyin, loaded at the first word that is indexed and never before."""

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

_KEPT_SPELLINGS = 20_000


class ChineseDictionary:
    """`Dictionary`. Together the two libraries take about 40 MB and half a second to load, so a server that
    indexes nothing
    never pays for them."""

    def cut(self, run: str) -> Sequence[str]:
        words: Sequence[str] = _library("rjieba").cut_for_search(run)
        return words

    def spell(self, word: str) -> tuple[str, str]:
        return _spelled(word)


@lru_cache(maxsize=_KEPT_SPELLINGS)
def _spelled(word: str) -> tuple[str, str]:
    syllables: list[str] = _library("pypinyin").lazy_pinyin(word, errors="ignore")
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)


@lru_cache
def _library(name: str) -> Any:
    # By name and late: an import at the top would load the dictionaries into every process.
    return import_module(name)
