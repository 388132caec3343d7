"""Whose managers look after a customer, how often its deadline was extended, and versions of pools' members."""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"

_TEAM_OF_OWNER = "UPDATE customer SET team_id = (SELECT team_id FROM person WHERE person.id = customer.owner_id)"


def upgrade() -> None:
    with op.batch_alter_table("customer") as batch:
        batch.add_column(sa.Column("extensions", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("team_id", sa.String(length=32), nullable=True))
        batch.create_foreign_key(op.f("fk_customer_team_id"), "team", ["team_id"], ["id"])
    op.execute(_TEAM_OF_OWNER)
    op.create_index("ix_customer_team_walk", "customer", ["team_id", "id"], unique=False)
    op.add_column("pool_member", sa.Column("version", sa.BigInteger(), nullable=False, server_default="1"))
    # What scopes hold is another matter now: the log begins anew (`server/refounding.py`).
    for table in ("change", "commit_scope", "commit_record", "scope_head"):
        op.execute(f"DELETE FROM {table}")
    with op.batch_alter_table("change") as batch:
        # A pool's member is told by both its ends.
        batch.alter_column("row_id", existing_type=sa.String(length=32), type_=sa.String(length=80), nullable=False)
