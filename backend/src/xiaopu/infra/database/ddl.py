"""The schema as statements: tables and indexes for both databases; roles, grants and the shop wall for
PostgreSQL.

Migrations hold the frozen text that this makes; a test compares what the migrations build with what is
declared today.
"""

from collections.abc import Iterator

from sqlalchemy import MetaData
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from xiaopu.infra.database.tables import KIND

APP_ROLE = "xiaopu_app"
PLATFORM_ROLE = "xiaopu_platform"

DIALECTS: dict[str, type[Dialect]] = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}


def schema_statements(dialect: str, metadata: MetaData) -> list[str]:
    """Every statement that makes the schema from nothing, in order."""
    made = list(_tables(DIALECTS[dialect](), metadata))
    return made + list(_walls(metadata)) if dialect == "postgresql" else made


def role_statements() -> list[str]:
    """Group roles that policies name; log-in roles are granted membership by whoever runs the database."""
    return [
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') "  # noqa: S608 (our names)
        f"THEN CREATE ROLE {role} NOLOGIN; END IF; END $$"
        for role in (APP_ROLE, PLATFORM_ROLE)
    ]


def _tables(dialect: Dialect, metadata: MetaData) -> Iterator[str]:
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect)).strip()
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            yield str(CreateIndex(index).compile(dialect=dialect)).strip()


def _walls(metadata: MetaData) -> Iterator[str]:
    """Shop tables show a row only to its own shop, to the owner (migrations), and, for reading, to platform
    jobs.
    """
    for table in metadata.sorted_tables:
        name = table.name
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO {APP_ROLE}"
        yield f"GRANT SELECT ON {name} TO {PLATFORM_ROLE}"
        if table.info[KIND] != "shop":
            continue
        mine = "shop_id = current_setting('app.shop_id', true)"
        yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"
        yield f"CREATE POLICY shop_wall ON {name} TO {APP_ROLE} USING ({mine}) WITH CHECK ({mine})"
        yield f"CREATE POLICY platform_reads ON {name} FOR SELECT TO {PLATFORM_ROLE} USING (true)"
        yield f"CREATE POLICY migrations ON {name} TO CURRENT_USER USING (true) WITH CHECK (true)"
