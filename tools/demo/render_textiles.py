"""Pictures of cushions, floor cushions, throws and towels."""

from __future__ import annotations

import math
import random

import bpy
import render_cloth as cloth_model
import render_materials as m
import render_props as props
import render_shapes as s
from mathutils import Vector, noise
from render_studio import cyclorama, frame, leaf_light, shot, softboxes, table, window_light, world

OAT, FOG, CLAY = "#cfbd9f", "#6f8797", "#a85f3f"
FLOOR = ("#cfae84", "#a5825a")


def pillow(
    color: str,
    place: tuple[float, float, float],
    turn: tuple[float, float, float],
    *,
    seed: int = 1,
    size: float = 4.5,
) -> None:
    cloth = m.weave(color, scale=62, contrast=0.3, depth=0.6)
    s.move(cloth_model.cushion((size, size, 1.5), cloth, pressure=5.5, seed=seed), place, turn)


def _pillow_alone(color: str, floor: str, wall: str, turn: float, seed: int) -> None:
    world(0.4)
    cyclorama(floor, wall=wall)
    softboxes(1.0, side=-1 if turn > 0 else 1)
    pillow(color, (0, 0, 2.12), (78, 0, turn), seed=seed)
    frame((0, 0, 2.05), 6.2, up=8)


@shot("cushion-1")
def _() -> None:
    _pillow_alone(OAT, "#e3ddd2", "#d8cfc0", 16, 1)


@shot("cushion-2")
def _() -> None:
    _pillow_alone(FOG, "#dde2e4", "#cdd6da", -14, 2)


@shot("cushion-3")
def _() -> None:
    _pillow_alone(CLAY, "#ecddd2", "#e2cdbd", 20, 5)


@shot("cushion-4")
def _() -> None:
    world(0.35)
    table(m.wood(*FLOOR, scale=0.5), "#d8d0c2", at=3.4)
    softboxes(0.4)
    window_light(3.2)
    pillow(CLAY, (-1.5, 1.6, 2.1), (74, 0, -8), seed=3)
    pillow(OAT, (1.5, 1.2, 2.1), (72, 0, 14), seed=4)
    pillow(FOG, (0.2, -0.9, 1.6), (58, 6, -6), seed=6, size=3.9)
    frame((0, 0.2, 1.75), 8.2, up=12, around=6)


def floor_cushion(color: str) -> list[bpy.types.Object]:
    """A round corduroy cushion 45 cm across with piping and a covered button."""
    cord = m.stripes(color, 22, depth=0.9)
    points, uv, faces = [], [], []
    rings, count = 40, 128
    for i in range(rings + 1):
        t = i / rings * math.pi
        flat = math.copysign(abs(math.cos(t)) ** 0.75, math.cos(t))
        wide = abs(math.sin(t)) ** 0.5
        for k in range(count):
            a = 2 * math.pi * k / count
            r = 2.25 * wide
            z = 0.56 * flat * (1 - 0.55 * math.exp(-((r / 0.55) ** 2)))
            z += 0.03 * noise.noise(Vector((r * math.cos(a), r * math.sin(a), i * 0.03))) * wide
            pleat = 0.016 * math.cos(a * 16) * math.exp(-((r - 0.7) ** 2) / 0.4)
            points.append((r * math.cos(a), r * math.sin(a), z + pleat * (1 if flat > 0 else -1) + 0.56))
            uv.append((r * math.cos(a) / 4.5 + 0.5, r * math.sin(a) / 4.5 + 0.5 if abs(flat) > 0.05 else a))
    for i in range(rings):
        for k in range(count):
            n = (k + 1) % count
            faces.append((i * count + k, (i + 1) * count + k, (i + 1) * count + n, i * count + n))
    parts = [s.mesh("pouf", points, faces, cord, uv=uv, smooth=1)]
    trim = m.weave(color, scale=30, where="Object")
    parts += [s.ring(2.18, 0.045, 0.86, trim), s.ring(2.18, 0.045, 0.26, trim)]
    parts.append(s.move(s.ball(0.17, trim, squash=(1, 1, 0.5)), (0, 0, 0.74)))
    return parts


@shot("pouf-1")
def _() -> None:
    world(0.4)
    cyclorama("#e8ddcd", wall="#decfba")
    softboxes(0.9)
    s.group(floor_cushion("#a5662c"), (0, 0, 0), (0, 0, 25))
    frame((0, 0, 0.5), 6.0, up=30)


@shot("pouf-2")
def _() -> None:
    world(0.35)
    table(m.wood(*FLOOR, scale=0.5), "#d5cfc0", at=4.0)
    softboxes(0.4)
    leaf_light(3.2, seed=11)
    s.group(floor_cushion("#a5662c"), (-0.8, 0.6, 0), (0, 0, 50))
    s.group(floor_cushion("#a5662c"), (-0.8, 0.6, 0.98), (0, 0, 10))
    s.group(floor_cushion("#6d7146"), (2.0, -0.9, 0), (0, 0, -20))
    frame((0.4, 0, 0.9), 8.4, up=18, around=8)


@shot("pouf-3")
def _() -> None:
    world(0.4)
    cyclorama("#dcdfcf", wall="#cdd2ba")
    softboxes(0.9, side=1)
    s.group(floor_cushion("#6d7146"), (0, 0, 0), (0, 0, -35))
    frame((0, 0, 0.5), 6.0, up=30)


def knit(color: str) -> bpy.types.Material:
    """Ribbed knit: plaits as waves that lean left and right in turn (needs UV in units)."""
    g = m.Graph("knit")
    at = g.coords("UV")
    columns = g.wave(at, 1.9, "X", 0.2)
    lean = g.wave(g.coords("UV"), 3.6, "DIAGONAL", 0.5)
    stitch = g.math("MULTIPLY", columns, g.math("ADD", g.math("MULTIPLY", lean, 0.6), 0.4))
    base = m.linear(color)
    g.color(g.ramp(stitch, [(0.0, tuple(c * 0.62 for c in base[:3])), (0.55, color)]))
    g.set(roughness=0.95, sheen_weight=0.4)
    g.bump(stitch, 1.0, 0.05)
    g.bump(g.noise(at, 40, 3), 0.4, 0.01)
    return g.material


def folded(
    width: float, depth: float, layers: int, thick: float, material: bpy.types.Material, *, seed: int = 1
) -> bpy.types.Object:
    """Cloth folded zigzag: the section lies in y–z with round bends, extruded along x."""
    section = _zigzag(depth, layers, thick, seed)
    count = 40
    points, uv, faces = [], [], []
    run = 0.0
    for i, (y, z) in enumerate(section):
        run += math.dist(section[i - 1], (y, z)) if i else 0
        for k in range(count + 1):
            x = width * (k / count - 0.5)
            q = Vector((x * 0.7, y * 0.7, z * 1.4 + seed))
            points.append((x + 0.05 * noise.noise(q * 1.7), y, z + 0.05 * noise.noise(q)))
            uv.append((x, run))
    for i in range(len(section) - 1):
        for k in range(count):
            a = i * (count + 1) + k
            faces.append((a, a + 1, a + count + 2, a + count + 1))
    obj = s.mesh("folded", points, faces, material, uv=uv)
    solid = s.thicken(obj, thick * 0.82)
    solid.modifiers["solidify"].offset = 0
    s.subdivide(obj, 1)
    return obj


def _zigzag(depth: float, layers: int, thick: float, seed: int) -> list[tuple[float, float]]:
    """The folded section: runs back and forth joined by half circles, none quite in line."""
    rng = random.Random(seed)
    section: list[tuple[float, float]] = []
    for layer in range(layers):
        z = thick * (layer + 0.5)
        side = 1 if layer % 2 == 0 else -1
        slack = rng.uniform(-0.04, 0.04)
        run = [side * depth * (k / 14 - 0.5) for k in range(15)]
        section += [(y + slack, z + 0.03 * math.sin(y * 2 + layer)) for y in run]
        if layer + 1 < layers:
            bend = [math.pi * k / 6 for k in range(1, 6)]
            reach = depth / 2 + slack * side
            section += [
                (side * (reach + 0.5 * thick * math.sin(a)), z + thick / 2 * (1 - math.cos(a))) for a in bend
            ]
    return section


def fringe(width: float, y: float, z: float, color: str, *, seed: int = 1) -> list[bpy.types.Object]:
    """Tassels hanging forward from an edge along x."""
    rng = random.Random(seed)
    yarn = m.weave(color, scale=40, where="Object")
    tassels = []
    count = int(width / 0.16)
    for k in range(count):
        x = width * ((k + 0.5) / count - 0.5)
        end = x + rng.uniform(-0.05, 0.05)
        line = s.curve(
            [
                (x, y + 0.08, z),
                (x, y - 0.1, z - 0.02),
                (end, y - 0.3, 0.05),
                (end, y - 0.62 + rng.uniform(-0.06, 0.06), 0.035),
            ],
            6,
        )
        tassels.append(
            s.sweep(line, [0.035 + 0.012 * (i / len(line)) for i in range(len(line))], yarn, sides=7)
        )
    return tassels


def throw(color: str) -> list[bpy.types.Object]:
    parts = [folded(3.6, 2.5, 6, 0.24, knit(color))]
    parts += fringe(3.5, -1.2, 0.14, color)
    return parts


def _throw_alone(color: str, floor: str, wall: str, turn: float) -> None:
    world(0.4)
    cyclorama(floor, wall=wall)
    softboxes(0.9, side=-1 if turn > 0 else 1)
    s.group(throw(color), (0, 0.3, 0), (0, 0, turn))
    frame((0, 0, 0.6), 5.6, up=24)


@shot("blanket-1")
def _() -> None:
    _throw_alone("#c3a07e", "#eadfce", "#dfd0b8", 24)


@shot("blanket-2")
def _() -> None:
    _throw_alone("#47594c", "#dbe0d6", "#c8d1c3", -24)


@shot("blanket-3")
def _() -> None:
    _throw_alone("#a9a9a8", "#e4e2de", "#d6d3cd", 20)


@shot("blanket-4")
def _() -> None:
    world(0.35)
    table(m.wood(*FLOOR, scale=0.5), "#d9cfbe", at=4.0)
    softboxes(0.4)
    window_light(3.2)
    for index, color in enumerate(("#47594c", "#a9a9a8", "#c3a07e")):
        s.group(
            [folded(3.6, 2.4, 4, 0.19, knit(color), seed=index + 2)],
            (0, 0.4, 0.8 * index),
            (0, 0, 12 + index * 3),
        )
    frame((0, 0, 1.2), 5.8, up=16, around=8)


def rolled(length: float, turns: float, color: str) -> bpy.types.Object:
    """A towel rolled up, its axis along x, lying on z = 0."""
    nap = m.pile(color, 30)
    steps = int(turns * 28)
    section = []
    for i in range(steps + 1):
        a = 2 * math.pi * turns * i / steps
        r = 0.08 + 0.52 * i / steps
        section.append((r * math.cos(a), r * math.sin(a)))
    count = 30
    points = [
        (length * (k / count - 0.5) + 0.02 * noise.noise(Vector((y * 3, z * 3, k))), y, z)
        for y, z in section
        for k in range(count + 1)
    ]
    faces = [
        (
            i * (count + 1) + k,
            i * (count + 1) + k + 1,
            (i + 1) * (count + 1) + k + 1,
            (i + 1) * (count + 1) + k,
        )
        for i in range(steps)
        for k in range(count)
    ]
    obj = s.mesh("roll", points, faces, nap)
    s.thicken(obj, 0.12)
    s.subdivide(obj, 2)
    s.roughen(obj, 0.045, 0.05)
    return obj


def stack(colors: tuple[str, ...], place: tuple[float, float, float], *, width: float = 2.6) -> None:
    x, y, z = place
    for index, color in enumerate(colors):
        it = folded(width, 1.8, 3, 0.17, m.pile(color, 30), seed=index + 3)
        s.roughen(it, 0.045, 0.05)
        s.move(it, (x, y, z), (0, 0, (-1) ** index * 2))
        z += 0.56


WHITE, PINK, BLUE = "#f3f0ea", "#d9a9a0", "#8fa3b0"


@shot("towel-1")
def _() -> None:
    world(0.4)
    cyclorama("#d5dcdc", wall="#c5cfd0")
    softboxes(0.8)
    stack((WHITE, WHITE, WHITE), (0, 0, 0))
    frame((0, 0, 0.75), 4.2, up=18, around=22)


@shot("towel-2")
def _() -> None:
    world(0.4)
    cyclorama("#f0e0d8", wall="#e8d2c7")
    softboxes(0.85, side=1)
    places = ((0, -0.64, 0.62), (0, 0.64, 0.62), (0, 0, 1.68))
    s.group([s.move(rolled(2.2, 4, PINK), place) for place in places], (0, 0, 0), (0, 0, -58))
    frame((0.0, 0, 0.95), 4.0, up=16)


@shot("towel-3")
def _() -> None:
    world(0.4)
    cyclorama("#dfe4e6", wall="#cfd8dc")
    softboxes(0.85)
    stack((BLUE, BLUE), (0, 0.3, 0))
    s.move(rolled(2.2, 4, BLUE), (0.1, 0.2, 1.75), (0, 0, -10))
    frame((0, 0, 0.95), 4.3, up=16, around=-24)


@shot("towel-4")
def _() -> None:
    world(0.35)
    table(m.marble("#e8e4dd"), "#cfd3cd", at=4.5)
    softboxes(0.4)
    leaf_light(3.2, seed=4)
    stack((BLUE, WHITE, PINK), (-0.7, 0.6, 0))
    s.move(rolled(1.9, 4, WHITE), (1.6, -0.1, 0.62), (0, 0, 70))
    s.group(
        props.twig([(-1.6, 0.1, 1.82), (-0.7, 0.35, 1.85), (0.3, 0.5, 1.84)], 0.36, round_=0.8, gap=5),
        (0, 0, 0),
    )
    frame((0.2, 0, 0.95), 4.9, up=20, around=8)
