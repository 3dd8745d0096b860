"""Renders the pictures: ``python render_pictures.py OUT [name ...]``; what lies in OUT already is left alone.

Goods are rendered at 640×640 and enlarged to 800×800 afterwards (``render_files.py``), banners at their
own size. About 20 s a picture on two slow cores. Set SAMPLES for more or fewer rays.
"""

from __future__ import annotations

import fnmatch
import importlib
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
MODULES = (
    "tableware",
    "dishes",
    "glassware",
    "textiles",
    "decor",
    "scents",
    "lamps",
    "care",
    "stationery",
    "toys",
    "blocks",
    "pantry",
    "fruit",
    "sweets",
    "shopfront",
)
SIZES = {"banner": (900, 384)}


def size_of(name: str) -> tuple[int, int]:
    return SIZES.get(name.split("-", maxsplit=1)[0], (640, 640))


def main() -> None:
    studio = importlib.import_module("render_studio")
    for module in MODULES:
        if (Path(__file__).parent / f"render_{module}.py").exists():
            importlib.import_module(f"render_{module}")
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    patterns = sys.argv[2:] or ["*"]
    wanted = [name for pattern in patterns for name in studio.SHOTS if fnmatch.fnmatch(name, pattern)]
    for name in dict.fromkeys(wanted):
        if (out / f"{name}.png").exists():
            continue
        start = time.monotonic()
        studio.render(name, out, size_of(name))
        print(f"DONE {name} {time.monotonic() - start:.1f} s", flush=True)


if __name__ == "__main__":
    main()
