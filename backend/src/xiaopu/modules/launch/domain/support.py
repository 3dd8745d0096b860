"""联系微信官方客服: the right desk for a step, and a text that can be sent as it is. Pure."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec

from xiaopu.modules.launch.domain.steps import CARD, Step
from xiaopu.modules.launch.domain.truth import Finding, Words

MOST_TEXT = 4000
BLOT = "＊＊＊"
# ID number, mobile phone, e-mail: WeChat's reasons may quote what was handed in.
_NUMBERS = re.compile(r"(?<!\w)\d{17}[\dXx](?!\w)|(?<!\d)1[3-9]\d{9}(?!\d)|[\w.+-]+@[\w-]+\.[\w.]+", re.ASCII)


class Desk(msgspec.Struct, frozen=True):
    """Who answers questions about a step, and how they are reached."""

    desk: str
    name: Words
    way: Words
    source: str
    dated: str


@cache
def desks() -> Mapping[Step, Desk]:
    """The desk of every step."""
    text = (files("xiaopu.modules.launch") / "data" / "desks.tsv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            Step(row["step"]): Desk(
                row["desk"],
                Words(row["name_zh"], row["name_en"]),
                Words(row["way_zh"], row["way_en"]),
                row["source"],
                row["dated"],
            )
            for row in csv.DictReader(text.splitlines(), delimiter="\t")
        }
    )


def blotted(text: str, personal: Iterable[str]) -> str:
    """The text without these words, and without what looks like a person's number or address."""
    for word in sorted(personal, key=len, reverse=True):
        text = text.replace(word, BLOT)
    return _NUMBERS.sub(BLOT, text)


class Question(msgspec.Struct, frozen=True):
    """What a text is made of; nothing secret is in it."""

    step: Step
    appid: str | None
    findings: Sequence[Finding]
    at: datetime
    tried: Sequence[str]


def ready_text(question: Question) -> str:
    """A question in Chinese, with AppID, errcode, rid, the moment in Shanghai, and what was tried; at most
    4,000 characters.
    """
    lines = [f"您好，我的小程序在「{CARD[question.step].zh}」这一步遇到问题，请帮忙看看。"]
    lines.append(f"AppID：{question.appid or '还没有'}")
    lines.append(f"时间：{question.at:%Y-%m-%d %H:%M:%S}（北京时间）")
    for found in question.findings:
        said = f"现象：{found.cause.zh}"
        if found.errcode:
            said += f"；errcode {found.errcode}"
        if found.rid:
            said += f"；rid {found.rid}"
        lines.append(said)
    if question.tried:
        lines.append("已经试过：" + "；".join(question.tried))
    lines.append("麻烦告诉我原因和处理办法，谢谢。")
    return "\n".join(lines)[:MOST_TEXT]
