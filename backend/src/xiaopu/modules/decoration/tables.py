"""One row a shop: its home page."""

from xiaopu.infra.database.tables import column, shop_table
from xiaopu.infra.database.types import Count, Doc, Instant
from xiaopu.modules.decoration.domain import HomeDoc

HOME_PAGES = shop_table(
    "home_pages",
    column("document", Doc(HomeDoc)),
    column("version", Count(least=1)),
    column("updated_at", Instant()),
    key=(),
)

__all__ = ["HOME_PAGES"]
