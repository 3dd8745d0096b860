"""Surfaces: glaze, glass, wood, stone, cloth, paper, wax and metal, of Blender's procedural nodes."""

from __future__ import annotations

from pathlib import Path

import bpy

Color = str | tuple[float, float, float]
_made: dict[object, bpy.types.Material] = {}


def forget() -> None:
    """Drops the materials kept for the last picture; Blender has freed them."""
    _made.clear()


def linear(color: Color) -> tuple[float, float, float, float]:
    """``#rrggbb`` (sRGB) to the linear RGBA that Cycles counts in."""
    if isinstance(color, tuple):
        return (*color, 1.0)
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return (r, g, b, 1.0)


class Graph:
    """A material under construction: short names for the nodes used here."""

    def __init__(self, name: str) -> None:
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.bsdf = self.tree.nodes["Principled BSDF"]
        self.out = self.tree.nodes["Material Output"]

    def node(self, kind: str, **settings: object) -> bpy.types.Node:
        it = self.tree.nodes.new(kind)
        for key, value in settings.items():
            setattr(it, key, value)
        return it

    def link(self, source: bpy.types.NodeSocket, target: bpy.types.NodeSocket) -> None:
        self.tree.links.new(source, target)

    def set(self, **values: object) -> None:
        """Inputs of the principled shader; ``base_color=`` means ``Base Color``."""
        for key, value in values.items():
            name = " ".join(part.capitalize() for part in key.split("_")).replace("Ior", "IOR")
            self.bsdf.inputs[name].default_value = value

    def coords(
        self, kind: str = "Object", stretch: tuple[float, float, float] = (1, 1, 1)
    ) -> bpy.types.NodeSocket:
        source = self.node("ShaderNodeTexCoord")
        mapping = self.node("ShaderNodeMapping")
        mapping.inputs["Scale"].default_value = stretch
        self.link(source.outputs[kind], mapping.inputs["Vector"])
        return mapping.outputs[0]

    def noise(
        self, where: bpy.types.NodeSocket, scale: float, detail: float = 4, distortion: float = 0
    ) -> bpy.types.NodeSocket:
        it = self.node("ShaderNodeTexNoise")
        it.inputs["Scale"].default_value = scale
        it.inputs["Detail"].default_value = detail
        it.inputs["Distortion"].default_value = distortion
        self.link(where, it.inputs["Vector"])
        return it.outputs["Fac"]

    def wave(
        self, where: bpy.types.NodeSocket, scale: float, axis: str, distortion: float = 0
    ) -> bpy.types.NodeSocket:
        it = self.node("ShaderNodeTexWave", bands_direction=axis)
        it.inputs["Scale"].default_value = scale
        it.inputs["Distortion"].default_value = distortion
        it.inputs["Detail Scale"].default_value = 1.2
        self.link(where, it.inputs["Vector"])
        return it.outputs["Fac"]

    def ramp(self, value: bpy.types.NodeSocket, stops: list[tuple[float, Color]]) -> bpy.types.NodeSocket:
        it = self.node("ShaderNodeValToRGB")
        elements = it.color_ramp.elements
        while len(elements) < len(stops):
            elements.new(0.5)
        for element, (place, color) in zip(elements, stops, strict=True):
            element.position = place
            element.color = linear(color)
        self.link(value, it.inputs[0])
        return it.outputs[0]

    def mix(
        self, value: bpy.types.NodeSocket | float, one: object, two: object, blend: str = "MIX"
    ) -> bpy.types.NodeSocket:
        it = self.node("ShaderNodeMix", data_type="RGBA", blend_type=blend)
        for slot, given in ((0, value), (6, one), (7, two)):
            if isinstance(given, bpy.types.NodeSocket):
                self.link(given, it.inputs[slot])
            else:
                it.inputs[slot].default_value = given if slot == 0 else linear(given)
        return it.outputs[2]

    def math(self, operation: str, one: object, two: object) -> bpy.types.NodeSocket:
        it = self.node("ShaderNodeMath", operation=operation)
        for slot, given in ((0, one), (1, two)):
            if isinstance(given, bpy.types.NodeSocket):
                self.link(given, it.inputs[slot])
            else:
                it.inputs[slot].default_value = given
        return it.outputs[0]

    def color(self, source: bpy.types.NodeSocket) -> None:
        self.link(source, self.bsdf.inputs["Base Color"])

    def bump(self, height: bpy.types.NodeSocket, strength: float, distance: float = 0.02) -> None:
        """Adds to the bumps laid so far."""
        it = self.node("ShaderNodeBump")
        it.inputs["Strength"].default_value = strength
        it.inputs["Distance"].default_value = distance
        self.link(height, it.inputs["Height"])
        normal = self.bsdf.inputs["Normal"]
        if normal.is_linked:
            self.link(normal.links[0].from_socket, it.inputs["Normal"])
        self.link(it.outputs[0], normal)


def matt(color: Color, rough: float = 0.75) -> bpy.types.Material:
    g = Graph("matt")
    g.set(base_color=linear(color), roughness=rough)
    return g.material


def lacquer(color: Color, rough: float = 0.28) -> bpy.types.Material:
    """Paint or plastic with a clear shine."""
    g = Graph("lacquer")
    g.set(base_color=linear(color), roughness=rough, coat_weight=0.3, coat_roughness=0.12)
    return g.material


def paper(floor: Color, wall: Color) -> bpy.types.Material:
    """Backdrop paper, floor colour running into the wall's with height, a breath of grain."""
    g = Graph("paper")
    split = g.node("ShaderNodeSeparateXYZ")
    g.link(g.coords(), split.inputs[0])
    height = g.math("MULTIPLY", split.outputs[2], 0.14)
    g.color(g.mix(height, floor, wall))
    g.set(roughness=0.85)
    g.bump(g.noise(g.coords(), 60, 3), 0.05)
    return g.material


def plaster(color: Color) -> bpy.types.Material:
    g = Graph("plaster")
    where = g.coords("Generated", (40, 1, 24))
    tone = g.noise(where, 0.35, 5)
    base = linear(color)
    dark = tuple(c * 0.86 for c in base[:3])
    g.color(g.mix(tone, color, dark))
    g.set(roughness=0.9)
    g.bump(g.noise(where, 2.2, 8), 0.12, 0.08)
    return g.material


def ceramic(
    color: Color,
    *,
    rough: float = 0.38,
    speckle: float = 0.0,
    second: Color | None = None,
    wobble: float = 0.12,
) -> bpy.types.Material:
    """Glaze: cloudy tone, iron speckles, throwing marks; ``second`` shows where the glaze thins."""
    g = Graph("ceramic")
    where = g.coords()
    base = linear(color)
    tint = second or tuple(c * 0.8 for c in base[:3])
    tone = g.ramp(g.noise(where, 2.2, 6, 0.6), [(0.42, (0, 0, 0)), (0.72, (1, 1, 1))])
    mixed = g.mix(g.math("MULTIPLY", tone, 0.9 if second else 0.45), color, tint)
    if speckle:
        dots = g.ramp(g.noise(where, 46, 1.5), [(0.70 - 0.06 * speckle, (0, 0, 0)), (0.73, (1, 1, 1))])
        mixed = g.mix(g.math("MULTIPLY", dots, 0.75), mixed, "#4a3524")
    g.color(mixed)
    g.set(roughness=rough, coat_weight=0.25 if rough < 0.5 else 0.0, coat_roughness=0.2)
    g.bump(g.noise(g.coords(stretch=(1, 1, 9)), 1.6, 2), wobble, 0.05)
    g.bump(g.noise(where, 70, 2), 0.05, 0.01)
    return g.material


def glass(
    color: Color = "#ffffff", *, rough: float = 0.0, ior: float = 1.46, shade: float = 0.85
) -> bpy.types.Material:
    """Glass or liquid. Shadows let ``shade`` of the light through, since caustics are off."""
    g = Graph("glass")
    g.set(base_color=linear(color), roughness=rough, transmission_weight=1.0, ior=ior)
    path = g.node("ShaderNodeLightPath")
    clear = g.node("ShaderNodeBsdfTransparent")
    clear.inputs[0].default_value = (*(c * shade for c in linear(color)[:3]), 1)
    mix = g.node("ShaderNodeMixShader")
    through = g.math("MAXIMUM", path.outputs["Is Shadow Ray"], path.outputs["Is Diffuse Ray"])
    g.link(through, mix.inputs[0])
    g.link(g.bsdf.outputs[0], mix.inputs[1])
    g.link(clear.outputs[0], mix.inputs[2])
    g.link(mix.outputs[0], g.out.inputs[0])
    return g.material


def metal(color: Color = "#c9973f", rough: float = 0.24, brushed: float = 0.0) -> bpy.types.Material:
    g = Graph("metal")
    g.set(base_color=linear(color), metallic=1.0, roughness=rough)
    if brushed:
        g.bump(g.noise(g.coords(stretch=(1, 1, 40)), 6, 3), brushed, 0.01)
    g.bump(g.noise(g.coords(), 3, 3), 0.04, 0.02)
    return g.material


def wood(
    light: Color = "#d6b083",
    dark: Color = "#a8794a",
    *,
    scale: float = 1.0,
    along: str = "X",
    rough: float = 0.5,
) -> bpy.types.Material:
    """Grain along one axis: slow rings, fine pores, uneven tone."""
    g = Graph("wood")
    s = scale
    stretch = {"X": (0.12 * s, s, s), "Y": (s, 0.12 * s, s), "Z": (s, s, 0.12 * s)}[along]
    where = g.coords(stretch=stretch)
    rings = g.wave(where, 1.1, {"X": "Y", "Y": "X", "Z": "X"}[along], 7.0)
    slow = g.noise(where, 1.7, 3, 0.4)
    pores = g.noise(where, 26, 4)
    value = g.math("ADD", g.math("MULTIPLY", rings, 0.45), g.math("MULTIPLY", slow, 0.5))
    tone = g.ramp(value, [(0.2, light), (0.55, light), (0.85, dark)])
    streak = g.ramp(pores, [(0.45, (1, 1, 1)), (0.66, (0.62, 0.55, 0.5))])
    g.color(g.mix(0.55, tone, streak, "MULTIPLY"))
    g.set(roughness=rough)
    g.bump(pores, 0.12, 0.01)
    return g.material


def marble(base: Color = "#f1efec", vein: Color = "#9a9793", scale: float = 0.3) -> bpy.types.Material:
    g = Graph("marble")
    where = g.coords()
    cloud = g.noise(where, scale, 8, 2.2)
    line = g.math("ABSOLUTE", g.math("SUBTRACT", cloud, 0.5), 0)
    tone = g.ramp(line, [(0.0, vein), (0.014, "#d2cfcb"), (0.06, base)])
    g.color(g.mix(0.85, base, tone))
    g.set(roughness=0.16, coat_weight=0.2)
    return g.material


def terrazzo(base: Color = "#ece7df") -> bpy.types.Material:
    g = Graph("terrazzo")
    cells = g.node("ShaderNodeTexVoronoi")
    cells.inputs["Scale"].default_value = 2.6
    g.link(g.coords(), cells.inputs["Vector"])
    chip = g.ramp(cells.outputs["Distance"], [(0.22, (1, 1, 1)), (0.25, (0, 0, 0))])
    tone = g.ramp(cells.outputs["Color"], [(0.25, "#c8a48a"), (0.5, "#8f9a92"), (0.75, "#e3d3bf")])
    g.color(g.mix(chip, base, tone))
    g.set(roughness=0.3)
    return g.material


def weave(
    color: Color,
    *,
    scale: float = 26,
    rough: float = 0.9,
    contrast: float = 0.25,
    depth: float = 0.5,
    where: str = "UV",
) -> bpy.types.Material:
    """Plain weave (linen, canvas, cotton): warp and weft as bumps and as tone, slubs in between."""
    g = Graph("weave")
    base = linear(color)
    at = g.coords(where)
    warp = g.wave(at, scale, "X", 1.2)
    weft = g.wave(at, scale, "Y", 1.2)
    cross = g.math("MULTIPLY", g.math("ADD", warp, weft), 0.5)
    slub = g.noise(g.coords(where, (1, 14, 1)), scale * 0.35, 3)
    value = g.math("ADD", g.math("MULTIPLY", cross, 0.6), g.math("MULTIPLY", slub, 0.5))
    dark = tuple(c * (1 - contrast * 1.6) for c in base[:3])
    light = tuple(min(1.0, c * (1 + contrast * 0.4)) for c in base[:3])
    g.color(g.ramp(value, [(0.2, dark), (0.8, light)]))
    g.set(roughness=rough, sheen_weight=0.25, sheen_roughness=0.5)
    g.bump(value, depth, 0.012)
    return g.material


def stripes(
    color: Color, count: float, *, axis: str = "X", depth: float = 1.0, dark: float = 0.55, sheen: float = 0.6
) -> bpy.types.Material:
    """Corduroy: wales as bumps and as shade, a velvet bloom on top (needs UV)."""
    g = Graph("stripes")
    at = g.coords("UV")
    bands = g.wave(at, count, axis, 0.4)
    base = linear(color)
    g.color(g.ramp(bands, [(0.05, tuple(c * dark for c in base[:3])), (0.6, color)]))
    g.set(roughness=0.85, sheen_weight=sheen, sheen_roughness=0.35, sheen_tint=linear(color))
    g.bump(bands, depth, 0.03)
    g.bump(g.noise(at, count * 9, 3), 0.35, 0.01)
    return g.material


def pile(color: Color, scale: float = 26) -> bpy.types.Material:
    """Terry loops, felt, bread crumb: a soft rough nap."""
    g = Graph("pile")
    at = g.coords()
    base = linear(color)
    loops = g.noise(at, scale, 3)
    g.color(g.ramp(loops, [(0.3, tuple(c * 0.72 for c in base[:3])), (0.65, color)]))
    g.set(roughness=0.95, sheen_weight=0.5, sheen_roughness=0.5)
    g.bump(loops, 0.9, 0.03)
    return g.material


def soft(
    color: Color,
    *,
    inner: Color | None = None,
    depth: float = 0.1,
    rough: float = 0.4,
    weight: float = 0.6,
    coat: float = 0.0,
    bump: float = 0.0,
    scale: float = 20,
) -> bpy.types.Material:
    """Wax, soap, cream, fruit flesh: light goes in and comes out elsewhere."""
    g = Graph("soft")
    base = linear(color)
    g.set(
        base_color=base,
        roughness=rough,
        subsurface_weight=weight,
        subsurface_scale=depth,
        coat_weight=coat,
        coat_roughness=0.1,
    )
    g.bsdf.inputs["Subsurface Radius"].default_value = linear(inner)[:3] if inner else (1.0, 0.7, 0.5)
    if bump:
        g.bump(g.noise(g.coords(), scale, 4), bump, 0.02)
    return g.material


def glow(color: Color, strength: float, base: Color = "#ffffff") -> bpy.types.Material:
    g = Graph("glow")
    g.set(base_color=linear(base), roughness=0.25, emission_color=linear(color), emission_strength=strength)
    return g.material


def picture(path: Path, *, rough: float = 0.6, metallic: float = 0.0) -> bpy.types.Material:
    """A printed label: the image over the UV square."""
    g = Graph("picture")
    image = g.node("ShaderNodeTexImage", image=bpy.data.images.load(str(path)), extension="EXTEND")
    g.link(g.coords("UV"), image.inputs[0])
    g.color(image.outputs[0])
    g.set(roughness=rough, metallic=metallic)
    g.bump(g.noise(g.coords(), 80, 2), 0.05, 0.01)
    return g.material
