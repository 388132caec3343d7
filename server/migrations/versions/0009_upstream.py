"""What the shop system tells: orders in full, activity, rules by which customers flow in."""

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"

_NAME_OF_CUSTOMER = (
    "UPDATE customer_order SET customer_name ="
    " (SELECT name FROM customer WHERE customer.id = customer_order.customer_id)"
)


def upgrade() -> None:
    with op.batch_alter_table("customer_order") as batch:
        # A sub-order may be told before its parent.
        batch.drop_constraint(op.f("fk_customer_order_parent_id"), type_="foreignkey")
        batch.alter_column(
            "stage", new_column_name="status", existing_type=sa.String(length=40), type_=sa.Text(), nullable=False,
            server_default="",
        )  # fmt: skip
        batch.alter_column("sub_kind", existing_type=sa.String(length=40), type_=sa.Text(), nullable=True)
        batch.add_column(sa.Column("customer_name", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("currency", sa.Text(), nullable=False, server_default="CNY"))
        batch.add_column(sa.Column("category", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("stages", sa.Text(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("is_invoiced", sa.Boolean(), nullable=True))
        batch.add_column(sa.Column("invoiced_cents", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("invoice_number", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("invoiced_at", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("is_shipped", sa.Boolean(), nullable=True))
        batch.add_column(sa.Column("carrier", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("tracking_number", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("shipped_at", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("signed_at", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("extra", sa.Text(), nullable=False, server_default="{}"))
    op.execute(_NAME_OF_CUSTOMER)
    op.create_index("ix_customer_order_customer_walk", "customer_order", ["customer_id", "id"], unique=False)
    op.create_index("ix_customer_order_rep_walk", "customer_order", ["rep_id", "id"], unique=False)
    op.create_index("ix_customer_external_id", "customer", ["external_id"], unique=False)
    op.create_table(
        "upstream_record",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("waits_for", sa.String(length=32), nullable=True),
        sa.Column("customer_id", sa.String(length=32), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_upstream_record_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upstream_record")),
    )
    op.create_index("ix_upstream_record_waits_for", "upstream_record", ["waits_for"], unique=False)
    op.create_index("ix_upstream_record_state", "upstream_record", ["state", "id"], unique=False)
    op.create_index("ix_upstream_record_customer_id", "upstream_record", ["customer_id", "kind"], unique=False)
    op.create_table(
        "feed_key",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_key")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_feed_key_key_hash")),
        sa.UniqueConstraint("name", name=op.f("uq_feed_key_name")),
    )
    op.create_table(
        "flow_in",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flow_in")),
    )
    op.create_table(
        "flow_in_turn",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("given", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_flow_in_turn")),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_activity_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index("ix_activity_customer_id_at", "activity", ["customer_id", "at"], unique=False)
    # Scopes hold orders now: the log begins anew (`server/refounding.py`).
    for table in ("change", "commit_scope", "commit_record", "scope_head"):
        op.execute(f"DELETE FROM {table}")
