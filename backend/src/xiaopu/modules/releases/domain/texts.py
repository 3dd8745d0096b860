"""Package files as text, and the line of a place in them. Pure."""

import re
from collections.abc import Iterator, Mapping

CODE = (".js", ".wxs", ".ts")
VIEWS = (".wxml",)
READ = (
    *CODE,
    *VIEWS,
    ".json",
    ".wxss",
    ".html",
    ".txt",
    ".md",
    ".map",
    ".pem",
    ".key",
    ".env",
    ".yml",
    ".cfg",
)
# A line of a minified file may be the whole file: patterns run over the text, and the line is counted after.
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def text_of(content: bytes) -> tuple[str, bool]:
    """(text, whether it is UTF-8 as WeChat wants it). UTF-16 is read by its mark, so that nothing hides in
    it; what is no text at all comes with replacement letters.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace"), False
    if content[:64].count(b"\0") > 8:
        little = content[1:64:2].count(0) >= content[0:64:2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", "replace"), False
    try:
        return content.decode("utf-8").removeprefix("\ufeff"), True
    except UnicodeDecodeError:
        return content.decode("utf-8", "replace"), False


def texts_of(files: Mapping[str, bytes], endings: tuple[str, ...] = READ) -> Iterator[tuple[str, str]]:
    """(path, text) of the files with one of these endings, by path."""
    for path in sorted(files):
        if path.lower().endswith(endings):
            yield path, text_of(files[path])[0]


def line_at(text: str, position: int) -> int:
    """The line of a position, from 1."""
    return text.count("\n", 0, position) + 1


def places(pattern: re.Pattern[str], text: str, most: int = 20) -> Iterator[tuple[int, re.Match[str]]]:
    """(line, match), the first `most` of them."""
    for number, match in enumerate(pattern.finditer(text)):
        if number >= most:
            return
        yield line_at(text, match.start()), match


def shortened(text: str, most: int = 60) -> str:
    """`text` in one line and not longer than `most`."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"
