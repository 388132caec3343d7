"""What the court is told about one command before it judges."""

from dataclasses import dataclass, replace

from domain.customers import Customer
from domain.effects import Effect, QuotaMoved
from domain.identifiers import Instant, PersonId
from domain.people import Actor, Pool


@dataclass(frozen=True, slots=True)
class Quota:
    """A person's figures now: accepted self-claims of the company's day, and places taken (deals not counted)."""

    person_id: PersonId
    claimed_today: int
    holding: int

    def after(self, effects: tuple[Effect, ...]) -> "Quota":
        """The figures once `effects` have happened."""
        quota = self
        for effect in effects:
            if isinstance(effect, QuotaMoved) and effect.person_id == self.person_id:
                quota = replace(
                    quota,
                    claimed_today=quota.claimed_today + effect.claims,
                    holding=quota.holding + effect.holding,
                )
        return quota


@dataclass(frozen=True, slots=True)
class Facts:
    """Whoever asks gathers these: the server under a row lock, the client from its cache.

    `customer` is None where it does not exist or the actor may not know of it.
    `claimable_from` is the end of the actor's own cool-down.
    `held_when_it_happened` says whether the actor held the customer at a follow-up's time.
    `manages_owner` says whether the customer's owner is in the actor's subtree.
    """

    actor: Actor
    customer: Customer | None
    pool: Pool | None
    quota: Quota
    claimable_from: Instant | None = None
    held_when_it_happened: bool = False
    manages_owner: bool = False
