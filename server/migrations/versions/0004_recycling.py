"""Due customers in the order in which they are recycled, and by which rules a pool's deadlines were worked out."""

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    op.drop_index("ix_customer_outflow_at", "customer")
    is_held = sa.text("outflow_at IS NOT NULL")
    op.create_index(
        "ix_customer_outflow_at",
        "customer",
        ["outflow_at", "id"],
        unique=False,
        sqlite_where=is_held,
        postgresql_where=is_held,
    )
    # None is known of the pools there are: the first sweep works their deadlines out anew.
    op.add_column("pool", sa.Column("outflow_version", sa.BigInteger(), nullable=True))
