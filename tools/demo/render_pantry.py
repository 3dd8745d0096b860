"""Pictures of honey, jam and tea tins."""

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


JAMS = {
    "berry": ("#a3101c", "草莓", "STRAWBERRY"),
    "blue": ("#2e1638", "蓝莓", "BLUEBERRY"),
    "apricot": ("#d9781a", "杏子", "APRICOT"),
}


def conserve(color: str) -> bpy.types.Material:
    """Jam: glossy, cloudy, seeds and shreds of fruit in it."""
    g = m.Graph("jam")
    lumps = g.noise(g.coords(), 9, 4, 0.8)
    base = m.linear(color)
    bright = tuple(min(1.0, c * 1.9 + 0.02) for c in base[:3])
    g.color(g.ramp(lumps, [(0.35, color), (0.7, bright)]))
    g.set(roughness=0.16, subsurface_weight=0.4, subsurface_scale=0.06, coat_weight=0.4)
    g.bump(lumps, 0.6, 0.03)
    return g.material


def jam(kind: str, *, closed: bool = True) -> Parts:
    """A straight jar of jam with a green lid; 7 cm across."""
    color, name, latin = JAMS[kind]
    outer = [
        (0.33, 0),
        (0.37, 0.01),
        (0.39, 0.05),
        (0.39, 0.4),
        (0.39, 0.66),
        (0.36, 0.74),
        (0.35, 0.8),
        (0.35, 0.86),
    ]
    fill = [(0, 0.03), (0.35, 0.03), (0.368, 0.07), (0.368, 0.4), (0.368, 0.64), (0.33, 0.69), (0, 0.69)]
    tag = labels.square(
        LABELS / f"{latin}.png", name, latin, paper="#faf5ea", ink="#54352a", foot="山下", accent=color
    )
    parts = [
        s.lathe(s.vessel(outer, 0.018), m.glass("#ffffff")),
        s.lathe(fill, conserve(color)),
        s.band(0.396, 0.13, 0.55, 84, m.picture(tag)),
    ]
    if closed:
        lid = [
            (0.3, 0.76),
            (0.376, 0.76),
            (0.38, 0.765),
            (0.38, 0.9),
            (0.375, 0.93),
            (0.35, 0.945),
            (0, 0.945),
        ]
        parts.append(s.lathe(lid, m.lacquer("#55684f", 0.35)))
    return parts


def toast(color: str) -> Parts:
    """A slice of bread lying flat, spread with jam."""
    half = [
        (0.0, -0.5),
        (0.3, -0.5),
        (0.42, -0.46),
        (0.44, -0.3),
        (0.42, 0.1),
        (0.47, 0.25),
        (0.46, 0.4),
        (0.34, 0.5),
        (0.0, 0.53),
    ]
    outline = half + [(-x, y) for x, y in reversed(half[1:-1])]
    crust = s.slab(outline, 0.15, m.pile("#a8683a", 16), bevel=0.03)
    crumb = s.slab([(x * 0.92, y * 0.92) for x, y in outline], 0.158, m.pile("#ecd3a4", 14), bevel=0.01)
    spread = s.lathe(
        [(0, 0.2), (0.2, 0.2), (0.32, 0.185), (0.36, 0.155)], conserve(color), wobble=0.22, seed=3
    )
    return [crust, crumb, spread]


@shot("jam-1")
def _() -> None:
    world(0.8)
    cyclorama("#f3dedb", wall="#e9cac6")
    softboxes(0.75)
    s.group(jam("berry"), (0, 0, 0))
    frame((0, 0, 0.48), 1.95, up=11)


@shot("jam-2")
def _() -> None:
    world(0.45)
    table(m.wood("#b08a60", "#7d5a38", scale=1.2), "#d9d3c4", at=3.0)
    softboxes(0.35)
    window_light(3.2)
    s.group(jam("blue"), (0.05, 0.75, 0), (0, 0, 4))
    s.group(jam("berry"), (-0.85, 0.45, 0), (0, 0, 10))
    s.group(jam("apricot"), (0.95, 0.55, 0), (0, 0, -10))
    props.board((0.1, -0.65, 0), 6, (1.9, 1.1, 0.1), "#e0c49c", "#bf9c6c")
    s.group(toast(JAMS["berry"][0]), (-0.3, -0.62, 0.1), (0, 0, 24), 0.82)
    s.group(toast(JAMS["apricot"][0]), (0.55, -0.68, 0.1), (0, 0, -16), 0.82)
    frame((0.05, 0, 0.3), 3.3, up=28)


@shot("jam-3")
def _() -> None:
    world(0.8)
    cyclorama("#f4e4c8", wall="#ecd3a6")
    softboxes(0.75, side=1)
    s.group(jam("apricot"), (-0.25, 0, 0), (0, 0, 8))
    s.group(jam("blue"), (0.62, 0.5, 0), (0, 0, -10))
    frame((0.15, 0, 0.48), 2.1, up=13)
