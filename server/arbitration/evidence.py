"""What the court is told: gathered under locks, in a number of queries that does not grow with the commands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from domain.access import belongs_below, may_know_of
from domain.commands import (
    AddFollowUp,
    AskReinstatement,
    Assign,
    Command,
    ConvertToPool,
    DeclineReinstatement,
    Lock,
    RegisterCustomer,
    Reinstate,
    SubmitCertification,
)
from domain.court import Case
from domain.customers import Customer
from domain.days import counted_day
from domain.deals import deal_since
from domain.facts import Facts, LateFollowUp, Quota, Recipient, Recycled
from domain.identifiers import CustomerId, FollowUpId, Instant, PersonId, PoolId
from domain.known import Match, matched
from domain.people import Pool, open_to
from server.arbitration.ground import Ground, stand_on
from server.arbitration.lateness import Late, find_late, loss_at, recycled_by
from server.arbitration.records import Records, read_records
from server.customers.figures import StoredQuota, count_locks, count_places
from server.customers.holdings import owners_of
from server.customers.ownerships import Loss, Ownership, losses_of, ownerships_of
from server.follow_ups.repository import authors_of, find_follow_ups
from server.known.matching import Found, Told, find_matches
from server.organisation.repository import find_people
from server.pools.membership import Standing, pools_of_people
from server.pools.repository import all_pools
from sync.clock import Now
from sync.uscc import is_real


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything about the commands of one person, on ground that is locked."""

    ground: Ground
    standing: Standing
    quota: Quota
    day: str
    """The company's day for which `quota` counts claims."""
    late: Mapping[FollowUpId, Late]
    _ownerships: Mapping[CustomerId, Sequence[Ownership]]
    _losses: Sequence[Loss]
    _pools: Mapping[PoolId, Pool]
    _recipients: Mapping[PersonId, Recipient]
    records: Records
    _matches: Mapping[CustomerId, Found]
    """By the customer to be registered, the one that is there already."""

    def case_of(self, command: Command, *, was_accepted_once: bool = False) -> Case:
        """`was_accepted_once`: its asker says so, and no receipt says otherwise."""
        actor = self.standing.actor
        customer_id = command.customer_id
        holding = self.ground.holdings.get(customer_id)
        customer = None if holding is None else holding.customer
        is_of_subtree = customer is not None and self._is_of_subtree(customer)
        if customer is not None and not may_know_of(actor, customer, is_of_subtree=is_of_subtree):
            customer = None
        pool_id = None if customer is None else customer.pool_id
        if isinstance(command, ConvertToPool):
            pool_id = command.pool_id
        if isinstance(command, RegisterCustomer):
            pool_id = command.pool_id or open_to(actor, self._pools.values())
        cool_down = self.ground.cool_downs.get((actor.person.id, customer_id))
        # Whoever held it once knows of it, though it may be another's ordinary customer by now.
        is_known = customer is not None or customer_id in self._ownerships
        late = self._late_of(command)
        facts = Facts(
            actor=actor,
            customer=customer,
            pool=None if pool_id is None else self._pools.get(pool_id),
            quota=self.quota,
            claimable_from=None if cool_down is None else cool_down.claimable_from,
            # A server restored from a backup may have lost the claim too: then the asker's word stands for it.
            held_when_it_happened=isinstance(command, AddFollowUp)
            and (self._held(customer_id, command.happened_at) or (was_accepted_once and is_known)),
            recycled=self._recycled(command),
            late=late,
            is_of_subtree=is_of_subtree,
            is_pool_of_subtree=pool_id in self.standing.subtree_pools,
            is_owner_key_account=customer is not None and self.ground.is_key_account(customer),
            recipient=self._recipient_of(command, customer, late),
            record=self.records.record_of(command, self.standing.subtree),
            is_uscc_real=isinstance(command, SubmitCertification | RegisterCustomer) and is_real(command.uscc),
            match=self._match_of(customer_id),
        )
        return Case(command, facts, self.ground.rules.of_pool(pool_id))

    def _held(self, customer_id: CustomerId, at: Instant) -> bool:
        held_then = self._ownerships.get(customer_id, ())
        return any(held.since <= at and (held.until is None or at < held.until) for held in held_then)

    def _recycled(self, command: Command) -> Recycled | None:
        """How the ownership ended in which a follow-up happened, where the system ended it."""
        if not isinstance(command, AddFollowUp):
            return None
        loss = loss_at(self._losses, command.customer_id, self.standing.actor.person.id, command.happened_at)
        return None if loss is None else recycled_by(loss)

    def _late_of(self, command: Command) -> LateFollowUp | None:
        if not isinstance(command, AskReinstatement | Reinstate | DeclineReinstatement):
            return None
        late = self.late.get(command.follow_up_id)
        return late.as_fact if late is not None and late.said.customer_id == command.customer_id else None

    def _match_of(self, customer_id: CustomerId) -> Match | None:
        found = self._matches.get(customer_id)
        if found is None:
            return None
        known = self.ground.holdings[found.customer_id].customer
        return matched(self.standing.actor, known, found.by, is_of_subtree=self._is_of_subtree(known))

    def _is_of_subtree(self, customer: Customer) -> bool:
        team_id = None if customer.owner_id is None else self.ground.people[customer.owner_id].team_id
        return belongs_below(customer, team_id, self.standing.subtree, self.standing.subtree_pools)

    def _recipient_of(self, command: Command, customer: Customer | None, late: LateFollowUp | None) -> Recipient | None:
        match command:
            case Reinstate() | DeclineReinstatement() if late is not None:
                return self._recipients.get(late.author_id)
            case Assign():
                return self._recipients.get(command.to_person_id)
            case ConvertToPool() if customer is not None and customer.owner_id is not None:
                return self._recipients.get(customer.owner_id)
            case _:
                return None


def recipients_of(connection: Connection, commands: Iterable[Command]) -> set[PersonId]:
    """Whose places these commands may take besides their asker's: their figures are to be locked before `gather`."""
    named, kept, late = set(), set(), set()
    for command in commands:
        if isinstance(command, Assign):
            named.add(command.to_person_id)
        elif isinstance(command, ConvertToPool):
            kept.add(command.customer_id)
        elif isinstance(command, Reinstate | DeclineReinstatement):
            late.add(command.follow_up_id)
    found = set(find_people(connection, named)) if named else set()
    found |= authors_of(connection, late) if late else set()
    return found | (owners_of(connection, kept) if kept else set())


def gather(
    connection: Connection,
    standing: Standing,
    figures: Mapping[PersonId, StoredQuota],
    commands: Sequence[Command],
    clock: Now,
) -> Evidence:
    """Lock the customers that the commands name, and read what bears on them.

    `figures` are locked already, the asker's and those of `recipients_of`. `clock` is read when all locks are held.
    """
    person = standing.actor.person
    followed_up = {command.customer_id for command in commands if isinstance(command, AddFollowUp)}
    on_requests = (AskReinstatement, Reinstate, DeclineReinstatement)
    named = {command.follow_up_id for command in commands if isinstance(command, on_requests)}
    new = [command for command in commands if isinstance(command, RegisterCustomer)]
    matches = _matches_of(connection, new) if new else {}
    known = {found.customer_id for found in matches.values()}
    ground = stand_on(connection, {command.customer_id for command in commands} | known, clock, [person], also=figures)
    now, rules, mine = ground.now, ground.rules, figures[person.id]
    # One company, one zone: every pool's rules name the same.
    day = counted_day(now, rules.zone, date.fromisoformat(mine.day) if mine.day else None).isoformat()
    since = {pool_id: deal_since(ruleset, now) for pool_id, ruleset in rules.by_pool.items()}
    places = count_places(connection, figures, since)
    locked = count_locks(connection, person.id) if any(isinstance(command, Lock) for command in commands) else 0
    ownerships = ownerships_of(connection, person.id, followed_up) if followed_up else {}
    said = find_follow_ups(connection, named) if named else []
    # Of those who never lost anything there is nothing to look up.
    lost = {customer_id for customer_id, held in ownerships.items() if any(each.until is not None for each in held)}
    lost |= {CustomerId(row.customer_id) for row in said}
    losses = losses_of(connection, lost) if lost else []
    return Evidence(
        ground=ground,
        standing=standing,
        quota=Quota(person.id, mine.claimed if mine.day == day else 0, places.get(person.id, 0), locked),
        day=day,
        late=find_late(connection, said, losses) if said else {},
        _ownerships=ownerships,
        _losses=losses,
        _pools={pool.id: pool for pool in all_pools(connection)},
        _recipients=_recipients(connection, standing, ground, {each: places.get(each, 0) for each in figures}),
        records=read_records(connection, commands),
        _matches=matches,
    )


def _matches_of(connection: Connection, new: Sequence[RegisterCustomer]) -> dict[CustomerId, Found]:
    found = find_matches(connection, [Told(command.name, command.uscc, command.phone) for command in new])
    pairs = zip(new, found, strict=True)
    return {command.customer_id: match for command, match in pairs if match is not None}


def _recipients(
    connection: Connection, standing: Standing, ground: Ground, places: Mapping[PersonId, int]
) -> dict[PersonId, Recipient]:
    actor = standing.actor
    receiving = [ground.people[person_id] for person_id in places]
    others = [person for person in receiving if person.id != actor.person.id]
    pools = {actor.person.id: actor.pool_ids} | (pools_of_people(connection, others) if others else {})
    return {
        person.id: Recipient(
            person,
            Quota(person.id, 0, places[person.id]),
            is_of_subtree=person.team_id in standing.subtree,
            pool_ids=pools[person.id],
        )
        for person in receiving
    }
