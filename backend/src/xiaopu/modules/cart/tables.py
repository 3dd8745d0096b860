"""Tables of the cart."""

from sqlalchemy import CheckConstraint

from xiaopu.infra.database.tables import belongs_to, column, index, shop_table, unique
from xiaopu.infra.database.types import Count, Flag, Id, Instant
from xiaopu.modules.cart.domain import MOST_UNITS

CART_LINES = shop_table(
    "cart_lines",
    column("id", Id()),
    column("member_id", Id()),
    column("sku_id", Id()),
    column("quantity", Count(least=1)),
    column("checked", Flag()),
    column("created_at", Instant()),
    column("updated_at", Instant()),
    CheckConstraint(f"quantity <= {MOST_UNITS}", name="ck_cart_lines_most"),
    unique("shop_id", "member_id", "sku_id", name="uq_cart_lines_sku"),
    belongs_to("members", "member_id"),
    belongs_to("skus", "sku_id"),
)
index("ix_cart_lines_member", CART_LINES.c.shop_id, CART_LINES.c.member_id, CART_LINES.c.id)

__all__ = ["CART_LINES"]
