"""The dictionary by rjieba and pypinyin, loaded at the first word that is indexed and never before."""

import os
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from itertools import islice, product
from typing import Any

_KEPT_SPELLINGS = 10_000
_MOST_READINGS = 3
_MOST_SPELLINGS = 4


class ChineseDictionary:
    """`Dictionary`. The two libraries take about 50 MB and half a second to load, so a server that indexes
    nothing never pays for them.

    pypinyin's phrase table would take another 45 MB to choose between the readings of 重 in 重庆; instead
    every usual reading is kept, and both chongqing and zhongqing find it.
    """

    def cut(self, run: str) -> Sequence[str]:
        words: Sequence[str] = _library("rjieba").cut_for_search(run)
        return words

    def spell(self, word: str) -> Sequence[tuple[str, str]]:
        return _spelled(word)


@lru_cache(maxsize=_KEPT_SPELLINGS)
def _spelled(word: str) -> tuple[tuple[str, str], ...]:
    pypinyin = _library("pypinyin")
    readings = pypinyin.pinyin(word, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore")
    usual = [list(dict.fromkeys(one))[:_MOST_READINGS] for one in readings]
    spellings = islice(product(*usual), _MOST_SPELLINGS)
    return tuple(
        dict.fromkeys(("".join(one), "".join(syllable[:1] for syllable in one)) for one in spellings)
    )


@lru_cache
def _library(name: str) -> Any:
    # By name and late: an import at the top would load the dictionaries into every process.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    return import_module(name)
