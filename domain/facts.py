"""What the court is told about one command before it judges."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.customers import Customer
from domain.deadlines import OutflowRule
from domain.effects import Effect, QuotaMoved
from domain.identifiers import FollowUpId, Instant, PersonId, PoolId
from domain.known import Match
from domain.people import Actor, Person, Pool
from domain.records import Record


@dataclass(frozen=True, slots=True)
class Quota:
    """A person's figures now: accepted self-claims of the company's day, places taken (deals not counted), locks."""

    person_id: PersonId
    claimed_today: int
    holding: int
    locked: int = 0

    def after(self, effects: tuple[Effect, ...]) -> "Quota":
        """The figures once `effects` have happened."""
        quota = self
        for effect in effects:
            if isinstance(effect, QuotaMoved) and effect.person_id == self.person_id:
                quota = replace(
                    quota,
                    claimed_today=quota.claimed_today + effect.claims,
                    holding=quota.holding + effect.holding,
                    locked=quota.locked + effect.locked,
                )
        return quota


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whoever would take a place: who is assigned to, or who keeps a customer that comes under a pool's rules.

    `is_of_subtree` says whether they are in a team at or below the actor's; `pool_ids` are the pools they belong to.
    """

    person: Person
    quota: Quota
    is_of_subtree: bool
    pool_ids: frozenset[PoolId]


@dataclass(frozen=True, slots=True)
class Recycled:
    """How an ownership ended: taken back by the system, by a rule of so many days."""

    rule: OutflowRule
    days: int
    at: Instant


class RequestState(StrEnum):
    """What became of asking for a customer back."""

    OPEN = "open"
    GRANTED = "granted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class LateFollowUp:
    """A follow-up whose author held the customer when it happened, and had lost it to a recycle when it arrived.

    `request` is None where nobody has asked for the customer back because of it.
    """

    id: FollowUpId
    author_id: PersonId
    request: RequestState | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Whoever asks gathers these: the server under a row lock, the client from its cache.

    `customer` is None where it does not exist or the actor may not know of it.
    `claimable_from` is the end of the actor's own cool-down.
    `held_when_it_happened` says whether the actor held the customer at a follow-up's time, and `recycled` how they
    lost it then, where the system took it.
    `late` is the late follow-up that a request for reinstatement names; None where it is not one.
    `is_of_subtree` says whether the customer belongs at or below the actor's own team: by who holds it, by the team in
    which it waits, or by the pool in which it lies.
    `is_owner_key_account` is of the person who holds it.
    `pool` is the customer's; in a conversion to pool and in a registration the one it goes to, as are the rules it is
    judged by. Where a registration names none it is one that is open to the actor, if there is any.
    `is_pool_of_subtree` says of that pool whether the actor's own team or one below it belongs to it.
    `record` is the one that the command names; None where there is none of that id.
    `is_uscc_real` says whether the check digit of the code that the command names is right.
    `match` is the customer that is there already where one is to be registered.
    """

    actor: Actor
    customer: Customer | None
    pool: Pool | None
    quota: Quota
    claimable_from: Instant | None = None
    held_when_it_happened: bool = False
    recycled: Recycled | None = None
    late: LateFollowUp | None = None
    is_of_subtree: bool = False
    is_owner_key_account: bool = False
    recipient: Recipient | None = None
    is_pool_of_subtree: bool = False
    record: Record | None = None
    is_uscc_real: bool = False
    match: Match | None = None
