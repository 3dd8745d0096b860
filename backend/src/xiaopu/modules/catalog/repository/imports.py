"""Statements over imports, their faults, and links to pictures."""

from typing import Any

from sqlalchemy import Label, bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.catalog.tables import (
    GOODS,
    GOODS_DETAILS,
    GOODS_LINKS,
    IMPORT_FAULTS,
    IMPORT_LINKS,
    IMPORTS,
    PICTURE_LINKS,
)

_UPSERTS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
COUNTERS = ("rows_done", "goods_created", "goods_updated", "rows_skipped", "rows_failed")
_ONE = (IMPORTS.c.shop_id == bindparam("shop"), IMPORTS.c.id == bindparam("wanted"))

_ROW = ("id", "file_name", "file_key", "dry_run", "rows_total", "created_at")
ADD = insert(IMPORTS).values(
    shop_id=bindparam("shop"),
    status="queued",
    next_group=0,
    **dict.fromkeys(COUNTERS, 0),
    **{name: bindparam(name) for name in _ROW},
)
FIND = select(IMPORTS).where(*_ONE)
PAGE = (
    select(IMPORTS)
    .where(IMPORTS.c.shop_id == bindparam("shop"), IMPORTS.c.id < bindparam("before_id"))
    .order_by(IMPORTS.c.id.desc())
    .limit(bindparam("most"))
)
# Whoever does a chunk claims it: a second worker whose lease overlaps finds another number and stops.
ADVANCE = (
    update(IMPORTS)
    .where(
        *_ONE, IMPORTS.c.next_group == bindparam("from_group"), IMPORTS.c.status.in_(("queued", "running"))
    )
    .values(
        next_group=bindparam("to_group"),
        status=bindparam("new_status"),
        finished_at=bindparam("new_finished_at"),
        **{name: IMPORTS.c[name] + bindparam(f"more_{name}") for name in COUNTERS},
    )
)
_FAULT = ("import_id", "number", "line", "field", "code", "message", "value")
ADD_FAULT = insert(IMPORT_FAULTS).values(
    shop_id=bindparam("shop"), **{name: bindparam(name) for name in _FAULT}
)
FAULTS = (
    select(IMPORT_FAULTS)
    .where(IMPORT_FAULTS.c.shop_id == bindparam("shop"), IMPORT_FAULTS.c.import_id == bindparam("wanted"))
    .order_by(IMPORT_FAULTS.c.number)
    .limit(bindparam("most"))
)

KNOWN_GOODS = (
    select(GOODS.c.id, GOODS.c.goods_no, GOODS.c.version, GOODS_DETAILS.c.imported)
    .join(
        GOODS_DETAILS, (GOODS_DETAILS.c.shop_id == GOODS.c.shop_id) & (GOODS_DETAILS.c.goods_id == GOODS.c.id)
    )
    .where(GOODS.c.shop_id == bindparam("shop"), GOODS.c.goods_no.in_(bindparam("wanted", expanding=True)))
)
MARK = (
    update(GOODS_DETAILS)
    .where(GOODS_DETAILS.c.shop_id == bindparam("shop"), GOODS_DETAILS.c.goods_id == bindparam("wanted"))
    .values(imported=bindparam("new_mark"))
)

ADD_LINK = {
    dialect: make(PICTURE_LINKS)
    .values(shop_id=bindparam("shop"), digest=bindparam("digest"), url=bindparam("url"), state="waiting")
    .on_conflict_do_nothing(index_elements=["shop_id", "digest"])
    for dialect, make in _UPSERTS
}
LINKS = select(PICTURE_LINKS).where(
    PICTURE_LINKS.c.shop_id == bindparam("shop"),
    PICTURE_LINKS.c.digest.in_(bindparam("wanted", expanding=True)),
)
SETTLE_LINK = (
    update(PICTURE_LINKS)
    .where(PICTURE_LINKS.c.shop_id == bindparam("shop"), PICTURE_LINKS.c.digest == bindparam("wanted"))
    .values(state=bindparam("new_state"), media_id=bindparam("new_media_id"), reason=bindparam("new_reason"))
)
ADD_IMPORT_LINK = {
    dialect: make(IMPORT_LINKS)
    .values(shop_id=bindparam("shop"), import_id=bindparam("import_id"), digest=bindparam("digest"))
    .on_conflict_do_nothing(index_elements=["shop_id", "import_id", "digest"])
    for dialect, make in _UPSERTS
}


def _in_state(state: str) -> Label[Any]:
    return func.coalesce(func.sum(case((PICTURE_LINKS.c.state == state, 1), else_=0)), 0).label(state)


PICTURES_OF = (
    select(func.count().label("total"), _in_state("done"), _in_state("missing"))
    .select_from(IMPORT_LINKS)
    .join(
        PICTURE_LINKS,
        (PICTURE_LINKS.c.shop_id == IMPORT_LINKS.c.shop_id)
        & (PICTURE_LINKS.c.digest == IMPORT_LINKS.c.digest),
    )
    .where(IMPORT_LINKS.c.shop_id == bindparam("shop"), IMPORT_LINKS.c.import_id == bindparam("wanted"))
)

DROP_GOODS_LINKS = delete(GOODS_LINKS).where(
    GOODS_LINKS.c.shop_id == bindparam("shop"), GOODS_LINKS.c.goods_id == bindparam("wanted")
)
ADD_GOODS_LINK = insert(GOODS_LINKS).values(
    shop_id=bindparam("shop"),
    goods_id=bindparam("goods_id"),
    position=bindparam("position"),
    digest=bindparam("digest"),
)
WAITING_GOODS = (
    select(GOODS_LINKS.c.goods_id)
    .where(GOODS_LINKS.c.shop_id == bindparam("shop"), GOODS_LINKS.c.digest == bindparam("wanted"))
    .order_by(GOODS_LINKS.c.goods_id)
    .limit(200)
)
FETCHED_OF = (
    select(PICTURE_LINKS.c.media_id)
    .join(
        GOODS_LINKS,
        (GOODS_LINKS.c.shop_id == PICTURE_LINKS.c.shop_id) & (GOODS_LINKS.c.digest == PICTURE_LINKS.c.digest),
    )
    .where(
        PICTURE_LINKS.c.shop_id == bindparam("shop"),
        GOODS_LINKS.c.goods_id == bindparam("wanted"),
        PICTURE_LINKS.c.media_id.is_not(None),
    )
    .order_by(GOODS_LINKS.c.position)
)
