"""Values of the court in one line each: say what a case is about, and leave the rest ordinary."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypedDict, Unpack
from zoneinfo import ZoneInfo

from domain.commands import (
    AddFollowUp,
    AskReinstatement,
    Assign,
    Claim,
    ConvertToOrdinary,
    ConvertToPool,
    DeclineReinstatement,
    Extend,
    FollowUpKind,
    Lock,
    Reinstate,
    Release,
    Unlock,
)
from domain.customers import Customer, PoolState, Standing, in_hands, in_pool
from domain.facts import Facts, LateFollowUp, Quota, Recipient, Recycled, RequestState
from domain.identifiers import CustomerId, FollowUpId, Instant, PersonId, PoolId, TeamId
from domain.known import Match
from domain.people import Actor, Person, Pool, Role
from domain.records import Record
from domain.rulesets import Ruleset, huaqiu

NOW = datetime(2026, 3, 10, 2, 30, tzinfo=UTC)
"""A Tuesday, half past ten in Shanghai."""

YESTERDAY = NOW - timedelta(days=1)

ME, OTHER = PersonId("me"), PersonId("other")
POOL = Pool(PoolId("pool"), "Shenzhen")
IN_HANDS, IN_POOL = in_hands(POOL.id), in_pool(POOL.id)
_SHANGHAI = ZoneInfo("Asia/Shanghai")


def shanghai(text: str) -> Instant:
    """The instant at which clocks in Shanghai show `text`, such as `2026-03-10 10:30`."""
    return datetime.fromisoformat(text).replace(tzinfo=_SHANGHAI).astimezone(UTC)


def days_ago(days: float, now: Instant = NOW) -> Instant:
    return now - timedelta(days=days)


class CustomerFields(TypedDict, total=False):
    id: CustomerId
    pool_id: PoolId | None
    state: PoolState
    owner_id: PersonId | None
    acquired_at: Instant | None
    ownership_version: int
    last_order_at: Instant | None
    last_follow_up_at: Instant | None
    is_locked: bool
    extended_until: Instant | None
    extensions: int
    team_id: TeamId | None
    certification: Standing


def a_customer(**fields: Unpack[CustomerFields]) -> Customer:
    """One that lies in the pool, claimable by anybody, and never ordered."""
    return replace(Customer(CustomerId("customer"), POOL.id, PoolState.UNASSIGNED), **fields)


def held(by: PersonId = ME, since: Instant = YESTERDAY, **fields: Unpack[CustomerFields]) -> Customer:
    """A pool customer in somebody's hands, not followed up yet."""
    return replace(a_customer().moved(by, IN_HANDS, since), **fields)


def an_actor(
    person_id: str = ME,
    *,
    roles: Iterable[Role] = (Role.REP,),
    pools: Iterable[str] = (POOL.id,),
    administers: Iterable[str] = (),
    is_key_account: bool = False,
    has_departed: bool = False,
) -> Actor:
    """A rep of the pool."""
    person = Person(PersonId(person_id), "Li Na", TeamId("team"), frozenset(roles), is_key_account, has_departed)
    administered = frozenset(PoolId(pool) for pool in administers)
    return Actor(person, frozenset(PoolId(pool) for pool in pools) | administered, administered)


def a_manager(**settings: Any) -> Actor:
    return an_actor(roles=[Role.MANAGER], **settings)


def a_pool_admin(of: str = POOL.id, **settings: Any) -> Actor:
    return an_actor(roles=[Role.POOL_ADMIN], pools=[of], administers=[of], **settings)


def a_system_admin() -> Actor:
    return an_actor(roles=[Role.SYSTEM_ADMIN], pools=[])


def a_recipient(person_id: str = OTHER, *, holding: int = 0, is_of_subtree: bool = True, **settings: Any) -> Recipient:
    """Another rep of the pool and of the actor's subtree, with free places."""
    actor = an_actor(person_id, **settings)
    return Recipient(actor.person, Quota(actor.person.id, 0, holding), is_of_subtree, actor.pool_ids)


def a_ruleset(**settings: Any) -> Ruleset:
    """Huaqiu's numbers, long in force."""
    return replace(huaqiu(1, datetime(2020, 1, 1, tzinfo=UTC)), **settings)


def facts(
    customer: Customer | None,
    *,
    actor: Actor | None = None,
    pool: Pool | None = POOL,
    claimed_today: int = 0,
    holding: int = 0,
    claimable_from: Instant | None = None,
    held_when_it_happened: bool = False,
    recycled: Recycled | None = None,
    late: LateFollowUp | None = None,
    is_of_subtree: bool = False,
    is_owner_key_account: bool = False,
    recipient: Recipient | None = None,
    locked: int = 0,
    record: Record | None = None,
    is_uscc_real: bool = True,
    match: Match | None = None,
) -> Facts:
    """What the court is told, in a case without any obstacle."""
    actor = actor or an_actor()
    quota = Quota(actor.person.id, claimed_today, holding, locked)
    return Facts(
        actor,
        customer,
        pool,
        quota,
        claimable_from,
        held_when_it_happened,
        recycled,
        late,
        is_of_subtree,
        is_owner_key_account,
        recipient,
        record=record,
        is_uscc_real=is_uscc_real,
        match=match,
    )


def a_claim(customer_id: str = "customer", asked_at: Instant = NOW) -> Claim:
    return Claim(CustomerId(customer_id), asked_at)


def a_release(customer_id: str = "customer", ownership_version: int = 1, note: str = "") -> Release:
    return Release(CustomerId(customer_id), ownership_version, note)


def a_follow_up(
    customer_id: str = "customer", *, text: str = "sent the offer", at: Instant = NOW, next_on: date | None = None
) -> AddFollowUp:
    return AddFollowUp(CustomerId(customer_id), FollowUpId("follow-up"), FollowUpKind.PHONE, text, at, next_on)


def an_assignment(
    customer_id: str = "customer", *, to: str = OTHER, ownership_version: int = 1, note: str = ""
) -> Assign:
    return Assign(CustomerId(customer_id), ownership_version, PersonId(to), note)


def an_extension(customer_id: str = "customer", *, days: int = 30, ownership_version: int = 1) -> Extend:
    return Extend(CustomerId(customer_id), ownership_version, days)


def a_lock(customer_id: str = "customer", *, ownership_version: int = 1) -> Lock:
    return Lock(CustomerId(customer_id), ownership_version)


def an_unlock(customer_id: str = "customer", *, ownership_version: int = 1) -> Unlock:
    return Unlock(CustomerId(customer_id), ownership_version)


def to_pool(customer_id: str = "customer", *, pool: str = POOL.id, ownership_version: int = 1) -> ConvertToPool:
    return ConvertToPool(CustomerId(customer_id), ownership_version, PoolId(pool))


def late(by: str = ME, request: RequestState | None = RequestState.OPEN) -> LateFollowUp:
    return LateFollowUp(FollowUpId("follow-up"), PersonId(by), request)


def an_ask(customer_id: str = "customer") -> AskReinstatement:
    return AskReinstatement(CustomerId(customer_id), FollowUpId("follow-up"))


def a_reinstatement(customer_id: str = "customer", *, ownership_version: int = 2) -> Reinstate:
    return Reinstate(CustomerId(customer_id), ownership_version, FollowUpId("follow-up"))


def a_decline(customer_id: str = "customer", *, note: str = "") -> DeclineReinstatement:
    return DeclineReinstatement(CustomerId(customer_id), FollowUpId("follow-up"), note)


def to_ordinary(customer_id: str = "customer", *, ownership_version: int = 1) -> ConvertToOrdinary:
    return ConvertToOrdinary(CustomerId(customer_id), ownership_version)
