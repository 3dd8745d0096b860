"""What the catalogue gives to the whole."""

from collections.abc import Sequence

from xiaopu.infra.outbox import Consumer
from xiaopu.modules.catalog.events import ImportQueued, PicturesWanted
from xiaopu.modules.catalog.flows.fetch_pictures import PictureFetching
from xiaopu.modules.catalog.flows.keep_picture import MediaLibrary
from xiaopu.modules.catalog.flows.run_import import Importer
from xiaopu.modules.catalog.http.console import CONSOLE_ROUTES
from xiaopu.modules.catalog.http.storefront import NEUTRAL, PUBLIC_ROUTES

__all__ = [
    "CONSOLE_ROUTES",
    "NEUTRAL",
    "PUBLIC_ROUTES",
    "Importer",
    "MediaLibrary",
    "PictureFetching",
    "consumers",
]


def consumers(importer: Importer, pictures: PictureFetching) -> Sequence[tuple[str, type, Consumer]]:
    """(name, event, consumer) for the outbox."""
    return (
        ("catalog.import", ImportQueued, importer.run),
        ("catalog.pictures", PicturesWanted, pictures.run),
    )
