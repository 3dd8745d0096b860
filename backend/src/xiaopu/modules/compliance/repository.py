"""Statements of compliance."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.compliance.tables import PAPERS, SUBJECTS

_MAKERS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
_SHOP: BindParameter[str] = bindparam("shop")
MOST_PAPERS = 60

_FACTS = (
    "kind",
    "name_sealed",
    "credit_code",
    "legal_name_sealed",
    "id_number_sealed",
    "phone_sealed",
    "sells",
    "changed_at",
)


def _row(*names: str) -> dict[str, Any]:
    return {"shop_id": _SHOP} | {name: bindparam(name) for name in names}


SUBJECT = select(SUBJECTS).where(SUBJECTS.c.shop_id == _SHOP)
PUT_SUBJECT = {
    dialect: (statement := make(SUBJECTS).values(**_row(*_FACTS))).on_conflict_do_update(
        index_elements=["shop_id"], set_={name: statement.excluded[name] for name in _FACTS}
    )
    for dialect, make in _MAKERS
}
LOCK_SUBJECT = (
    update(SUBJECTS)
    .where(SUBJECTS.c.shop_id == _SHOP, SUBJECTS.c.locked_at.is_(None))
    .values(locked_at=bindparam("now"))
)
UNLOCK_SUBJECT = update(SUBJECTS).where(SUBJECTS.c.shop_id == _SHOP).values(locked_at=None)

ADD_PAPER = insert(PAPERS).values(
    **_row("id", "kind", "valid_until", "note", "file_key", "bytes", "created_at")
)
PAPERS_OF = select(PAPERS).where(PAPERS.c.shop_id == _SHOP).order_by(PAPERS.c.id).limit(MOST_PAPERS)
PAPER = select(PAPERS).where(PAPERS.c.shop_id == _SHOP, PAPERS.c.id == bindparam("wanted"))
COUNT_PAPERS = select(func.count()).select_from(PAPERS).where(PAPERS.c.shop_id == _SHOP)
DROP_PAPER = (
    delete(PAPERS)
    .where(PAPERS.c.shop_id == _SHOP, PAPERS.c.id == bindparam("wanted"))
    .returning(PAPERS.c.file_key)
)
