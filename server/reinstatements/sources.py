"""How requests travel: to whoever asked, and to whoever looks after them."""

from sqlalchemy import select

from server.feed.sources import Source
from server.reinstatements.repository import WIRE_COLUMNS
from server.reinstatements.tables import reinstatement
from sync.protocol.rows import ReinstatementRow


def own_requests(person_id: str) -> Source:
    rows = select(*WIRE_COLUMNS).where(reinstatement.c.person_id == person_id)
    return Source(ReinstatementRow.kind, rows, reinstatement.c.id)


def requests_of_team(team_id: str) -> Source:
    rows = select(*WIRE_COLUMNS).where(reinstatement.c.team_id == team_id)
    return Source(ReinstatementRow.kind, rows, reinstatement.c.id)
