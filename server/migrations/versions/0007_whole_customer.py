"""Contacts, certifications, former wordings of follow-ups; customers found by phone."""

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"

_AT_ONCE = 1_000


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("wechat", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("phone_digits", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_contact_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index("ix_contact_customer_id", "contact", ["customer_id", "id"], unique=False)
    op.create_index("ix_contact_phone_digits", "contact", ["phone_digits"], unique=False)
    op.create_table(
        "certification",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("customer_name", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("company_name", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("capital", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=8), nullable=False),
        sa.Column("founded_on", sa.String(length=10), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("licence_id", sa.String(length=32), nullable=True),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_certification_customer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certification_person_id")),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_certification_answered_by")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_certification_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification")),
    )
    op.create_index("ix_certification_customer_id", "certification", ["customer_id", "id"], unique=False)
    op.create_index("ix_certification_person_walk", "certification", ["person_id", "id"], unique=False)
    op.create_index("ix_certification_team_walk", "certification", ["team_id", "id"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("follow_up_id", sa.String(length=32), nullable=False),
        sa.Column("replaced_at", sa.BigInteger(), nullable=False),
        sa.Column("medium", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("next_on", sa.String(length=10), nullable=True),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_revision_customer_id")),
        sa.ForeignKeyConstraint(["follow_up_id"], ["follow_up.id"], name=op.f("fk_revision_follow_up_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    op.create_index("ix_revision_customer_id", "revision", ["customer_id", "id"], unique=False)
    op.add_column("follow_up", sa.Column("attachments", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("follow_up", sa.Column("edited_at", sa.BigInteger(), nullable=True))
    op.add_column("customer", sa.Column("certification", sa.String(length=20), nullable=False, server_default=""))
    op.add_column("customer", sa.Column("phone_digits", sa.Text(), nullable=False, server_default=""))
    _note_phones()
    op.create_index("ix_customer_phone_digits", "customer", ["phone_digits"], unique=False)


def _note_phones() -> None:
    customer = sa.table("customer", sa.column("id"), sa.column("phone"), sa.column("phone_digits"))
    connection, after = op.get_bind(), ""
    found = sa.select(customer.c.id, customer.c.phone).where(customer.c.phone != "").order_by(customer.c.id)
    change = sa.update(customer).where(customer.c.id == sa.bindparam("of_id"))
    while rows := connection.execute(found.where(customer.c.id > after).limit(_AT_ONCE)).all():
        after = rows[-1].id
        noted = [{"of_id": row.id, "digits": _digits_of(row.phone)} for row in rows]
        connection.execute(change.values(phone_digits=sa.bindparam("digits")), noted)


def _digits_of(phone: str) -> str:
    """As phones were told apart when this step was written."""
    digits = "".join(mark for mark in phone if mark.isascii() and mark.isdigit())
    if phone.strip().startswith(("+", "00")) or (len(digits) == 13 and digits.startswith("861")):
        digits = digits.removeprefix("00").removeprefix("86")
    return digits if 5 <= len(digits) <= 15 else ""
