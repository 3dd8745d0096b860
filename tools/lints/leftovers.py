"""Nothing is left for later: no unfinished work, no skipped test, no silenced checker without a reason."""

import io
import re
import tokenize
from collections.abc import Iterator
from typing import Final

from tools.lints.layout import GENERATED
from tools.lints.source import Finding, Source

# A member of an enum that says what is still to be done is a word of the trade, not a mark.
_MARK: Final = re.compile(
    r"(?<!\w\.)\b(?:TO" + r"DO(?! = \")|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b",
)
_PATCH: Final = re.compile(r"\bmock(?:er)?\.pat" + r"ch\b|\bunittest\.mo" + r"ck\b")
_SKIP: Final = re.compile(
    r"\bpytest\.(?:mark\.(?:sk"
    + r"ip|xfa"
    + r"il)|sk"
    + r"ip\()|\b(?:it|test|describe)\.(?:sk"
    + r"ip|only)\("
)
_NOQA: Final = re.compile(r"#\s*no" + r"qa\b(?P<codes>:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?(?P<rest>.*)")
_IGNORE: Final = re.compile(r"#\s*type:\s*ign" + r"ore(?P<codes>\[[a-z0-9, -]+\])?(?P<rest>.*)")
_ANY: Final = re.compile(r":\s*any\b|\bas any\b|<any>|@ts-(?:ign" + r"ore|noch" + r"eck)")
_CLIENT_CODE: Final = (".ts", ".tsx", ".vue", ".mjs", ".js")


def nothing_left(sources: list[Source]) -> Iterator[Finding]:
    """Looks at code, not at prose."""
    for source in sources:
        if source.inside(*GENERATED):
            continue
        if source.is_python:
            patterns = ((_MARK, "a mark of unfinished work"), (_PATCH, "patching"), (_SKIP, "a skipped test"))
            yield from _matches(source, *patterns)
        elif source.path.endswith(_CLIENT_CODE):
            yield from _matches(source, (_MARK, "a mark of unfinished work"), (_SKIP, "a skipped test"))
            if source.path.endswith((".ts", ".tsx", ".vue")):
                yield from _matches(source, (_ANY, "a type that says nothing"))


def ignores_say_why(sources: list[Source]) -> Iterator[Finding]:
    """A silenced checker names its rule and, after it, the reason: `# noqa: S311 (jitter, not a secret)`."""
    for source in sources:
        if not source.is_python:
            continue
        for line, comment in _comments(source):
            for pattern in (_NOQA, _IGNORE):
                found = pattern.search(comment)
                if found and not found["codes"]:
                    yield Finding(source.path, line, "silences every rule: name the one that is meant")
                elif found and len(found["rest"].strip(" #():,-")) < 4:
                    yield Finding(source.path, line, "silences a rule without a reason")


def _matches(source: Source, *patterns: tuple[re.Pattern[str], str]) -> Iterator[Finding]:
    for number, line in enumerate(source.lines, 1):
        for pattern, words in patterns:
            if pattern.search(line):
                yield Finding(source.path, number, f"{words}: {line.strip()[:80]}")


def _comments(source: Source) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
