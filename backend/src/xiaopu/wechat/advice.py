"""What a refusal means and what mends it, in Chinese and English: the table in ``data/error_codes.tsv``.

The facts come from WeChat's public error tables (developers.weixin.qq.com, pay.weixin.qq.com); the words
are ours. Columns: service (``pay`` or ``api``), code, kind, seconds to wait, cause and mend in Chinese,
cause and mend in English.
"""

from __future__ import annotations

import csv
from enum import StrEnum
from functools import cache
from importlib.resources import files

import msgspec


class AdviceKind(StrEnum):
    """What a caller does about a code."""

    PLAIN = "plain"
    BUSY = "busy"
    FREQUENCY = "frequency"
    TOKEN = "token"  # noqa: S105 - a kind of refusal, no secret


# Codes that only the operator of the third-party platform can mend: its allow-list, ticket, domains …
_PLATFORMS = frozenset(
    {
        "61004",
        "61005",
        "61006",
        "61011",
        "85014",
        "85018",
        "85043",
        "85064",
        "85065",
        "89020",
        "89021",
        "89254",
        "89503",
    }
)
# Codes that a program gets by its own fault; nothing that anybody entered.
_OURS = frozenset(
    {
        "40014",
        "40097",
        "41001",
        "43002",
        "44002",
        "47001",
        "61014",
        "61015",
        "61024",
        "85084",
        "86000",
        "87008",
        "87009",
        "200016",
        "200017",
    }
)


class Advice(msgspec.Struct, frozen=True):
    """Cause and mend of one code; ``known`` is false when the table has no row for it."""

    code: str
    kind: AdviceKind
    retry_after_s: int | None
    cause_zh: str
    mend_zh: str
    cause_en: str
    mend_en: str
    known: bool = True

    @property
    def mends(self) -> str:
        """Who mends it: merchant, platform (its operator), wechat (by itself), or us (the program)."""
        if self.kind is AdviceKind.BUSY:
            return "wechat"
        if self.code in _PLATFORMS:
            return "platform"
        return "us" if self.code in _OURS else "merchant"


def advice_for(service: str, code: str) -> Advice:
    """The row for `code`; a code that nobody has written down gets a general sentence and ``known=False``."""
    row = _table().get((service, _plain(code)))
    if row is not None:
        return row
    return Advice(
        code=code,
        kind=AdviceKind.PLAIN,
        retry_after_s=None,
        cause_zh="微信拒绝了这次调用",
        mend_zh="按错误码查阅微信文档，或带上请求编号联系微信客服",
        cause_en="WeChat refused the call",
        mend_en="Look the code up in WeChat's documents, or give the request number to WeChat's support",
        known=False,
    )


def all_advice() -> list[tuple[str, Advice]]:
    """Every (service, advice) of the table, for the reference page."""
    return [(service, advice) for (service, _), advice in _table().items()]


def same_code(one: str, other: str) -> bool:
    """Pay's old and new spellings differ in underscores only (NOTENOUGH, NOT_ENOUGH)."""
    return _plain(one) == _plain(other)


def _plain(code: str) -> str:
    return code.replace("_", "").upper()


@cache
def _table() -> dict[tuple[str, str], Advice]:
    text = (files("xiaopu.wechat") / "data" / "error_codes.tsv").read_text(encoding="utf-8")
    table: dict[tuple[str, str], Advice] = {}
    for row in csv.DictReader(text.splitlines(), delimiter="\t"):
        wait = row["wait_s"]
        table[row["service"], _plain(row["code"])] = Advice(
            code=row["code"],
            kind=AdviceKind(row["kind"]),
            retry_after_s=int(wait) if wait else None,
            cause_zh=row["cause_zh"],
            mend_zh=row["mend_zh"],
            cause_en=row["cause_en"],
            mend_en=row["mend_en"],
        )
    return table
