"""Reading and writing certifications."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from server.bulk import among, insert_rows, update_rows
from server.certifications.tables import certification
from server.customers.travelling import Traveller
from server.feed.log import Entry
from sync.protocol.rows import CertificationRow
from sync.protocol.scopes import person_scope, team_scope

WIRE_COLUMNS = tuple(certification.c[name] for name in CertificationRow.__struct_fields__)

_OF_CUSTOMERS = select(*WIRE_COLUMNS, certification.c.team_id).where(among(certification.c.customer_id, "ids"))
_FOUND = select(*WIRE_COLUMNS, certification.c.team_id).where(among(certification.c.id, "ids"))


@dataclass(frozen=True, slots=True)
class Certificate:
    """As it travels, and the team whose managers it waits for. Version 0 is one that is not stored yet."""

    row: CertificationRow
    team_id: str | None

    @property
    def besides(self) -> tuple[str, ...]:
        """Scopes that hold it wherever its customer is."""
        asker = () if self.row.person_id is None else (person_scope(self.row.person_id),)
        return asker if self.team_id is None else (*asker, team_scope(self.team_id))


def certificates_of(connection: Connection, customer_ids: Collection[str]) -> list[Certificate]:
    """All of these customers, in the order in which they were asked for."""
    found = connection.execute(
        _OF_CUSTOMERS.order_by(certification.c.asked_at, certification.c.id), {"ids": customer_ids}
    )
    return [Certificate(CertificationRow(*row[:-1]), row.team_id) for row in found]


def find_certificates(connection: Connection, certification_ids: Collection[str]) -> dict[str, Certificate]:
    """Those of these ids that there are, whosever they are."""
    found = connection.execute(_FOUND, {"ids": certification_ids})
    return {row.id: Certificate(CertificationRow(*row[:-1]), row.team_id) for row in found}


def store_certificates(
    connection: Connection, certificates: Sequence[Certificate], scopes: Mapping[str, Collection[str]]
) -> list[Entry]:
    """Write them: version 0 is new, of others `version` is the one that each was seen at. Returns what the feed is to
    tell. `scopes` names, by customer id, those that hold the customer whole."""
    rows = [(one, msgspec.structs.asdict(one.row) | {"team_id": one.team_id}) for one in certificates]
    insert_rows(connection, certification, [row | {"version": 1} for one, row in rows if not one.row.version])
    update_rows(connection, certification, ("id", "version"), [row for one, row in rows if one.row.version])
    return [
        Entry(scope, CertificationRow.kind, one.row.id, one.row.version or None, one.row.version + 1)
        for one in certificates
        for scope in dict.fromkeys((*scopes.get(one.row.customer_id, ()), *one.besides))
    ]


def certificates_travelling(connection: Connection, customer_ids: Collection[str]) -> Iterator[Traveller]:
    for one in certificates_of(connection, customer_ids):
        yield Traveller(CertificationRow.kind, one.row.id, one.row.customer_id, one.row.version, one.besides)
