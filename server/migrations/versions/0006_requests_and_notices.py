"""Requests for reinstatement, and notices of what others did to somebody's customers."""

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"


def upgrade() -> None:
    op.create_table(
        "reinstatement",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("customer_name", sa.Text(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("recycled_at", sa.BigInteger(), nullable=False),
        sa.Column("medium", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["follow_up.id"], name=op.f("fk_reinstatement_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_reinstatement_customer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reinstatement_person_id")),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_reinstatement_answered_by")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_reinstatement_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reinstatement")),
    )
    op.create_index("ix_reinstatement_person_walk", "reinstatement", ["person_id", "id"], unique=False)
    op.create_index("ix_reinstatement_team_walk", "reinstatement", ["team_id", "id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("customer_name", sa.Text(), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("from_owner_id", sa.String(length=32), nullable=True),
        sa.Column("to_owner_id", sa.String(length=32), nullable=True),
        sa.Column("rule", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["ownership_event.id"], name=op.f("fk_notice_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id")),
        sa.PrimaryKeyConstraint("id", "person_id", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_person_walk", "notice", ["person_id", "id"], unique=False)
    op.create_index("ix_notice_at", "notice", ["at"], unique=False)
