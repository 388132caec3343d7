"""What somebody may learn of companies by asking for them."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection

from domain.access import belongs_below
from domain.customers import Customer
from domain.identifiers import CustomerId, PersonId
from domain.known import Known, Match, MatchedBy, is_worth_telling, matched
from domain.people import Person
from server.customers.holdings import Holding, find_holdings
from server.customers.repository import find_customers
from server.known.matching import Told, find_matches
from server.known.near import find_near
from server.organisation.repository import find_people
from server.pools.membership import Standing, standing_of
from sync.protocol.known import MOST_NEAR, Company, KnownCompany

_UNKNOWN = KnownCompany(Known.UNKNOWN.value)


def inquire(
    connection: Connection, person_id: PersonId, companies: Sequence[Company]
) -> tuple[tuple[KnownCompany, ...], tuple[KnownCompany, ...]]:
    """The answer to each, in their order; and names like it, where one alone is asked about."""
    standing = standing_of(connection, person_id)
    if standing is None:
        return (_UNKNOWN,) * len(companies), ()
    found = find_matches(connection, [Told(each.name, each.uscc, each.phone) for each in companies])
    typed = companies[0].name if len(companies) == 1 else ""
    met = {match.customer_id for match in found if match is not None}
    near = [each for each in find_near(connection, typed) if each.customer_id not in met] if typed else []
    sight = _Sight(connection, standing, met | {each.customer_id for each in near})
    names = {CustomerId(row.id): row.name for row in find_customers(connection, met)}
    answers = tuple(
        _UNKNOWN if match is None else _told(sight.match(match.customer_id, match.by), names[match.customer_id])
        for match in found
    )
    likely = ((sight.match(each.customer_id, MatchedBy.NAME), each.name) for each in near)
    told = [_told(match, name) for match, name in likely if is_worth_telling(match, typed, name)]
    return answers, tuple(told[:MOST_NEAR])


class _Sight:
    """These customers as whoever asks may know of them."""

    def __init__(self, connection: Connection, standing: Standing, customer_ids: Collection[CustomerId]) -> None:
        self._standing = standing
        self._holdings: Mapping[CustomerId, Holding] = find_holdings(connection, customer_ids)
        owners = {held.customer.owner_id for held in self._holdings.values()}
        self._owners: Mapping[PersonId, Person] = find_people(connection, [each for each in owners if each is not None])

    def match(self, customer_id: CustomerId, by: MatchedBy) -> Match:
        known = self._holdings[customer_id].customer
        return matched(self._standing.actor, known, by, is_of_subtree=self._is_of_subtree(known))

    def _is_of_subtree(self, known: Customer) -> bool:
        team_id = None if known.owner_id is None else self._owners[known.owner_id].team_id
        return belongs_below(known, team_id, self._standing.subtree, self._standing.subtree_pools)


def _told(match: Match, name: str) -> KnownCompany:
    # Whose number a phone is must not be had by dialling through: only whoever may look at the customer is told.
    is_named = match.by is not MatchedBy.PHONE or match.customer_id is not None
    return KnownCompany(
        match.known.value,
        match.by.value,
        name if is_named else "",
        match.customer_id,
        match.owner_id,
        match.pool_id,
        match.team_id,
    )
