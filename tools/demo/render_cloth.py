"""Cushions, blown up by the cloth solver so that their wrinkles are real."""

from __future__ import annotations

import random

import bpy
import render_shapes as s


def cushion(
    size: s.Point,
    material: bpy.types.Material,
    *,
    pressure: float = 5.0,
    frames: int = 36,
    cells: int = 44,
    seed: int = 1,
) -> bpy.types.Object:
    """Blows a sewn square of cloth up with Blender's cloth solver. It lies flat, its middle at 0.

    ``size`` is (width, depth, rough thickness). Takes about two seconds.
    """
    rng = random.Random(seed)
    x, y, thick = size
    points: list[s.Point] = []
    uv: list[tuple[float, float]] = []
    index: dict[tuple[int, int, int], int] = {}
    for layer in (0, 1):
        for i in range(cells + 1):
            for j in range(cells + 1):
                rim = i in (0, cells) or j in (0, cells)
                if layer and rim:
                    index[1, i, j] = index[0, i, j]
                    continue
                index[layer, i, j] = len(points)
                lift = 0 if rim else (thick * 0.12 + rng.uniform(0, 0.01)) * (1 if layer else -1)
                u, v = i / cells * 2 - 1, j / cells * 2 - 1
                points.append(
                    (u * x / 2 * (1 + 0.09 * (1 - v * v)), v * y / 2 * (1 + 0.09 * (1 - u * u)), lift)
                )
                uv.append((i / cells, j / cells))
    faces = []
    for layer in (0, 1):
        for i in range(cells):
            for j in range(cells):
                quad = (
                    index[layer, i, j],
                    index[layer, i + 1, j],
                    index[layer, i + 1, j + 1],
                    index[layer, i, j + 1],
                )
                faces.append(quad if layer else tuple(reversed(quad)))
    obj = s.mesh("cushion", points, faces, material, uv=uv)
    step = obj.modifiers.new("cloth", "CLOTH")
    cloth = step.settings
    cloth.use_pressure = True
    cloth.uniform_pressure_force = pressure
    cloth.effector_weights.gravity = 0.0
    cloth.tension_stiffness = cloth.compression_stiffness = 18
    cloth.shear_stiffness = 8
    cloth.bending_stiffness = 0.25
    cloth.quality = 5
    cloth.mass = 0.3
    settle(obj, frames)
    s.subdivide(obj, 2)
    return obj


def settle(obj: bpy.types.Object, frames: int) -> None:
    """Runs the cloth solver and freezes what came out."""
    scene = bpy.context.scene
    for frame in range(1, frames + 1):
        scene.frame_set(frame)
    graph = bpy.context.evaluated_depsgraph_get()
    frozen = bpy.data.meshes.new_from_object(obj.evaluated_get(graph))
    obj.modifiers.clear()
    obj.data = frozen
    scene.frame_set(1)
