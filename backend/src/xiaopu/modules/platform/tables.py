"""Tables of platform: the operator's ticket and pushes, whose a mini program is, and what it granted."""

from xiaopu.infra.database.tables import column, directory_table, index, shop_table
from xiaopu.infra.database.types import Bytes, Count, Doc, Flag, Id, Instant, Text

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

# What WeChat told the operator, also of mini programs that belong to no shop (`appid` may be empty).
COMPONENT_PUSHES = directory_table(
    "component_pushes",
    column("dedup_key", Text(80)),
    column("appid", Text(64)),
    column("event", Text(60)),
    column("content_sealed", Bytes()),
    column("at", Instant()),
    key=("dedup_key", "appid"),
)

COMPONENT_TICKETS = directory_table(
    "component_tickets",
    column("component", Text(64)),
    column("ticket_sealed", Bytes()),
    column("pushed_at", Count()),
    column("at", Instant()),
    key=("component",),
)

# Access tokens that processes share; a lease lets one of them refresh while the others wait.
WECHAT_TOKENS = directory_table(
    "wechat_tokens",
    column("name", Text(120)),
    column("token_sealed", Bytes(), optional=True),
    column("expires_at", Instant(), optional=True),
    column("leased_by", Text(40), optional=True),
    column("leased_until", Instant(), optional=True),
    key=("name",),
)

# Whose a mini program is that trusts the operator; one that took it back may be given to another shop.
WEAPP_OWNERS = directory_table(
    "weapp_owners",
    column("appid", Text(64)),
    column("shop_id", Id()),
    column("revoked", Flag()),
    column("at", Instant()),
    key=("appid",),
)

# Ways back from WeChat's consent page: bound to shop and merchant, used once.
GRANT_STATES = directory_table(
    "grant_states",
    column("digest", Bytes()),
    column("shop_id", Id()),
    column("merchant_id", Id()),
    column("created_at", Instant()),
    column("used_at", Instant(), optional=True),
    key=("digest",),
)

WEAPP_GRANTS = shop_table(
    "weapp_grants",
    column("appid", Text(64)),
    column("status", Text(10)),
    column("source", Text(12)),
    column("refresh_token_sealed", Bytes(), optional=True),
    column("rights", Doc(tuple[int, ...])),
    column("user_name", Text(64)),
    column("nick_name", Text(120)),
    column("principal_name", Text(200)),
    column("granted_at", Instant()),
    column("checked_at", Instant()),
    column("revoked_at", Instant(), optional=True),
    key=("appid",),
)

# The facts name the legal person: sealed. The code of the push opens the new mini program: sealed.
WEAPP_REGISTRATIONS = shop_table(
    "weapp_registrations",
    column("id", Id()),
    column("kind", Text(20)),
    column("state", Text(12)),
    column("facts_sealed", Bytes()),
    column("fingerprint", Bytes()),
    column("code", Text(20), optional=True),
    column("appid", Text(64), optional=True),
    column("auth_code_sealed", Bytes(), optional=True),
    column("created_at", Instant()),
    column("updated_at", Instant()),
    column("expires_at", Instant()),
)
index("ix_weapp_registrations_open", WEAPP_REGISTRATIONS.c.shop_id, WEAPP_REGISTRATIONS.c.state)

# By what a push repeats of a registration, its shop is found.
REGISTRATION_CLAIMS = directory_table(
    "registration_claims",
    column("fingerprint", Bytes()),
    column("shop_id", Id()),
    column("registration_id", Id()),
    column("open_until", Instant()),
    key=("fingerprint",),
)

__all__ = [
    "COMPONENT_PUSHES",
    "COMPONENT_TICKETS",
    "GRANT_STATES",
    "REGISTRATION_CLAIMS",
    "WEAPP_GRANTS",
    "WEAPP_OWNERS",
    "WEAPP_REGISTRATIONS",
    "WECHAT_PUSHES",
    "WECHAT_TOKENS",
]
