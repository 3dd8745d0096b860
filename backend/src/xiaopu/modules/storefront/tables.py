"""The storefront's own: the version of each shop's face, and the search index."""

from xiaopu.infra.database.tables import column, index, shop_table
from xiaopu.infra.database.types import Count, Id, Text
from xiaopu.modules.storefront.domain.search import LONGEST_TERM

SHOP_VERSIONS = shop_table("shop_versions", column("version", Count(least=1)), key=())

SEARCH_TERMS = shop_table(
    "search_terms",
    column("term", Text(LONGEST_TERM)),
    column("goods_id", Id()),
    column("weight", Count(least=1)),
    key=("term", "goods_id"),
)
index("ix_search_terms_goods", SEARCH_TERMS.c.shop_id, SEARCH_TERMS.c.goods_id)

__all__ = ["SEARCH_TERMS", "SHOP_VERSIONS"]
