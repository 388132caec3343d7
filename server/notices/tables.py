"""A notice is a copy: whoever lost a customer with an event no longer reads its history."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from server.metadata import Id, Millis, metadata

# The columns up to `numbers` are the fields of the wire's NoticeRow, by name. An event may concern two people;
# whom and what else it names, it vouches for.
notice = Table(
    "notice",
    metadata,
    Column("id", Id, ForeignKey("ownership_event.id"), primary_key=True),
    Column("customer_id", Id, nullable=False),
    Column("customer_name", Text, nullable=False),
    Column("verb", String(40), nullable=False),
    Column("at", Millis, nullable=False),
    Column("actor_id", Id),
    Column("from_owner_id", Id),
    Column("to_owner_id", Id),
    Column("rule", String(40)),
    Column("note", Text, nullable=False),
    Column("numbers", Text, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), primary_key=True),
)
# In the order in which a person's scope is walked, and in the order in which they are forgotten.
Index("ix_notice_person_walk", notice.c.person_id, notice.c.id)
Index("ix_notice_at", notice.c.at)
