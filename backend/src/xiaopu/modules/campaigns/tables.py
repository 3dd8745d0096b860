"""Tables of promotion. Who bought by which campaign stands in none of them: visits and orders tell it."""

from xiaopu.infra.database.tables import belongs_to, column, index, shop_table, unique
from xiaopu.infra.database.types import Bytes, Count, Fen, Flag, Id, Instant, Text

CAMPAIGNS = shop_table(
    "campaigns",
    column("id", Id()),
    # What codes and links carry; a scene has 32 letters.
    column("short", Text(6)),
    column("name", Text(30)),
    column("kind", Text(20)),
    column("note", Text(200), optional=True),
    column("created_at", Instant()),
    column("archived_at", Instant(), optional=True),
    unique("shop_id", "short", name="uq_campaigns_short"),
)

CAMPAIGN_COSTS = shop_table(
    "campaign_costs",
    column("id", Id()),
    column("campaign_id", Id()),
    # A day in Shanghai, as 2026-01-31: sorts and compares as text.
    column("day", Text(10)),
    column("amount_fen", Fen(least=1)),
    column("note", Text(100), optional=True),
    column("created_at", Instant()),
    belongs_to("campaigns", "campaign_id"),
)
index("ix_campaign_costs_campaign", CAMPAIGN_COSTS.c.shop_id, CAMPAIGN_COSTS.c.campaign_id)
index("ix_campaign_costs_day", CAMPAIGN_COSTS.c.shop_id, CAMPAIGN_COSTS.c.day)

CAMPAIGN_CODES = shop_table(
    "campaign_codes",
    column("id", Id()),
    # The campaign, or nothing for codes that belong to the shop as a whole.
    column("owner", Text(20)),
    column("medium", Text(12)),
    column("target", Text(40)),
    column("trial", Flag()),
    column("appid", Text(32), optional=True),
    column("link", Text(1200), optional=True),
    column("picture", Text(120), optional=True),
    column("made_at", Instant()),
    column("expires_at", Instant(), optional=True),
    unique("shop_id", "owner", "medium", "target", "trial", name="uq_campaign_codes"),
)

# One row for a visitor, a campaign and an hour, however often they come.
TOUCHES = shop_table(
    "touches",
    column("id", Id()),
    column("visitor", Bytes()),
    column("campaign_id", Id()),
    column("hour", Count()),
    column("at", Instant()),
    # The same, or when they came again after another campaign.
    column("last_at", Instant()),
    # The last moment at which an order still belongs to it.
    column("until_at", Instant()),
    column("member_id", Id(), optional=True),
    belongs_to("campaigns", "campaign_id"),
    belongs_to("members", "member_id"),
    unique("shop_id", "visitor", "campaign_id", "hour", name="uq_touches_hour"),
)
index("ix_touches_member", TOUCHES.c.shop_id, TOUCHES.c.member_id, TOUCHES.c.at)
index("ix_touches_campaign", TOUCHES.c.shop_id, TOUCHES.c.campaign_id, TOUCHES.c.at)

SHARE_PICTURES = shop_table(
    "share_pictures",
    column("goods_id", Id()),
    column("kind", Text(12)),
    # The campaign that its code carries, or nothing.
    column("owner", Text(20)),
    # What was drawn: another price, name or picture has another digest.
    column("digest", Text(64)),
    column("picture", Text(120)),
    column("made_at", Instant()),
    key=("goods_id", "kind", "owner"),
)

__all__ = ["CAMPAIGNS", "CAMPAIGN_CODES", "CAMPAIGN_COSTS", "SHARE_PICTURES", "TOUCHES"]
