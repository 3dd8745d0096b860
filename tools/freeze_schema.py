"""Write the declared schema as the frozen text of a migration: `python -m tools.freeze_schema 0001_spine`.

For a migration that has not been released yet; a released one is never written again: add the next.
"""

import sys
from pathlib import Path

import xiaopu.entrypoints.schema as declared
from xiaopu.infra.database import migrate
from xiaopu.infra.database.ddl import DIALECTS, role_statements, schema_statements


def main(name: str) -> None:
    folder = migrate.HISTORY / "versions"
    for dialect in DIALECTS:
        statements = schema_statements(dialect, declared.METADATA)
        if dialect == "postgresql":
            statements = [*role_statements(), *statements, *declared.stored_functions()]
        path: Path = folder / f"{name}.{dialect}.sql"
        path.write_text("\n;;\n".join(statements) + "\n", encoding="utf-8")
        print(f"{path.name}: {len(statements)} statements")


if __name__ == "__main__":
    main(sys.argv[1])
