"""Pictures of a mushroom lamp and a moon lamp, lit from within."""

from __future__ import annotations

import bpy
import render_materials as m
import render_props as props
import render_shapes as s
from render_scents import SCENTS, candle
from render_studio import area, cyclorama, frame, shot, softboxes, table, window_light, world

Parts = list[bpy.types.Object]


def mushroom(color: str, light: str, power: float) -> Parts:
    """A glass mushroom lamp 24 cm high, lit from within."""
    cap = [
        (0.3, 1.5),
        (0.9, 1.44),
        (1.12, 1.5),
        (1.15, 1.6),
        (1.05, 1.9),
        (0.78, 2.18),
        (0.4, 2.34),
        (0, 2.38),
    ]
    stem = [
        (0, 0),
        (0.62, 0),
        (0.66, 0.04),
        (0.64, 0.12),
        (0.46, 0.3),
        (0.34, 0.6),
        (0.3, 1.0),
        (0.32, 1.5),
        (0, 1.5),
    ]
    shade = m.glow(light, power, color)
    foot = m.glow(light, power * 0.16, color)
    lamp = bpy.data.lights.new("bulb", "POINT")
    lamp.energy = 90
    lamp.color = (1.0, 0.74, 0.45)
    lamp.shadow_soft_size = 0.4
    bulb = bpy.data.objects.new("bulb", lamp)
    bulb.location = (0, 0, 1.25)
    bpy.context.collection.objects.link(bulb)
    parts = [
        s.lathe(cap, shade, segments=64),
        s.lathe(stem, foot, segments=64),
        s.lathe([(0.3, 0.0), (0.68, 0.0), (0.69, 0.03), (0.66, 0.05), (0.3, 0.05)], m.metal()),
        bulb,
    ]
    parts[1].visible_shadow = False
    return parts


@shot("lamp-1")
def _() -> None:
    world(0.22)
    cyclorama("#d8c9b6", wall="#cdbaa2", at=3.5)
    softboxes(0.3)
    s.group(mushroom("#fff6e6", "#ffcf8f", 1.25), (0, 0, 0))
    frame((0, 0, 1.2), 4.3, up=6)


@shot("lamp-2")
def _() -> None:
    world(0.2, (0.8, 0.87, 1.0))
    table(m.wood("#8d6747", "#5c3f29", rough=0.4), "#a39a8e", at=2.2)
    area((-5, -3, 5), (0, 0, 0.5), 3, 260, (0.85, 0.9, 1))
    s.group(mushroom("#fff6e6", "#ffcf8f", 1.25), (-0.9, 0.3, 0))
    props.book((2.1, 1.5, 0.26), "#5f6d66", (1.3, 0.0, 0), -8)
    props.book((1.9, 1.4, 0.2), "#a8624a", (1.3, 0.0, 0.26), 6)
    s.group([*candle(*SCENTS["tea"], lit=False)], (1.3, 0.0, 0.46))
    frame((0.15, 0, 1.15), 5.0, up=10)


@shot("lamp-3")
def _() -> None:
    world(0.22)
    cyclorama("#dcc7b4", wall="#d0b59d", at=3.5)
    softboxes(0.35, side=1)
    s.group(mushroom("#e0662e", "#ff6a20", 0.55), (0, 0, 0))
    frame((0, 0, 1.2), 4.3, up=6)


@shot("lamp-4")
def _() -> None:
    world(0.35)
    table(m.plaster("#d9d2c5"), "#c9c3b6", at=2.6)
    softboxes(0.3)
    window_light(2.6)
    s.group(mushroom("#fff6e6", "#ffcf8f", 0.5), (-0.85, 0.3, 0))
    s.group(mushroom("#e0662e", "#ff6a20", 0.28), (1.35, 0.0, 0), size=0.8)
    frame((0.2, 0, 1.1), 5.2, up=14)


def moon(power: float) -> Parts:
    """A relief moon on a beech stand."""
    g = m.Graph("moon")
    where = g.coords()
    maria = g.ramp(g.noise(where, 1.5, 7, 0.3), [(0.4, "#a98d62"), (0.62, "#ffe9bd")])
    g.color(g.mix(0.5, "#efe9dc", maria))
    g.link(maria, g.bsdf.inputs["Emission Color"])
    g.set(emission_strength=power, roughness=0.7)
    crater = g.node("ShaderNodeTexVoronoi", feature="SMOOTH_F1")
    crater.inputs["Scale"].default_value = 6
    g.link(where, crater.inputs["Vector"])
    g.bump(crater.outputs["Distance"], 0.9, 0.16)
    g.bump(g.noise(where, 9, 6), 0.8, 0.06)
    globe = s.move(s.ball(0.75, g.material, rings=48), (0, 0, 0.98))
    beech = m.wood("#d6b083", "#a8794a", scale=1.8)
    ring_ = [
        (0.3, 0),
        (0.5, 0),
        (0.52, 0.02),
        (0.5, 0.24),
        (0.47, 0.3),
        (0.42, 0.29),
        (0.38, 0.2),
        (0.3, 0.18),
        (0.3, 0.0),
    ]
    return [globe, s.lathe(ring_, beech)]


@shot("moonlamp-1")
def _() -> None:
    world(0.1, (0.7, 0.8, 1.0))
    cyclorama("#8e94a3", wall="#6f7686", at=3.0)
    softboxes(0.14)
    s.group(moon(1.5), (0, 0, 0))
    frame((0, 0, 0.92), 2.9, up=6)


@shot("moonlamp-2")
def _() -> None:
    world(0.08, (0.7, 0.8, 1.0))
    table(m.wood("#8d6747", "#5c3f29", rough=0.35), "#77747a", at=2.0)
    area((-5, -3, 5), (0, 0, 0.5), 3, 120, (0.8, 0.87, 1))
    s.group(moon(1.6), (-0.45, 0.1, 0))
    props.book((1.7, 1.2, 0.2), "#394a5c", (1.2, 0.3, 0), -12)
    props.book((1.5, 1.1, 0.18), "#b59a6a", (1.2, 0.3, 0.2), 4)
    frame((0.2, 0, 0.85), 3.6, up=12)


@shot("moonlamp-3")
def _() -> None:
    world(0.4)
    cyclorama("#e2dace", wall="#d5cab9")
    softboxes(0.7, side=1)
    s.group(moon(0.12), (0, 0, 0))
    frame((0, 0, 0.9), 2.7, up=14)
