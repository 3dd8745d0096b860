"""Writing on pictures: one Chinese font that comes with the program, and never an empty box.

A character that the font does not have would be drawn as a box ("tofu"). `drawable` leaves such characters
out before anything is drawn; whoever draws text passes it through there.
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import as_file, files

from PIL import ImageFont

from xiaopu.kernel.text import squeeze

Face = ImageFont.FreeTypeFont

_FILE = "noto-sans-cjk-sc-bold.woff2"
_ELLIPSIS = "…"
_NOBODY_HAS_THIS = "\U0010ffff"
_LOOK_AT = 32


@lru_cache(maxsize=24)
def face(size: int) -> Face:
    """The font at so many pixels. The first call of a size takes 50 ms."""
    with as_file(files("xiaopu.infra") / "fonts" / _FILE) as path:
        return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=30_000)
def has_glyph(character: str) -> bool:
    """Whether the font can draw it: what it cannot looks like the font's own box."""
    return character == " " or bytes(face(_LOOK_AT).getmask(character)) != _box()


def drawable(text: str) -> str:
    """`text` in one line, without the characters that would come out as boxes."""
    return squeeze("".join(one for one in text if has_glyph(one)))


def wrapped(text: str, size: int, width: int, most: int) -> list[str]:
    """At most `most` lines of `width` pixels; what does not fit ends in an ellipsis. Chinese breaks anywhere,
    a Latin word only when it is longer than a line.
    """
    letters, lines = face(size), [""]
    for word in _words(drawable(text)):
        if letters.getlength(lines[-1] + word) <= width:
            lines[-1] += word
        elif word.strip():
            lines.append(word)
    whole = [piece for line in lines for piece in _cut(line.strip(), letters, width)]
    if len(whole) <= most:
        return [line for line in whole if line]
    last = whole[most - 1]
    while last and letters.getlength(last + _ELLIPSIS) > width:
        last = last[:-1]
    return [*whole[: most - 1], last.rstrip() + _ELLIPSIS]


@lru_cache(maxsize=1)
def _box() -> bytes:
    return bytes(face(_LOOK_AT).getmask(_NOBODY_HAS_THIS))


def _words(text: str) -> Iterator[str]:
    word = ""
    for one in text:
        if one.isascii() and one != " ":
            word += one
            continue
        if word:
            yield word
        word = ""
        yield one
    if word:
        yield word


def _cut(line: str, letters: Face, width: int) -> Iterator[str]:
    """A line that is one long word, in pieces."""
    while letters.getlength(line) > width:
        most = next(number for number in range(len(line), 0, -1) if letters.getlength(line[:number]) <= width)
        yield line[:most]
        line = line[most:]
    yield line
