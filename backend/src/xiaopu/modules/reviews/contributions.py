"""What reviews give to the whole."""

from typing import Any

from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.reviews.handlers import join_reviews, leave_reviews
from xiaopu.modules.reviews.http.console import CONSOLE_ROUTES
from xiaopu.modules.reviews.http.storefront import STOREFRONT_ROUTES

PUBLISHED: list[tuple[type, Any]] = [(MembersJoined, join_reviews), (ErasureAsked, leave_reviews)]

__all__ = ["CONSOLE_ROUTES", "PUBLISHED", "STOREFRONT_ROUTES"]
