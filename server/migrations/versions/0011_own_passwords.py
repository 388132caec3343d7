"""Whether an administrator made a password, and its person is asked to choose their own."""

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"


def upgrade() -> None:
    with op.batch_alter_table("credential") as batch:
        batch.add_column(sa.Column("is_temporary", sa.Boolean(), nullable=False, server_default=sa.false()))
