"""The home page's three wide banners, with room for words on the left."""

from __future__ import annotations

import bpy
import render_decor as decor
import render_materials as m
import render_pantry as pantry
import render_props as props
import render_shapes as s
import render_sweets as sweets
import render_tableware as tableware
import render_textiles as textiles
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
