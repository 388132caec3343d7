"""One request for each late follow-up, whose id is its own; it is answered once."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from server.metadata import Id, Millis, metadata, version_column

# The columns up to `note` are the fields of the wire's ReinstatementRow, by name: as things stood when it was asked.
reinstatement = Table(
    "reinstatement",
    metadata,
    Column("id", Id, ForeignKey("follow_up.id"), primary_key=True),
    version_column(),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False),
    Column("customer_name", Text, nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("state", String(20), nullable=False),
    Column("asked_at", Millis, nullable=False),
    Column("rule", String(40), nullable=False),
    Column("days", Integer, nullable=False),
    Column("recycled_at", Millis, nullable=False),
    Column("medium", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("happened_at", Millis, nullable=False),
    Column("answered_by", Id, ForeignKey("person.id")),
    Column("answered_at", Millis),
    Column("note", Text, nullable=False),
    # Whose managers answer: the team of whoever asks.
    Column("team_id", Id, ForeignKey("team.id"), nullable=False),
)
# In the orders in which the scopes are walked.
Index("ix_reinstatement_person_walk", reinstatement.c.person_id, reinstatement.c.id)
Index("ix_reinstatement_team_walk", reinstatement.c.team_id, reinstatement.c.id)
