"""Pictures of honey, tea tins and fruit."""

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
from render_glassware import citrus_slice
from render_studio import cyclorama, frame, leaf_light, shot, softboxes, table, window_light, world
from render_tableware import tea_cup

Parts = list[bpy.types.Object]
LABELS = Path(tempfile.gettempdir()) / "demo-labels"


def honey(*, closed: bool = True) -> Parts:
    """A round-shouldered jar of honey, gold lid, cream label; 8 cm across."""
    outer = [
        (0.36, 0),
        (0.41, 0.01),
        (0.44, 0.06),
        (0.45, 0.3),
        (0.45, 0.68),
        (0.42, 0.82),
        (0.36, 0.9),
        (0.35, 1.0),
    ]
    fill = [
        (0, 0.04),
        (0.39, 0.04),
        (0.432, 0.09),
        (0.434, 0.3),
        (0.434, 0.68),
        (0.41, 0.79),
        (0.38, 0.82),
        (0, 0.82),
    ]
    syrup = m.glass("#f2a01f", ior=1.42)
    g_out = syrup.node_tree.nodes["Principled BSDF"]
    g_out.inputs["Subsurface Weight"].default_value = 0.35
    g_out.inputs["Transmission Weight"].default_value = 0.75
    tag = labels.square(
        LABELS / "HONEY.png",
        "土蜂蜜",
        "WILD HONEY",
        paper="#f6eedb",
        ink="#6b4a1c",
        foot="山下",
        accent="#b0772a",
    )
    parts = [
        s.lathe(s.vessel(outer, 0.02), m.glass("#ffffff")),
        s.lathe(fill, syrup),
        s.band(0.4565, 0.2, 0.66, 76, m.picture(tag)),
    ]
    if closed:
        lid = [(0, 1.14), (0.34, 1.14), (0.375, 1.12), (0.38, 1.1), (0.38, 0.93), (0.37, 0.92), (0.3, 0.92)]
        parts.append(s.lathe(lid, m.metal("#cfa65c", 0.3), flute=None))
    return parts


def dipper() -> Parts:
    """A honey dipper along +x, its ridged head at the origin."""
    beech = m.wood("#d6b083", "#a8794a", scale=3, along="Z")
    head: list[tuple[float, float]] = [(0, -0.2)]
    for k in range(6):
        z = -0.18 + 0.065 * k
        r = 0.15 * math.sin(math.pi * (k + 1) / 7) ** 0.6
        head += [(r, z), (r, z + 0.03), (r * 0.62, z + 0.035), (r * 0.62, z + 0.06)]
    head += [(0.035, 0.24), (0.03, 0.4), (0.032, 1.3), (0.045, 1.4), (0.03, 1.47), (0, 1.48)]
    return [s.lathe(head, beech, segments=32, smooth=1)]


@shot("honey-1")
def _() -> None:
    world(0.9)
    cyclorama("#f1e2c4", wall="#e8d3a8")
    softboxes(0.7)
    s.group(honey(), (0, 0, 0))
    frame((0, 0, 0.58), 2.2, up=10)


@shot("honey-2")
def _() -> None:
    world(0.5)
    table(m.wood("#b08a60", "#7d5a38", scale=1.2), "#d5cbb4", at=3.0)
    softboxes(0.35)
    window_light(3.2)
    s.group(honey(closed=False), (-0.35, 0.3, 0))
    s.group(honey(), (0.75, 0.95, 0))
    dish = [(0.3, 0), (0.34, 0.0), (0.4, 0.08), (0.44, 0.17)]
    s.group(
        [
            s.lathe(s.vessel(dish, 0.03), m.ceramic("#efe6d4", speckle=0.4)),
            props.disc(0.385, 0.1, m.glass("#e8971c")),
        ],
        (0.75, -0.55, 0),
    )
    s.group(dipper(), (0.7, -0.55, 0.22), (0, 66, 34))
    frame((0.25, 0.1, 0.5), 3.2, up=20)


@shot("honey-3")
def _() -> None:
    world(0.9)
    cyclorama("#e9e2d6", wall="#dbd0bd")
    softboxes(0.7, side=1)
    s.group(honey(closed=False), (0, 0, 0))
    s.group(dipper(), (0.04, 0, 0.95), (0, 24, -20))
    frame((0.15, 0, 0.85), 1.9, up=16)


TEAS = {
    "green": ("#5e7a5c", "明前龙井", "LONGJING"),
    "gold": ("#c89a45", "桂花乌龙", "OSMANTHUS"),
    "red": ("#8f3f33", "正山小种", "LAPSANG"),
}


def tin(kind: str) -> Parts:
    """A tea tin 7.5 × 11 cm: lacquered body, paper band, slip lid."""
    color, name, latin = TEAS[kind]
    tag = labels.square(
        LABELS / f"{latin}.png", name, latin, paper="#f5f0e4", ink=color, foot="山下茶事", size=(900, 660)
    )
    paint = m.lacquer(color, 0.38)
    body = [
        (0, 0),
        (0.36, 0),
        (0.375, 0.012),
        (0.375, 0.03),
        (0.37, 0.04),
        (0.37, 0.5),
        (0.37, 0.89),
        (0.37, 0.9),
        (0.36, 0.9),
        (0, 0.9),
    ]
    lid = [
        (0.3, 0.86),
        (0.376, 0.86),
        (0.38, 0.87),
        (0.38, 1.1),
        (0.372, 1.125),
        (0.35, 1.135),
        (0.33, 1.12),
        (0, 1.12),
    ]
    return [
        s.lathe(body, paint, segments=64),
        s.lathe(lid, paint, segments=64),
        s.band(0.3725, 0.2, 0.74, 112, m.picture(tag)),
    ]


def leaves(place: tuple[float, float, float], spread: float, color: str, count: int, seed: int) -> None:
    """A heap of dry tea."""
    rng = random.Random(seed)
    dry = m.matt(color, 0.8)
    parts = []
    for _ in range(count):
        r = spread * math.sqrt(rng.random())
        a = rng.uniform(0, 2 * math.pi)
        z = 0.02 + 0.1 * max(0, 1 - r / spread) * rng.random()
        size = rng.uniform(0.08, 0.14)
        line = s.curve(
            [(0, 0, 0), (size * 0.5, rng.uniform(-0.02, 0.02), 0.01), (size, 0, rng.uniform(-0.01, 0.02))], 3
        )
        it = s.sweep(
            line, [0.008, 0.013, 0.014, 0.013, 0.011, 0.008, 0.004], dry, flat=0.5, sides=5, smooth=0
        )
        parts.append(
            s.move(
                it,
                (r * math.cos(a), r * math.sin(a), z),
                (rng.uniform(-20, 20), rng.uniform(-25, 25), rng.uniform(0, 360)),
            )
        )
    s.group(parts, place)


@shot("teatin-1")
def _() -> None:
    world(0.5)
    cyclorama("#dee3d6", wall="#cbd3bf")
    softboxes(0.85)
    s.group(tin("green"), (0, 0, 0), (0, 0, 8))
    leaves((0.55, -0.45, 0), 0.26, "#6b7a3f", 60, 2)
    frame((0.08, 0, 0.55), 2.2, up=12)


@shot("teatin-2")
def _() -> None:
    world(0.4)
    table(m.wood("#8d6747", "#5c3f29", rough=0.4), "#cabfa9", at=3.0)
    softboxes(0.4)
    leaf_light(3.2, seed=13)
    for kind, place, turn in (
        ("gold", (-0.95, 0.25, 0), 12),
        ("green", (0, 0.6, 0), 0),
        ("red", (0.95, 0.25, 0), -12),
    ):
        s.group(tin(kind), place, (0, 0, turn))
    s.group(tea_cup("#f3efe6", drink="#b98b2e"), (0.5, -0.75, 0))
    leaves((-0.45, -0.75, 0), 0.3, "#4a3b26", 70, 4)
    frame((0, 0, 0.5), 3.3, up=18)


@shot("teatin-3")
def _() -> None:
    world(0.5)
    cyclorama("#efe0c0", wall="#e4cd9d")
    softboxes(0.85, side=1)
    s.group(tin("gold"), (-0.3, 0, 0), (0, 0, 14))
    s.group(tin("red"), (0.6, 0.45, 0), (0, 0, -14))
    frame((0.12, 0, 0.55), 2.3, up=12)


def orange(seed: int) -> Parts:
    g = m.Graph("peel")
    where = g.coords()
    tone = g.noise(where, 1.6, 3)
    g.color(g.ramp(tone, [(0.3, "#e8780f"), (0.7, "#f39a22")]))
    g.set(roughness=0.38, subsurface_weight=0.25, subsurface_scale=0.08, coat_weight=0.15)
    g.bump(g.noise(where, 26, 2), 0.5, 0.03)
    fruit = s.ball(0.42, g.material, squash=(1, 1, 0.94), lumps=0.03, grain=1.2, seed=seed)
    star = s.lathe(
        [(0, 0.4), (0.03, 0.405), (0.045, 0.385), (0.07, 0.37)],
        m.matt("#7d8a4a"),
        flute=(5, 0.5, 9),
        segments=40,
    )
    return [s.move(fruit, (0, 0, 0)), star]


def half(seed: int) -> Parts:
    """Half an orange, its cut face up at z = 0."""
    g = m.Graph("rind")
    g.set(base_color=m.linear("#ee8416"), roughness=0.4, subsurface_weight=0.2, subsurface_scale=0.06)
    g.bump(g.noise(g.coords(), 26, 2), 0.5, 0.03)
    dome = [(0.42 * math.sin(t), -0.4 * math.cos(t)) for t in [math.pi / 2 * k / 10 for k in range(11)]]
    face = citrus_slice("#ee8416", "#f7a830")
    s.move(face, (0, 0, -0.062), (0, 0, seed * 40), 0.84)
    return [s.lathe([(max(r, 0.0), z) for r, z in dome], g.material), face]


def _leafy(place: tuple[float, float, float], turn: float) -> None:
    it = props.leaf(0.6, m.soft("#4c7a3a", depth=0.02, rough=0.3, weight=0.15, coat=0.3), round_=0.55)
    s.move(it, place, (0, -14, turn))


@shot("orange-1")
def _() -> None:
    world(0.5)
    cyclorama("#f3e6cf", wall="#ead7b3")
    softboxes(0.8)
    s.group(orange(1), (-0.5, 0.35, 0.4), (10, 14, 0))
    s.group(orange(2), (0.42, 0.5, 0.4), (-20, 8, 50))
    s.group(half(3), (0.1, -0.35, 0.36), (38, 0, 10))
    _leafy((-0.5, 0.3, 0.8), 160)
    frame((0, 0, 0.42), 2.5, up=18)


@shot("orange-2")
def _() -> None:
    world(0.4)
    table(m.wood("#b08a60", "#7d5a38"), "#c9d0bd", at=3.6)
    softboxes(0.4)
    leaf_light(3.2, seed=7)
    crate = m.wood("#dcc19a", "#b8935f", scale=1.2)
    for z in (0.14, 0.48):
        for y in (-0.95, 0.95):
            s.box((3.0, 0.06, 0.26), (0, y, z), crate, bevel=0.012)
        for x in (-1.47, 1.47):
            s.box((0.06, 1.9, 0.26), (x, 0, z), crate, bevel=0.012)
    s.box((2.9, 1.85, 0.05), (0, 0, 0.03), crate, bevel=0.0)
    rng = random.Random(3)
    spots = [((i - 1) * 0.92, (j - 0.5) * 0.86, 0.46) for i in range(3) for j in range(2)]
    spots += [(-0.48, 0.05, 1.07), (0.46, -0.04, 1.07)]
    for k, spot in enumerate(spots):
        s.group(orange(k), spot, (rng.uniform(-40, 40), rng.uniform(-40, 40), rng.uniform(0, 360)))
    for place, turn in (((-0.5, 0.1, 1.46), 200), ((0.95, 0.4, 0.86), 40), ((-1.0, -0.5, 0.86), 150)):
        _leafy(place, turn)
    s.group(half(1), (1.0, -1.6, 0.37), (30, 0, -20))
    frame((0.05, -0.2, 0.6), 4.7, up=28, around=10)


@shot("orange-3")
def _() -> None:
    world(0.5)
    cyclorama("#dfe6d8", wall="#ccd8c0")
    softboxes(0.8, side=1)
    s.group(half(2), (-0.25, -0.1, 0.38), (48, 0, -12))
    s.group(orange(5), (0.55, 0.4, 0.4), (20, -12, 80))
    face = citrus_slice("#ee8416", "#f7a830")
    s.move(face, (0.62, -0.6, 0), (0, 0, 20), 0.84)
    frame((0.12, -0.05, 0.34), 1.9, up=26)
