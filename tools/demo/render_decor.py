"""Pictures of baskets, vases and trays."""

from __future__ import annotations

import math
import random

import bpy
import render_materials as m
import render_props as props
import render_shapes as s
from mathutils import Vector
from render_dishes import bowl
from render_studio import cyclorama, frame, leaf_light, shot, softboxes, table, window_light, world
from render_tableware import RICE, mug, tea_cup, teapot

Parts = list[bpy.types.Object]


def rope(color: str) -> bpy.types.Material:
    """Twisted cotton cord: slanting strands (UV u round the cord, v along it)."""
    g = m.Graph("rope")
    strands = g.wave(g.coords("UV", (1.0, 26.0, 1.0)), 1.0, "DIAGONAL", 0.3)
    base = m.linear(color)
    g.color(g.ramp(strands, [(0.0, tuple(c * 0.6 for c in base[:3])), (0.5, color)]))
    g.set(roughness=0.95, sheen_weight=0.3)
    g.bump(strands, 0.9, 0.03)
    return g.material


def basket(
    radius: float, rows: int, *, lower: str = "#e6dac4", upper: str = "#b08a5f", seed: int = 1
) -> Parts:
    """Coils of rope, the top quarter in a second colour, two ears at the rim."""
    rng = random.Random(seed)
    thick = 0.085
    pale, tan = rope(lower), rope(upper)
    parts: Parts = []
    height = 0.0
    for row in range(rows):
        height = thick * (1 + 1.72 * row)
        belly = radius * (0.9 + 0.13 * math.sin(math.pi * min(1, row / rows + 0.1)))
        parts.append(
            s.ring(
                belly + rng.uniform(-0.012, 0.012),
                thick,
                height,
                tan if row > rows * 0.72 else pale,
                wobble=0.006,
                seed=row,
            )
        )
    parts.append(props.disc(radius * 0.92, 0.06, m.weave(lower, scale=20, where="Object")))
    for side in (-1, 1):
        loop = [
            (side * belly * 1.0, -0.42, height - 0.1),
            (side * belly * 1.05, -0.36, height + 0.22),
            (side * belly * 1.08, 0, height + 0.42),
            (side * belly * 1.05, 0.36, height + 0.22),
            (side * belly * 1.0, 0.42, height - 0.1),
        ]
        parts.append(s.sweep(s.curve([tuple(Vector(p)) for p in loop], 10), thick, tan))
    return parts


def yarn(radius: float, color: str, place: tuple[float, float, float], seed: int) -> None:
    """A ball of wool wound in great circles."""
    rng = random.Random(seed)
    wool = m.weave(color, scale=30, where="Object")
    core = s.move(s.ball(radius * 0.96, wool), place)
    parts = [core]
    for _ in range(64):
        axis = Vector((rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 1))).normalized()
        one = axis.orthogonal().normalized()
        two = axis.cross(one)
        shift = axis * rng.uniform(-0.6, 0.6) * radius
        wide = math.sqrt(radius**2 - shift.length**2)
        path = [
            Vector(place) + shift + (one * math.cos(t) + two * math.sin(t)) * wide
            for t in [2 * math.pi * k / 40 for k in range(40)]
        ]
        parts.append(s.sweep(path, 0.04, wool, closed=True, sides=6))


@shot("basket-1")
def _() -> None:
    world(0.4)
    cyclorama("#e4dacb", wall="#d9ccb6")
    softboxes(0.85)
    s.group(basket(1.35, 14), (0, 0, 0), (0, 0, 20))
    frame((0, 0, 1.15), 4.5, up=16)


@shot("basket-2")
def _() -> None:
    world(0.35)
    table(m.wood("#cfae84", "#a5825a", scale=0.5), "#d8d2c4", at=4.0)
    softboxes(0.4)
    window_light(3.2)
    s.group(basket(1.6, 15), (-0.6, 0.5, 0), (0, 0, 10))
    for place, color, seed in (
        ((-1.1, 0.3, 2.0), "#b9806a", 1),
        ((-0.2, 0.2, 2.05), "#8d9b86", 2),
        ((-0.6, 1.0, 2.1), "#e0cfae", 3),
    ):
        yarn(0.55, color, place, seed)
    s.group(basket(1.0, 8, seed=4), (1.9, -0.5, 0), (0, 0, 70))
    yarn(0.5, "#7f93a3", (1.1, -1.6, 0.5), 5)
    frame((0.3, 0, 1.1), 6.4, up=18, around=6)


@shot("basket-3")
def _() -> None:
    world(0.4)
    cyclorama("#dcdcd2", wall="#cccdbf")
    softboxes(0.85, side=1)
    s.group(basket(1.5, 13, seed=3), (0, 0, 0), (0, 0, 78))
    frame((0.2, -0.6, 1.5), 2.6, up=26, around=10, stop=0.7, focus=(0.1, -1.4, 1.5))


BISQUE = {"gourd": "#d9c2a6", "shoulder": "#b9a998", "neck": "#e4dccf"}


def vase(kind: str) -> Parts:
    outlines = {
        "gourd": [
            (0.4, 0),
            (0.46, 0.02),
            (0.7, 0.25),
            (0.8, 0.6),
            (0.68, 0.95),
            (0.44, 1.18),
            (0.4, 1.3),
            (0.5, 1.55),
            (0.46, 1.82),
            (0.27, 2.02),
            (0.2, 2.12),
            (0.24, 2.24),
        ],
        "shoulder": [
            (0.42, 0),
            (0.47, 0.02),
            (0.6, 0.3),
            (0.86, 0.85),
            (0.92, 1.2),
            (0.78, 1.5),
            (0.4, 1.7),
            (0.26, 1.76),
            (0.24, 1.86),
            (0.3, 1.95),
        ],
        "neck": [
            (0.36, 0),
            (0.41, 0.02),
            (0.62, 0.2),
            (0.7, 0.48),
            (0.58, 0.78),
            (0.3, 1.0),
            (0.17, 1.3),
            (0.145, 1.8),
            (0.155, 2.2),
            (0.22, 2.36),
        ],
    }
    raw = m.ceramic(BISQUE[kind], rough=0.9, speckle=0.25, wobble=0.5)
    return [s.lathe(s.vessel(outlines[kind], 0.05), raw, segments=64)]


def _twigs(
    top: float, *, color: str = "#7d8f72", seed: int = 1, round_: float = 0.75, lean: float = 1.0
) -> Parts:
    parts: Parts = []
    for index, (x, y, z) in enumerate(
        ((0.9 * lean, -0.1, 1.7), (-0.55 * lean, 0.2, 1.95), (0.25 * lean, -0.35, 2.1))
    ):
        path = [(0, 0, 0.3), (0.02, 0, top), (x * 0.4, y * 0.5, top + z * 0.5), (x, y, top + z)]
        parts += props.twig(path, 0.48, color, round_=round_, gap=5, seed=seed + index, bare=19)
    return parts


@shot("vase-1")
def _() -> None:
    world(0.35)
    table(m.plaster("#d9cdbb"), "#cdbfa9", at=3.0)
    softboxes(0.35)
    leaf_light(3.3, seed=2)
    s.group([*vase("gourd"), *_twigs(2.2, round_=0.85)], (-0.5, 0.5, 0))
    s.group(vase("shoulder"), (1.15, -0.1, 0))
    s.group(vase("neck"), (-1.75, -0.3, 0))
    frame((-0.15, 0, 1.85), 5.3, up=8)


@shot("vase-2")
def _() -> None:
    world(0.4)
    cyclorama("#e6dccf", wall="#dccdb9")
    softboxes(0.8)
    s.group([*vase("gourd"), *_twigs(2.2, color="#a98d5f", round_=0.3, seed=7, lean=0.7)], (0, 0, 0))
    frame((0, 0, 1.85), 4.9, up=8)


@shot("vase-3")
def _() -> None:
    world(0.4)
    cyclorama("#d6d3cc", wall="#c5c1b8")
    softboxes(0.8, side=1)
    s.group([*vase("shoulder"), *_twigs(1.9, seed=12)], (0, 0, 0))
    frame((0.05, 0, 1.75), 4.9, up=8)


@shot("vase-4")
def _() -> None:
    world(0.4)
    cyclorama("#dbe0dc", wall="#c9d1cb")
    softboxes(0.8)
    path = [(0, 0, 0.3), (0, 0, 2.3), (0.35, 0, 3.0), (1.0, -0.1, 3.6)]
    s.group([*vase("neck"), *props.twig(path, 0.5, "#8a9f86", round_=0.9, gap=5, bare=19)], (-0.15, 0, 0))
    frame((0.1, 0, 1.75), 4.9, up=8)


def tray() -> Parts:
    """An oval walnut tray 36 × 22 cm with a raised, sloping rim."""
    walnut = m.wood("#8a5f42", "#55351f", scale=0.9, rough=0.38)
    profile = [
        (0, 0),
        (0.88, 0),
        (0.93, 0.02),
        (1.0, 0.2),
        (1.0, 0.225),
        (0.975, 0.235),
        (0.955, 0.225),
        (0.9, 0.1),
        (0.86, 0.075),
        (0.5, 0.075),
        (0, 0.075),
    ]
    return [s.lathe([(r * 1.8, z) for r, z in profile], walnut, segments=72, squash=(1, 0.6))]


@shot("tray-1")
def _() -> None:
    world(0.4)
    cyclorama("#e0d8ca", wall="#d3c8b5")
    softboxes(0.95)
    s.group(tray(), (0, 0, 0), (0, 0, 14))
    frame((0, 0, 0.1), 4.3, up=32)


@shot("tray-2")
def _() -> None:
    world(0.3)
    table(m.weave("#d8d0c0", scale=5, where="Object", contrast=0.15), "#cfc6b4")
    softboxes(0.4)
    window_light(3.2)
    s.group(tray(), (0, 0, 0), (0, 0, 10))
    s.group(teapot("#e2d9c6", "#c9b999"), (-0.6, 0.25, 0.08), (0, 0, -150), 0.72)
    for x, y in ((0.55, -0.3), (1.05, 0.2)):
        s.group(tea_cup("#e2d9c6"), (x, y, 0.08), size=0.85)
    frame((0.05, 0, 0.35), 4.1, up=30, around=8)


@shot("tray-3")
def _() -> None:
    world(0.35)
    table(m.marble("#ebe7e0"), "#c9c9c2")
    softboxes(0.75, side=1)
    s.group(tray(), (0, 0, 0), (0, 0, -16))
    s.group(mug(RICE, drink=True), (-0.6, 0.15, 0.08), (0, 0, 200), 0.85)
    s.group(bowl("#b0674a"), (0.65, 0.1, 0.08), size=0.85)
    frame((0.3, -0.2, 0.3), 3.2, up=36, around=-10, stop=0.7)
