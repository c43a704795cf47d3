"""Run by alembic: migrate over the connection that ``storage.migrating`` opened."""

from __future__ import annotations

from alembic import context

from dunning_desktop.storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
