"""Filling an industry template: pictures are drawn and kept first, the rest is one unit."""

import asyncio

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.catalog.api import MediaLibrary
from xiaopu.modules.launch.domain.templates import TEMPLATE, TemplateKey
from xiaopu.modules.launch.errors import TemplateFilled
from xiaopu.modules.launch.ports import ScenePainter
from xiaopu.modules.launch.usecases.templates import BANNER, fill_template, filled_template


class Templates:
    """One for the process."""

    def __init__(self, units: Units, library: MediaLibrary, painter: ScenePainter) -> None:
        self._units = units
        self._library = library
        self._painter = painter

    async def fill(self, scope: ShopScope, key: TemplateKey) -> None:
        """Fill the shop; a second time changes nothing. Refuses `template_filled`. About a second."""
        before = await self._units.read(scope, filled_template)
        if before == key:
            return
        if before is not None:
            raise TemplateFilled
        template = TEMPLATE[key]
        pictures = {}
        for one in template.goods:
            drawn = await asyncio.to_thread(self._painter.scene, one.shape, one.hues)
            pictures[one.name] = (await self._library.keep(scope, drawn)).id
        first = template.goods[0]
        banner = await asyncio.to_thread(self._painter.scene, first.shape, first.hues, wide=True)
        pictures[BANNER] = (await self._library.keep(scope, banner)).id
        await self._units.write(scope, fill_template, template, pictures)
