"""Pictures of the wooden toys: a rainbow stacker and chess men."""

from __future__ import annotations

import math

import bpy
import render_materials as m
import render_shapes as s
from render_studio import cyclorama, frame, shot, softboxes, table, window_light, world

Parts = list[bpy.types.Object]
RAINBOW = ("#c4574a", "#dd8550", "#e6b556", "#8fa56b", "#5f97a3", "#5b74a1", "#9a7aa6")


def painted(color: str) -> bpy.types.Material:
    """Water paint on lime wood: the grain shows through as a ripple."""
    g = m.Graph("painted")
    grain = g.noise(g.coords(stretch=(6, 6, 0.7)), 6, 5)
    base = m.linear(color)
    g.color(g.ramp(grain, [(0.35, color), (0.75, tuple(c * 0.8 for c in base[:3]))]))
    g.set(roughness=0.55)
    g.bump(grain, 0.2, 0.015)
    return g.material


def arch(outer: float, inner: float, depth: float, material: bpy.types.Material) -> bpy.types.Object:
    """A half ring standing on the floor, its depth along y."""
    steps = 40
    outline = [
        (outer * math.cos(math.pi * k / steps), outer * math.sin(math.pi * k / steps))
        for k in range(steps + 1)
    ]
    outline += [
        (inner * math.cos(math.pi * k / steps), inner * math.sin(math.pi * k / steps))
        for k in range(steps, -1, -1)
    ]
    it = s.slab(outline, depth, material, bevel=0.035)
    return s.move(it, (0, depth / 2, 0), (90, 0, 0))


def rainbow() -> Parts:
    parts: Parts = []
    for k, color in enumerate(RAINBOW):
        outer = 1.7 - 0.225 * k
        parts.append(arch(outer, outer - 0.2 if k < 6 else 0.001, 0.7, painted(color)))
    return parts


@shot("rainbow-1")
def _() -> None:
    world(0.4)
    cyclorama("#ebe2d3", wall="#dfd2bd")
    softboxes(0.85)
    s.group(rainbow(), (0, 0, 0), (0, 0, 20))
    frame((0, 0, 0.8), 4.3, up=14)


@shot("rainbow-2")
def _() -> None:
    world(0.4)
    table(m.wood("#d9bb93", "#b1905f", scale=0.8), "#cfd8d4", at=3.6)
    softboxes(0.4)
    window_light(3.2)
    spots = ((-0.7, 1.7), (0.9, 1.1), (-1.1, 0.3), (1.3, 0.0), (0.1, -0.6), (-1.1, -1.0), (0.75, -1.4))
    for part, (x, y), turn in zip(rainbow(), spots, (4, -8, 10, -14, 6, 20, -24), strict=True):
        s.group([part], (x, y, 0), (0, 0, turn))
    frame((0.05, 0, 0.75), 5.2, up=20)


@shot("rainbow-3")
def _() -> None:
    world(0.4)
    cyclorama("#dbe3e4", wall="#c8d4d7")
    softboxes(0.85, side=1)
    s.group(rainbow(), (0, 0, 0), (0, 0, -34))
    frame((0.4, -0.1, 0.95), 2.4, up=20, stop=0.7, focus=(0.2, -0.5, 1.0))


def turned(profile: list[tuple[float, float]], color: str) -> Parts:
    tones = {"maple": ("#e8cfa5", "#cfae7c"), "walnut": ("#7a5238", "#4a2f1e")}[color]
    timber = m.wood(*tones, scale=2.4, along="Z", rough=0.32)
    felt = s.lathe([(0, -0.008), (0.24, -0.008), (0.24, 0.0), (0, 0.0)], m.pile("#3f5b48", 60), smooth=0)
    return [s.lathe(profile, timber, segments=40), felt]


FOOT = [
    (0, 0),
    (0.25, 0),
    (0.265, 0.02),
    (0.265, 0.07),
    (0.23, 0.11),
    (0.235, 0.14),
    (0.2, 0.18),
    (0.15, 0.24),
]


def pawn(color: str) -> Parts:
    top = [
        (0.1, 0.34),
        (0.085, 0.46),
        (0.1, 0.5),
        (0.155, 0.51),
        (0.155, 0.535),
        (0.09, 0.55),
        (0.1, 0.57),
        (0.14, 0.63),
        (0.145, 0.69),
        (0.11, 0.77),
        (0.05, 0.81),
        (0, 0.815),
    ]
    return turned([(r * 0.86, z) for r, z in FOOT] + top, color)


def rook(color: str) -> Parts:
    top = [
        (0.13, 0.36),
        (0.115, 0.6),
        (0.125, 0.66),
        (0.19, 0.69),
        (0.19, 0.72),
        (0.17, 0.74),
        (0.19, 0.78),
        (0.2, 0.92),
        (0.195, 0.94),
        (0.14, 0.94),
        (0.135, 0.93),
        (0.13, 0.84),
        (0, 0.84),
    ]
    return turned(FOOT + top, color)


def bishop(color: str) -> Parts:
    top = [
        (0.105, 0.4),
        (0.085, 0.66),
        (0.1, 0.71),
        (0.165, 0.73),
        (0.165, 0.755),
        (0.09, 0.78),
        (0.1, 0.81),
        (0.15, 0.9),
        (0.155, 0.97),
        (0.1, 1.09),
        (0.04, 1.15),
        (0.035, 1.16),
        (0.052, 1.2),
        (0.03, 1.24),
        (0, 1.245),
    ]
    return turned(FOOT + top, color)


def queen(color: str) -> Parts:
    top = [
        (0.115, 0.45),
        (0.09, 0.8),
        (0.105, 0.86),
        (0.175, 0.885),
        (0.175, 0.91),
        (0.1, 0.94),
        (0.11, 1.0),
        (0.19, 1.22),
        (0.185, 1.235),
        (0.13, 1.2),
        (0.07, 1.24),
        (0.03, 1.27),
        (0.055, 1.31),
        (0.03, 1.355),
        (0, 1.36),
    ]
    return turned(FOOT + top, color)


def king(color: str) -> Parts:
    top = [
        (0.12, 0.48),
        (0.095, 0.86),
        (0.11, 0.93),
        (0.18, 0.955),
        (0.18, 0.98),
        (0.11, 1.01),
        (0.12, 1.07),
        (0.185, 1.28),
        (0.175, 1.3),
        (0.08, 1.34),
        (0.03, 1.36),
        (0, 1.36),
    ]
    parts = turned(FOOT + top, color)
    timber = parts[0].data.materials[0]
    parts += [
        s.box((0.045, 0.04, 0.2), (0, 0, 1.45), timber, bevel=0.008),
        s.box((0.14, 0.04, 0.045), (0, 0, 1.47), timber, bevel=0.008),
    ]
    return parts


def chequers(size: float, squares: int) -> None:
    """A board of maple and walnut squares with a frame; its top is z = 0.17."""
    g = m.Graph("chequers")
    it = g.node("ShaderNodeTexChecker")
    it.inputs["Scale"].default_value = squares
    g.link(g.coords("UV"), it.inputs[0])
    grain = g.noise(g.coords(stretch=(6, 0.8, 1)), 4, 5)
    pale = g.ramp(grain, [(0.3, "#e3c99f"), (0.7, "#cba873")])
    deep = g.ramp(grain, [(0.3, "#7a5238"), (0.7, "#4f3321")])
    g.color(g.mix(it.outputs["Fac"], deep, pale))
    g.set(roughness=0.32)
    s.box((size, size, 0.02), (0, 0, 0.16), g.material, bevel=0)
    s.box((size + 0.5, size + 0.5, 0.16), (0, 0, 0.08), m.wood("#7a5238", "#4a2f1e", rough=0.35), bevel=0.03)


@shot("chess-1")
def _() -> None:
    world(0.4)
    cyclorama("#dfd8cb", wall="#d0c6b4")
    softboxes(0.8)
    row = ((king, "maple"), (queen, "walnut"), (bishop, "maple"), (rook, "walnut"), (pawn, "maple"))
    for k, (piece, color) in enumerate(row):
        s.group(piece(color), ((k - 2) * 0.66, 0.15 * (k % 2), 0.008), (0, 0, 10))
    frame((0, 0, 0.7), 3.6, up=10)


@shot("chess-2")
def _() -> None:
    world(0.4)
    table(m.matt("#8b8478"), "#b9b0a1", at=5)
    softboxes(0.45)
    window_light(3.0)
    chequers(5.6, 8)
    places = (
        (king, "walnut", 0, 2),
        (queen, "walnut", -1, 3),
        (rook, "walnut", 2, 3),
        (pawn, "walnut", 1, 1),
        (pawn, "walnut", -2, 1),
        (bishop, "walnut", -1, 1),
        (king, "maple", 1, -2),
        (queen, "maple", 0, -1),
        (pawn, "maple", -1, -1),
        (pawn, "maple", 2, -1),
        (rook, "maple", -2, -3),
        (bishop, "maple", 2, 0),
    )
    for piece, color, column, line in places:
        s.group(piece(color), (column * 0.7 + 0.35, line * 0.7 + 0.35, 0.178))
    frame((0.4, -0.3, 0.55), 3.9, up=24, around=20, stop=0.45, focus=(0.6, -0.6, 0.7))


@shot("chess-3")
def _() -> None:
    world(0.4)
    cyclorama("#d4dad6", wall="#c0c9c3")
    softboxes(0.8, side=1)
    s.group(king("walnut"), (-0.2, 0, 0.008), (0, 0, 20))
    s.group(king("maple"), (0.35, -0.75, 0.19), (0, 84, 24))
    s.group(pawn("maple"), (0.75, 0.55, 0.008))
    frame((0.3, -0.2, 0.7), 2.3, up=16, stop=0.6, focus=(0, -0.2, 0.7))
