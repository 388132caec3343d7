"""What whoever changes customers stands on: the customers, locked, with their people and their rules."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from sqlalchemy import Connection

from domain.customers import Customer
from domain.deadlines import Outflow, outflow
from domain.identifiers import CustomerId, Instant, PersonId
from domain.people import Person
from domain.rulesets import Ruleset
from server.arbitration.rules import Rules, rules_at
from server.customers.figures import CoolDown, CoolingPair, cool_downs_of
from server.customers.holdings import Holding, lock_holdings
from server.organisation.repository import find_people
from sync.clock import Now


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything about some customers at one instant, `now`. `people` are their owners and those named besides."""

    now: Instant
    holdings: Mapping[CustomerId, Holding]
    rules: Rules
    people: Mapping[PersonId, Person]
    cool_downs: Mapping[CoolingPair, CoolDown]

    def rules_of(self, customer_id: CustomerId) -> Ruleset:
        """Those of the pool in which the customer was found."""
        holding = self.holdings.get(customer_id)
        return self.rules.of_pool(None if holding is None else holding.customer.pool_id)

    def is_key_account(self, customer: Customer) -> bool:
        """Whether whoever holds it is exempt from the rules."""
        return customer.owner_id is not None and self.people[customer.owner_id].is_key_account

    def outflow_of(self, customer: Customer) -> Outflow | None:
        """Its deadline by the rules in force."""
        rules = self.rules.of_pool(customer.pool_id)
        return outflow(customer, rules, is_owner_key_account=self.is_key_account(customer))


def stand_on(
    connection: Connection,
    customer_ids: Collection[str],
    clock: Now,
    known: Iterable[Person] = (),
    also: Collection[str] = (),
) -> Ground:
    """Lock these customers. `clock` is read when all locks are held: whoever waited for another is dated after them.

    `known` are people who were read already, `also` ids of others to be read besides the owners.
    """
    holdings = lock_holdings(connection, customer_ids)
    now = _after_all(holdings.values(), clock)
    people = {person.id: person for person in known}
    held_by = {
        (held.customer.owner_id, held.customer.id) for held in holdings.values() if held.customer.owner_id is not None
    }
    named = {*people, *map(PersonId, also)}
    others = ({owner_id for owner_id, _ in held_by} | named) - people.keys()
    if others:
        people |= find_people(connection, others)
    # Whoever holds a customer may come to wait for it, and whoever is named for any of them.
    cool_downs = cool_downs_of(connection, held_by | set(product(named, holdings)))
    return Ground(now, holdings, rules_at(connection, now), people, cool_downs)


def _after_all(holdings: Iterable[Holding], clock: Now) -> Instant:
    """Now, and never before what it builds on: clocks are set back, and those of two servers differ."""
    moments = (moment for held in holdings for moment in (held.customer.acquired_at, held.pooled_at))
    return max([clock(), *(moment for moment in moments if moment is not None)])
