"""What the court is told: gathered under locks, in a number of queries that does not grow with the commands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from domain.access import is_manager_of, may_know_of
from domain.commands import AddFollowUp, Command
from domain.court import Case
from domain.days import counted_day
from domain.deals import deal_since
from domain.facts import Facts, Quota
from domain.identifiers import CustomerId, Instant, PersonId, PoolId
from domain.people import Pool
from domain.rulesets import Ruleset, huaqiu, in_force
from server.customers.figures import CoolDown, StoredQuota, cool_downs_of, count_places
from server.customers.holdings import Holding, lock_holdings
from server.customers.ownerships import Ownership, ownerships_of
from server.organisation.repository import people_in
from server.pools.membership import Standing
from server.pools.repository import all_pools, rulesets_of_pools
from sync.clock import Now


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything about the commands of one person at one instant, `now`. The customers in it are locked."""

    now: Instant
    standing: Standing
    holdings: Mapping[CustomerId, Holding]
    cool_downs: Mapping[CustomerId, CoolDown]
    quota: Quota
    day: str
    """The company's day for which `quota` counts claims."""
    _ownerships: Mapping[CustomerId, Sequence[Ownership]]
    _pools: Mapping[PoolId, Pool]
    _rules: Mapping[PoolId, Ruleset]
    _default_rules: Ruleset
    _managed: frozenset[PersonId]

    def rules_of(self, customer_id: CustomerId) -> Ruleset:
        """Those of the customer's pool; Huaqiu's where there is none to ask."""
        holding = self.holdings.get(customer_id)
        pool_id = None if holding is None else holding.customer.pool_id
        return self._default_rules if pool_id is None else self._rules.get(pool_id, self._default_rules)

    def case_of(self, command: Command, *, was_accepted_once: bool = False) -> Case:
        """`was_accepted_once`: its asker says so, and no receipt says otherwise."""
        customer_id = command.customer_id
        holding = self.holdings.get(customer_id)
        customer = None if holding is None else holding.customer
        manages_owner = customer is not None and customer.owner_id in self._managed
        if customer is not None and not may_know_of(self.standing.actor, customer, manages_owner=manages_owner):
            customer = None
        cool_down = self.cool_downs.get(customer_id)
        facts = Facts(
            actor=self.standing.actor,
            customer=customer,
            pool=None if customer is None or customer.pool_id is None else self._pools[customer.pool_id],
            quota=self.quota,
            claimable_from=None if cool_down is None else cool_down.claimable_from,
            # A server restored from a backup may have lost the claim too: then the asker's word stands for it.
            held_when_it_happened=isinstance(command, AddFollowUp)
            and (self._held(customer_id, command.happened_at) or (was_accepted_once and customer is not None)),
            manages_owner=manages_owner,
        )
        return Case(command, facts, self.rules_of(customer_id))

    def _held(self, customer_id: CustomerId, at: Instant) -> bool:
        held_then = self._ownerships.get(customer_id, ())
        return any(held.since <= at and (held.until is None or at < held.until) for held in held_then)


def gather(
    connection: Connection, standing: Standing, figures: StoredQuota, commands: Sequence[Command], clock: Now
) -> Evidence:
    """Lock the customers that the commands name, and read what bears on them. `figures` is locked already.

    `clock` is read when all locks are held.
    """
    person = standing.actor.person
    customer_ids = {command.customer_id for command in commands}
    followed_up = {command.customer_id for command in commands if isinstance(command, AddFollowUp)}
    holdings = lock_holdings(connection, customer_ids)
    now = _after_all(holdings.values(), clock)
    default_rules = huaqiu(0, now)
    rules = {
        pool_id: in_force(versions, now)
        for pool_id, versions in rulesets_of_pools(connection).items()
        if any(version.effective_from <= now for version in versions)
    }
    # One company, one zone: every pool's rules name the same.
    zone = next(iter(rules.values()), default_rules).zone
    day = counted_day(now, zone, date.fromisoformat(figures.day) if figures.day else None).isoformat()
    since = {pool_id: deal_since(ruleset, now) for pool_id, ruleset in rules.items()}
    is_manager = is_manager_of(standing.actor, is_in_subtree=True)
    return Evidence(
        now=now,
        standing=standing,
        holdings=holdings,
        cool_downs=cool_downs_of(connection, person.id, customer_ids),
        quota=Quota(
            person.id,
            claimed_today=figures.claimed if figures.day == day else 0,
            holding=count_places(connection, person.id, since),
        ),
        day=day,
        _ownerships=ownerships_of(connection, person.id, followed_up) if followed_up else {},
        _pools={pool.id: pool for pool in all_pools(connection)},
        _rules=rules,
        _default_rules=default_rules,
        _managed=people_in(connection, standing.subtree) - {person.id} if is_manager else frozenset(),
    )


def _after_all(holdings: Iterable[Holding], clock: Now) -> Instant:
    """Now, and never before what it builds on: clocks are set back, and those of two servers differ."""
    moments = (moment for held in holdings for moment in (held.customer.acquired_at, held.pooled_at))
    return max([clock(), *(moment for moment in moments if moment is not None)])
