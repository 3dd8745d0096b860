"""Things that keep the goods company: cloths, twigs, books, boards, cups."""

from __future__ import annotations

import math
import random

import bpy
import render_materials as m
import render_shapes as s
from mathutils import Vector, noise

Point = tuple[float, float, float]


def cloth(
    width: float,
    depth: float,
    color: str,
    place: Point,
    turn: float = 0.0,
    *,
    folds: float = 0.05,
    seed: int = 1,
    scale: float = 60,
) -> None:
    """A napkin thrown on the table: low folds by noise, woven surface."""
    count = 60
    points, uv = [], []
    for i in range(count + 1):
        for j in range(count + 1):
            u, v = i / count, j / count
            q = Vector((u * 2.2 + seed, v * 2.2, seed * 0.3))
            ridge = 1 - abs(noise.noise(q) * 2)
            height = folds * max(0, ridge - 0.35) ** 2 * 4 + 0.012
            edge = 0.05 * noise.noise(Vector((u * 3, v * 3, seed + 5.0)))
            points.append(((u - 0.5) * width + edge, (v - 0.5) * depth + edge, height))
            uv.append((u * width / 4, v * depth / 4))
    faces = [
        (
            i * (count + 1) + j,
            (i + 1) * (count + 1) + j,
            (i + 1) * (count + 1) + j + 1,
            i * (count + 1) + j + 1,
        )
        for i in range(count)
        for j in range(count)
    ]
    obj = s.mesh("cloth", points, faces, m.weave(color, scale=scale), uv=uv)
    s.subdivide(obj, 1)
    s.move(s.thicken(obj, 0.02), place, (0, 0, turn))


def leaf(
    size: float, material: bpy.types.Material, *, round_: float = 0.5, curl: float = 0.2
) -> bpy.types.Object:
    """One leaf along +x from the origin, folded a little at its rib."""
    points: list[Point] = []
    for i in range(9):
        t = i / 8
        half = round_ * 0.5 * math.sin(math.pi * t**0.8) + 0.004
        points += [
            (t * size, k * half * size, size * (curl * (t * t - t) + 0.16 * abs(k) * half))
            for k in (-1, -0.5, 0, 0.5, 1)
        ]
    faces = [(i * 5 + k, i * 5 + k + 1, i * 5 + k + 6, i * 5 + k + 5) for i in range(8) for k in range(4)]
    return s.mesh("leaf", points, faces, material, smooth=2)


def twig(
    path: list[Point],
    size: float,
    color: str = "#7d8f72",
    *,
    round_: float = 0.6,
    gap: int = 4,
    seed: int = 1,
    stem: str = "#6d5a44",
    bare: int = 8,
) -> list[bpy.types.Object]:
    """A branch with pairs of leaves (eucalyptus: ``round_`` near 0.9, olive: 0.3), ``bare`` at its foot."""
    rng = random.Random(seed)
    line = s.curve(path, 14)
    parts = [s.sweep(line, [0.028 - 0.02 * i / len(line) for i in range(len(line))], m.matt(stem), sides=6)]
    green = m.soft(color, depth=0.02, rough=0.5, weight=0.15)
    for index in range(bare, len(line) - 1, gap):
        along = (line[index + 1] - line[index - 1]).normalized()
        for side in (0, 180):
            spin = math.radians(side + index * 37 + rng.uniform(-20, 20))
            out = along.orthogonal().normalized()
            across = along.cross(out)
            ahead = (out * math.cos(spin) + across * math.sin(spin) + along * 0.7).normalized()
            it = leaf(
                size * rng.uniform(0.75, 1.1) * (1.1 - 0.5 * index / len(line)),
                green,
                round_=round_,
                curl=rng.uniform(0.05, 0.4),
            )
            it.location = line[index]
            it.rotation_euler = ahead.to_track_quat("X", "Z").to_euler()
            parts.append(it)
    return parts


def book(size: Point, color: str, place: Point, turn: float = 0.0) -> list[bpy.types.Object]:
    """A closed book lying flat; ``place`` is the middle of its foot."""
    x, y, z = size
    cover = m.weave(color, scale=80, where="Object")
    parts = [
        s.box((x, y, 0.05), (0, 0, 0.025), cover, bevel=0.015),
        s.box((x, y, 0.05), (0, 0, z - 0.025), cover, bevel=0.015),
        s.box((0.06, y, z), (-x / 2, 0, z / 2), cover, bevel=0.025),
        s.box((x - 0.1, y - 0.12, z - 0.09), (-0.01, 0, z / 2), pages(), bevel=0.0),
    ]
    s.group(parts, place, (0, 0, turn))
    return parts


def pages() -> bpy.types.Material:
    """The cut edge of a block of paper."""
    g = m.Graph("pages")
    lines = g.wave(g.coords(stretch=(1, 1, 60)), 1.2, "Z", 1.0)
    g.color(g.mix(g.math("MULTIPLY", lines, 0.35), "#f3ecdc", "#c9bda6"))
    g.set(roughness=0.85)
    g.bump(lines, 0.3, 0.01)
    return g.material


def board(
    place: Point,
    turn: float = 0,
    size: Point = (3.4, 2.2, 0.16),
    light: str = "#c79a67",
    dark: str = "#8f6238",
) -> None:
    """A wooden serving board."""
    s.box(
        size,
        (place[0], place[1], place[2] + size[2] / 2),
        m.wood(light, dark, scale=1.4),
        bevel=0.06,
        turn=(0, 0, turn),
    )


def plinth(radius: float, height: float, color: str, place: Point) -> None:
    """A round studio pedestal."""
    profile = [
        (0, 0),
        (radius, 0),
        (radius, 0.03),
        (radius, height - 0.05),
        (radius - 0.015, height - 0.012),
        (radius - 0.05, height),
        (0, height),
    ]
    s.move(s.lathe(profile, m.matt(color, 0.8), segments=64, smooth=1), place)


def disc(radius: float, z: float, material: bpy.types.Material) -> bpy.types.Object:
    """The surface of a drink or of wax."""
    return s.lathe([(0, z), (radius * 0.5, z), (radius, z + 0.006)], material, smooth=1)


def coffee(radius: float, z: float) -> bpy.types.Object:
    g = m.Graph("coffee")
    swirl = g.noise(g.coords(), 1.9, 3, 2.5)
    g.color(g.ramp(swirl, [(0.35, "#5b341a"), (0.55, "#8a5a33"), (0.72, "#d9b48a")]))
    g.set(roughness=0.25)
    return disc(radius, z, g.material)


def tea(radius: float, z: float, color: str = "#9c5a1e") -> bpy.types.Object:
    return disc(radius, z, m.lacquer(color, 0.04))
