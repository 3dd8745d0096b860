"""Tables of the launch: one row a shop, one a step, and every move that a step made."""

from xiaopu.infra.database.tables import column, directory_table, index, shop_table
from xiaopu.infra.database.types import Bytes, Count, Doc, Flag, Id, Instant, Text
from xiaopu.modules.launch.domain.filing import FormFault
from xiaopu.modules.launch.domain.truth import Outlook

LAUNCHES = shop_table(
    "launches",
    column("mode", Text(10), optional=True),
    column("started_at", Instant()),
    column("live_at", Instant(), optional=True),
    # Until when the operator may act for the shop; None when it never agreed or took it back.
    column("consent_until", Instant(), optional=True),
    key=(),
)

LAUNCH_STEPS = shop_table(
    "launch_steps",
    column("step", Text(20)),
    column("status", Text(20)),
    column("proof", Text(10), optional=True),
    column("outlook", Doc(Outlook)),
    column("since", Instant()),
    column("looked_at", Instant()),
    column("reminded_at", Instant(), optional=True),
    key=("step",),
)
index("ix_launch_steps_status", LAUNCH_STEPS.c.shop_id, LAUNCH_STEPS.c.status)

LAUNCH_HISTORY = shop_table(
    "launch_history",
    column("id", Id()),
    column("step", Text(20)),
    column("action", Text(10)),
    column("status_from", Text(20)),
    column("status_to", Text(20)),
    column("actor", Text(60)),
    column("why", Text(300), optional=True),
    # How long the step had stood as it was, in whole seconds.
    column("stood_s", Count()),
    column("at", Instant()),
)
index("ix_launch_history_step", LAUNCH_HISTORY.c.shop_id, LAUNCH_HISTORY.c.step, LAUNCH_HISTORY.c.id)

# A person's word about a task for which WeChat offers no sign; never a proof.
LAUNCH_DECLARED = shop_table(
    "launch_declared",
    column("task", Text(20)),
    column("actor", Text(60)),
    column("at", Instant()),
    key=("task",),
)

# What the mini program itself says from a phone: which version runs, and that our domain is allowed.
LAUNCH_BEACONS = shop_table(
    "launch_beacons",
    column("env_version", Text(10)),
    column("version", Text(64)),
    column("appid", Text(32)),
    column("first_at", Instant()),
    column("last_at", Instant()),
    key=("env_version", "version", "appid"),
)

# A question to WeChat's or our own desk that stays open until it is answered.
LAUNCH_CASES = shop_table(
    "launch_cases",
    column("id", Id()),
    column("step", Text(20)),
    column("desk", Text(20)),
    column("text", Text(4000)),
    column("answer", Text(1000), optional=True),
    column("is_open", Flag()),
    column("actor", Text(60)),
    column("opened_at", Instant()),
    column("closed_at", Instant(), optional=True),
    column("reminded_at", Instant(), optional=True),
)
index("ix_launch_cases_open", LAUNCH_CASES.c.shop_id, LAUNCH_CASES.c.is_open, LAUNCH_CASES.c.id)

# Files by which WeChat checks a business domain: asked for by name alone, before any shop is known.
CONFIRM_FILES = directory_table(
    "confirm_files",
    column("name", Text(64)),
    column("content", Text(200)),
    column("keeper", Id()),
    key=("name",),
)

# A form that is filled in over days, or handed in: sealed, since it names people. `reference` is WeChat's
# number for what was handed in, `link` the page at which a person goes on, `faults` what WeChat did not take.
LAUNCH_FORMS = shop_table(
    "launch_forms",
    column("kind", Text(20)),
    column("form_sealed", Bytes(), optional=True),
    column("reference", Text(128), optional=True),
    column("link", Text(600), optional=True),
    column("faults", Doc(tuple[FormFault, ...])),
    # The filing's own number: WeChat's interfaces do not give it, the merchant copies it.
    column("number", Text(40), optional=True),
    column("handed_in_at", Instant(), optional=True),
    column("updated_at", Instant()),
    key=("kind",),
)

# What an industry template made, so that one click takes it away again. `mark`: the version it was made with,
# or its name.
LAUNCH_TEMPLATE_ITEMS = shop_table(
    "launch_template_items",
    column("kind", Text(10)),
    column("item_id", Text(20)),
    column("template", Text(10)),
    column("mark", Text(40)),
    column("at", Instant()),
    key=("kind", "item_id"),
)

__all__ = [
    "CONFIRM_FILES",
    "LAUNCHES",
    "LAUNCH_BEACONS",
    "LAUNCH_CASES",
    "LAUNCH_DECLARED",
    "LAUNCH_FORMS",
    "LAUNCH_HISTORY",
    "LAUNCH_STEPS",
    "LAUNCH_TEMPLATE_ITEMS",
]
