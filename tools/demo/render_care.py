"""Pictures of scent bottles, soap and face cream."""

from __future__ import annotations

import tempfile
from pathlib import Path

import bpy
import render_labels as labels
import render_materials as m
import render_props as props
import render_shapes as s
from render_studio import cyclorama, frame, leaf_light, shot, softboxes, table, window_light, world

Parts = list[bpy.types.Object]
LABELS = Path(tempfile.gettempdir()) / "demo-labels"


def perfume(color: str, name: str, latin: str, *, cap: str = "#d8b06a") -> Parts:
    """A thick-walled square bottle, 5 × 8 cm, with a metal neck and a round wooden stopper."""
    tag = labels.square(LABELS / f"{latin}.png", name, latin, paper="#fbf9f4", ink="#39424a")
    front = s.box((0.44, 0.004, 0.44), (0, -0.323, 0.5), m.picture(tag), bevel=0)
    return [
        s.box((1.0, 0.62, 1.1), (0, 0, 0.55), m.glass("#fbfcfc"), bevel=0.09),
        s.box((0.84, 0.46, 0.86), (0, 0, 0.53), m.glass(color, ior=1.0 + 1.36 / 1.46 * 0.06), bevel=0.06),
        s.lathe(
            [(0, 1.09), (0.16, 1.09), (0.17, 1.1), (0.17, 1.2), (0.15, 1.21), (0, 1.21)], m.metal(cap, 0.18)
        ),
        s.lathe(
            [(0, 1.21), (0.22, 1.21), (0.245, 1.23), (0.25, 1.4), (0.245, 1.58), (0.22, 1.6), (0, 1.6)],
            m.wood("#8a5f42", "#55351f", scale=3, along="Z", rough=0.35),
        ),
        front,
    ]


BLOSSOM = ("#f6c9bd", "山茶", "CAMELLIA")
SALT = ("#a9cddc", "海盐", "SEA SALT")


@shot("perfume-1")
def _() -> None:
    world(0.9)
    cyclorama("#f0dcd4", wall="#e8cdc2")
    softboxes(0.7)
    props.plinth(1.0, 0.3, "#ecd3c8", (0, 0, 0))
    s.group(perfume(*BLOSSOM), (0, 0, 0.3), (0, 0, -16))
    frame((0, 0, 0.95), 3.0, up=9)


@shot("perfume-2")
def _() -> None:
    world(0.5)
    table(m.marble("#efe9e4"), "#d9c3b6", at=3.0)
    softboxes(0.35)
    leaf_light(3.2, seed=14)
    s.group(perfume(*BLOSSOM), (-0.55, 0.3, 0), (0, 0, 14))
    s.group(perfume(*SALT), (0.85, 0.7, 0), (0, 0, -18))
    s.group(
        props.twig(
            [(-1.3, -0.5, 0.08), (-0.2, -0.85, 0.1), (1.1, -0.7, 0.08)], 0.36, "#8b9d80", round_=0.55, gap=5
        ),
        (0, 0, 0),
    )
    frame((0.05, 0, 0.75), 3.9, up=16)


@shot("perfume-3")
def _() -> None:
    world(0.9)
    cyclorama("#d6e3e8", wall="#c0d3db")
    softboxes(0.7, side=1)
    props.plinth(1.0, 0.3, "#cfdfe5", (0, 0, 0))
    s.group(perfume(*SALT), (0, 0, 0.3), (0, 0, 18))
    frame((0, 0, 0.95), 3.0, up=9)


@shot("perfume-4")
def _() -> None:
    world(0.8)
    cyclorama("#e6dfd6", wall="#d8cec1")
    softboxes(0.75)
    s.group(perfume(*SALT), (-0.35, 0, 0), (0, 0, 20))
    s.group(perfume(*BLOSSOM), (0.75, 0.9, 0), (0, 0, -12))
    frame((-0.1, 0, 0.95), 2.1, up=16, stop=0.5, focus=(-0.3, -0.3, 0.8))


def bar(
    color: str,
    place: tuple[float, float, float],
    turn: tuple[float, float, float],
    *,
    flecks: str | None = None,
) -> None:
    """A cut bar 8 × 5.5 × 2.5 cm with swirls and, at will, petals or oats pressed in."""
    g = m.Graph("soap")
    where = g.coords()
    base = m.linear(color)
    swirl = g.ramp(
        g.noise(where, 1.6, 2, 2.6), [(0.42, color), (0.6, tuple(min(1, c * 1.5 + 0.06) for c in base[:3]))]
    )
    if flecks:
        dots = g.ramp(g.noise(where, 13, 2), [(0.64, (0, 0, 0)), (0.67, (1, 1, 1))])
        swirl = g.mix(dots, swirl, flecks)
    g.color(swirl)
    g.set(roughness=0.5, subsurface_weight=0.5, subsurface_scale=0.06)
    g.bsdf.inputs["Subsurface Radius"].default_value = (1, 0.8, 0.6)
    g.bump(g.noise(g.coords(stretch=(1, 1, 8)), 3, 4), 0.2, 0.03)
    body = s.box((0.84, 0.56, 0.27), (0, 0, 0.135), g.material, bevel=0.045)
    stamp = s.box((0.4, 0.012, 0.02), (0, 0, 0.268), m.matt(tuple(c * 0.7 for c in base[:3])), bevel=0)
    s.group([body, stamp], place, turn)


LAVENDER, OATS, TREE = ("#b3a3c4", "#6f5c8c"), ("#e3d0ad", "#a67f4d"), ("#9fb598", "#53704f")


@shot("soap-1")
def _() -> None:
    world(0.4)
    cyclorama("#e7e0d3", wall="#dbd1bf")
    softboxes(0.85)
    for (color, fleck), place, turn in (
        (LAVENDER, (0, 0, 0), 6),
        (OATS, (0.02, 0.02, 0.275), -12),
        (TREE, (-0.02, 0, 0.55), 14),
    ):
        bar(color, place, (0, 0, turn), flecks=fleck)
    frame((0, 0, 0.4), 2.2, up=22, around=16)


@shot("soap-2")
def _() -> None:
    world(0.35)
    table(m.wood("#b08a60", "#7d5a38", scale=1.4), "#cfd3c4", at=3.0)
    softboxes(0.35)
    window_light(3.2)
    props.board((-0.1, 0.2, 0), 8, (2.6, 1.5, 0.12), "#e0c49c", "#bf9c6c")
    bar(OATS[0], (-0.65, 0.2, 0.13), (0, 0, 20), flecks=OATS[1])
    bar(LAVENDER[0], (0.35, 0.35, 0.13), (0, 0, -8), flecks=LAVENDER[1])
    bar(TREE[0], (0.3, 0.3, 0.41), (0, 0, 24), flecks=TREE[1])
    s.group(
        props.twig(
            [(-1.2, -0.6, 0.08), (-0.3, -0.8, 0.1), (0.7, -0.75, 0.08)], 0.22, "#8d84a8", round_=0.35, gap=3
        ),
        (0, 0, 0),
    )
    frame((-0.05, 0.05, 0.25), 2.9, up=26)


@shot("soap-3")
def _() -> None:
    world(0.4)
    cyclorama("#dcd8e2", wall="#cbc5d6")
    softboxes(0.85, side=1)
    bar(LAVENDER[0], (0, 0, 0), (0, 0, -20), flecks=LAVENDER[1])
    bar(LAVENDER[0], (0.2, 0.62, 0.3), (64, 0, -8), flecks=LAVENDER[1])
    frame((0.06, 0.2, 0.26), 1.6, up=26)


def jar(*, opened: bool = False) -> Parts:
    """A frosted glass jar; opened it shows whipped cream and its lid leans aside."""
    body = [(0.4, 0), (0.46, 0.02), (0.48, 0.08), (0.48, 0.42), (0.42, 0.5), (0.41, 0.52), (0.41, 0.62)]
    lid = [(0, 0), (0.44, 0), (0.455, 0.0), (0.47, 0.02), (0.47, 0.24), (0.44, 0.27), (0, 0.275)]
    tag = labels.square(
        LABELS / "SHEA.png", "乳木果", "SHEA CREAM", paper="#f5f1ea", ink="#7a624a", size=(900, 480)
    )
    brass = m.metal("#d3b27a", 0.22, 0.15)
    parts = [
        s.lathe(s.vessel(body, 0.06), m.soft("#f2e6da", depth=0.1, rough=0.3, coat=0.5)),
        s.band(0.484, 0.11, 0.4, 64, m.picture(tag), turn=-90),
    ]
    cover = s.lathe(lid, brass, segments=64)
    parts.append(cover)
    if opened:
        s.move(cover, (0.72, -0.18, 0.44), (0, 68, -20))
        parts.append(
            s.lathe(
                [
                    (0, 0.62),
                    (0.03, 0.66),
                    (0.08, 0.6),
                    (0.14, 0.57),
                    (0.2, 0.6),
                    (0.27, 0.56),
                    (0.36, 0.58),
                    (0.36, 0.5),
                ],
                m.soft("#fbf5ec", depth=0.12, rough=0.3),
                wobble=0.12,
            )
        )
    else:
        s.move(cover, (0, 0, 0.5))
    return parts


@shot("cream-1")
def _() -> None:
    world(0.5)
    cyclorama("#efe3d6", wall="#e4d2bf")
    softboxes(0.8)
    props.plinth(0.85, 0.24, "#ead9c8", (0, 0, 0))
    s.group(jar(), (0, 0, 0.24))
    frame((0, 0, 0.58), 2.4, up=12)


@shot("cream-2")
def _() -> None:
    world(0.4)
    table(m.marble("#f0ebe5"), "#d8c8b7", at=3.0)
    softboxes(0.4)
    leaf_light(3.2, seed=9)
    s.group(jar(opened=True), (-0.35, 0.1, 0))
    s.group(jar(), (0.7, 1.1, 0))
    props.cloth(1.8, 1.4, "#e2d6c6", (-1.3, 0.9, 0), 20, seed=8)
    frame((0.05, 0.1, 0.42), 2.6, up=26)


@shot("cream-3")
def _() -> None:
    world(0.5)
    cyclorama("#dfe2dc", wall="#cfd4ca")
    softboxes(0.8, side=1)
    s.group(jar(opened=True), (-0.15, 0, 0), (0, 0, 8))
    frame((0.1, 0, 0.4), 1.75, up=38, stop=0.6, focus=(0, -0.2, 0.6))
