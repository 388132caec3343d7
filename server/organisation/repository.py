"""Reading and writing people and teams."""

from collections.abc import Collection, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, Row, bindparam, select, update

from domain.identifiers import PersonId, TeamId
from domain.people import Person, Role
from server.bulk import among, insert_rows
from server.feed.log import Entry
from server.organisation.tables import person, team
from sync.protocol.rows import PersonRow, TeamRow
from sync.protocol.scopes import REFERENCE

_PERSON = select(person).where(person.c.id == bindparam("person"))
_PEOPLE = select(person).where(among(person.c.id, "ids"))
_IN_TEAMS = select(person.c.id).where(among(person.c.team_id, "teams"))
_TREE = select(team.c.id, team.c.parent_id)


def insert_teams(connection: Connection, teams: Sequence[TeamRow]) -> list[Entry]:
    """Add teams, parents before their children. Returns what the feed is to tell."""
    insert_rows(connection, team, [msgspec.structs.asdict(row) for row in teams])
    return [Entry(REFERENCE, TeamRow.kind, row.id, None, row.version) for row in teams]


def insert_people(connection: Connection, people: Sequence[PersonRow]) -> list[Entry]:
    """Add people. Returns what the feed is to tell."""
    rows = [{**msgspec.structs.asdict(row), "roles": msgspec.json.encode(row.roles).decode()} for row in people]
    insert_rows(connection, person, rows)
    return [Entry(REFERENCE, PersonRow.kind, row.id, None, row.version) for row in people]


def find_person(connection: Connection, person_id: str) -> Person | None:
    row = connection.execute(_PERSON, {"person": person_id}).first()
    return None if row is None else _person(row)


def find_people(connection: Connection, person_ids: Collection[str]) -> dict[PersonId, Person]:
    """Those of these ids that there are."""
    found = map(_person, connection.execute(_PEOPLE, {"ids": person_ids}))
    return {person.id: person for person in found}


def all_people(connection: Connection) -> list[Person]:
    """Everybody, also who has left, in the order in which they were added."""
    return [_person(row) for row in connection.execute(select(person).order_by(person.c.id))]


def set_departed(connection: Connection, person_id: PersonId) -> list[Entry]:
    """Note that somebody has left. Returns what the feed is to tell."""
    raised = update(person).where(person.c.id == person_id).values(has_departed=True, version=person.c.version + 1)
    version: int = connection.execute(raised.returning(person.c.version)).scalar_one()
    return [Entry(REFERENCE, PersonRow.kind, person_id, version - 1, version)]


def set_parent(connection: Connection, team_id: TeamId, parent_id: TeamId | None) -> list[Entry]:
    """Put a team under another. Returns what the feed is to tell."""
    raised = update(team).where(team.c.id == team_id).values(parent_id=parent_id, version=team.c.version + 1)
    version: int = connection.execute(raised.returning(team.c.version)).scalar_one()
    return [Entry(REFERENCE, TeamRow.kind, team_id, version - 1, version)]


def people_in(connection: Connection, team_ids: Collection[TeamId]) -> frozenset[PersonId]:
    found = connection.execute(_IN_TEAMS, {"teams": team_ids})
    return frozenset(PersonId(person_id) for person_id in found.scalars())


def all_teams(connection: Connection) -> list[TeamRow]:
    rows = connection.execute(select(team.c.id, team.c.version, team.c.name, team.c.parent_id).order_by(team.c.id))
    return [TeamRow(*row) for row in rows]


def team_parents(connection: Connection) -> Mapping[TeamId, TeamId | None]:
    """The whole tree, child by child."""
    rows = connection.execute(_TREE)
    return {TeamId(row.id): None if row.parent_id is None else TeamId(row.parent_id) for row in rows}


def _person(row: Row[tuple[object, ...]]) -> Person:
    return Person(
        id=PersonId(row.id),
        name=row.name,
        team_id=TeamId(row.team_id),
        roles=frozenset(Role(role) for role in msgspec.json.decode(row.roles, type=list[str])),
        is_key_account=row.is_key_account,
        has_departed=row.has_departed,
    )
