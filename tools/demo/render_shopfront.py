"""The home page: three wide banners (room for words on the left) and the category icons."""

from __future__ import annotations

from collections.abc import Callable

import bpy
import render_care as care
import render_decor as decor
import render_fruit as fruit
import render_lamps as lamps
import render_materials as m
import render_pantry as pantry
import render_props as props
import render_scents as scents
import render_shapes as s
import render_stationery as stationery
import render_sweets as sweets
import render_tableware as tableware
import render_textiles as textiles
import render_toys as toys
from render_studio import cyclorama, frame, leaf_light, shot, softboxes, table, window_light, world

Parts = list[bpy.types.Object]


@shot("banner-spring-tea")
def _() -> None:
    world(0.4)
    table(m.wood("#d9bb93", "#b1905f", scale=0.8), "#cdd6c6", at=3.4)
    softboxes(0.4)
    leaf_light(3.2, seed=3)
    s.group(decor.tray(), (2.2, 0.1, 0), (0, 0, 8), 1.1)
    s.group(tableware.teapot("#3f5552", "#6d7a68"), (1.7, 0.3, 0.09), (0, 0, -160))
    for x, y in ((2.75, -0.35), (3.3, 0.15)):
        s.group(tableware.tea_cup("#efe6d4"), (x, y, 0.09))
    s.group(pantry.tin("green"), (4.3, 1.2, 0), (0, 0, -14), 1.2)
    frame((0.6, 0, 0.95), 9.2, up=13)


@shot("banner-soft-home")
def _() -> None:
    world(0.4)
    table(m.wood("#cfae84", "#a5825a", scale=0.5), "#e2d3bf", at=4.2)
    softboxes(0.45)
    window_light(3.0)
    textiles.pillow(textiles.CLAY, (2.4, 1.8, 2.1), (74, 0, -8), seed=3)
    textiles.pillow(textiles.OAT, (5.2, 1.4, 2.1), (72, 0, 12), seed=4)
    s.group(textiles.throw("#47594c"), (3.6, -1.5, 0), (0, 0, 10), 0.85)
    s.group(decor.basket(1.2, 10), (7.4, 0.2, 0), (0, 0, 30))
    frame((1.2, 0, 1.9), 15.5, up=9)


@shot("banner-sweet-gift")
def _() -> None:
    world(0.55)
    cyclorama("#f5dfda", wall="#eec9c4")
    softboxes(0.75)
    props.plinth(0.62, 0.34, "#f0cfc8", (1.15, 0.45, 0))
    s.group(sweets.doughnut(sweets.PINK, sweets.CANDY, 1), (1.15, 0.45, 0.34))
    s.group(sweets.doughnut(sweets.CHOC, ("#f6f1e6", "#d8b06a"), 3), (2.0, 0.35, 0.45), (66, 0, -14))
    for k, (color, place, turn) in enumerate(
        (
            (sweets.PISTACHIO, (0.4, -0.2, 0), (0, 0, 0)),
            (sweets.RASPBERRY, (0.42, -0.18, 0.31), (3, 2, 40)),
            (sweets.VIOLET, (0.95, -0.5, 0.235), (76, 0, 14)),
            (sweets.LEMON, (1.55, -0.55, 0), (0, 0, 30)),
            (sweets.COCOA, (2.15, -0.4, 0), (0, 0, 60)),
            (sweets.VANILLA, (2.16, -0.4, 0.31), (-3, 2, 10)),
        )
    ):
        s.group(sweets.macaron(color, seed=k), place, turn)
    frame((0.35, 0, 0.45), 4.9, up=13)


def icon(
    name: str,
    color: str,
    build: Callable[[], object],
    at: tuple[float, float, float],
    width: float,
    up: float = 14,
) -> None:
    """One good on its pastel ground, close in the frame."""

    def stage() -> None:
        world(0.55)
        cyclorama(color, wall=color)
        softboxes(0.85)
        build()
        frame(at, width, up=up)

    shot(f"icon-{name}")(stage)


def _tall_vase() -> None:
    path = [(0, 0, 0.3), (0, 0, 2.3), (0.35, 0, 3.0), (0.9, -0.1, 3.3)]
    s.group([*decor.vase("gourd"), *props.twig(path, 0.6, "#7d8f72", round_=0.9, gap=5, bare=19)], (0, 0, 0))


def _pencils() -> None:
    s.group(stationery.notebook(stationery.GREEN), (0, 0, 0), (0, 0, -20))
    s.group(stationery.pencil("#eda73a"), (-0.5, -0.7, 0.33), (-90, 0, -28), 1.1)


def _moon() -> None:
    s.group(lamps.mushroom("#fff6e6", "#ffcf8f", 0.7), (0, 0, 0))


def _donut() -> None:
    s.group(sweets.doughnut(sweets.PINK, sweets.CANDY, 1), (0, 0, 0.42), (64, 0, 16))


def _fruit() -> None:
    s.group(fruit.orange(1), (-0.3, 0.35, 0.4), (10, 14, 0))
    s.group(fruit.half(3), (0.18, -0.3, 0.36), (40, 0, 10))


icon(
    "teaware",
    "#d5ddd6",
    lambda: s.group(tableware.teapot("#3f5552", "#6d7a68"), (0, 0, 0), (0, 0, -14)),
    (0, 0, 0.66),
    3.1,
)
icon(
    "tableware",
    "#dfe3e8",
    lambda: s.group(tableware.mug(tableware.FOG), (-0.1, 0, 0), (0, 0, -24)),
    (0.03, 0, 0.5),
    1.7,
)
icon(
    "textile",
    "#efe2d4",
    lambda: textiles.pillow(textiles.CLAY, (0, 0, 2.12), (78, 0, 14), seed=5),
    (0, 0, 2.1),
    5.7,
    8,
)
icon("vase", "#e6e0d2", _tall_vase, (0.1, 0, 1.8), 4.3, 8)
icon(
    "candle", "#f0e0cc", lambda: s.group(scents.candle(*scents.SCENTS["cedar"]), (0, 0, 0)), (0, 0, 0.53), 1.6
)
icon("lamp", "#dfd3c4", _moon, (0, 0, 1.2), 3.4, 6)
icon(
    "perfume",
    "#f2dcd6",
    lambda: s.group(care.perfume(*care.BLOSSOM), (0, 0, 0), (0, 0, -16)),
    (0, 0, 0.78),
    2.2,
)
icon("stationery", "#dfe4d6", _pencils, (0.05, 0, 0.15), 2.9, 46)
icon("toy", "#efe6d2", lambda: s.group(toys.rainbow(), (0, 0, 0), (0, 0, 16)), (0, 0, 0.82), 4.0)
icon("honey", "#f5e6c2", lambda: s.group(pantry.honey(), (0, 0, 0)), (0, 0, 0.58), 1.7)
icon("bakery", "#dbe8ea", _donut, (0, 0, 0.45), 1.35)
icon("fruit", "#e3ead8", _fruit, (-0.02, 0, 0.42), 1.75)
