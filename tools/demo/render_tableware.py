"""Pictures of teapots, a gaiwan and mugs."""

from __future__ import annotations

import bpy
import render_materials as m
import render_props as props
import render_shapes as s
from render_studio import cyclorama, frame, leaf_light, shot, softboxes, table, window_light, world

Parts = list[bpy.types.Object]
FOG, RICE, BEAN = "#8ba0b4", "#eee6d6", "#b07a70"
PALE_OAK = ("#d8bc96", "#b18d63")


def mug(color: str, *, tall: float = 1.0, drink: bool = False) -> Parts:
    """A mug 9.5 cm high with an ear to +x and a raw foot."""
    glaze = m.ceramic(color, speckle=0.55, rough=0.42)
    outer = [(0.29, 0.05), (0.33, 0.06), (0.39, 0.11), (0.425, 0.24), (0.43, 0.5), (0.43, 0.8), (0.435, 0.96)]
    outer = [(r, z * tall) for r, z in outer]
    ear = s.curve(
        [
            (0.41, 0, 0.76 * tall),
            (0.62, 0, 0.8 * tall),
            (0.76, 0, 0.62 * tall),
            (0.7, 0, 0.36 * tall),
            (0.4, 0, 0.24 * tall),
        ],
        10,
    )
    foot = [(0, 0), (0.29, 0), (0.31, 0.02), (0.31, 0.06), (0, 0.07)]
    parts = [
        s.lathe(s.vessel(outer, 0.036, 0.05), glaze),
        s.sweep(ear, 0.085, glaze, flat=0.55, smooth=2),
        s.lathe(foot, m.ceramic("#b99f83", rough=0.85)),
    ]
    if drink:
        parts.append(props.coffee(0.397, 0.82 * tall))
    return parts


def teapot(color: str, second: str) -> Parts:
    """A round pot, spout to +x, ear to -x, lid with a bead."""
    clay = m.ceramic(color, rough=0.5, second=second, speckle=0.3, wobble=0.35)
    body = [
        (0, 0),
        (0.4, 0),
        (0.44, 0.02),
        (0.45, 0.05),
        (0.72, 0.2),
        (0.87, 0.46),
        (0.82, 0.74),
        (0.6, 0.94),
        (0.4, 1.0),
        (0.37, 1.03),
        (0.34, 1.03),
        (0.34, 0.9),
        (0, 0.9),
    ]
    lid = [
        (0.41, 1.035),
        (0.42, 1.05),
        (0.40, 1.075),
        (0.25, 1.15),
        (0.1, 1.19),
        (0.07, 1.22),
        (0.08, 1.27),
        (0.13, 1.32),
        (0.12, 1.38),
        (0.06, 1.41),
        (0, 1.415),
    ]
    spout = s.curve([(0.5, 0, 0.5), (0.88, 0, 0.5), (1.12, 0, 0.76), (1.34, 0, 1.0)], 10)
    thin = [0.25 - 0.17 * (i / (len(spout) - 1)) ** 0.7 for i in range(len(spout))]
    ear = s.curve([(-0.55, 0, 0.72), (-0.98, 0, 0.94), (-1.3, 0, 0.8), (-1.25, 0, 0.45), (-0.7, 0, 0.34)], 12)
    hole = s.move(props.disc(0.058, 0, m.matt("#1c1511")), (1.342, 0, 1.003), (0, 42, 0))
    return [
        s.lathe(body, clay),
        s.lathe(lid, clay),
        s.sweep(spout, thin, clay, smooth=2),
        s.sweep(ear, 0.075, clay, flat=0.75, smooth=2),
        hole,
    ]


def tea_cup(color: str, *, drink: str | None = "#9c5a1e") -> Parts:
    outer = [(0.18, 0), (0.2, 0), (0.19, 0.05), (0.28, 0.14), (0.34, 0.28), (0.36, 0.42)]
    parts = [s.lathe(s.vessel(outer, 0.028), m.ceramic(color, rough=0.4, speckle=0.2))]
    if drink:
        parts.append(props.tea(0.315, 0.31, drink))
    return parts


@shot("teapot-1")
def _() -> None:
    world(0.4)
    cyclorama("#d8d2c4", wall="#cfc8b8")
    softboxes(0.9)
    s.group(teapot("#3f5552", "#6d7a68"), (-0.05, 0, 0), (0, 0, -14))
    frame((-0.02, 0, 0.66), 3.25, up=14)


@shot("teapot-2")
def _() -> None:
    world(0.3)
    table(m.wood(*PALE_OAK, rough=0.45), "#cbbfa9")
    softboxes(0.3)
    leaf_light(3.2)
    props.cloth(3.6, 2.0, "#c8bda6", (0.1, -0.3, 0), 6)
    s.group(teapot("#3f5552", "#6d7a68"), (-0.35, 0.2, 0.03), (0, 0, 160))
    for x, y in ((0.75, -0.85), (1.55, -0.25)):
        s.group(tea_cup("#dcd3c0"), (x, y, 0.03))
    frame((0.3, 0, 0.5), 4.3, up=24, around=12, stop=0.45, focus=(-0.2, -0.4, 0.5))


@shot("teapot-3")
def _() -> None:
    world(0.4)
    cyclorama("#e3d4c4", wall="#dcc9b6")
    softboxes(0.9, side=1)
    s.group(teapot("#a9603c", "#c98d5c"), (0.05, 0, 0), (0, 0, 194))
    frame((0.02, 0, 0.66), 3.25, up=14)


@shot("teapot-4")
def _() -> None:
    world(0.3)
    table(m.marble("#e9e5df"), "#b9b2a6")
    softboxes(0.75, side=1, warm=0.5)
    s.group(teapot("#a9603c", "#c98d5c"), (0, 0, 0), (0, 0, 205))
    s.group(tea_cup("#c9a27f"), (-0.9, -1.0, 0))
    frame((-0.25, 0, 0.75), 2.5, up=30, around=-14, stop=0.35, focus=(0, -0.6, 0.8))


def gaiwan(*, opened: bool = False) -> Parts:
    """Saucer, bowl and lid; with ``opened`` the lid leans on the saucer and tea shows."""
    white = m.ceramic("#f3efe6", rough=0.2, wobble=0.05)
    blue = m.ceramic("#5d7fa6", rough=0.2)
    saucer = [(0.3, 0), (0.32, 0), (0.34, 0.03), (0.62, 0.1), (0.74, 0.18)]
    bowl = [(0.2, 0.08), (0.22, 0.08), (0.21, 0.14), (0.34, 0.24), (0.45, 0.45), (0.49, 0.66), (0.57, 0.76)]
    lid = [
        (0, 0.06),
        (0.2, 0.06),
        (0.4, 0.0),
        (0.455, -0.06),
        (0.465, -0.04),
        (0.41, 0.04),
        (0.22, 0.12),
        (0.17, 0.13),
        (0.165, 0.16),
        (0.19, 0.22),
        (0.17, 0.225),
        (0.13, 0.17),
        (0, 0.14),
    ]
    cover = s.lathe(lid, white)
    parts = [s.lathe(s.vessel(saucer, 0.03), white), s.lathe(s.vessel(bowl, 0.026, 0.08), white), cover]
    parts += [s.ring(0.572, 0.011, 0.753, blue), s.ring(0.742, 0.012, 0.175, blue)]
    if opened:
        s.move(cover, (0.42, -0.62, 0.36), (62, 0, 30))
        parts.append(props.tea(0.475, 0.6, "#b98b2e"))
    else:
        s.move(cover, (0, 0, 0.75))
    return parts


@shot("gaiwan-1")
def _() -> None:
    world(0.35)
    cyclorama("#b9c6c4", wall="#aebdbb")
    softboxes(0.8)
    s.group(gaiwan(), (0, 0, 0))
    frame((0, 0, 0.45), 2.6, up=16)


@shot("gaiwan-2")
def _() -> None:
    world(0.3)
    table(m.wood("#8d6747", "#5c3f29", rough=0.4), "#c6bda9")
    softboxes(0.3)
    window_light(3.2)
    props.cloth(2.7, 4.2, "#b8ad93", (0.2, 0, 0), 90, folds=0.03, seed=4)
    s.group(gaiwan(opened=True), (-0.2, 0.1, 0.03))
    for x, y in ((1.1, 0.5), (1.5, -0.25)):
        s.group(tea_cup("#f3efe6", drink="#b98b2e"), (x, y, 0.03))
    frame((0.3, -0.1, 0.4), 3.7, up=34, around=10, stop=0.5, focus=(0, -0.3, 0.6))


@shot("gaiwan-3")
def _() -> None:
    world(0.35)
    cyclorama("#e6dccb", wall="#ddd0ba")
    softboxes(0.75, side=1)
    s.group(gaiwan(opened=True), (0, 0, 0), (0, 0, -30))
    frame((0.05, -0.15, 0.42), 2.1, up=38, around=-12, stop=0.5, focus=(0, -0.3, 0.6))


def _mug_alone(color: str, floor: str, wall: str, around: float) -> None:
    world(0.4)
    cyclorama(floor, wall=wall)
    softboxes(0.85, side=-1 if around > 0 else 1)
    s.group(mug(color), (-0.12, 0, 0), (0, 0, -around))
    frame((0.04, 0, 0.5), 2.05, up=15)


@shot("mug-1")
def _() -> None:
    _mug_alone(FOG, "#dfe3e4", "#d3dade", 24)


@shot("mug-2")
def _() -> None:
    world(0.3)
    table(m.wood(*PALE_OAK), "#d6cbb8")
    softboxes(0.3)
    window_light(3.4)
    props.book((1.9, 1.4, 0.22), "#9a8f7c", (-0.55, 0.5, 0), 8)
    props.book((1.6, 1.2, 0.18), "#7d8b86", (-0.5, 0.5, 0.22), -6)
    s.group(mug(BEAN), (-0.6, 0.5, 0.40), (0, 0, 200))
    s.group(mug(FOG, drink=True), (0.75, -0.35, 0), (0, 0, -30))
    s.group(mug(RICE), (1.5, 0.9, 0), (0, 0, 40))
    frame((0.35, 0.2, 0.62), 3.9, up=22, stop=0.6, focus=(0.6, -0.5, 0.6))


@shot("mug-3")
def _() -> None:
    _mug_alone(RICE, "#e4d9c8", "#d8c9b2", -26)


@shot("mug-4")
def _() -> None:
    _mug_alone(BEAN, "#ecdad2", "#e2cbc1", 20)


@shot("mug-5")
def _() -> None:
    world(0.35)
    table(m.terrazzo(), "#c9cfd2")
    softboxes(0.75, side=1)
    s.group(mug(FOG, drink=True), (0, 0, 0), (0, 0, -35))
    props.cloth(2.0, 1.6, "#d8d0c2", (-1.15, 0.75, 0), 20, seed=3)
    frame((0.1, 0, 0.55), 1.6, up=42, around=8, stop=0.5, focus=(0.1, -0.3, 0.85))
