"""What promotion gives to the whole."""

from collections.abc import Sequence
from typing import Any

from xiaopu.infra.cache import ResponseCache
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.units import Units
from xiaopu.infra.outbox import Consumer
from xiaopu.infra.purge import Outdated
from xiaopu.infra.storage import ObjectStore
from xiaopu.modules.campaigns.adapters.painter import PillowPainter
from xiaopu.modules.campaigns.domain import TOUCHES_KEPT
from xiaopu.modules.campaigns.events import ShopCodeWanted
from xiaopu.modules.campaigns.flows.make_code import CodeMaker
from xiaopu.modules.campaigns.flows.share_goods import Sharing
from xiaopu.modules.campaigns.handlers import face_changed, join_touches, leave_touches
from xiaopu.modules.campaigns.http.console import CONSOLE_ROUTES
from xiaopu.modules.campaigns.http.storefront import STOREFRONT_ROUTES
from xiaopu.modules.campaigns.ports import CodeDesk
from xiaopu.modules.campaigns.tables import TOUCHES
from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.tenancy.events import ShopSettingsChanged

PUBLISHED: list[tuple[type, Any]] = [
    (MembersJoined, join_touches),
    (ErasureAsked, leave_touches),
    (ShopSettingsChanged, face_changed),
]
OUTDATED = (Outdated(TOUCHES, TOUCHES.c.last_at, TOUCHES_KEPT),)

__all__ = ["CONSOLE_ROUTES", "OUTDATED", "PUBLISHED", "STOREFRONT_ROUTES", "consumers", "flows"]


def consumers(codes: CodeMaker) -> Sequence[tuple[str, type, Consumer]]:
    """(name, event, consumer) for the outbox."""
    return (("campaigns.shop_code", ShopCodeWanted, codes.shop_code),)


def flows(
    units: Units,
    vault: Vault,
    store: ObjectStore,
    cache: ResponseCache,
    *,
    desk: CodeDesk,
    neutral: bytes,
    public_url: str,
) -> tuple[CodeMaker, Sharing]:
    """What the wiring holds. `neutral` is shown where goods have no picture."""
    painter = PillowPainter()
    codes = CodeMaker(units, vault, store, desk=desk, painter=painter, public_url=public_url)
    return codes, Sharing(units, store, cache, codes=codes, painter=painter, neutral=neutral)
