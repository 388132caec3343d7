"""How certifications travel: with their customer, and to whoever asked and their managers wherever it is by now."""

from sqlalchemy import ColumnElement, Select, or_, select

from server.certifications.repository import WIRE_COLUMNS
from server.certifications.tables import certification
from server.feed.sources import Source
from sync.protocol.rows import CertificationRow


def certifications_of_person(person_id: str, customer_ids: Select[str]) -> Source:
    return _source(or_(certification.c.person_id == person_id, certification.c.customer_id.in_(customer_ids)))


def certifications_of_team(team_id: str, customer_ids: Select[str]) -> Source:
    return _source(or_(certification.c.team_id == team_id, certification.c.customer_id.in_(customer_ids)))


def _source(are_theirs: ColumnElement[bool]) -> Source:
    return Source(CertificationRow.kind, select(*WIRE_COLUMNS).where(are_theirs), certification.c.id)
