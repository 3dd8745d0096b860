"""Tables of reviews. A review is never deleted: the law wants them shown, the shop can only answer."""

from sqlalchemy import CheckConstraint

from xiaopu.infra.database.tables import belongs_to, column, index, shop_table, unique
from xiaopu.infra.database.types import Count, Doc, Id, Instant, Text

REVIEWS = shop_table(
    "reviews",
    column("id", Id()),
    column("goods_id", Id()),
    # Absent for reviews that came with the goods from another shop system.
    column("line_id", Id(), optional=True),
    column("order_no", Text(20), optional=True),
    column("member_id", Id(), optional=True),
    # Masked before it is stored.
    column("nickname", Text(40)),
    column("stars", Count(least=1)),
    column("text", Text(500)),
    column("pictures", Doc(tuple[str, ...])),
    column("spec_text", Text(200), optional=True),
    column("at", Instant()),
    column("reply", Text(300), optional=True),
    column("replied_at", Instant(), optional=True),
    CheckConstraint("stars <= 5", name="ck_reviews_stars"),
    belongs_to("goods", "goods_id"),
    unique("shop_id", "line_id", name="uq_reviews_line"),
)
index("ix_reviews_goods", REVIEWS.c.shop_id, REVIEWS.c.goods_id, REVIEWS.c.id)
index("ix_reviews_member", REVIEWS.c.shop_id, REVIEWS.c.member_id)

__all__ = ["REVIEWS"]
