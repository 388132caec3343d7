"""What the verdicts come to, worked out before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from domain.customers import Customer
from domain.deadlines import Outflow, outflow
from domain.effects import CoolDownStarted, FollowUpAdded, OwnerChanged, QuotaMoved, applied
from domain.follow_ups import plan_after
from domain.identifiers import CustomerId, Instant
from domain.instants import millis
from domain.rulesets import Ruleset
from domain.verdicts import Accepted
from server.arbitration.evidence import Evidence
from server.customers.holdings import Holding
from server.customers.ownerships import Ownership, OwnershipEvent
from server.feed.log import NewId
from sync.protocol.rows import FollowUpRow

FIRST_VERSION = 1


@dataclass(slots=True)
class Outcome:
    """All that is to be stored, each row once however many commands moved it."""

    evidence: Evidence
    now: Instant
    new_id: NewId
    after: dict[CustomerId, Holding] = field(default_factory=dict)
    events: list[OwnershipEvent] = field(default_factory=list)
    ended: set[CustomerId] = field(default_factory=set)
    begun: dict[CustomerId, Ownership] = field(default_factory=dict)
    passed: list[Ownership] = field(default_factory=list)
    cool_downs: dict[CustomerId, Instant] = field(default_factory=dict)
    follow_ups: list[FollowUpRow] = field(default_factory=list)
    claims: int = 0

    def take(self, command_id: str, customer_id: CustomerId, verdict: Accepted) -> None:
        """Add what followed from one accepted command, after those taken before it."""
        for effect in verdict.effects:
            match effect:
                case OwnerChanged():
                    self._change_owner(command_id, effect)
                case CoolDownStarted():
                    self.cool_downs[customer_id] = effect.until
                case QuotaMoved():
                    self.claims += effect.claims
                case FollowUpAdded():
                    self._add_follow_up(customer_id, effect)

    def changed(self) -> Iterable[tuple[Holding, Holding]]:
        """Each customer that moved, before and after, with its deadline worked out anew where its clocks moved."""
        for customer_id, held in self.after.items():
            before = self.evidence.holdings[customer_id]
            if held.customer == before.customer:
                yield before, held
            else:
                yield before, replace(held, outflow=self._outflow_of(held.customer))

    def _change_owner(self, command_id: str, effect: OwnerChanged) -> None:
        customer_id = effect.customer_id
        held = self._now(customer_id)
        ruleset = self.evidence.rules_of(customer_id)
        customer = applied(held.customer, (effect,))
        self._end_ownership(held.customer, effect.at)
        if customer.owner_id is None:
            pooled_at, reason = effect.at, effect.verb.value
        else:
            pooled_at, reason = None, held.outflow_reason
            self.begun[customer_id] = Ownership(
                customer_id, customer.ownership_version, customer.owner_id, since=effect.at
            )
        self.after[customer_id] = replace(
            held, customer=customer, pooled_at=pooled_at, outflow_reason=reason, next_follow_up_on=None
        )
        self.events.append(
            OwnershipEvent(
                id=self.new_id(),
                customer_id=customer_id,
                verb=effect.verb,
                from_owner_id=effect.from_owner_id,
                to_owner_id=effect.to_owner_id,
                actor_id=self.evidence.standing.actor.person.id,
                at=effect.at,
                note=effect.note,
                command_id=command_id,
                ruleset_version=ruleset.version,
                numbers=_numbers(ruleset),
            )
        )

    def _end_ownership(self, customer: Customer, at: Instant) -> None:
        if customer.owner_id is None:
            return
        begun = self.begun.pop(customer.id, None)
        if begun is None:
            self.ended.add(customer.id)
        else:
            self.passed.append(replace(begun, until=at))

    def _add_follow_up(self, customer_id: CustomerId, effect: FollowUpAdded) -> None:
        said = effect.follow_up
        self.follow_ups.append(
            FollowUpRow(
                id=said.follow_up_id,
                version=FIRST_VERSION,
                customer_id=customer_id,
                author_id=effect.author_id,
                medium=said.kind.value,
                text=said.text,
                happened_at=millis(said.happened_at),
                received_at=millis(self.now),
                next_on=None if said.next_on is None else said.next_on.isoformat(),
                contact=said.contact,
                is_counted=effect.is_counted,
            )
        )
        held = self._now(customer_id)
        customer = applied(held.customer, (effect,))
        planned = None if held.next_follow_up_on is None else date.fromisoformat(held.next_follow_up_on)
        next_on = plan_after(planned, effect, customer)
        self.after[customer_id] = replace(
            held,
            customer=customer,
            follow_up_count=held.follow_up_count + 1,
            next_follow_up_on=None if next_on is None else next_on.isoformat(),
        )

    def _now(self, customer_id: CustomerId) -> Holding:
        return self.after.get(customer_id, self.evidence.holdings[customer_id])

    def _outflow_of(self, customer: Customer) -> Outflow | None:
        person = self.evidence.standing.actor.person
        is_key_account = customer.owner_id == person.id and person.is_key_account
        return outflow(customer, self.evidence.rules_of(customer.id), is_owner_key_account=is_key_account)


def _numbers(ruleset: Ruleset) -> dict[str, int]:
    return {
        "daily_claim_limit": ruleset.daily_claim_limit,
        "holding_cap": ruleset.holding_cap,
        "cool_down_hours": ruleset.cool_down_hours,
    }
