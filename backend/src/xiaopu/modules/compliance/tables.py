"""Tables of compliance: one row for who sells, and its papers. Personal data is sealed; nothing is looked up
by it, so there is no blind index.
"""

from xiaopu.infra.database.tables import column, index, shop_table
from xiaopu.infra.database.types import Bytes, Count, Doc, Id, Instant, Text

SUBJECTS = shop_table(
    "subjects",
    column("kind", Text(20)),
    column("name_sealed", Bytes()),
    column("credit_code", Text(18), optional=True),
    column("legal_name_sealed", Bytes(), optional=True),
    column("id_number_sealed", Bytes(), optional=True),
    column("phone_sealed", Bytes(), optional=True),
    column("sells", Doc(tuple[str, ...])),
    column("locked_at", Instant(), optional=True),
    column("changed_at", Instant()),
    key=(),
)

PAPERS = shop_table(
    "papers",
    column("id", Id()),
    column("kind", Text(30)),
    column("valid_until", Text(10), optional=True),
    column("note", Text(120), optional=True),
    column("file_key", Text(120)),
    column("bytes", Count()),
    column("created_at", Instant()),
)
index("ix_papers_kind", PAPERS.c.shop_id, PAPERS.c.kind)
