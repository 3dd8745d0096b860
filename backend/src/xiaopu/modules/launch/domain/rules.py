"""Rules of diagnosis: the table `data/rules.tsv` beside this module. Each code has a cause and a mend in both
languages, who mends it, and where that is known from. Pure: a table that never changes while the house runs.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec

from xiaopu.modules.launch.domain.truth import Finding, Who, Words


class Rule(msgspec.Struct, frozen=True):
    """A row; sentences may name data as `{field}`. `retry`: it may heal by itself."""

    code: str
    who: Who
    retry: bool
    where: str
    cause: Words
    mend: Words
    source: str
    dated: str


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by code."""
    text = (files("xiaopu.modules.launch") / "data" / "rules.tsv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["code"]: Rule(
                row["code"],
                Who(row["who"]),
                row["retry"] == "1",
                row["where"],
                Words(row["cause_zh"], row["cause_en"]),
                Words(row["mend_zh"], row["mend_en"]),
                row["source"],
                row["dated"],
            )
            for row in csv.DictReader(text.splitlines(), delimiter="\t")
        }
    )


def finding(code: str, **data: object) -> Finding:
    """The finding of a rule, its sentences filled. A code without a row is a fault of ours (KeyError), as is
    a field that nobody gave.
    """
    rule = rules()[code]
    return Finding(
        code,
        _filled(rule.cause, data),
        _filled(rule.mend, data),
        rule.who,
        rule.source,
        rule.dated,
        where=rule.where or None,
        retry=rule.retry,
    )


def refused_finding(said: Mapping[str, object]) -> Finding:
    """What WeChat refused, from the data of `DeskRefused`; its cause and mend come from the table of error
    codes.
    """
    errcode, rid = str(said["errcode"]), said.get("rid")
    return Finding(
        "wechat_refused",
        Words(str(said["cause"]), str(said["cause_en"])),
        Words(str(said["mend"]), str(said["mend_en"])),
        Who(str(said.get("who", Who.MERCHANT))),
        "微信全局返回码",
        "2026-11-22",
        errcode=errcode,
        rid=str(rid) if rid else None,
    )


def _filled(words: Words, data: Mapping[str, object]) -> Words:
    return Words(words.zh.format_map(data), words.en.format_map(data))
