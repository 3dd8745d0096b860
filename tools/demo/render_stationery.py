"""Pictures of notebooks, pens and coloured pencils."""

from __future__ import annotations

import math
import random
import tempfile
from pathlib import Path

import bpy
import render_labels as labels
import render_materials as m
import render_props as props
import render_shapes as s
from render_studio import cyclorama, frame, leaf_light, shot, softboxes, table, window_light, world

Parts = list[bpy.types.Object]
LABELS = Path(tempfile.gettempdir()) / "demo-labels"
GREEN, BRICK, NAVY = "#3f5648", "#9a4f3c", "#2f3f5c"


def notebook(color: str) -> Parts:
    """A cloth-bound A5 notebook lying flat: board covers, page block, elastic and ribbon."""
    cover = m.weave(color, scale=16, where="Object", depth=0.7)
    strap = m.weave(tuple(c * 0.5 for c in m.linear(color)[:3]), scale=50, where="Object")
    ribbon = s.curve([(0.1, -1.0, 0.16), (0.12, -1.14, 0.13), (0.2, -1.3, 0.03), (0.16, -1.55, 0.012)], 10)
    return [
        s.box((1.5, 2.1, 0.05), (0, 0, 0.025), cover, bevel=0.018),
        s.box((1.5, 2.1, 0.05), (0, 0, 0.265), cover, bevel=0.018),
        s.box((0.07, 2.1, 0.29), (-0.735, 0, 0.145), cover, bevel=0.03),
        s.box((1.4, 2.02, 0.2), (-0.01, 0, 0.145), props.pages(), bevel=0),
        s.box((0.07, 2.13, 0.3), (0.55, 0, 0.146), strap, bevel=0.012),
        s.sweep(ribbon, 0.045, m.lacquer("#b6503f", 0.5), flat=0.12, sides=8),
        s.box((0.5, 0.16, 0.008), (-0.1, -0.75, 0.2925), m.metal("#cfa65c", 0.3), bevel=0.0),
    ]


def _notebook_alone(color: str, floor: str, wall: str, turn: float) -> None:
    world(0.4)
    cyclorama(floor, wall=wall)
    softboxes(0.9, side=-1 if turn < 0 else 1)
    s.group(notebook(color), (0, 0.1, 0), (0, 0, turn))
    frame((0, 0, 0.1), 3.3, up=46)


@shot("notebook-1")
def _() -> None:
    _notebook_alone(GREEN, "#dfe0d4", "#cfd2c0", -22)


@shot("notebook-2")
def _() -> None:
    _notebook_alone(BRICK, "#ecdccf", "#e0c9b8", 20)


@shot("notebook-3")
def _() -> None:
    _notebook_alone(NAVY, "#dbe0e6", "#c8d0da", -16)


@shot("notebook-4")
def _() -> None:
    world(0.35)
    table(m.wood("#d9bb93", "#b1905f", scale=0.9), "#d6cdbd")
    softboxes(0.35)
    window_light(3.3)
    s.group(notebook(NAVY), (-0.55, 0.45, 0), (0, 0, 10))
    s.group(notebook(BRICK), (-0.5, 0.4, 0.3), (0, 0, -4))
    s.group(notebook(GREEN), (-0.45, 0.35, 0.6), (0, 0, 16))
    s.group(pen(), (1.15, -0.75, 0.07), (0, 0, 64), 1.15)
    s.group(
        props.twig([(0.7, 1.6, 0.1), (1.4, 1.0, 0.12), (2.0, 0.1, 0.1)], 0.36, round_=0.8, gap=5), (0, 0, 0)
    )
    frame((0.15, 0.1, 0.35), 4.5, up=40, around=6)


def pen(*, capped: bool = False, color: str = "#c9a050") -> Parts:
    """A hexagonal brass pen along x, nib to +x, 13.5 cm long."""
    brass = m.metal(color, 0.22, 0.1)

    def rod(start: float, end: float, radius: float, sides: int = 6, tip: float = 1.0) -> bpy.types.Object:
        outline = (
            [(radius * math.cos(math.pi / 3 * k), radius * math.sin(math.pi / 3 * k)) for k in range(6)]
            if sides == 6
            else [
                (radius * math.cos(2 * math.pi * k / sides), radius * math.sin(2 * math.pi * k / sides))
                for k in range(sides)
            ]
        )
        it = s.slab(outline, end - start, brass, bevel=0.008)
        if tip != 1.0:
            for vertex in it.data.vertices:
                if vertex.co.z > 0.01:
                    vertex.co.x *= tip
                    vertex.co.y *= tip
        return s.move(it, (start, 0, 0), (0, 90, 0))

    parts = [rod(-0.7, 0.28, 0.062), rod(-0.74, -0.7, 0.045, 24), rod(0.28, 0.32, 0.052, 24)]
    if capped:
        parts += [rod(0.3, 0.78, 0.07), s.box((0.4, 0.03, 0.012), (0.52, 0, 0.085), brass, bevel=0.005)]
        return parts
    parts.append(rod(0.32, 0.56, 0.05, 32, 0.78))
    steel = m.metal("#dfd9cc", 0.16)
    outline = [
        (0.5, -0.038),
        (0.6, -0.042),
        (0.68, -0.028),
        (0.77, -0.002),
        (0.77, 0.002),
        (0.68, 0.028),
        (0.6, 0.042),
        (0.5, 0.038),
    ]
    nib = s.slab(outline, 0.01, steel, bevel=0.002)
    nib.location.z = 0.012
    parts += [
        nib,
        s.move(s.ball(0.009, m.matt("#1c1511")), (0.62, 0, 0.02)),
        s.box((0.14, 0.003, 0.004), (0.69, 0, 0.022), m.matt("#1c1511"), bevel=0),
    ]
    return parts


@shot("pen-1")
def _() -> None:
    world(0.6)
    cyclorama("#d9dcdc", wall="#c6cbcb")
    softboxes(0.8)
    s.group(pen(), (0, -0.15, 0.06), (30, 0, 28))
    s.group(pen(capped=True), (0.1, 0.28, 0.07), (30, 0, 28))
    frame((0.05, 0.05, 0.05), 1.85, up=38)


@shot("pen-2")
def _() -> None:
    world(0.4)
    table(m.wood("#8d6747", "#5c3f29", scale=1.6, rough=0.4), "#c6bda9")
    softboxes(0.4)
    window_light(3.2)
    corners = [(-1.0, -0.7, 0.012), (1.0, -0.7, 0.012), (1.0, 0.7, 0.012), (-1.0, 0.7, 0.012)]
    letter = m.picture(labels.letter(LABELS / "letter.png"), rough=0.9)
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    s.move(s.mesh("letter", corners, [(0, 1, 2, 3)], letter, uv=square), (-0.2, 0.15, 0), (0, 0, 14))
    s.group(pen(), (0.42, -0.2, 0.09), (30, 4, 136))
    s.group(notebook(NAVY), (1.35, 1.25, 0), (0, 0, -20))
    frame((0.15, 0.0, 0.05), 2.3, up=38, around=6, stop=0.6)


@shot("pen-3")
def _() -> None:
    world(0.6)
    table(m.weave("#3d4650", scale=6, where="Object", contrast=0.3), "#5a646d")
    softboxes(0.8, side=1)
    s.group(pen(), (-0.42, 0, 0.06), (30, 0, -24))
    frame((0.1, -0.2, 0.06), 0.95, up=32, stop=0.9, focus=(0.16, -0.26, 0.07))


def pencil(color: str) -> Parts:
    """A hexagonal pencil along +z from its tail, sharpened on top, 17 cm."""
    hexagon = [(0.038 * math.cos(math.pi / 3 * k), 0.038 * math.sin(math.pi / 3 * k)) for k in range(6)]
    paint, lime = m.lacquer(color, 0.3), m.wood("#e2c79f", "#c9a878", scale=6, along="Z")
    cone = s.lathe([(0.0355, 1.42), (0.033, 1.44), (0.014, 1.62), (0, 1.62)], lime, segments=24, smooth=1)
    core = s.lathe([(0.0138, 1.615), (0.004, 1.7), (0, 1.703)], m.matt(color, 0.5), segments=16, smooth=1)
    tail = s.slab(hexagon, 0.05, lime, bevel=0.003)
    body = s.slab(hexagon, 1.38, paint, bevel=0.004)
    body.location.z = 0.05
    return [tail, body, cone, core]


COLORS = (
    "#c8372d",
    "#e0702c",
    "#eda73a",
    "#f2cf4a",
    "#b9c94a",
    "#5fa04e",
    "#2f7d5b",
    "#3a9aa0",
    "#3f86c0",
    "#2f5aa0",
    "#5a4796",
    "#8f4a92",
    "#c75a8c",
    "#e69aa6",
    "#8a5a3a",
    "#4a3a32",
    "#9aa0a4",
    "#33383c",
)


@shot("pencil-1")
def _() -> None:
    world(0.45)
    cyclorama("#eae4d8", wall="#ddd4c2")
    softboxes(0.85)
    for k, color in enumerate(COLORS):
        s.group(pencil(color), ((k - 8.5) * 0.098, -0.85 + 0.10 * math.sin(k * 1.1), 0.04), (-90, 0, 0))
    frame((0, 0, 0.02), 2.45, up=52, around=-10)


@shot("pencil-2")
def _() -> None:
    world(0.4)
    table(m.wood("#d9bb93", "#b1905f", scale=1.2), "#c9d2d2", at=3.0)
    softboxes(0.35)
    leaf_light(3.2, seed=5)
    cup = [(0.3, 0), (0.34, 0.01), (0.36, 0.05), (0.37, 0.5), (0.37, 0.95)]
    s.group([s.lathe(s.vessel(cup, 0.035), m.ceramic("#e8dfce", speckle=0.5))], (0, 0.2, 0))
    rng = random.Random(4)
    for k, color in enumerate(COLORS[:14]):
        a = 2 * math.pi * k / 14
        r = 0.2 if k % 2 else 0.1
        s.group(
            pencil(color),
            (r * 0.7 * math.cos(a), 0.2 + r * 0.7 * math.sin(a), 0.06),
            (-math.sin(a) * rng.uniform(4, 9), math.cos(a) * rng.uniform(4, 9), k * 20),
        )
    for k, color in enumerate(("#3f86c0", "#eda73a", "#c75a8c")):
        s.group(pencil(color), (0.55 + 0.2 * k, -0.9 + 0.1 * k, 0.04), (-90, 0, 20 - 24 * k))
    frame((0.2, 0, 0.78), 2.9, up=16)


@shot("pencil-3")
def _() -> None:
    world(0.45)
    cyclorama("#dfe6e8", wall="#cdd8db")
    softboxes(0.85, side=1)
    for k, color in enumerate(COLORS[2:14]):
        s.group(
            pencil(color),
            (math.sin(math.radians(k * 30)) * 1.86, math.cos(math.radians(k * 30)) * 1.86, 0.04),
            (-90, 0, 180 - k * 30),
        )
    frame((0.3, -0.3, 0.02), 3.0, up=60)
