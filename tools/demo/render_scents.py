"""Pictures of candles and a reed diffuser."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

import bpy
import render_labels as labels
import render_materials as m
import render_props as props
import render_shapes as s
from mathutils import Vector
from render_studio import area, cyclorama, frame, leaf_light, shot, softboxes, table, world

Parts = list[bpy.types.Object]
LABELS = Path(tempfile.gettempdir()) / "demo-labels"


def flame(place: tuple[float, float, float], *, height: float = 0.3, power: float = 9.0) -> Parts:
    """A wick's flame and the warm light that it throws."""
    g = m.Graph("flame")
    split = g.node("ShaderNodeSeparateXYZ")
    g.link(g.coords("Generated"), split.inputs[0])
    tone = g.ramp(split.outputs[2], [(0.0, "#ff8a30"), (0.35, "#ffd27a"), (0.8, "#fff1c9")])
    g.link(tone, g.bsdf.inputs["Emission Color"])
    g.set(emission_strength=9.0, base_color=(0, 0, 0, 1))
    drop = [(0, 0), (0.05, 0.03), (0.075, 0.1), (0.06, 0.19), (0.025, 0.27), (0, 0.32)]
    k = height / 0.32
    body = s.move(s.lathe([(r * k, z * k) for r, z in drop], g.material, segments=16), place)
    body.visible_shadow = False
    wick = s.sweep(
        [
            Vector((place[0], place[1], place[2] - 0.08)),
            Vector((place[0] + 0.008, place[1], place[2] + 0.05)),
        ],
        0.014,
        m.matt("#2a211b"),
        sides=6,
    )
    light = bpy.data.lights.new("flame", "POINT")
    light.energy = power
    light.color = (1.0, 0.62, 0.28)
    light.shadow_soft_size = 0.08
    lamp = bpy.data.objects.new("flame", light)
    lamp.location = (place[0], place[1], place[2] + 0.2)
    bpy.context.collection.objects.link(lamp)
    return [body, wick, lamp]


def candle(color: str, scent: str, latin: str, *, lit: bool = True) -> Parts:
    """Wax in a tinted glass with a paper label; 8 cm across."""
    outer = [(0.38, 0), (0.41, 0.01), (0.43, 0.05), (0.43, 0.5), (0.43, 1.0), (0.432, 1.02)]
    wax = [
        (0, 0.09),
        (0.36, 0.09),
        (0.40, 0.12),
        (0.402, 0.4),
        (0.402, 0.74),
        (0.36, 0.725),
        (0.15, 0.715),
        (0, 0.715),
    ]
    tag = labels.square(LABELS / f"{latin}.png", scent, latin, paper="#f4efe4", ink="#3c3a36")
    parts = [
        s.lathe(s.vessel(outer, 0.024), m.glass(color)),
        s.lathe(wax, m.soft("#f3e7cf", depth=0.25, rough=0.35, inner="#ffc080")),
        s.band(0.437, 0.24, 0.76, 70, m.picture(tag), turn=-90),
    ]
    if lit:
        parts += flame((0, 0, 0.79))
    else:
        parts.append(
            s.sweep([Vector((0, 0, 0.7)), Vector((0.01, 0, 0.86))], 0.014, m.matt("#e8dfcc"), sides=6)
        )
    return parts


def wood_lid() -> Parts:
    return [
        s.lathe(
            [(0, 0), (0.42, 0), (0.44, 0.015), (0.44, 0.1), (0.42, 0.12), (0, 0.12)],
            m.wood("#c79a67", "#8f6238", scale=2.2),
        )
    ]


SCENTS = {
    "cedar": ("#e2b98c", "雪松书房", "CEDAR STUDY"),
    "fig": ("#b9c6a4", "无花果", "FIG GARDEN"),
    "tea": ("#eef2ee", "白茶", "WHITE TEA"),
}


def _candle_alone(kind: str, floor: str, wall: str, side: float) -> None:
    world(0.6)
    cyclorama(floor, wall=wall)
    softboxes(0.6, side=side)
    s.group(candle(*SCENTS[kind]), (-0.1, 0, 0))
    s.group(wood_lid(), (0.6, -0.35, 0.0), (0, 0, 20))
    frame((0.1, 0, 0.5), 2.4, up=15)


@shot("candle-1")
def _() -> None:
    _candle_alone("cedar", "#e4d7c6", "#d8c6af", -1)


@shot("candle-2")
def _() -> None:
    _candle_alone("fig", "#d9dfd0", "#c6cfb8", 1)


@shot("candle-3")
def _() -> None:
    _candle_alone("tea", "#dde2e2", "#cbd4d5", -1)


@shot("candle-4")
def _() -> None:
    world(0.32, (0.9, 0.92, 1.0))
    table(m.wood("#8d6747", "#5c3f29", rough=0.4), "#8d8478", at=3.5)
    area((-5, -2, 5), (0, 0, 0.5), 3, 420, (1, 0.88, 0.72))
    props.book((2.0, 1.4, 0.24), "#5f6d66", (-0.5, 0.4, 0), 10)
    props.book((1.8, 1.3, 0.2), "#8c5a45", (-0.5, 0.4, 0.24), -4)
    s.group(candle(*SCENTS["cedar"]), (-0.5, 0.3, 0.44))
    s.group(candle(*SCENTS["fig"], lit=False), (0.95, 0.2, 0))
    s.group(wood_lid(), (0.6, -0.7, 0))
    frame((0.2, 0, 0.75), 3.6, up=14, stop=0.5, focus=(-0.4, 0, 0.9))


def taper(color: str, *, height: float = 2.5, twist: float = 3.0) -> Parts:
    """A twisted candle: a four-lobed section that turns as it rises."""
    points, faces = [], []
    rows, count = 110, 48
    for row in range(rows + 1):
        t = row / rows
        for k in range(count):
            a = 2 * math.pi * k / count
            r = (
                0.115
                * (1 - 0.12 * t)
                * (1 + 0.24 * math.cos(4 * a))
                * (1 if t < 0.97 else 1 - ((t - 0.97) / 0.03) ** 2 * 0.6)
            )
            b = a + twist * 2 * math.pi * t * 0.5
            points.append((r * math.cos(b), r * math.sin(b), t * height))
    for row in range(rows):
        for k in range(count):
            n = (k + 1) % count
            faces.append((row * count + k, row * count + n, (row + 1) * count + n, (row + 1) * count + k))
    faces.append(tuple(rows * count + k for k in range(count)))
    return [s.mesh("taper", points, faces, m.soft(color, depth=0.08, rough=0.35, inner="#ffb080"), smooth=1)]


def holder() -> Parts:
    brass = m.metal("#cfa65c", 0.2)
    profile = [
        (0, 0),
        (0.46, 0),
        (0.48, 0.02),
        (0.46, 0.05),
        (0.3, 0.07),
        (0.1, 0.12),
        (0.07, 0.2),
        (0.1, 0.27),
        (0.08, 0.33),
        (0.1, 0.4),
        (0.16, 0.43),
        (0.165, 0.62),
        (0.15, 0.62),
        (0.14, 0.46),
        (0, 0.46),
    ]
    return [s.lathe(profile, brass)]


TAPERS = ("#b6724f", "#e9dcc3", "#7f8f7a")


@shot("taper-1")
def _() -> None:
    world(0.5)
    cyclorama("#e3d6c7", wall="#d6c4af")
    softboxes(0.75)
    for x, y, color in ((-0.75, 0.1, TAPERS[0]), (0.1, -0.2, TAPERS[1]), (0.9, 0.2, TAPERS[2])):
        s.group(holder(), (x, y, 0))
        s.group(taper(color, height=2.3), (x, y, 0.46))
        s.group(flame((0, 0, 0), power=4), (x, y, 2.82))
    frame((0.08, 0, 1.6), 4.3, up=8)


@shot("taper-2")
def _() -> None:
    world(0.28, (0.9, 0.92, 1.0))
    table(m.weave("#cfc4b0", scale=5, where="Object", contrast=0.15), "#7d7468", at=3.0)
    area((-5, -3, 5), (0, 0, 0.5), 3, 420, (1, 0.88, 0.72))
    for x, y, color, tall in ((-0.6, 0.5, TAPERS[1], 2.3), (0.55, 0.1, TAPERS[0], 1.8)):
        s.group(holder(), (x, y, 0))
        s.group(taper(color, height=tall), (x, y, 0.46))
        s.group(flame((0, 0, 0), power=14, height=0.34), (x, y, 0.52 + tall))
    s.group(
        props.twig([(-1.4, -0.5, 0.1), (-0.3, -0.7, 0.12), (0.9, -0.75, 0.1)], 0.36, round_=0.8, gap=5),
        (0, 0, 0),
    )
    frame((0, 0, 1.5), 4.3, up=8)


@shot("taper-3")
def _() -> None:
    world(0.5)
    cyclorama("#d7dbd0", wall="#c5cbba")
    softboxes(0.85, side=1)
    for index, color in enumerate(TAPERS):
        it = taper(color)
        s.group(it, (-1.2, -0.5 + 0.45 * index, 0.12), (0, 90, 8 * index - 6))
    s.group(holder(), (0.55, 1.0, 0))
    frame((0.05, 0.1, 0.15), 3.2, up=36, around=-8)


def diffuser(color: str, scent: str, latin: str) -> Parts:
    """A square-shouldered bottle, oil to two thirds, six reeds, a wooden collar."""
    outer = [
        (0.4, 0),
        (0.44, 0.01),
        (0.46, 0.06),
        (0.46, 0.5),
        (0.455, 0.78),
        (0.36, 0.92),
        (0.17, 0.98),
        (0.15, 1.02),
        (0.15, 1.16),
        (0.16, 1.18),
    ]
    oil = [(0, 0.05), (0.43, 0.05), (0.441, 0.09), (0.441, 0.5), (0.44, 0.62), (0.42, 0.63), (0, 0.63)]
    collar = [(0.1, 1.08), (0.2, 1.08), (0.215, 1.1), (0.215, 1.26), (0.2, 1.28), (0.1, 1.28), (0.1, 1.08)]
    tag = labels.square(LABELS / f"{latin}.png", scent, latin, paper="#faf7f0", ink="#4a4d46")
    parts = [
        s.lathe(s.vessel(outer, 0.03), m.glass("#f6f8f6")),
        s.lathe(oil, m.glass(color, ior=1.4)),
        s.lathe(collar, m.wood("#c79a67", "#8f6238", scale=2.2, along="Z")),
        s.band(0.468, 0.16, 0.62, 64, m.picture(tag), turn=-90),
    ]
    cane = m.wood("#d9bd92", "#b08f5f", scale=5, along="Z")
    for k in range(6):
        a = k * 1.05 + 0.3
        foot = Vector((-0.3 * math.cos(a), -0.3 * math.sin(a), 0.1))
        neck = Vector((0.05 * math.cos(a), 0.05 * math.sin(a), 1.2))
        parts.append(
            s.sweep([foot, neck, neck + (neck - foot) * (1.05 + 0.08 * (k % 3))], 0.022, cane, sides=8)
        )
    return parts


@shot("diffuser-1")
def _() -> None:
    world(0.8)
    cyclorama("#d5dfd5", wall="#c2cfc2")
    softboxes(0.7)
    s.group(diffuser("#c9dcae", "雨后庭院", "AFTER RAIN"), (0, 0, 0))
    frame((0, 0, 1.15), 3.4, up=10)


@shot("diffuser-2")
def _() -> None:
    world(0.5)
    table(m.marble("#ece7df"), "#cfd5c8", at=3.2)
    softboxes(0.35)
    leaf_light(3.2, seed=6)
    s.group(diffuser("#c9dcae", "雨后庭院", "AFTER RAIN"), (-0.55, 0.2, 0))
    s.group(candle(*SCENTS["tea"], lit=False), (0.85, -0.1, 0))
    s.group(
        props.twig([(-1.2, -0.7, 0.1), (0, -0.95, 0.1), (1.1, -0.9, 0.1)], 0.36, round_=0.8, gap=5), (0, 0, 0)
    )
    frame((0.05, 0, 1.05), 3.8, up=14)


@shot("diffuser-3")
def _() -> None:
    world(0.8)
    cyclorama("#efdfcb", wall="#e6cfb1")
    softboxes(0.7, side=1)
    s.group(diffuser("#f0b468", "橙花", "NEROLI"), (0, 0, 0))
    frame((0, 0, 1.15), 3.4, up=10)
