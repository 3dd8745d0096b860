"""Tables of notices."""

from xiaopu.infra.database.tables import belongs_to, column, shop_table
from xiaopu.infra.database.types import Count, Id, Instant, Text

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

__all__ = ["SUBSCRIPTIONS"]
