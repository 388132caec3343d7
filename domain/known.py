"""Is this company known (H 112)? What whoever asks may learn of a customer that is there already."""

from dataclasses import dataclass
from enum import StrEnum

from domain.access import may_look_up
from domain.company_names import core_of
from domain.customers import Customer, PoolState
from domain.identifiers import CustomerId, PersonId, PoolId, TeamId
from domain.people import Actor
from domain.reasons import Fact


class Known(StrEnum):
    """The six answers."""

    MINE = "mine"
    HELD_BY = "held_by"
    IN_POOL = "in_pool"
    PENDING = "pending"
    REGISTERED = "registered_not_in_crm"
    UNKNOWN = "unknown"


class MatchedBy(StrEnum):
    """What two entries have in common, the surest first."""

    USCC = "uscc"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Match:
    """A customer that seems to be the one asked about, in the words of whoever asks.

    `owner_id` names who holds it: so much everybody may know, or two reps would court the same company unawares.
    `customer_id` is None where they may not look at it. `team_id` names in which team it waits, whose managers give it
    away.
    """

    known: Known
    by: MatchedBy
    customer_id: CustomerId | None = None
    owner_id: PersonId | None = None
    pool_id: PoolId | None = None
    team_id: TeamId | None = None

    @property
    def facts(self) -> dict[str, Fact]:
        """As a refusal tells it."""
        named = (
            ("customer_id", self.customer_id),
            ("owner_id", self.owner_id),
            ("pool_id", self.pool_id),
            ("team_id", self.team_id),
        )
        return {"known": self.known.value, "by": self.by.value, **{name: who for name, who in named if who is not None}}


def matched(actor: Actor, customer: Customer, by: MatchedBy, *, is_of_subtree: bool) -> Match:
    """What the actor may learn of this customer by asking for it."""
    customer_id = customer.id if may_look_up(actor, customer, is_of_subtree=is_of_subtree) else None
    if customer.state is PoolState.DORMANT:
        return Match(Known.REGISTERED, by)
    if customer.owner_id is not None:
        known = Known.MINE if customer.owner_id == actor.person.id else Known.HELD_BY
        return Match(known, by, customer_id, customer.owner_id, customer.pool_id)
    if customer.state is PoolState.PENDING:
        return Match(Known.PENDING, by, customer_id, team_id=customer.team_id)
    return Match(Known.IN_POOL, by, customer_id, pool_id=customer.pool_id)


def is_worth_telling(match: Match, typed: str, name: str) -> bool:
    """Whether a name like the one typed is told of: who may not look at a customer learns of it only by its own name,
    or a word as common as 科技 would list what others hold."""
    return match.customer_id is not None or core_of(name) == core_of(typed)
