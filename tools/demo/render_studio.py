"""The photo studio: stage, lights, camera and the Cycles settings that every picture shares.

One Blender unit is 10 cm. Run with Blender's own Python module (``pip install bpy==4.5.15``, Python 3.11);
nothing of the shop imports these scripts, they only made the files of ``demo_data``.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from pathlib import Path

import bpy
import render_materials as materials
import render_shapes as shapes
from mathutils import Vector

Shot = Callable[[], None]
SHOTS: dict[str, Shot] = {}


def shot(name: str) -> Callable[[Shot], Shot]:
    """Registers a function that builds one picture; the name is the file's stem."""

    def register(build: Shot) -> Shot:
        if name in SHOTS:
            raise ValueError(f"two shots are called {name}")
        SHOTS[name] = build
        return build

    return register


def reset() -> None:
    """Empties Blender and lays down the shared render settings."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.samples = int(os.environ.get("SAMPLES", "10"))
    cycles.use_adaptive_sampling = True
    cycles.adaptive_threshold = 0.1
    cycles.adaptive_min_samples = 5
    cycles.use_denoising = True
    cycles.denoiser = "OPENIMAGEDENOISE"
    cycles.denoising_prefilter = "FAST"
    cycles.max_bounces = 14
    cycles.diffuse_bounces = 2
    cycles.glossy_bounces = 2
    cycles.transmission_bounces = 14
    cycles.transparent_max_bounces = 12
    cycles.caustics_reflective = False
    cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 4.0
    scene.render.resolution_percentage = 100
    scene.view_settings.view_transform = "Khronos PBR Neutral"
    scene.render.image_settings.file_format = "PNG"
    materials.forget()


def render(name: str, folder: Path, size: tuple[int, int]) -> None:
    """Builds and renders one shot to ``folder/name.png``."""
    reset()
    SHOTS[name]()
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = size
    scene.render.filepath = str(folder / f"{name}.png")
    bpy.ops.render.render(write_still=True)


def world(strength: float = 0.45, color: tuple[float, float, float] = (1.0, 0.98, 0.96)) -> None:
    """Even light from everywhere: lifts the shadows."""
    it = bpy.data.worlds.new("world")
    bpy.context.scene.world = it
    it.use_nodes = True
    background = it.node_tree.nodes["Background"]
    background.inputs[0].default_value = (*color, 1)
    background.inputs[1].default_value = strength


def area(
    place: tuple[float, float, float],
    at: tuple[float, float, float],
    size: float,
    power: float,
    color: tuple[float, float, float] = (1, 1, 1),
) -> None:
    """A square softbox; ``power`` in watts at Blender's scale."""
    light = bpy.data.lights.new("area", "AREA")
    light.size = size
    light.energy = power
    light.color = color
    obj = bpy.data.objects.new("area", light)
    obj.location = place
    obj.rotation_euler = (Vector(at) - Vector(place)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.collection.objects.link(obj)


def sun(
    place: tuple[float, float, float],
    power: float,
    *,
    soft: float = 1.5,
    color: tuple[float, float, float] = (1.0, 0.96, 0.90),
) -> None:
    """Sunlight from ``place`` to the middle; ``soft`` is the disc's angle in degrees."""
    light = bpy.data.lights.new("sun", "SUN")
    light.energy = power
    light.angle = math.radians(soft)
    light.color = color
    obj = bpy.data.objects.new("sun", light)
    obj.rotation_euler = (-Vector(place)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.collection.objects.link(obj)


def softboxes(power: float = 1.0, *, side: float = -1.0, warm: float = 0.0) -> None:
    """Key light from one side, a large one above, a weak one opposite: product light."""
    tint = (1.0, 1.0 - 0.10 * warm, 1.0 - 0.25 * warm)
    area((side * 6, -4, 7), (0, 0, 0.6), 4.5, 1000 * power, tint)
    area((side * -6, -2, 3.5), (0, 0, 0.6), 4, 220 * power)
    area((0, 3.0, 8), (0, 0.5, 0), 5, 420 * power)


def cyclorama(color: str, *, wall: str | None = None, at: float = 5.0) -> None:
    """Seamless backdrop: floor, quarter arc and wall in one sheet, pastel and matt."""
    arc = [(at + 3 * math.sin(t), 3 - 3 * math.cos(t)) for t in [i / 16 * math.pi / 2 for i in range(17)]]
    profile = [(-14.0, 0.0), (at - 1, 0.0), *arc, (at + 3, 16.0)]
    shapes.extrude(profile, 60.0, materials.paper(color, wall or color))


def table(top: bpy.types.Material, wall: str, *, at: float = 6.0, edge: float | None = None) -> None:
    """A table top with an own material and a plain wall behind it."""
    front = -14.0 if edge is None else edge
    depth = at + 0.4 - front
    shapes.box((26, depth, 0.4), (0, front + depth / 2, -0.2), top, bevel=0.03)
    shapes.box((40, 0.2, 24), (0, at + 0.5, 8), materials.plaster(wall), bevel=0)
    area((2, at - 7, 8.5), (0, at, 3.5), 4, 420)
    if edge is not None:
        shapes.box((40, 0.2, 24), (0, at + 0.4, -12), materials.plaster(wall), bevel=0)


def window_light(
    power: float = 3.4, *, place: tuple[float, float, float] = (-6, -3.2, 6.2), bars: int = 3
) -> None:
    """Sun through a window: bright panes and bar shadows over the stage."""
    sun(place, power, soft=1.8)
    toward = Vector(place).normalized()
    turn = toward.to_track_quat("Z", "Y")
    dark = materials.matt("#202020")
    centre = toward * 11
    for index in range(bars + 1):
        offset = (index - bars / 2) * 2.6
        for size, spot in (((0.34, 9, 0.1), (offset, 0, 0)), ((9, 0.3, 0.1), (0, offset, 0))):
            bar = shapes.box(size, (0, 0, 0), dark, bevel=0)
            bar.rotation_euler = turn.to_euler()
            bar.location = centre + turn @ Vector(spot)
            hide_from_camera(bar)


def leaf_light(
    power: float = 3.6, *, place: tuple[float, float, float] = (-6, -2.6, 6.0), seed: int = 3
) -> None:
    """Sun through a branch: soft leaf shadows over wall and table."""
    sun(place, power, soft=2.4)
    toward = Vector(place).normalized()
    for leaf in shapes.branch_shadow(toward * 9, toward, seed):
        hide_from_camera(leaf)


def hide_from_camera(obj: bpy.types.Object) -> None:
    """The thing casts its shadow but is in no picture and no mirror."""
    obj.visible_camera = False
    obj.visible_glossy = False
    obj.visible_transmission = False
    obj.visible_diffuse = False


def camera(
    place: tuple[float, float, float],
    at: tuple[float, float, float],
    lens: float = 70,
    *,
    focus: tuple[float, float, float] | None = None,
    stop: float = 0.0,
) -> None:
    """Places the camera; with ``stop`` (an f-number) what is off ``focus`` blurs."""
    data = bpy.data.cameras.new("camera")
    data.lens = lens
    obj = bpy.data.objects.new("camera", data)
    obj.location = place
    obj.rotation_euler = (Vector(at) - Vector(place)).to_track_quat("-Z", "Y").to_euler()
    if stop:
        data.dof.use_dof = True
        data.dof.aperture_fstop = stop
        data.dof.focus_distance = (Vector(focus or at) - Vector(place)).length
    bpy.context.collection.objects.link(obj)
    bpy.context.scene.camera = obj


def frame(
    at: tuple[float, float, float],
    width: float,
    *,
    around: float = 0,
    up: float = 18,
    lens: float = 85,
    focus: tuple[float, float, float] | None = None,
    stop: float = 0.0,
) -> None:
    """Looks at ``at`` so that ``width`` units fill the picture, ``around`` and ``up`` in degrees."""
    far = width * lens / 36
    flat = far * math.cos(math.radians(up))
    x, y = flat * math.sin(math.radians(around)), -flat * math.cos(math.radians(around))
    place = (at[0] + x, at[1] + y, at[2] + far * math.sin(math.radians(up)))
    camera(place, at, lens, focus=focus, stop=stop)
