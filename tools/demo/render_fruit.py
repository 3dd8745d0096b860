"""Pictures of oranges and apples."""

from __future__ import annotations

import math
import random

import bpy
import render_materials as m
import render_props as props
import render_shapes as s
from render_glassware import citrus_slice
from render_studio import cyclorama, frame, leaf_light, shot, softboxes, table, window_light, world

Parts = list[bpy.types.Object]


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


def apple(seed: int) -> Parts:
    """A Fuji: red streaks over yellow, pale dots, a stalk in its hollow; it stands on z = 0."""
    g = m.Graph("apple")
    streak = g.noise(g.coords(stretch=(7, 7, 0.7)), 1.5, 5, 0.3)
    cloud = g.noise(g.coords(), 1.1 + 0.1 * seed, 2)
    value = g.math("ADD", g.math("MULTIPLY", streak, 0.55), g.math("MULTIPLY", cloud, 0.5))
    skin = g.ramp(value, [(0.3, "#a5141f"), (0.52, "#c22a2c"), (0.68, "#dd8a3c"), (0.8, "#e8c663")])
    dots = g.ramp(g.noise(g.coords(), 24, 1), [(0.70, (0, 0, 0)), (0.74, (1, 1, 1))])
    g.color(g.mix(g.math("MULTIPLY", dots, 0.5), skin, "#f0cf9a"))
    g.set(roughness=0.3, subsurface_weight=0.2, subsurface_scale=0.06, coat_weight=0.3, coat_roughness=0.15)
    g.bump(g.noise(g.coords(), 12, 3), 0.06, 0.02)
    flesh = [(0, 0.07), (0.07, 0.03), (0.15, 0.0), (0.27, 0.035), (0.38, 0.17), (0.43, 0.36), (0.42, 0.52)]
    flesh += [(0.35, 0.66), (0.23, 0.73), (0.13, 0.71), (0.06, 0.64), (0, 0.6)]
    stalk = s.curve([(0, 0, 0.6), (0.01, 0, 0.7), (0.05, 0.01, 0.8), (0.1, 0.0, 0.87)], 6)
    wide = [0.018 + 0.008 * (i / len(stalk)) ** 3 for i in range(len(stalk))]
    return [
        s.lathe(flesh, g.material, wobble=0.07, seed=seed),
        s.sweep(stalk, wide, m.matt("#5b4630"), sides=8),
    ]


@shot("apple-1")
def _() -> None:
    world(0.5)
    cyclorama("#f1e3d6", wall="#e7d2c0")
    softboxes(0.8)
    s.group(apple(1), (-0.45, 0.25, 0), (0, 0, 20))
    s.group(apple(2), (0.5, 0.35, 0), (0, 0, 140))
    s.group(apple(4), (0.08, -0.5, 0.36), (72, 10, 30))
    _leafy((-0.4, 0.25, 0.78), 150)
    frame((0.02, 0, 0.4), 2.5, up=18)


@shot("apple-2")
def _() -> None:
    world(0.4)
    table(m.wood("#d9bb93", "#b1905f", scale=0.9), "#c5cfc4", at=3.4)
    softboxes(0.4)
    window_light(3.2)
    dish = [(0.5, 0.04), (0.62, 0.06), (1.0, 0.28), (1.22, 0.6), (1.28, 0.72)]
    s.lathe(s.vessel(dish, 0.07, 0.04), m.wood("#8a5f42", "#55351f", scale=0.9, rough=0.38))
    rng = random.Random(5)
    spots = [(0.62 * math.cos(k * 1.2566), 0.62 * math.sin(k * 1.2566), 0.3) for k in range(5)]
    for k, spot in enumerate([*spots, (0.0, 0.0, 0.62), (0.25, -0.42, 0.86), (-0.42, 0.1, 0.86)]):
        s.group(apple(k), spot, (rng.uniform(-35, 35), rng.uniform(-35, 35), rng.uniform(0, 360)))
    s.group(apple(9), (1.6, -0.9, 0), (0, 0, 60))
    _leafy((0.3, -0.4, 1.6), 200)
    frame((0.2, 0, 0.72), 4.3, up=20)


@shot("apple-3")
def _() -> None:
    world(0.5)
    cyclorama("#dde5d6", wall="#c9d5bf")
    softboxes(0.8, side=1)
    s.group(apple(3), (-0.12, 0, 0), (0, 0, 80))
    s.group(apple(6), (0.78, 0.75, 0), (0, 0, 10))
    _leafy((-0.12, 0.0, 0.82), 205)
    frame((0.12, 0, 0.42), 1.6, up=24)
