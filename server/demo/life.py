"""One customer's past, step by step. Every step is judged by the court, so none is told that could not have been."""

from dataclasses import dataclass, field, replace
from datetime import date

from domain.commands import AddFollowUp, Claim, Command, FollowUpKind, Release
from domain.court import judge
from domain.customers import Customer, in_pool
from domain.deadlines import Outflow, outflow
from domain.effects import CoolDownStarted, Effect, FollowUpAdded, OwnerChanged, Verb, applied
from domain.facts import Facts, Quota
from domain.identifiers import FollowUpId, Instant, PersonId
from domain.people import Actor, Person, Pool
from domain.recycling import recycled
from domain.rulesets import Ruleset
from domain.verdicts import Accepted


class ImpossibleStory(Exception):
    """The plot asked for a step that the rules forbid: a mistake of the plot's."""


@dataclass(frozen=True, slots=True)
class Order:
    rep_id: PersonId | None
    ordered_at: Instant


@dataclass(frozen=True, slots=True)
class Change:
    """An ownership event, who made it (None where the system did), and the customer as it stood before."""

    changed: OwnerChanged
    actor_id: PersonId | None
    before: Customer


@dataclass(slots=True)
class Life:
    """What happened to one customer so far, and how it stands."""

    customer: Customer
    pool: Pool
    ruleset: Ruleset
    changes: list[Change] = field(default_factory=list)
    cool_downs: dict[PersonId, Instant] = field(default_factory=dict)
    follow_ups: list[FollowUpAdded] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    owner: Person | None = None

    def arrive(self, at: Instant, importer_id: PersonId) -> None:
        """It is imported into the pool."""
        changed = OwnerChanged(self.customer.id, Verb.IMPORT, None, None, in_pool(self.pool.id), at)
        self._happen((changed,), importer_id)

    def be_claimed(self, by: Person, at: Instant) -> None:
        self._ask(Claim(self.customer.id, at), by, at)
        self.owner = by

    def be_released(self, at: Instant, note: str) -> None:
        self._ask(Release(self.customer.id, self.customer.ownership_version, note), self._holder(), at)
        self.owner = None

    def be_recycled(self) -> Instant:
        """It flows out when its earliest deadline is reached; says when."""
        due = self.due()
        if due is None:
            raise ImpossibleStory("no deadline runs")
        is_key_account = self._holder().is_key_account
        self._happen(recycled(self.customer, self.ruleset, due.at, is_owner_key_account=is_key_account), None)
        self.owner = None
        return due.at

    def be_followed_up(
        self, follow_up_id: str, kind: FollowUpKind, text: str, at: Instant, *, contact: str = "", next_on: date | None
    ) -> None:
        asked = AddFollowUp(self.customer.id, FollowUpId(follow_up_id), kind, text, at, next_on, contact)
        self._ask(asked, self._holder(), at)

    def order(self, at: Instant) -> None:
        self.orders.append(Order(None if self.owner is None else self.owner.id, at))
        last = self.customer.last_order_at
        self.customer = replace(self.customer, last_order_at=at if last is None else max(last, at))

    def due(self) -> Outflow | None:
        return outflow(
            self.customer, self.ruleset, is_owner_key_account=self.owner is not None and self.owner.is_key_account
        )

    def _holder(self) -> Person:
        if self.owner is None:
            raise ImpossibleStory("nobody holds it")
        return self.owner

    def _ask(self, command: Command, by: Person, at: Instant) -> None:
        due = self.due()
        if due is not None and due.at <= at:
            raise ImpossibleStory(f"it had flowed out by {due.rule} before")
        facts = Facts(
            actor=Actor(replace(by, has_departed=False), frozenset({self.pool.id})),
            customer=self.customer,
            pool=self.pool,
            # Daily limits and caps are the plot's to keep: it deals out all customers at once.
            quota=Quota(by.id, 0, 0),
            claimable_from=self.cool_downs.get(by.id),
        )
        verdict = judge(command, facts, self.ruleset, at)
        if not isinstance(verdict, Accepted):
            raise ImpossibleStory(verdict.reason)
        self._happen(verdict.effects, by.id)

    def _happen(self, effects: tuple[Effect, ...], actor_id: PersonId | None) -> None:
        before, self.customer = self.customer, applied(self.customer, effects)
        for effect in effects:
            match effect:
                case OwnerChanged():
                    self.changes.append(Change(effect, actor_id, before))
                case CoolDownStarted():
                    self.cool_downs[effect.person_id] = effect.until
                case FollowUpAdded():
                    self.follow_ups.append(effect)
                case _:
                    pass
