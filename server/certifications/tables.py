"""Each is asked once and answered once; what was revoked or superseded stays."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from server.metadata import Id, Millis, metadata, version_column

# The columns up to `note` are the fields of the wire's CertificationRow, by name.
certification = Table(
    "certification",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False),
    Column("customer_name", Text, nullable=False),
    Column("origin", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("company_name", Text, nullable=False),
    Column("uscc", Text, nullable=False),
    Column("asked_at", Millis, nullable=False),
    Column("person_id", Id, ForeignKey("person.id")),
    Column("capital", Text, nullable=False),
    Column("currency", String(8), nullable=False),
    Column("founded_on", String(10), nullable=False),
    Column("address", Text, nullable=False),
    Column("licence_id", Id),
    Column("answered_by", Id, ForeignKey("person.id")),
    Column("answered_at", Millis),
    Column("note", Text, nullable=False),
    # Whose managers answer wherever the customer is by then: the team of whoever asked.
    Column("team_id", Id, ForeignKey("team.id")),
)
# In the orders in which the scopes are walked.
Index("ix_certification_customer_id", certification.c.customer_id, certification.c.id)
Index("ix_certification_person_walk", certification.c.person_id, certification.c.id)
Index("ix_certification_team_walk", certification.c.team_id, certification.c.id)
