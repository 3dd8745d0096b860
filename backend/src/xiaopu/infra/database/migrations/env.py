"""Alembic's entrance: runs on the connection that `xiaopu.infra.database.migrate` opened, in its
transaction.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=False)
context.run_migrations()
