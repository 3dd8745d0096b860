"""What the cart gives to the whole."""

from typing import Any

from xiaopu.modules.cart.handlers import drop_cart, join_carts
from xiaopu.modules.cart.http.storefront import STOREFRONT_ROUTES
from xiaopu.modules.members.events import ErasureAsked, MembersJoined

PUBLISHED: list[tuple[type, Any]] = [(MembersJoined, join_carts), (ErasureAsked, drop_cart)]

__all__ = ["PUBLISHED", "STOREFRONT_ROUTES"]
