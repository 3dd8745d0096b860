"""Pictures of wooden building blocks, half of them painted."""

from __future__ import annotations

import math

import bpy
import render_materials as m
import render_shapes as s
from render_studio import cyclorama, frame, leaf_light, shot, softboxes, table, world
from render_toys import arch, painted

CLAY, SAND, SAGE, SEA, PLUM = "#c9705a", "#e3b967", "#93a878", "#7299a8", "#a58aa8"
Place = tuple[float, float, float]


def beech() -> bpy.types.Material:
    return m.wood("#dcb98a", "#b48a58", scale=1.6)


def stone(color: str | None) -> bpy.types.Material:
    """Bare beech or paint."""
    return painted(color) if color else beech()


def brick(place: Place, color: str | None = None, *, size: Place = (0.8, 0.4, 0.4), turn: float = 0) -> None:
    s.box(size, (place[0], place[1], place[2] + size[2] / 2), stone(color), bevel=0.035, turn=(0, 0, turn))


def pillar(place: Place, color: str | None = None, *, height: float = 0.8) -> None:
    outline = [
        (0.2 * math.cos(2 * math.pi * k / 48), 0.2 * math.sin(2 * math.pi * k / 48)) for k in range(48)
    ]
    s.move(s.slab(outline, height, stone(color), bevel=0.03), place)


def gable(place: Place, color: str | None = None, *, turn: float = 0) -> None:
    """A triangular roof 8 cm wide."""
    it = s.slab([(-0.4, 0), (0.4, 0), (0, 0.4)], 0.4, stone(color), bevel=0.03)
    it.location = (0, 0.2, 0)
    it.rotation_euler = (math.pi / 2, 0, 0)
    s.group([it], place, (0, 0, turn))


def bridge(place: Place, color: str | None = None, *, turn: float = 0) -> None:
    s.group([arch(0.4, 0.2, 0.4, stone(color))], place, (0, 0, turn))


def castle() -> None:
    """Two towers, a gate and their roofs."""
    for x in (-0.75, 0.75):
        brick((x, 0, 0), None, size=(0.4, 0.4, 0.8))
        brick((x, 0, 0.8), SEA if x < 0 else SAND, size=(0.4, 0.4, 0.4))
        gable((x, 0, 1.2), CLAY, turn=0)
    for x in (-0.32, 0.32):
        pillar((x, 0, 0), SAGE)
    brick((0, 0, 0.8), None, size=(1.08, 0.4, 0.2))
    bridge((0, 0, 1.0), PLUM)


@shot("blocks-1")
def _() -> None:
    world(0.4)
    cyclorama("#e9e3d6", wall="#dcd3c1")
    softboxes(0.85)
    castle()
    pillar((-1.15, -0.7, 0), SAND, height=0.4)
    brick((0.95, -0.75, 0), SAGE, turn=24)
    frame((0, 0, 0.75), 3.3, up=16, around=-8)


@shot("blocks-2")
def _() -> None:
    world(0.4)
    table(m.weave("#d9d3c6", scale=5, where="Object", contrast=0.15), "#cdd6d6", at=3.2)
    softboxes(0.45)
    leaf_light(3.2, seed=12)
    castle()
    brick((-1.6, 0.2, 0), CLAY, turn=30)
    pillar((-1.5, -0.75, 0), None, height=0.4)
    gable((1.55, -0.5, 0), SEA, turn=-20)
    bridge((0.5, -1.0, 0), SAND, turn=14)
    brick((-0.55, -1.05, 0), PLUM, size=(0.4, 0.4, 0.4), turn=38)
    brick((1.65, 0.35, 0), None, turn=-50)
    frame((0, -0.2, 0.6), 4.4, up=22, around=6)


@shot("blocks-3")
def _() -> None:
    world(0.4)
    cyclorama("#dde5e6", wall="#cad6d8")
    softboxes(0.85, side=1)
    colors = (CLAY, None, SEA, SAGE, None, SAND, PLUM, None, CLAY)
    for k, color in enumerate(colors):
        x, y = (k % 3 - 1) * 0.95, (1 - k // 3) * 0.85
        place, turn = (x, y, 0.0), 12 * (k % 4) - 18
        kind = k % 4
        if kind == 0:
            brick(place, color, turn=turn)
        elif kind == 1:
            pillar(place, color, height=0.5)
        elif kind == 2:
            bridge(place, color, turn=turn)
        else:
            gable(place, color, turn=turn)
    frame((0, 0, 0.15), 3.4, up=42)
