"""Runs migrations on the connection that :meth:`huibao.web.database.Database.migrate` hands over."""

from __future__ import annotations

from alembic import context

from huibao.web.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite cannot alter a column in place; Alembic then copies the table.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
