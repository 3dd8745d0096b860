"""Pictures of plates and bowls."""

from __future__ import annotations

import bpy
import render_materials as m
import render_props as props
import render_shapes as s
from render_studio import cyclorama, frame, leaf_light, shot, softboxes, table, window_light, world
from render_tableware import RICE, mug

Parts = list[bpy.types.Object]


def plate(color: str, radius: float, *, edge: str = "#8d7257", seed: int = 1) -> Parts:
    glaze = m.ceramic(color, rough=0.3, speckle=0.5, second=None)
    outer = [(0.55, 0), (0.58, 0), (0.6, 0.03), (0.8, 0.07), (0.93, 0.13), (1.0, 0.2)]
    profile = s.vessel([(r * radius, z) for r, z in outer], 0.045)
    rim = s.lathe(
        [(radius * 0.975, 0.203), (radius * 0.99, 0.212), (radius * 1.004, 0.2)],
        m.ceramic(edge),
        wobble=0.03,
        seed=seed,
        segments=64,
    )
    return [s.lathe(profile, glaze, wobble=0.03, seed=seed, segments=64), rim]


@shot("plate-1")
def _() -> None:
    world(0.35)
    cyclorama("#d3cfc8", wall="#c8c3ba")
    softboxes(0.8)
    s.group(plate("#6f747a", 1.28), (0, 0, 0))
    s.group(plate("#6f747a", 1.02, seed=4), (0, 0, 0.07))
    frame((0, 0, 0.12), 3.3, up=38)


@shot("plate-2")
def _() -> None:
    world(0.3)
    table(m.wood("#b08a60", "#7d5a38"), "#c9bda8")
    softboxes(0.3)
    leaf_light(3.2, seed=8)
    props.cloth(3.6, 3.4, "#d9d2c4", (0.3, 0.1, 0), 28, seed=6)
    s.group(plate("#efe8da", 1.28, seed=2), (-0.2, 0, 0.03))
    s.group(plate("#6f747a", 0.95, seed=5), (-0.2, 0, 0.11))
    s.group(
        props.twig([(-0.9, -0.35, 0.34), (-0.2, 0.05, 0.36), (0.5, 0.25, 0.34)], 0.3, round_=0.34, gap=5),
        (0, 0, 0.02),
    )
    s.group(mug(RICE), (1.6, 1.15, 0.03), (0, 0, 30))
    frame((0.2, 0.1, 0.15), 4.1, up=48, around=-8)


@shot("plate-3")
def _() -> None:
    world(0.4)
    cyclorama("#e6dccd", wall="#dccfba")
    softboxes(0.72, side=1)
    s.group(plate("#efe8da", 1.28, seed=2), (0, 0, 0))
    s.group(plate("#efe8da", 1.02, seed=7), (0, 0, 0.07))
    frame((0, 0, 0.12), 3.3, up=38)


@shot("plate-4")
def _() -> None:
    world(0.3)
    table(m.marble("#dedbd6"), "#a9a59e")
    softboxes(0.6)
    for index, color in enumerate(("#6f747a", "#efe8da", "#6f747a", "#efe8da", "#6f747a")):
        s.group(plate(color, 1.2 - 0.02 * index, seed=index), (0, 0, 0.09 * index), (0, 0, index * 40))
    frame((0.1, 0, 0.32), 2.9, up=16, around=10)


def bowl(color: str, *, raw: str = "#b08d6a") -> Parts:
    outer = [(0.25, 0.06), (0.29, 0.08), (0.42, 0.17), (0.53, 0.34), (0.575, 0.5), (0.585, 0.6)]
    foot = [(0, 0.02), (0.22, 0.02), (0.23, 0), (0.27, 0), (0.275, 0.02), (0.26, 0.09), (0, 0.1)]
    return [
        s.lathe(s.vessel(outer, 0.034, 0.06), m.ceramic(color, rough=0.36, speckle=0.7, wobble=0.3)),
        s.lathe(foot, m.ceramic(raw, rough=0.85)),
    ]


MOSS, WHEAT, CLAY = "#7c8763", "#d3ac66", "#b0674a"


@shot("bowl-1")
def _() -> None:
    world(0.35)
    cyclorama("#ddd5c6", wall="#d3c9b6")
    softboxes(0.8)
    for color, place in (
        (MOSS, (-0.62, 0.35, 0)),
        (WHEAT, (0.62, 0.4, 0)),
        (CLAY, (-0.55, -0.85, 0)),
        (RICE, (0.68, -0.8, 0)),
    ):
        s.group(bowl(color), place)
    frame((0.02, -0.2, 0.22), 3.2, up=36)


@shot("bowl-2")
def _() -> None:
    world(0.3)
    table(m.wood("#9b7450", "#684931"), "#cfc4ae")
    softboxes(0.3)
    window_light(3.2)
    for index, color in enumerate((CLAY, MOSS, WHEAT)):
        s.group(bowl(color), (-0.55, 0.3, index * 0.235), (0, 0, index * 50))
    s.group(bowl(RICE), (0.85, -0.3, 0))
    rice = s.ball(
        0.5, m.soft("#f6f2e8", bump=1.0, scale=34, weight=0.3), squash=(1, 1, 0.45), lumps=0.06, grain=4
    )
    s.move(s.roughen(rice, 0.035, 0.05), (0.85, -0.3, 0.44))
    frame((0.15, 0, 0.5), 3.3, up=24, around=6, stop=0.5, focus=(0.3, -0.6, 0.5))


@shot("bowl-3")
def _() -> None:
    world(0.35)
    cyclorama("#c9cdbb", wall="#bcc2ab")
    softboxes(0.8, side=1)
    s.group(bowl(MOSS), (-0.35, 0, 0))
    tipped = bowl(CLAY)
    s.group(tipped, (0.66, 0.25, 0.42), (0, 78, -35))
    frame((0.18, 0.1, 0.42), 2.75, up=22)
