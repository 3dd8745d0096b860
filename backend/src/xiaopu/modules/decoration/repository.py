"""Statements over home pages."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.decoration.tables import HOME_PAGES

HOME = select(HOME_PAGES.c.document, HOME_PAGES.c.version).where(HOME_PAGES.c.shop_id == bindparam("shop"))
PUT_HOME = {
    dialect: (
        statement := make(HOME_PAGES).values(
            shop_id=bindparam("shop"),
            document=bindparam("document"),
            version=1,
            updated_at=bindparam("updated_at"),
        )
    ).on_conflict_do_update(
        index_elements=["shop_id"],
        set_={
            "document": statement.excluded.document,
            "updated_at": statement.excluded.updated_at,
            "version": HOME_PAGES.c.version + 1,
        },
    )
    for dialect, make in (("sqlite", sqlite_insert), ("postgresql", postgres_insert))
}
