"""Alembic asks this file for a connection; the one that is migrating hands its own over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
