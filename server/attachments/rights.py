"""Who may deliver a file, and who may see one. Asked anew with every request."""

from sqlalchemy import Connection

from domain.access import belongs_below, may_know_of, readable_teams
from domain.identifiers import CustomerId, PersonId
from server.attachments.repository import Stored
from server.certifications.repository import certificates_of
from server.customers.holdings import Holding, find_holdings
from server.customers.ownerships import ownerships_of
from server.organisation.repository import team_parents
from server.pools.membership import Standing, standing_of
from sync.protocol.scopes import person_scope, team_scope


def may_deliver(connection: Connection, person_id: PersonId, customer_id: str) -> bool:
    """Whether the customer is one that this person may know of, or held once: what is late is delivered too."""
    standing, held = standing_of(connection, person_id), _holding(connection, customer_id)
    if standing is None or held is None:
        return False
    if ownerships_of(connection, person_id, [customer_id]):
        return True
    return may_know_of(standing.actor, held.customer, is_of_subtree=_is_of_subtree(standing, held))


def may_see(connection: Connection, person_id: PersonId, stored: Stored) -> bool:
    """Whoever attached it, whoever sees its customer whole, and whoever hears of the certification that shows it."""
    if stored.row.author_id == person_id:
        return True
    standing = standing_of(connection, person_id)
    if standing is None or standing.actor.person.has_departed or not stored.is_named:
        return False
    teams = readable_teams(standing.actor, standing.subtree, frozenset(team_parents(connection)))
    heard = {person_scope(person_id), *map(team_scope, teams)}
    held = _holding(connection, stored.row.customer_id)
    if held is not None and not heard.isdisjoint(held.whole_scopes):
        return True
    return any(
        one.row.licence_id == stored.row.id and not heard.isdisjoint(one.besides)
        for one in certificates_of(connection, [stored.row.customer_id])
    )


def _holding(connection: Connection, customer_id: str) -> Holding | None:
    return find_holdings(connection, [customer_id]).get(CustomerId(customer_id))


def _is_of_subtree(standing: Standing, held: Holding) -> bool:
    return belongs_below(held.customer, held.team_id, standing.subtree, standing.subtree_pools)
