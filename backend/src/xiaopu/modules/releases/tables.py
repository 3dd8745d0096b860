"""Tables of releases."""

from xiaopu.infra.database.tables import belongs_to, column, index, shop_table, unique
from xiaopu.infra.database.types import Bytes, Count, Doc, Flag, Id, Instant, Text
from xiaopu.modules.releases.domain.audit_structure import Sizes
from xiaopu.modules.releases.domain.declaring import Contact
from xiaopu.modules.releases.domain.findings import CodeFinding
from xiaopu.modules.releases.domain.packages import LogLine
from xiaopu.modules.releases.domain.review import Submission

PACKAGES = shop_table(
    "packages",
    column("id", Id()),
    column("version", Text(32)),
    column("description", Text(200)),
    column("profile", Text(10)),
    column("origin", Text(10)),
    column("appid", Text(64)),
    column("status", Text(10)),
    # Each wish to build or upload is a round; work of an earlier one is stale.
    column("round", Count()),
    column("percent", Count()),
    column("log", Doc(tuple[LogLine, ...])),
    column("findings", Doc(tuple[CodeFinding, ...])),
    column("sizes", Doc(Sizes), optional=True),
    column("pages", Doc(tuple[str, ...])),
    column("apis", Doc(tuple[str, ...])),
    column("privacy", Doc(tuple[str, ...])),
    column("sha256", Text(64), optional=True),
    column("zip_bytes", Count(), optional=True),
    column("object_key", Text(120), optional=True),
    column("upload_error", Text(300), optional=True),
    column("actor", Text(60)),
    column("created_at", Instant()),
    column("updated_at", Instant()),
    column("uploaded_at", Instant(), optional=True),
    unique("shop_id", "version", name="uq_packages_version"),
)
index("ix_packages_uploaded", PACKAGES.c.shop_id, PACKAGES.c.uploaded_at)

# One an AppID: another AppID's key opens nothing.
UPLOAD_KEYS = shop_table(
    "upload_keys",
    column("appid", Text(64)),
    column("key_sealed", Bytes()),
    column("fingerprint", Text(64)),
    column("robot", Count(least=1)),
    column("updated_at", Instant()),
    key=("appid",),
)

CODE_SETTINGS = shop_table(
    "code_settings",
    column("accent", Text(7)),
    # Domains besides the mall's own, of pictures for example.
    column("domains", Doc(tuple[str, ...])),
    column("contact", Doc(Contact)),
    column("purposes", Doc(dict[str, str])),
    column("declared", Doc(tuple[str, ...]), optional=True),
    column("declared_at", Instant(), optional=True),
    column("updated_at", Instant()),
    key=(),
)

CODE_TESTERS = shop_table(
    "code_testers",
    column("id", Id()),
    column("wechat_id_sealed", Bytes()),
    column("userstr", Text(128)),
    column("created_at", Instant()),
)

CODE_REVIEWS = shop_table(
    "code_reviews",
    column("id", Id()),
    column("package_id", Id()),
    column("appid", Text(64)),
    column("granted", Flag()),
    column("audit_id", Count(), optional=True),
    column("status", Text(12)),
    column("submission", Doc(Submission)),
    # The reviewer's test account: a name and a password.
    column("feedback_sealed", Bytes(), optional=True),
    column("reason", Text(8000), optional=True),
    column("gray_percent", Count()),
    column("sped_up", Flag()),
    column("actor", Text(60)),
    column("submitted_at", Instant()),
    column("moved_at", Instant()),
    column("checked_at", Instant(), optional=True),
    column("released_at", Instant(), optional=True),
    belongs_to("packages", "package_id"),
)
_OPEN = CODE_REVIEWS.c.status.in_(("submitted", "delayed"))
index(
    "uq_code_reviews_open",
    CODE_REVIEWS.c.shop_id,
    unique=True,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
index("ix_code_reviews_moved", CODE_REVIEWS.c.shop_id, CODE_REVIEWS.c.status, CODE_REVIEWS.c.id)

CODE_REVIEW_HISTORY = shop_table(
    "code_review_history",
    column("id", Id()),
    column("review_id", Id()),
    column("action", Text(12)),
    column("status_to", Text(12)),
    column("actor", Text(60)),
    column("why", Text(300), optional=True),
    column("at", Instant()),
    belongs_to("code_reviews", "review_id"),
)
index("ix_code_review_history", CODE_REVIEW_HISTORY.c.shop_id, CODE_REVIEW_HISTORY.c.review_id)

__all__ = [
    "CODE_REVIEWS",
    "CODE_REVIEW_HISTORY",
    "CODE_SETTINGS",
    "CODE_TESTERS",
    "PACKAGES",
    "UPLOAD_KEYS",
]
