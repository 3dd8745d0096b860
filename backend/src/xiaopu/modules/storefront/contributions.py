"""What the storefront gives to the whole."""

from collections.abc import Sequence
from typing import Any

from xiaopu.infra.outbox import Consumer
from xiaopu.modules.catalog.events import GoodsChanged
from xiaopu.modules.storefront.adapters.chinese import ChineseDictionary
from xiaopu.modules.storefront.flows.answer import Answers
from xiaopu.modules.storefront.flows.index_goods import Indexing
from xiaopu.modules.storefront.flows.versions import Versions
from xiaopu.modules.storefront.handlers import face_handlers
from xiaopu.modules.storefront.http.storefront import STOREFRONT_ROUTES

__all__ = [
    "STOREFRONT_ROUTES",
    "Answers",
    "ChineseDictionary",
    "Indexing",
    "Versions",
    "consumers",
    "published",
]


def published(versions: Versions) -> list[tuple[type, Any]]:
    """(event, handler) that run in the publisher's unit."""
    return list(face_handlers(versions.told))


def consumers(indexing: Indexing) -> Sequence[tuple[str, type, Consumer]]:
    """(name, event, consumer) for the outbox."""
    return (("storefront.index", GoodsChanged, indexing.run),)
