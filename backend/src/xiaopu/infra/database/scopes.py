"""Who a unit of work may act for. The shop of a scope is bound into every statement and, on PostgreSQL, into
row-level security.
"""

import msgspec

from xiaopu.kernel.ids import PLATFORM_SHOP, ShopId, is_id


class ShopScope(msgspec.Struct, frozen=True):
    """One shop. `actor` names who acts, for history and audit: `member:<id>`, `merchant:<id>`, `system`."""

    shop_id: ShopId
    actor: str = "system"

    def __post_init__(self) -> None:
        if not is_id(self.shop_id):
            raise ValueError("a scope wants a shop id")


class DirectoryScope(msgspec.Struct, frozen=True):
    """No shop yet: sign-up, log-in, finding a shop by slug or AppID. Its outbox rows are filed under the
    platform.
    """

    actor: str = "system"

    @property
    def shop_id(self) -> ShopId:
        return PLATFORM_SHOP


class PlatformScope(msgspec.Struct, frozen=True):
    """Across shops; built only by platform routes and by the worker. Reads run under a role of their own."""

    actor: str = "system"

    @property
    def shop_id(self) -> ShopId:
        return PLATFORM_SHOP


Scope = ShopScope | DirectoryScope | PlatformScope
