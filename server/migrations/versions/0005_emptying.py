"""Where what a closed pool holds is to go."""

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    with op.batch_alter_table("pool") as batch:
        batch.add_column(sa.Column("emptied_to_pool_id", sa.String(length=32), nullable=True))
        batch.add_column(sa.Column("emptied_to_team_id", sa.String(length=32), nullable=True))
        batch.create_foreign_key(op.f("fk_pool_emptied_to_pool_id"), "pool", ["emptied_to_pool_id"], ["id"])
        batch.create_foreign_key(op.f("fk_pool_emptied_to_team_id"), "team", ["emptied_to_team_id"], ["id"])
