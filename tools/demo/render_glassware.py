"""Pictures of ribbed glasses and a carafe; slices of citrus."""

from __future__ import annotations

import bpy
import render_materials as m
import render_shapes as s
from render_studio import cyclorama, frame, leaf_light, shot, softboxes, table, window_light, world
from render_tableware import PALE_OAK

Parts = list[bpy.types.Object]


def tumbler(color: str, *, drink: str | None = None) -> Parts:
    outer = [(0.30, 0), (0.315, 0), (0.33, 0.03), (0.345, 0.2), (0.36, 0.6), (0.375, 1.1), (0.38, 1.2)]
    parts = [s.lathe(s.vessel(outer, 0.026), m.glass(color), segments=192, smooth=1, flute=(24, 0.05, 8))]
    if drink:
        level = [
            (0, 0.03),
            (0.29, 0.03),
            (0.312, 0.06),
            (0.325, 0.2),
            (0.338, 0.6),
            (0.346, 0.86),
            (0.336, 0.875),
            (0.32, 0.868),
            (0, 0.868),
        ]
        parts.append(s.lathe(level, m.glass(drink, ior=1.33)))
    return parts


@shot("tumbler-1")
def _() -> None:
    world(1.0)
    cyclorama("#c3d0d4", wall="#b3c4ca")
    softboxes(0.8)
    s.group(tumbler("#f6fbfb", drink="#fbe9c2"), (0, 0, 0))
    slice_ = citrus_slice("#f0c33c", "#f7df8a")
    s.move(slice_, (0.5, -0.42, 0.0), (0, 0, 20), 0.6)
    frame((0, 0, 0.62), 2.1, up=12)


@shot("tumbler-2")
def _() -> None:
    world(1.0)
    table(m.marble("#ece8e2"), "#d9c9b2")
    softboxes(0.35)
    window_light(3.0)
    s.group(tumbler("#e0a860", drink="#f4d6a0"), (-0.6, -0.2, 0))
    s.group(tumbler("#9fb59a"), (0.35, 0.35, 0))
    s.group(tumbler("#f6fbfb", drink="#f6c0b0"), (1.1, -0.35, 0))
    frame((0.25, 0, 0.55), 3.0, up=18)


@shot("tumbler-3")
def _() -> None:
    world(1.0)
    cyclorama("#d3ddcf", wall="#c4d1c0")
    softboxes(0.8, side=1)
    s.group(tumbler("#9fb59a", drink="#eaf2e2"), (0, 0, 0))
    s.group(tumbler("#e0a860"), (0.95, 0.7, 0))
    frame((0.25, 0, 0.75), 1.65, up=26, stop=0.6, focus=(0, -0.3, 0.8))


def citrus_slice(rind: str, flesh: str) -> bpy.types.Object:
    """A slice of citrus lying flat, wedges drawn by a wave round its middle."""
    g = m.Graph("slice")
    wheel = g.node("ShaderNodeTexGradient", gradient_type="RADIAL")
    g.link(g.coords(), wheel.inputs[0])
    spokes = g.math("ABSOLUTE", g.math("SINE", g.math("MULTIPLY", wheel.outputs["Fac"], 31.4159), 0), 0)
    reach = g.node("ShaderNodeVectorMath", operation="LENGTH")
    g.link(g.coords(), reach.inputs[0])
    wedge = g.ramp(spokes, [(0.06, "#fbf3dc"), (0.2, flesh)])
    body = g.ramp(reach.outputs["Value"], [(0.40, (0, 0, 0)), (0.41, (1, 1, 1))])
    peel = g.ramp(reach.outputs["Value"], [(0.455, "#fbf3dc"), (0.465, rind)])
    g.color(g.mix(body, wedge, peel))
    g.set(roughness=0.25, subsurface_weight=0.3, subsurface_scale=0.05)
    profile = [(0, 0), (0.45, 0), (0.49, 0.01), (0.5, 0.04), (0.49, 0.07), (0.45, 0.08), (0, 0.08)]
    return s.lathe(profile, g.material)


def carafe(*, water: float = 1.25, lemon: bool = True) -> Parts:
    outer = [
        (0.46, 0),
        (0.5, 0.01),
        (0.54, 0.06),
        (0.56, 0.3),
        (0.53, 0.8),
        (0.42, 1.3),
        (0.28, 1.7),
        (0.22, 2.0),
        (0.235, 2.3),
        (0.27, 2.46),
    ]
    parts = [s.lathe(s.vessel(outer, 0.024), m.glass("#f4fafa"))]
    inner = [(r - 0.018, z) for r, z in outer if 0.05 < z < water]
    level = [(0, 0.05), (0.46, 0.05), *inner, (inner[-1][0] - 0.05, water), (0, water)]
    parts.append(s.lathe(level, m.glass("#f3f7ee", ior=1.33)))
    cork = [(0, 2.36), (0.19, 2.36), (0.205, 2.4), (0.235, 2.5), (0.25, 2.66), (0.22, 2.7), (0, 2.71)]
    parts.append(s.lathe(cork, m.wood(*PALE_OAK, along="Z")))
    if lemon:
        for index, (x, y, z) in enumerate(((0.1, -0.25, 0.35), (-0.15, -0.2, 0.7), (0.05, 0.1, 0.95))):
            parts.append(
                s.move(citrus_slice("#eec23a", "#f6e08c"), (x, y, z), (70 - index * 20, 10, index * 40), 0.55)
            )
    return parts


@shot("carafe-1")
def _() -> None:
    world(1.0)
    cyclorama("#cfdcd6", wall="#bccdc6")
    softboxes(0.8)
    s.group(carafe(), (0, 0, 0))
    frame((0, 0, 1.32), 3.7, up=10)


@shot("carafe-2")
def _() -> None:
    world(0.5)
    table(m.wood(*PALE_OAK), "#d7ddd6")
    softboxes(0.35)
    leaf_light(3.0, seed=5)
    s.group(carafe(), (-0.5, 0.2, 0))
    s.group(tumbler("#f6fbfb", drink="#f6f0d4"), (0.75, -0.3, 0))
    s.move(citrus_slice("#eec23a", "#f6e08c"), (0.0, -1.0, 0.0), (0, 0, 10))
    s.move(citrus_slice("#eec23a", "#f6e08c"), (0.35, -1.15, 0.05), (0, 14, 60), 0.9)
    frame((0.1, 0, 1.1), 3.9, up=16)


@shot("carafe-3")
def _() -> None:
    world(1.0)
    cyclorama("#e8dfc8", wall="#dfd3b6")
    softboxes(0.8, side=1)
    s.group(carafe(water=1.1, lemon=False), (-0.1, 0, 0))
    s.group(tumbler("#f6fbfb"), (0.85, 0.5, 0))
    frame((0.25, 0, 1.45), 2.9, up=20)
