"""Everything the court is told that is the same for all cases of one question, as far as the cache knows it.

Figures of others are counted from what one sees of them: the server, which sees all, has the last word.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import Connection, func, or_, select

from domain.commands import (
    AskReinstatement,
    Assign,
    Command,
    ConvertToPool,
    DeclineReinstatement,
    RegisterCustomer,
    Reinstate,
    SubmitCertification,
)
from domain.court import Case
from domain.customers import Customer, PoolState
from domain.days import company_day
from domain.deals import counts_toward_cap, deal_since
from domain.facts import Facts, LateFollowUp, Quota, Recipient
from domain.identifiers import FollowUpId, Instant, PersonId, PoolId
from domain.instants import millis
from domain.known import Match
from domain.people import Pool, open_to
from domain.records import Record
from domain.rulesets import Ruleset
from sync.cache.directory import Directory, Standing
from sync.cache.files import StoreFile
from sync.cache.known import KnownCompanies, is_ours
from sync.cache.lateness import late_follow_ups
from sync.cache.lookup import among, cool_downs, judged, quota_row
from sync.cache.pending import MOVES_OWNERS, Pending, pending
from sync.cache.records import Files
from sync.cache.shapes import CUSTOMER_COLUMNS, customer_row
from sync.cache.tables import customer
from sync.protocol.known import Company
from sync.protocol.rows import CustomerRow
from sync.uscc import is_real


@dataclass(frozen=True, slots=True)
class Sitting:
    """`pending` are acts that move owners or terms: follow-ups take no share of any limit, and may be many."""

    now: Instant
    standing: Standing
    directory: Directory
    ruleset_of: Callable[[str | None], Ruleset]
    pools: Mapping[PoolId, Pool]
    pending: Pending
    cool_downs: Mapping[str, Instant]
    quota: Quota
    deals: int
    places: Callable[[Iterable[str]], Mapping[str, int]]
    late_follow_ups: Callable[[], Mapping[FollowUpId, LateFollowUp]]
    record_of: Callable[[Command], Record | None]
    match_of: Callable[[RegisterCustomer], Match | None]
    _recipients: dict[str, Recipient | None] = field(default_factory=dict)

    def case(self, command: Command, row: CustomerRow | None) -> Case:
        known = None if row is None else judged(row)
        pool_id = None if known is None else known.pool_id
        if isinstance(command, ConvertToPool):
            pool_id = command.pool_id
        if isinstance(command, RegisterCustomer):
            pool_id = command.pool_id or open_to(self.standing.actor, self.pools.values())
        owner = None if known is None or known.owner_id is None else self.directory.person(known.owner_id)
        late = self._late_of(command)
        facts = Facts(
            actor=self.standing.actor,
            customer=known,
            pool=None if pool_id is None else self.pools.get(pool_id),
            quota=self.quota,
            claimable_from=self.cool_downs.get(command.customer_id),
            late=late,
            is_of_subtree=known is not None and self.is_of_subtree(known),
            is_pool_of_subtree=pool_id in self.standing.subtree_pools,
            is_owner_key_account=owner is not None and owner.is_key_account,
            recipient=self._recipient_of(command, known, late),
            record=self.record_of(command),
            match=self.match_of(command) if isinstance(command, RegisterCustomer) else None,
            is_uscc_real=isinstance(command, SubmitCertification | RegisterCustomer) and is_real(command.uscc),
        )
        return Case(command, facts, self.ruleset_of(pool_id))

    def is_of_subtree(self, known: Customer) -> bool:
        return is_ours(known, self.standing, self.directory)

    def recipient(self, person_id: str) -> Recipient | None:
        """Somebody who may be given a customer, with the places they have taken; None where nobody is known so."""
        if person_id not in self._recipients:
            self._recipients[person_id] = self._looked_up(person_id)
        return self._recipients[person_id]

    def _late_of(self, command: Command) -> LateFollowUp | None:
        if isinstance(command, AskReinstatement | Reinstate | DeclineReinstatement):
            return self.late_follow_ups().get(command.follow_up_id)
        return None

    def _recipient_of(self, command: Command, known: Customer | None, late: LateFollowUp | None) -> Recipient | None:
        if isinstance(command, Assign):
            return self.recipient(command.to_person_id)
        if isinstance(command, Reinstate | DeclineReinstatement) and late is not None:
            return self.recipient(late.author_id)
        if isinstance(command, ConvertToPool) and known is not None and known.owner_id is not None:
            return self.recipient(known.owner_id)
        return None

    def _looked_up(self, person_id: str) -> Recipient | None:
        actor = self.directory.actor_of(person_id)
        if actor is None:
            return None
        is_self = person_id == self.quota.person_id
        quota = self.quota if is_self else Quota(actor.person.id, 0, self.places([person_id]).get(person_id, 0))
        return Recipient(actor.person, quota, actor.person.team_id in self.standing.subtree, actor.pool_ids)


def sit(me: StoreFile, pool: StoreFile, directory: Directory, person_id: PersonId, now: Instant) -> Sitting | None:
    """None before the first sync."""
    standing = directory.standing()
    if standing is None:
        return None
    ruleset_of = directory.rules(now)

    def places(people: Iterable[str]) -> Mapping[str, int]:
        with pool.reading() as connection:
            return _places_of(connection, people, ruleset_of, now)

    def match_of(command: RegisterCustomer) -> Match | None:
        asked = Company(command.name, command.uscc, command.phone)
        seen = KnownCompanies(me, pool, directory, person_id).find(asked, except_id=command.customer_id)
        return None if seen is None else seen.match

    with me.reading() as connection:
        quota, deals = _own_quota(connection, person_id, ruleset_of, now)
        return Sitting(
            now,
            standing,
            directory,
            ruleset_of,
            directory.all_pools(),
            pending(connection, verbs=MOVES_OWNERS),
            cool_downs(connection),
            quota,
            deals,
            places,
            # Read once, and only where something is asked of them.
            cache(lambda: late_follow_ups(me, pool, person_id)),
            Files(me, pool, directory, person_id, standing.subtree).record_of,
            match_of,
        )


def _own_quota(
    connection: Connection, person_id: PersonId, ruleset_of: Callable[[str | None], Ruleset], now: Instant
) -> tuple[Quota, int]:
    """The server's figures, and how many deals are held besides; a count of another day is none."""
    kept = quota_row(connection, person_id)
    today = company_day(now, ruleset_of(None).zone).isoformat()
    claimed = kept.claimed if kept is not None and kept.day == today else 0
    held = select(*CUSTOMER_COLUMNS).where(
        customer.c.owner_id == person_id, customer.c.pool_state == PoolState.ASSIGNED.value
    )
    counted = deals = locked = 0
    for row in map(customer_row, connection.execute(held)):
        locked += row.is_locked
        if counts_toward_cap(judged(row), ruleset_of(row.pool_id), now):
            counted += 1
        else:
            deals += 1
    return Quota(person_id, claimed, counted, locked), deals


def _places_of(
    connection: Connection, people: Iterable[str], ruleset_of: Callable[[str | None], Ruleset], now: Instant
) -> dict[str, int]:
    """How many places these people have taken, by the customers of theirs that one sees, each once."""
    held = among(customer.c.owner_id, people), customer.c.pool_state == PoolState.ASSIGNED.value
    places: dict[str, int] = {}
    for pool_id in connection.scalars(select(customer.c.pool_id).where(*held).distinct()).all():
        # Counted where they lie: a whole company's would take seconds to read.
        last_order_at, since = customer.c.last_order_at, millis(deal_since(ruleset_of(pool_id), now))
        takes_place = customer.c.pool_id == pool_id, or_(last_order_at.is_(None), last_order_at < since)
        counted = select(customer.c.owner_id, func.count(customer.c.id.distinct()).label("number"))
        for row in connection.execute(counted.where(*held, *takes_place).group_by(customer.c.owner_id)):
            places[row.owner_id] = places.get(row.owner_id, 0) + row.number
    return places
