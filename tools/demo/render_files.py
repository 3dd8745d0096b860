"""Turns the renders into the shop's files: ``python render_files.py RENDERS DEMO_DATA``.

Goods become 800×800 WebP, banners 1125×480 with their words, icons 160×160; detail pictures come from
``render_details``. Enlarging by a quarter and a light unsharp mask cost less than rendering the pixels,
and on a phone nobody can tell.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter
from render_details import compose
from render_labels import KAI, SANS, SERIF, face

QUALITY = 85
BANNERS = {
    "spring-tea": ("一壶茶的下午", "秋山窑新茶器 · 手工拉坯", "#3c463c"),
    "soft-home": ("把家变软一点", "棉麻抱枕与盖毯 · 换季上新", "#55402f"),
    "sweet-gift": ("甜的都在这里", "马卡龙与甜甜圈 · 当天现做", "#7a3f45"),
}

# The category icons are cut from these renders: middle and side as shares of the picture.
ICONS = {
    "teaware": ("teapot-1", 0.51, 0.5, 0.94),
    "tableware": ("mug-1", 0.5, 0.5, 0.74),
    "textile": ("cushion-3", 0.5, 0.5, 0.86),
    "vase": ("vase-2", 0.5, 0.52, 0.92),
    "candle": ("candle-2", 0.53, 0.52, 0.78),
    "lamp": ("lamp-1", 0.5, 0.52, 0.7),
    "perfume": ("perfume-1", 0.5, 0.46, 0.68),
    "stationery": ("notebook-1", 0.5, 0.53, 0.72),
    "toy": ("rainbow-1", 0.5, 0.48, 0.88),
    "honey": ("honey-1", 0.5, 0.5, 0.66),
    "bakery": ("donut-1", 0.54, 0.43, 0.84),
    "fruit": ("orange-1", 0.48, 0.48, 0.82),
}


def enlarged(path: Path, size: tuple[int, int]) -> Image.Image:
    image = Image.open(path).convert("RGB")
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS)
    return image.filter(ImageFilter.UnsharpMask(radius=1.2, percent=55, threshold=2))


def banner(path: Path, words: tuple[str, str, str]) -> Image.Image:
    """Title, line and a pill on the empty left third."""
    image = enlarged(path, (1125, 480))
    draw = ImageDraw.Draw(image)
    title, line, ink = words
    draw.text((84, 168), title, font=face(SERIF, 64), fill=ink, anchor="lm")
    draw.text((88, 250), line, font=face(SANS, 30), fill=ink, anchor="lm")
    draw.rounded_rectangle((86, 304, 262, 358), 27, fill=ink)
    draw.text((174, 330), "去看看", font=face(KAI, 30), fill="#ffffff", anchor="mm")
    return image


def icon(renders: Path, cut: tuple[str, float, float, float]) -> Image.Image:
    """A square of 160 cut out of a hero picture."""
    source, x, y, side = cut
    image = Image.open(renders / f"{source}.png").convert("RGB")
    size = image.width
    box = [round(size * v) for v in (x - side / 2, y - side / 2, x + side / 2, y + side / 2)]
    square = image.crop((box[0], box[1], box[2], box[3])).resize((160, 160), Image.Resampling.LANCZOS)
    return square.filter(ImageFilter.UnsharpMask(radius=0.8, percent=60, threshold=2))


def save(image: Image.Image, path: Path, quality: int) -> int:
    image.save(path, "WEBP", quality=quality, method=6)
    return path.stat().st_size


def main() -> None:
    renders, data = Path(sys.argv[1]), Path(sys.argv[2])
    for folder in ("pictures", "banners", "icons"):
        (data / folder).mkdir(parents=True, exist_ok=True)
    catalogue = json.loads((data / "catalogue.json").read_text("utf-8"))
    total = 0
    for good in catalogue["goods"]:
        sources = [renders / f"{Path(name).stem}.png" for name in good["pictures"]]
        for source, name in zip(sources, good["pictures"], strict=True):
            total += save(enlarged(source, (800, 800)), data / "pictures" / name, QUALITY)
        total += save(compose(good, sources), data / "pictures" / good["detail_picture"], QUALITY - 25)
    for name, words in BANNERS.items():
        total += save(banner(renders / f"banner-{name}.png", words), data / "banners" / f"{name}.webp", 82)
    for name, cut in ICONS.items():
        total += save(icon(renders, cut), data / "icons" / f"{name}.webp", 86)
    print(f"{total / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
