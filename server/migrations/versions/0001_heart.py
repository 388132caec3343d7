"""People, pools, customers, what was done with them, and the log of changes."""

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None


def upgrade() -> None:
    op.create_table(
        "commit_record",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("tenant", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commit_record")),
    )
    op.create_index(
        "ix_commit_record_unstamped",
        "commit_record",
        ["id"],
        unique=False,
        sqlite_where=sa.text("position IS NULL"),
        postgresql_where=sa.text("position IS NULL"),
    )
    op.create_index("uq_commit_record_tenant_position", "commit_record", ["tenant", "position"], unique=True)
    op.create_table(
        "pool",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool")),
        sa.UniqueConstraint("name", name=op.f("uq_pool_name")),
    )
    op.create_table(
        "scope_head",
        sa.Column("tenant", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("row_count", sa.BigInteger(), nullable=False),
        sa.Column("xor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "scope", name=op.f("pk_scope_head")),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("parent_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["team.id"], name=op.f("fk_team_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )
    op.create_table(
        "change",
        sa.Column("commit_id", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.String(length=32), nullable=False),
        sa.Column("tenant", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("commit_id", "scope", "kind", "row_id", name=op.f("pk_change")),
    )
    op.create_table(
        "commit_scope",
        sa.Column("commit_id", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("tenant", sa.String(length=32), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("change_count", sa.BigInteger(), nullable=False),
        sa.Column("count_delta", sa.BigInteger(), nullable=False),
        sa.Column("xor_delta", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["commit_id"], ["commit_record.id"], name=op.f("fk_commit_scope_commit_id")),
        sa.PrimaryKeyConstraint("commit_id", "scope", name=op.f("pk_commit_scope")),
    )
    op.create_index("ix_commit_scope_scope_position", "commit_scope", ["tenant", "scope", "position"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("is_key_account", sa.Boolean(), nullable=False),
        sa.Column("has_departed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_person_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_team_id"), "person", ["team_id"], unique=False)
    op.create_table(
        "pool_member",
        sa.Column("pool_id", sa.String(length=32), nullable=False),
        sa.Column("member_kind", sa.String(length=10), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["pool_id"], ["pool.id"], name=op.f("fk_pool_member_pool_id")),
        sa.PrimaryKeyConstraint("pool_id", "member_kind", "member_id", name=op.f("pk_pool_member")),
    )
    op.create_index(op.f("ix_pool_member_member_id"), "pool_member", ["member_id"], unique=False)
    op.create_table(
        "ruleset",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("pool_id", sa.String(length=32), nullable=False),
        sa.Column("ruleset_version", sa.BigInteger(), nullable=False),
        sa.Column("effective_from", sa.BigInteger(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pool_id"], ["pool.id"], name=op.f("fk_ruleset_pool_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruleset")),
    )
    op.create_index("uq_ruleset_pool_id_ruleset_version", "ruleset", ["pool_id", "ruleset_version"], unique=True)
    op.create_table(
        "customer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("industry", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("registered_capital", sa.Text(), nullable=False),
        sa.Column("founded_on", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("wechat", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("pool_id", sa.String(length=32), nullable=True),
        sa.Column("pool_state", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=True),
        sa.Column("acquired_at", sa.BigInteger(), nullable=True),
        sa.Column("ownership_version", sa.BigInteger(), nullable=False),
        sa.Column("last_order_at", sa.BigInteger(), nullable=True),
        sa.Column("order_count", sa.BigInteger(), nullable=False),
        sa.Column("last_follow_up_at", sa.BigInteger(), nullable=True),
        sa.Column("next_follow_up_on", sa.String(length=10), nullable=True),
        sa.Column("follow_up_count", sa.BigInteger(), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("extended_until", sa.BigInteger(), nullable=True),
        sa.Column("outflow_at", sa.BigInteger(), nullable=True),
        sa.Column("outflow_rule", sa.String(length=40), nullable=True),
        sa.Column("pooled_at", sa.BigInteger(), nullable=True),
        sa.Column("outflow_reason", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_customer_owner_id")),
        sa.ForeignKeyConstraint(["pool_id"], ["pool.id"], name=op.f("fk_customer_pool_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
    )
    op.create_index("ix_customer_name_key", "customer", ["name_key"], unique=False)
    op.create_index("ix_customer_outflow_at", "customer", ["outflow_at"], unique=False)
    op.create_index("ix_customer_owner_walk", "customer", ["owner_id", "id"], unique=False)
    op.create_index("ix_customer_pool_walk", "customer", ["pool_id", "part", "pool_state", "id"], unique=False)
    op.create_index("ix_customer_uscc", "customer", ["uscc"], unique=False)
    op.create_table(
        "quota",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("claimed", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_quota_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_quota")),
    )
    op.create_table(
        "receipt",
        sa.Column("command_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_receipt_person_id")),
        sa.PrimaryKeyConstraint("command_id", name=op.f("pk_receipt")),
    )
    op.create_index("ix_receipt_decided_at", "receipt", ["decided_at"], unique=False)
    op.create_index("ix_receipt_person_walk", "receipt", ["person_id", "command_id"], unique=False)
    op.create_table(
        "cool_down",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("claimable_from", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_cool_down_customer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_cool_down_person_id")),
        sa.PrimaryKeyConstraint("person_id", "customer_id", name=op.f("pk_cool_down")),
    )
    op.create_table(
        "customer_order",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("rep_id", sa.String(length=32), nullable=True),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("ordered_at", sa.BigInteger(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("parent_id", sa.String(length=32), nullable=True),
        sa.Column("sub_kind", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_customer_order_customer_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["customer_order.id"], name=op.f("fk_customer_order_parent_id")),
        sa.ForeignKeyConstraint(["rep_id"], ["person.id"], name=op.f("fk_customer_order_rep_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_order")),
        sa.UniqueConstraint("number", name=op.f("uq_customer_order_number")),
    )
    op.create_index(
        op.f("ix_customer_order_customer_id_ordered_at"), "customer_order", ["customer_id", "ordered_at"], unique=False
    )
    op.create_table(
        "follow_up",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("medium", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("next_on", sa.String(length=10), nullable=True),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_follow_up_author_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_follow_up_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_customer_id"), "follow_up", ["customer_id"], unique=False)
    op.create_table(
        "ownership",
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("ownership_version", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_ownership_customer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_ownership_person_id")),
        sa.PrimaryKeyConstraint("customer_id", "ownership_version", name=op.f("pk_ownership")),
    )
    op.create_index(
        "uq_ownership_open",
        "ownership",
        ["customer_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "ownership_event",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.String(length=32), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("from_owner_id", sa.String(length=32), nullable=True),
        sa.Column("to_owner_id", sa.String(length=32), nullable=True),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=True),
        sa.Column("command_id", sa.String(length=32), nullable=True),
        sa.Column("ruleset_version", sa.BigInteger(), nullable=True),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_ownership_event_actor_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_ownership_event_customer_id")),
        sa.ForeignKeyConstraint(["from_owner_id"], ["person.id"], name=op.f("fk_ownership_event_from_owner_id")),
        sa.ForeignKeyConstraint(["to_owner_id"], ["person.id"], name=op.f("fk_ownership_event_to_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ownership_event")),
    )
    op.create_index("ix_ownership_event_customer_id_at", "ownership_event", ["customer_id", "at"], unique=False)
