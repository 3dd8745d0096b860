"""Tables of members. Personal data is sealed; blind indexes find it."""

from xiaopu.infra.database.tables import belongs_to, column, index, shop_table
from xiaopu.infra.database.types import Bytes, Count, Flag, Id, Instant, Text

MEMBERS = shop_table(
    "members",
    column("id", Id()),
    column("nickname", Text(40)),
    column("avatar", Text(120), optional=True),
    column("phone_sealed", Bytes(), optional=True),
    column("email_sealed", Bytes(), optional=True),
    column("created_at", Instant()),
    column("last_seen_at", Instant()),
    column("erased_at", Instant(), optional=True),
)

IDENTITIES = shop_table(
    "identities",
    column("kind", Text(10)),
    column("realm", Text(32)),
    column("subject", Bytes()),
    column("member_id", Id()),
    column("subject_sealed", Bytes(), optional=True),
    column("created_at", Instant()),
    belongs_to("members", "member_id"),
    key=("kind", "realm", "subject"),
)
index("ix_identities_member", IDENTITIES.c.shop_id, IDENTITIES.c.member_id)

MEMBER_TOKENS = shop_table(
    "member_tokens",
    column("digest", Bytes()),
    column("member_id", Id()),
    column("channel", Text(20)),
    column("appid", Text(32)),
    column("openid_sealed", Bytes(), optional=True),
    column("created_at", Instant()),
    column("expires_at", Instant()),
    belongs_to("members", "member_id"),
    key=("digest",),
)
index("ix_member_tokens_member", MEMBER_TOKENS.c.shop_id, MEMBER_TOKENS.c.member_id)

OAUTH_STATES = shop_table(
    "oauth_states",
    column("digest", Bytes()),
    column("created_at", Instant()),
    column("used_at", Instant(), optional=True),
    key=("digest",),
)

EMAIL_CODES = shop_table(
    "email_codes",
    column("id", Id()),
    column("email_index", Bytes()),
    column("email_sealed", Bytes()),
    column("digest", Bytes(), optional=True),
    column("tries", Count()),
    column("created_at", Instant()),
    column("expires_at", Instant()),
    column("used_at", Instant(), optional=True),
)
index("ix_email_codes_email", EMAIL_CODES.c.shop_id, EMAIL_CODES.c.email_index)

ADDRESSES = shop_table(
    "addresses",
    column("id", Id()),
    column("member_id", Id()),
    column("recipient_sealed", Bytes()),
    column("region_code", Text(12)),
    column("is_default", Flag()),
    column("created_at", Instant()),
    column("updated_at", Instant()),
    belongs_to("members", "member_id"),
)
index("ix_addresses_member", ADDRESSES.c.shop_id, ADDRESSES.c.member_id)

FAVOURITES = shop_table(
    "favourites",
    column("member_id", Id()),
    column("goods_id", Id()),
    column("created_at", Instant()),
    belongs_to("members", "member_id"),
    key=("member_id", "goods_id"),
)
