"""The long detail picture of a good: headline, renders, words and a table of facts, 750 wide."""

from __future__ import annotations

import colorsys
import re
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from render_labels import KAI, SANS, SERIF, face, spaced

WIDTH, MARGIN = 750, 56


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Breaks Chinese at any letter, but never before closing punctuation."""
    lines, line = [], ""
    for letter in text:
        if font.getlength(line + letter) > width and letter not in "，。、；：！？）":
            lines.append(line)
            line = ""
        line += letter
    return [*lines, line]


def ground(picture: Image.Image) -> tuple[str, str, str]:
    """Paper, ink and accent taken from the picture's backdrop, so that page and photo belong together."""
    corner = picture.resize((8, 8)).crop((0, 0, 8, 2)).resize((1, 1)).getpixel((0, 0))
    hue, _, depth = colorsys.rgb_to_hls(*(c / 255 for c in corner[:3]))

    def tone(lightness: float, saturation: float) -> str:
        r, g, b = colorsys.hls_to_rgb(hue, lightness, saturation)
        return f"#{round(r * 255):02x}{round(g * 255):02x}{round(b * 255):02x}"

    return tone(0.955, min(depth, 0.35)), tone(0.22, 0.16), tone(0.48, 0.28)


def photo(source: Path, size: tuple[int, int]) -> Image.Image:
    """The middle of a render at ``size``."""
    image = Image.open(source).convert("RGB")
    scale = max(size[0] / image.width, size[1] / image.height)
    image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    left, top = (image.width - size[0]) // 2, (image.height - size[1]) // 2
    image = image.crop((left, top, left + size[0], top + size[1]))
    return image.filter(ImageFilter.UnsharpMask(radius=1.0, percent=40, threshold=2))


def compose(good: dict[str, Any], sources: list[Path]) -> Image.Image:
    """Lays the page out top to bottom and cuts it where it ends (about 1,900 high)."""
    hero = Image.open(sources[0]).convert("RGB")
    paper, ink, accent = ground(hero)
    page = Image.new("RGB", (WIDTH, 2600), paper)
    draw = ImageDraw.Draw(page)
    y = _headline(draw, good, ink, accent)
    page.paste(photo(sources[1], (WIDTH, 560)), (0, y))
    y = _words(draw, good, y + 560, ink, accent)
    half = (WIDTH - 2 * MARGIN - 20) // 2
    for index, source in enumerate((sources[0], sources[-1])):
        page.paste(photo(source, (half, half)), (MARGIN + index * (half + 20), y))
    y = _facts(draw, good, y + half + 64, ink, accent)
    return page.crop((0, 0, WIDTH, y + 40))


def _headline(draw: ImageDraw.ImageDraw, good: dict[str, Any], ink: str, accent: str) -> int:
    spaced(draw, (WIDTH / 2, 76), good["brand"], face(KAI, 28), accent, 10)
    draw.line((WIDTH / 2 - 22, 110, WIDTH / 2 + 22, 110), fill=accent, width=2)
    y = 158
    font = face(SERIF, 46)
    brief = good["brief"].split("，")
    for line in brief:
        draw.text((WIDTH / 2, y), line, font=font, fill=ink, anchor="mm")
        y += 64
    draw.text((WIDTH / 2, y + 4), good["name"], font=face(SANS, 24), fill=accent, anchor="mm")
    return y + 52


def _words(draw: ImageDraw.ImageDraw, good: dict[str, Any], y: int, ink: str, accent: str) -> int:
    font = face(SANS, 27)
    y += 58
    for number, text in enumerate(re.findall(r"<p>(.*?)</p>", good["detail_html"]), 1):
        draw.text((MARGIN, y), f"{number:02d}", font=face(SERIF, 34), fill=accent, anchor="lm")
        for line in wrapped(text, font, WIDTH - 2 * MARGIN - 84):
            draw.text((MARGIN + 84, y), line, font=font, fill=ink, anchor="lm")
            y += 44
        y += 30
    return y + 8


def _facts(draw: ImageDraw.ImageDraw, good: dict[str, Any], y: int, ink: str, accent: str) -> int:
    draw.text((MARGIN, y), "商品参数", font=face(SERIF, 34), fill=ink, anchor="lm")
    y += 44
    for name, value in good["params"]:
        draw.line((MARGIN, y, WIDTH - MARGIN, y), fill=accent, width=1)
        draw.text((MARGIN, y + 32), name, font=face(SANS, 26), fill=accent, anchor="lm")
        draw.text((MARGIN + 200, y + 32), value, font=face(SANS, 26), fill=ink, anchor="lm")
        y += 64
    draw.line((MARGIN, y, WIDTH - MARGIN, y), fill=accent, width=1)
    draw.text(
        (WIDTH / 2, y + 46),
        "批次不同略有差异，图片为效果示意，请以收到的实物为准",
        font=face(SANS, 20),
        fill=accent,
        anchor="mm",
    )
    return y + 60
