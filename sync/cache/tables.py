"""The tables of both files. What the server sent and what the person asked never share one."""

from typing import Any

import msgspec
from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, MetaData, PrimaryKeyConstraint, Table, Text
from sqlalchemy.types import TypeEngine

from sync.protocol.rows import (
    AttachmentRow,
    CertificationRow,
    ContactRow,
    CustomerRow,
    FollowUpRow,
    OrderRow,
    OwnershipEventRow,
    RevisionRow,
    Row,
)

held = MetaData()
"""Rows from the server, with how far each scope has come: in both files."""

own = MetaData()
"""What only the person made: in me.db alone."""


def _type_of(annotation: object) -> TypeEngine[Any]:
    if annotation is bool:
        return Boolean()
    if annotation == bool | None:
        return Boolean()
    return Integer() if annotation in (int, int | None) else Text()


def _columns(row: type[Row]) -> list[Column[Any]]:
    return [
        Column(field.name, _type_of(field.type), nullable=field.default is None)
        for field in msgspec.structs.fields(row)
    ]


scope = Table(
    "scope",
    held,
    Column("no", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("salt", Text, nullable=False),
    Column("resume", Text),
    # Every row is marked with the walk that last met it, so that the end of a walk knows the ones it did not meet.
    Column("walk", Integer, nullable=False),
    Column("is_walking", Boolean, nullable=False),
    Column("is_whole", Boolean, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("xor", Text, nullable=False),
    # How often in a row it had to start anew, by a disagreement or by a reset, with no agreement in between.
    Column("disagreements", Integer, nullable=False),
    # A walk has ended and no checksum has agreed since: what the server still knows is not sure yet.
    Column("is_unproven", Boolean, nullable=False),
    # So much would have gone that it was not believed: the walk now under way decides.
    Column("is_doubted", Boolean, nullable=False),
)


def _held(name: str, row: type[Row], *indexes: Index) -> Table:
    """Rows of one kind. An integer key for the row and a unique index by id: five to ten times faster to fill than a
    key of random text."""
    return Table(
        name,
        held,
        Column("no", Integer, primary_key=True),
        Column("scope_no", Integer, nullable=False),
        Column("walk", Integer, nullable=False),
        *_columns(row),
        Index(f"{name}_id_scope", "id", "scope_no", unique=True),
        *indexes,
    )


customer = _held("customer", CustomerRow)
follow_up = _held("follow_up", FollowUpRow, Index("follow_up_customer", "customer_id", "happened_at"))
revision = _held("revision", RevisionRow, Index("revision_follow_up", "follow_up_id", "replaced_at"))
contact = _held("contact", ContactRow, Index("contact_customer", "customer_id"))
certification = _held("certification", CertificationRow, Index("certification_customer", "customer_id"))
attachment = _held("attachment", AttachmentRow, Index("attachment_customer", "customer_id"))
# Named so because ORDER is a word of SQL.
customer_order = _held(
    "customer_order",
    OrderRow,
    Index("customer_order_customer", "customer_id", "ordered_at"),
    Index("customer_order_time", "ordered_at", "id"),
    Index("customer_order_parent", "parent_id"),
)
ownership_event = _held("ownership_event", OwnershipEventRow, Index("ownership_event_customer", "customer_id", "at"))

held_row = Table(
    "held_row",
    held,
    Column("scope_no", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("walk", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("scope_no", "kind", "id"),
    sqlite_with_rowid=False,
)
"""Rows of every other kind, as they came: also of kinds that this version does not know."""

outbox = Table(
    "outbox",
    own,
    Column("no", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("person_id", Text, nullable=False),
    Column("batch_id", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("customer_name", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("asked_at", Integer, nullable=False),
    Column("is_intent", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("is_accepted", Boolean),
    Column("reason", Text),
    Column("facts", Text),
    Column("decided_at", Integer),
    Column("is_dismissed", Boolean, nullable=False),
    # The figures are counted in it alone, and each state is read in the order of asking.
    Index("outbox_state", "state", "no", "is_dismissed"),
    # Claims and releases are found among any number of follow-ups.
    Index("outbox_verb", "verb", "state", "no"),
    Index("outbox_customer", "customer_id"),
    # A withdrawn command's place in the order is never given to another.
    sqlite_autoincrement=True,
)

draft = Table("draft", own, Column("customer_id", Text, primary_key=True), Column("body", LargeBinary, nullable=False))

setting = Table("setting", own, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

alembic_version = Table("alembic_version", own, Column("version_num", Text, primary_key=True))
"""Alembic's own table, so that a file made new can be migrated later."""

CUSTOMER_TEXT = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS customer_text USING fts5(name, uscc, words, phone, content='',"
    " contentless_delete=1,"
    " tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Z* C*' separators ' '\")"
)
"""Every character is a token, also signs and blanks, so that a phrase finds exactly what a substring search finds."""

NAME_KEY = "CASE WHEN search_text GLOB '[0-9][0-9][0-9][0-9]' OR search_text = '' THEN lower(name) ELSE search_text END"
"""Names in the order of their pinyin, with which `search_text` begins; one without Chinese stands for itself."""

READ_INDEXES = {
    "customer_pool_name": f"(pool_id, {NAME_KEY}, id)",
    "customer_pool_pooled": "(pool_id, pooled_at, id)",
    "customer_pool_order": "(pool_id, last_order_at, id)",
}
"""What only lists need: made after a first load, because live indexes cost as much again as the rows."""
