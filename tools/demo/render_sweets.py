"""Pictures of macarons, truffles and doughnuts."""

from __future__ import annotations

import math
import random

import bpy
import render_materials as m
import render_shapes as s
from mathutils import Vector, noise
from render_dishes import plate
from render_studio import cyclorama, frame, leaf_light, shot, softboxes, table, window_light, world

Parts = list[bpy.types.Object]
PISTACHIO, RASPBERRY, LEMON, VIOLET, COCOA, VANILLA = (
    "#a9b878",
    "#d4707f",
    "#ecce76",
    "#a893c0",
    "#8a5a40",
    "#eddcc0",
)


def macaron(color: str, filling: str = "#f3e6cf", *, seed: int = 1) -> Parts:
    """Two shells with ruffled feet and a filling, 4.6 cm across, lying on z = 0."""
    shell = m.soft(color, depth=0.04, rough=0.55, weight=0.3, bump=0.12, scale=40)
    foot = m.soft(color, depth=0.04, rough=0.8, weight=0.3, bump=1.0, scale=34)
    dome = [(0.225, 0.0), (0.236, 0.015), (0.232, 0.05), (0.2, 0.086), (0.12, 0.106), (0, 0.112)]
    ruffle = [(0.2, -0.045), (0.228, -0.04), (0.244, -0.02), (0.238, 0.0), (0.22, 0.006)]
    cream = [(0, 0.1), (0.2, 0.1), (0.222, 0.115), (0.226, 0.145), (0.222, 0.175), (0.2, 0.19), (0, 0.19)]
    low_dome = s.move(s.lathe(dome, shell, wobble=0.02, seed=seed), (0, 0, 0.11), (180, 0, 0))
    low_foot = s.move(s.roughen(s.lathe(ruffle, foot, segments=64), 0.035, 0.02), (0, 0, 0.11), (180, 0, 0))
    top_dome = s.move(s.lathe(dome, shell, wobble=0.02, seed=seed + 3), (0, 0, 0.2))
    top_foot = s.move(s.roughen(s.lathe(ruffle, foot, segments=64), 0.035, 0.02), (0, 0, 0.2))
    return [
        low_dome,
        low_foot,
        s.lathe(cream, m.soft(filling, rough=0.35, weight=0.4, depth=0.05), wobble=0.05, seed=seed),
        top_dome,
        top_foot,
    ]


def _pile(colors: tuple[str, ...]) -> None:
    spots = (
        ((-0.28, 0.1, 0), (0, 0, 0)),
        ((0.26, 0.14, 0), (0, 0, 40)),
        ((0.0, 0.1, 0.31), (3, -3, 10)),
        ((0.06, -0.42, 0.235), (78, 0, 16)),
        ((-0.62, -0.3, 0), (0, 0, 70)),
    )
    for k, (place, turn) in enumerate(spots):
        s.group(macaron(colors[k % len(colors)], seed=k + 1), place, turn)


@shot("macaron-1")
def _() -> None:
    world(0.5)
    cyclorama("#f3e4de", wall="#ead2c9")
    softboxes(0.75)
    _pile((RASPBERRY, PISTACHIO, LEMON, VIOLET, COCOA))
    frame((-0.1, 0, 0.28), 1.9, up=18)


@shot("macaron-2")
def _() -> None:
    world(0.5)
    cyclorama("#e1e7d3", wall="#cfd9ba")
    softboxes(0.75, side=1)
    _pile((PISTACHIO,))
    frame((-0.1, 0, 0.28), 1.9, up=18)


@shot("macaron-3")
def _() -> None:
    world(0.5)
    cyclorama("#f4dcdc", wall="#ebc6c8")
    softboxes(0.75)
    _pile((RASPBERRY,))
    frame((-0.1, 0, 0.28), 1.9, up=18)


@shot("macaron-4")
def _() -> None:
    world(0.4)
    table(m.marble("#f0ebe6"), "#e3cfc8", at=3.0)
    softboxes(0.4)
    window_light(3.0)
    card = m.matt("#f3ece0", 0.8)
    for x, y, size in (
        (0, 0.5, (1.9, 0.03, 0.36)),
        (0, -0.5, (1.9, 0.03, 0.36)),
        (0.94, 0, (0.03, 1.0, 0.36)),
        (-0.94, 0, (0.03, 1.0, 0.36)),
    ):
        s.box(size, (x, y, 0.18), card, bevel=0.006)
    s.box((1.9, 1.0, 0.02), (0, 0, 0.01), card, bevel=0)
    for k, color in enumerate(
        (RASPBERRY, PISTACHIO, VIOLET, LEMON, COCOA, VANILLA, PISTACHIO, RASPBERRY, LEMON, VIOLET)
    ):
        s.group(macaron(color, seed=k), (-0.72 + 0.36 * (k % 5), 0.24 - 0.48 * (k // 5), 0.26), (0, 78, 0))
    s.group(macaron(VANILLA, seed=7), (1.1, -0.85, 0), (0, 0, 20))
    s.group(macaron(RASPBERRY, seed=8), (0.62, -1.0, 0.0), (0, 0, 50))
    frame((0.05, -0.15, 0.15), 2.8, up=40, around=-10)


def truffle(kind: str, seed: int) -> Parts:
    """A chocolate about 3 cm wide: a dusted ball, a glossy dome, a square with a drizzle."""
    dark, milk, white = "#3a2016", "#6f4429", "#ecdcbf"
    if kind == "dusted":
        return [
            s.move(
                s.roughen(s.ball(0.155, m.pile("#5b3521", 40), lumps=0.1, seed=seed), 0.03, 0.012),
                (0, 0, 0.15),
            )
        ]
    if kind == "dome":
        gloss = m.lacquer(dark, 0.14)
        parts = [
            s.lathe(
                [(0, 0), (0.16, 0), (0.165, 0.01), (0.163, 0.05), (0.14, 0.13), (0.08, 0.18), (0, 0.192)],
                gloss,
            )
        ]
        parts.append(
            s.move(s.ball(0.03, m.metal("#d8b06a", 0.35), lumps=0.4, grain=3, seed=seed), (0.01, 0, 0.19))
        )
        return parts
    body, stripe = (milk, dark) if kind == "milk" else (white, milk)
    parts = [s.box((0.3, 0.3, 0.2), (0, 0, 0.1), m.lacquer(body, 0.25), bevel=0.03)]
    line = [(-0.15 + 0.3 * k / 12, 0.13 * (1 if k % 2 else -1), 0.204) for k in range(13)]
    parts.append(s.sweep(s.curve(line, 6), 0.011, m.lacquer(stripe, 0.25), sides=6))
    return parts


KINDS = ("dusted", "milk", "dome", "white")


@shot("chocolate-1")
def _() -> None:
    world(0.5)
    cyclorama("#e6d8c8", wall="#d8c3ac")
    softboxes(0.8)
    card, cup = m.matt("#3d4d48", 0.7), m.matt("#d9c6a4", 0.8)
    s.box((1.62, 1.62, 0.03), (0, 0, 0.015), card, bevel=0)
    for x, y, size in (
        (0, 0.8, (1.64, 0.03, 0.3)),
        (0, -0.8, (1.64, 0.03, 0.3)),
        (0.8, 0, (0.03, 1.6, 0.3)),
        (-0.8, 0, (0.03, 1.6, 0.3)),
    ):
        s.box(size, (x, y, 0.15), card, bevel=0.006)
    for k in range(16):
        spot = (-0.57 + 0.38 * (k % 4), -0.57 + 0.38 * (k // 4), 0.04)
        s.group(
            [
                s.lathe(
                    [(0.13, 0), (0.15, 0.02), (0.175, 0.12)], cup, flute=(24, 0.06, 9), segments=144, smooth=0
                )
            ],
            spot,
        )
        s.group(truffle(KINDS[(k + k // 4) % 4], k), spot, (0, 0, 0))
    frame((0, 0, 0.1), 2.4, up=48, around=24)


@shot("chocolate-2")
def _() -> None:
    world(0.35)
    table(m.marble("#4a4542", "#8a827b"), "#a0948a", at=2.6)
    softboxes(0.6)
    for k, (x, y, z) in enumerate(
        (
            (-0.4, 0.1, 0),
            (-0.02, 0.2, 0),
            (0.36, 0.1, 0),
            (-0.22, 0.14, 0.2),
            (0.2, 0.16, 0.22),
            (0.62, -0.3, 0),
            (-0.6, -0.32, 0),
        )
    ):
        s.group(
            truffle(("milk", "milk", "white", "dusted", "dome", "dusted", "dome")[k], k),
            (x, y, z),
            (0, 0, k * 23),
        )
    frame((0, 0, 0.18), 1.75, up=20, stop=0.8, focus=(0, -0.1, 0.2))


@shot("chocolate-3")
def _() -> None:
    world(0.5)
    table(m.wood("#8d6747", "#5c3f29", rough=0.4, scale=1.6), "#c9b9a4", at=2.6)
    softboxes(0.35)
    window_light(3.0)
    s.group(plate("#efe8da", 0.8), (0, 0, 0))
    for k in range(7):
        a = k * 2 * math.pi / 6
        r = 0.0 if k == 6 else 0.36
        s.group(truffle(KINDS[k % 4], k), (r * math.cos(a), r * math.sin(a), 0.07), (0, 0, k * 30))
    frame((0, 0, 0.1), 2.2, up=34)


def doughnut(icing: str, sprinkles: tuple[str, ...], seed: int) -> Parts:
    """A ring of dough, icing that runs over its shoulder, sugar strands lying on it; 9 cm across."""
    rng = random.Random(seed)
    dough = m.soft("#c98c4c", depth=0.06, rough=0.65, weight=0.3, bump=0.25, scale=14)
    big, small = 0.3, 0.165
    ring_ = s.ring(big, small, small, dough)
    points, faces = [], []
    count, rows = 96, 18
    for i in range(count):
        a = 2 * math.pi * i / count
        drip = 0.16 * noise.noise(Vector((math.cos(a) * 2.2, math.sin(a) * 2.2, seed * 3.0)))
        for j in range(rows + 1):
            t = math.radians(-22) - drip + (math.pi + math.radians(20) + drip * 1.6) * j / rows
            rim = min(1.0, 5 * min(j, rows - j) / rows)
            r = small + 0.006 + 0.014 * rim
            points.append(
                (
                    (big + r * math.cos(t)) * math.cos(a),
                    (big + r * math.cos(t)) * math.sin(a),
                    small + r * math.sin(t),
                )
            )
    for i in range(count):
        for j in range(rows):
            n = (i + 1) % count
            faces.append(
                (i * (rows + 1) + j, n * (rows + 1) + j, n * (rows + 1) + j + 1, i * (rows + 1) + j + 1)
            )
    parts = [
        ring_,
        s.mesh("icing", points, faces, m.soft(icing, depth=0.04, rough=0.22, weight=0.3, coat=0.4), smooth=1),
    ]
    sugar = [m.lacquer(color, 0.35) for color in sprinkles]
    for _ in range(60 if sprinkles else 0):
        a, t = rng.uniform(0, 2 * math.pi), rng.uniform(math.radians(25), math.radians(155))
        r = small + 0.026
        normal = Vector((math.cos(t) * math.cos(a), math.cos(t) * math.sin(a), math.sin(t)))
        spot = Vector((big * math.cos(a), big * math.sin(a), small)) + normal * r
        along = normal.cross(Vector((rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 1)))).normalized() * 0.026
        parts.append(
            s.sweep(
                [spot - along, spot - along * 0.8, spot + along * 0.8, spot + along],
                [0.004, 0.0085, 0.0085, 0.004],
                rng.choice(sugar),
                sides=6,
            )
        )
    return parts


CANDY = ("#e9536a", "#f3c640", "#5aa9c9", "#7cb56a", "#f6f1e6")
PINK, CHOC, SNOW = "#eba3ac", "#4a281a", "#f3e9da"


@shot("donut-1")
def _() -> None:
    world(0.5)
    cyclorama("#dde9ea", wall="#c7dadd")
    softboxes(0.75)
    s.group(doughnut(PINK, CANDY, 1), (-0.1, 0, 0))
    s.group(doughnut(PINK, CANDY, 2), (0.42, 0.42, 0.4), (62, 0, 24))
    frame((0.08, 0, 0.34), 1.9, up=30)


@shot("donut-2")
def _() -> None:
    world(0.5)
    cyclorama("#f0dfd0", wall="#e3c8b0")
    softboxes(0.75, side=1)
    s.group(doughnut(CHOC, ("#f6f1e6", "#d8b06a"), 3), (-0.1, 0, 0))
    s.group(doughnut(CHOC, ("#f6f1e6", "#d8b06a"), 4), (0.42, 0.42, 0.4), (62, 0, 24))
    frame((0.08, 0, 0.34), 1.9, up=30)


@shot("donut-3")
def _() -> None:
    world(0.4)
    table(m.marble("#f0ebe6"), "#d9c6c0", at=2.8)
    softboxes(0.4)
    leaf_light(3.0, seed=10)
    s.group(plate("#efe8da", 0.95), (-0.1, 0.1, 0))
    for icing, candy, place, seed in (
        (PINK, CANDY, (-0.52, 0.1, 0.07), 5),
        (CHOC, ("#f6f1e6",), (0.3, 0.38, 0.07), 6),
        (SNOW, CANDY, (0.12, -0.4, 0.07), 7),
        (PINK, CANDY, (-0.05, 0.06, 0.36), 8),
    ):
        s.group(doughnut(icing, candy, seed), place, (seed * 2 - 12, 4, 0))
    frame((-0.05, 0.05, 0.2), 2.7, up=40)
