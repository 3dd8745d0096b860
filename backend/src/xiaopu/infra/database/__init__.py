"""The database: own column types, three kinds of tables, units of work over SQLite and PostgreSQL."""
