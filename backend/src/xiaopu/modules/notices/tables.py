"""Tables of notices."""

from xiaopu.infra.database.tables import belongs_to, column, shop_table
from xiaopu.infra.database.types import Bytes, Count, Id, Instant, Text

# What shoppers answered on the subscribe sheet. WeChat alone knows the grants that are left; this is for the
# shop's figures and for asking less often where the answer was no.
SUBSCRIPTIONS = shop_table(
    "subscriptions",
    column("member_id", Id()),
    column("template_id", Text(64)),
    column("last_answer", Text(10)),
    column("accepted", Count()),
    column("rejected", Count()),
    column("at", Instant()),
    belongs_to("members", "member_id"),
    key=("member_id", "template_id"),
)

# What WeChat told the shop. The key makes a repeat harmless; the content names people and is sealed.
WECHAT_PUSHES = shop_table(
    "wechat_pushes",
    column("dedup_key", Text(80)),
    column("kind", Text(60)),
    column("event", Text(60)),
    column("content_sealed", Bytes()),
    column("at", Instant()),
    key=("dedup_key",),
)

__all__ = ["SUBSCRIPTIONS", "WECHAT_PUSHES"]
