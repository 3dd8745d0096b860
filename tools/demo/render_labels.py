"""Printed labels, drawn with Pillow in a Chinese face, for jars, tins, candles and bottles.

The faces are Debian's ``fonts-noto-cjk``, ``fonts-noto-cjk-extra`` and ``fonts-lxgw-wenkai``, all under the
SIL Open Font License.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SERIF = "/usr/share/fonts/opentype/noto/NotoSerifCJK-SemiBold.ttc"
SANS = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
KAI = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"


def face(path: str, size: int) -> ImageFont.FreeTypeFont:
    """The simplified Chinese face of a collection (index 2 in Noto's)."""
    return ImageFont.truetype(path, size, index=2 if path.endswith(".ttc") else 0)


def spaced(
    draw: ImageDraw.ImageDraw,
    middle: tuple[float, float],
    text: str,
    font: ImageFont.FreeTypeFont,
    ink: str,
    gap: float,
) -> None:
    """A line of letters set wide round a middle."""
    widths = [font.getlength(letter) for letter in text]
    x = middle[0] - (sum(widths) + gap * (len(text) - 1)) / 2
    for letter, width in zip(text, widths, strict=True):
        draw.text((x, middle[1]), letter, font=font, fill=ink, anchor="lm")
        x += width + gap


def square(
    path: Path,
    name: str,
    latin: str,
    *,
    paper: str,
    ink: str,
    foot: str = "小铺生活",
    size: tuple[int, int] = (640, 640),
    accent: str | None = None,
) -> Path:
    """A framed label: name large, Latin line small, shop at the foot. Returns ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    width, height = size
    image = Image.new("RGB", size, paper)
    draw = ImageDraw.Draw(image)
    if accent:
        draw.rectangle((0, int(height * 0.78), width, height), fill=accent)
    draw.rectangle((22, 22, width - 22, height - 22), outline=ink, width=3)
    big = min(int(width * 0.72 / max(len(name), 2)), int(height * 0.3))
    spaced(draw, (width / 2, height * 0.40), name, face(SERIF, big), ink, big * 0.12)
    draw.line((width * 0.42, height * 0.58, width * 0.58, height * 0.58), fill=ink, width=3)
    small = int(width * 0.055)
    spaced(draw, (width / 2, height * 0.68), latin, face(SANS, small), ink, small * 0.25)
    spaced(
        draw,
        (width / 2, height * 0.87),
        foot,
        face(KAI, int(width * 0.06)),
        paper if accent else ink,
        width * 0.02,
    )
    image.save(path)
    return path


def letter(path: Path) -> Path:
    """A sheet with a few written lines. Returns ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGB", (1200, 840), "#f7f1e3")
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(
        ("见字如面，展信佳。", "院子里的桂花开了，", "新茶也焙好了，", "等你回来一起喝。")
    ):
        draw.text(
            (110 if row == 0 else 190, 150 + 165 * row), line, font=face(KAI, 92), fill="#33456b", anchor="lm"
        )
        draw.line((90, 225 + 165 * row, 1110, 225 + 165 * row), fill="#dcd2bd", width=2)
    image.save(path)
    return path
