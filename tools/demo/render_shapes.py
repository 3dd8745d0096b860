"""Meshes: surfaces of revolution, sweeps, soft boxes, cushions by cloth simulation, fruit, leaves."""

from __future__ import annotations

import itertools
import math
import random

import bpy
from mathutils import Vector, noise

Point = tuple[float, float, float]
Profile = list[tuple[float, float]]
Material = bpy.types.Material | None


def mesh(
    name: str,
    points: list[Point],
    faces: list[tuple[int, ...]],
    material: Material,
    *,
    uv: list[tuple[float, float]] | None = None,
    smooth: int = 0,
) -> bpy.types.Object:
    """A mesh object; ``uv`` is per vertex, ``smooth`` the subdivision level."""
    data = bpy.data.meshes.new(name)
    data.from_pydata(points, [], faces)
    data.update()
    for polygon in data.polygons:
        polygon.use_smooth = True
    if uv:
        layer = data.uv_layers.new(name="uv")
        for loop in data.loops:
            layer.data[loop.index].uv = uv[loop.vertex_index]
    obj = bpy.data.objects.new(name, data)
    if material:
        data.materials.append(material)
    bpy.context.collection.objects.link(obj)
    if smooth:
        subdivide(obj, smooth)
    return obj


def subdivide(obj: bpy.types.Object, level: int) -> None:
    step = obj.modifiers.new("subdivide", "SUBSURF")
    step.levels = step.render_levels = level


def thicken(obj: bpy.types.Object, thickness: float) -> bpy.types.Object:
    step = obj.modifiers.new("solidify", "SOLIDIFY")
    step.thickness = thickness
    return obj


def roughen(obj: bpy.types.Object, size: float, strength: float) -> bpy.types.Object:
    """Real displacement by cloud noise: ``size`` of the lumps, ``strength`` in units."""
    texture = bpy.data.textures.new("clouds", "CLOUDS")
    texture.noise_scale = size
    step = obj.modifiers.new("displace", "DISPLACE")
    step.texture = texture
    step.strength = strength
    step.texture_coords = "LOCAL"
    return obj


def move(obj: bpy.types.Object, place: Point, turn: Point = (0, 0, 0), size: float = 1.0) -> bpy.types.Object:
    """Places, turns (degrees) and scales an object; gives it back."""
    obj.location = place
    obj.rotation_euler = tuple(math.radians(a) for a in turn)
    obj.scale = (size, size, size)
    return obj


def group(
    parts: list[bpy.types.Object], place: Point, turn: Point = (0, 0, 0), size: float = 1.0
) -> bpy.types.Object:
    """Moves several parts as one thing."""
    hub = bpy.data.objects.new("group", None)
    bpy.context.collection.objects.link(hub)
    for part in parts:
        if part.parent is None:
            part.parent = hub
    return move(hub, place, turn, size)


def lathe(
    profile: Profile,
    material: Material,
    *,
    segments: int = 48,
    smooth: int = 2,
    flute: tuple[int, float, int] | None = None,
    squash: tuple[float, float] = (1, 1),
    wobble: float = 0.0,
    seed: int = 1,
) -> bpy.types.Object:
    """Turns (radius, height) points round the z axis; doubled points make firm edges.

    ``flute`` = (count, depth, rows) carves vertical ribs into the first rows;
    ``wobble`` bends the radius as a hand does.
    """
    points: list[Point] = []
    uv: list[tuple[float, float]] = []
    rows: list[list[int]] = []
    lift = max(z for _, z in profile) or 1.0
    for radius, z in profile:
        if radius <= 1e-6:
            rows.append([len(points)] * (segments + 1))
            points.append((0, 0, z))
            uv.append((0.5, z / lift))
            continue
        row = []
        for index in range(segments):
            angle = 2 * math.pi * index / segments
            r = radius
            if flute and len(rows) < flute[2]:
                r *= 1 - flute[1] * (0.5 + 0.5 * math.cos(flute[0] * angle))
            x, y = math.cos(angle), math.sin(angle)
            if wobble:
                r *= 1 + wobble * noise.noise(Vector((x * 1.3 + seed, y * 1.3, z * 0.8)))
            row.append(len(points))
            points.append((r * x * squash[0], r * y * squash[1], z))
            uv.append((index / segments, z / lift))
        rows.append([*row, row[0]])
    return mesh("lathe", points, _bands(rows), material, uv=uv, smooth=smooth)


def _bands(rows: list[list[int]]) -> list[tuple[int, ...]]:
    """Quads between rings of vertices, triangles where a ring is the pole."""
    faces = []
    for below, above in itertools.pairwise(rows):
        for index in range(len(below) - 1):
            corners = (below[index], below[index + 1], above[index + 1], above[index])
            faces.append(tuple(dict.fromkeys(corners)))
    return [face for face in faces if len(face) > 2]


def vessel(outer: Profile, thick: float, floor: float = 0.0) -> Profile:
    """Closes an outer wall (foot to rim) into a hollow profile: wall ``thick``, base above ``floor``."""
    base = floor + thick * 1.3
    inner = [(max(r - thick, 0.02), z) for r, z in reversed(outer) if z > base + 0.04]
    rim_r, rim_z = outer[-1]
    low = inner[-1][0]
    return [
        (0, floor),
        *outer[:-1],
        (rim_r, rim_z - thick * 0.3),
        (rim_r - thick * 0.3, rim_z),
        (rim_r - thick * 0.7, rim_z),
        *inner,
        (low * 0.9, base),
        (low * 0.5, base),
        (0, base),
    ]


def extrude(profile: Profile, width: float, material: Material) -> bpy.types.Object:
    """A sheet along x from (y, z) points."""
    points: list[Point] = []
    for y, z in profile:
        points += [(-width / 2, y, z), (width / 2, y, z)]
    faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(profile) - 1)]
    return mesh("sheet", points, faces, material)


def box(
    size: Point, place: Point, material: Material, *, bevel: float = 0.04, turn: Point = (0, 0, 0)
) -> bpy.types.Object:
    """A box with rounded edges, ``place`` its middle; UV runs per face over the unit square."""
    x, y, z = (s / 2 for s in size)
    corners = [
        (-x, -y, -z),
        (x, -y, -z),
        (x, y, -z),
        (-x, y, -z),
        (-x, -y, z),
        (x, -y, z),
        (x, y, z),
        (-x, y, z),
    ]
    faces = [(0, 3, 2, 1), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)]
    obj = mesh("box", corners, faces, material)
    layer = obj.data.uv_layers.new(name="uv")
    for polygon in obj.data.polygons:
        for loop, at in zip(polygon.loop_indices, [(0, 0), (1, 0), (1, 1), (0, 1)], strict=True):
            layer.data[loop].uv = at
    if bevel:
        step = obj.modifiers.new("bevel", "BEVEL")
        step.width = bevel
        step.segments = 4
        step.harden_normals = True
    else:
        obj.data.polygons.foreach_set("use_smooth", [False] * len(obj.data.polygons))
    return move(obj, place, turn)


def slab(
    outline: list[tuple[float, float]], height: float, material: Material, *, bevel: float = 0.03
) -> bpy.types.Object:
    """A plate of any outline (x, y), standing on z = 0."""
    count = len(outline)
    points = [(x, y, 0.0) for x, y in outline] + [(x, y, height) for x, y in outline]
    sides = [(i, (i + 1) % count, count + (i + 1) % count, count + i) for i in range(count)]
    obj = mesh(
        "slab", points, [tuple(reversed(range(count))), tuple(range(count, 2 * count)), *sides], material
    )
    step = obj.modifiers.new("bevel", "BEVEL")
    step.width = bevel
    step.segments = 3
    step.limit_method = "ANGLE"
    step.harden_normals = True
    return obj


def curve(points: list[Point], steps: int = 12, closed: bool = False) -> list[Vector]:
    """A Catmull-Rom line through the points."""
    p = [Vector(q) for q in points]
    p = [p[-1], *p, p[0], p[1]] if closed else [2 * p[0] - p[1], *p, 2 * p[-1] - p[-2]]
    line = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append(
                0.5
                * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
            )
    if not closed:
        line.append(p[-2])
    return line


def sweep(
    path: list[Vector],
    radius: float | list[float],
    material: Material,
    *,
    flat: float = 1.0,
    sides: int = 12,
    closed: bool = False,
    smooth: int = 1,
) -> bpy.types.Object:
    """A tube along a line; ``radius`` constant or per point, ``flat`` squeezes the section."""
    count = len(path)
    radii = radius if isinstance(radius, list) else [radius] * count
    points: list[Point] = []
    uv: list[tuple[float, float]] = []
    side = Vector((0, 0, 1))
    for index, spot in enumerate(path):
        ahead = path[(index + 1) % count] if closed or index + 1 < count else spot
        behind = path[index - 1] if closed or index else spot
        along = (ahead - behind).normalized()
        side = side - along * side.dot(along)
        if side.length < 1e-3:
            side = along.orthogonal()
        side.normalize()
        across = along.cross(side)
        for k in range(sides):
            angle = 2 * math.pi * k / sides
            ring = side * math.cos(angle) * flat + across * math.sin(angle)
            points.append(tuple(spot + ring * radii[index]))
            uv.append((k / sides, index / count))
    rows = count if closed else count - 1
    faces: list[tuple[int, ...]] = []
    for i in range(rows):
        for k in range(sides):
            n, j = (k + 1) % sides, (i + 1) % count
            faces.append((i * sides + k, i * sides + n, j * sides + n, j * sides + k))
    if not closed:
        faces += [tuple(reversed(range(sides))), tuple((count - 1) * sides + k for k in range(sides))]
    return mesh("sweep", points, faces, material, uv=uv, smooth=smooth)


def ring(
    radius: float, thick: float, z: float, material: Material, *, wobble: float = 0.0, seed: int = 0
) -> bpy.types.Object:
    """A torus lying flat."""
    rng = random.Random(seed)
    path = [
        Vector((radius * math.cos(t), radius * math.sin(t), z + rng.uniform(-wobble, wobble)))
        for t in [2 * math.pi * i / 64 for i in range(64)]
    ]
    return sweep(path, thick, material, closed=True)


def ball(
    radius: float,
    material: Material,
    *,
    squash: Point = (1, 1, 1),
    lumps: float = 0.0,
    grain: float = 1.5,
    seed: int = 0,
    rings: int = 32,
) -> bpy.types.Object:
    """A sphere, squashed and lumpy at will; its middle is the origin."""
    count = rings * 2
    points: list[Point] = []
    for row in range(rings + 1):
        polar = math.pi * row / rings
        for k in range(count):
            angle = 2 * math.pi * k / count
            n = Vector(
                (math.sin(polar) * math.cos(angle), math.sin(polar) * math.sin(angle), math.cos(polar))
            )
            r = radius * (1 + lumps * noise.fractal(n * grain + Vector((seed * 7.1, 0, 0)), 1.0, 2.0, 3))
            points.append(tuple(c * r * s for c, s in zip(n, squash, strict=True)))
    faces = []
    for row in range(rings):
        for k in range(count):
            n = (k + 1) % count
            faces.append((row * count + k, (row + 1) * count + k, (row + 1) * count + n, row * count + n))
    return mesh("ball", points, faces, material, smooth=1)


def band(
    radius: float,
    low: float,
    high: float,
    arc: float,
    material: Material,
    *,
    turn: float = -90,
    taper: float = 0.0,
) -> bpy.types.Object:
    """A label: part of a cylinder over ``arc`` degrees facing ``turn``; UV over the unit square."""
    points: list[Point] = []
    uv: list[tuple[float, float]] = []
    steps = 48
    for row in range(2):
        for k in range(steps + 1):
            angle = math.radians(turn + arc * (k / steps - 0.5))
            r = radius * (1 - taper * row)
            points.append((r * math.cos(angle), r * math.sin(angle), (low, high)[row]))
            uv.append((k / steps, float(row)))
    faces = [(k, k + 1, steps + 2 + k, steps + 1 + k) for k in range(steps)]
    return mesh("label", points, faces, material, uv=uv)


def branch_shadow(centre: Vector, toward: Vector, seed: int) -> list[bpy.types.Object]:
    """Leaves between sun and stage, facing the sun; only their shadow is wanted."""
    rng = random.Random(seed)
    turn = toward.to_track_quat("Z", "Y")
    leaves = []
    outline = [
        (math.sin(t) * 0.30 * (1 - 0.35 * math.cos(t)), math.cos(t))
        for t in [math.pi * i / 12 for i in range(24)]
    ]
    for stem in range(4):
        root = Vector((rng.uniform(-3, 3), rng.uniform(-3, 3), 0))
        lean = rng.uniform(0, 2 * math.pi)
        for k in range(9):
            spot = root + Vector((math.cos(lean), math.sin(lean), 0)) * (k * 0.55)
            spin = lean + (0.9 if k % 2 else -0.9)
            c, s = math.cos(spin), math.sin(spin)
            size = rng.uniform(0.55, 0.9)
            flat = [
                Vector((x * c - (y + 0.9) * -s, x * s + (y + 0.9) * c, 0)) * size + spot for x, y in outline
            ]
            points = [tuple(centre + turn @ p) for p in flat]
            leaves.append(mesh(f"leaf{stem}", points, [tuple(range(len(points)))], None))
    return leaves
