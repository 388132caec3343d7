"""What the verdicts come to, worked out before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from domain.commands import RegisterCustomer
from domain.customers import Customer
from domain.effects import (
    CertificationAnswered,
    CertificationSubmitted,
    CoolDownStarted,
    CustomerRegistered,
    DeadlineExtended,
    Effect,
    FollowUpAdded,
    FollowUpEdited,
    LockChanged,
    NoteWritten,
    OwnerChanged,
    QuotaMoved,
    ReinstatementAnswered,
    ReinstatementAsked,
    TagChanged,
    Verb,
    applied,
)
from domain.follow_ups import plan_after
from domain.identifiers import CustomerId, FollowUpId, Instant, PersonId, TeamId
from domain.instants import millis
from domain.succession import unborn
from server.arbitration.ground import Ground
from server.arbitration.lateness import Late, answered
from server.arbitration.numbers import numbers_of
from server.arbitration.papers import PaperEffect, Papers
from server.arbitration.records import NO_RECORDS, Records
from server.customers.figures import CoolingPair
from server.customers.holdings import Holding
from server.customers.ownerships import Ownership, OwnershipEvent
from server.feed.log import NewId
from server.reinstatements.repository import Request
from sync.protocol.rows import FollowUpRow

FIRST_VERSION = 1


@dataclass(slots=True)
class Outcome:
    """All that is to be stored, each row once however many commands moved it.

    `actor_id` is None where the system acts by itself. `late` are the follow-ups that are asked about.
    """

    ground: Ground
    new_id: NewId
    actor_id: PersonId | None
    late: Mapping[FollowUpId, Late] = field(default_factory=dict)
    records: Records = NO_RECORDS
    after: dict[CustomerId, Holding] = field(default_factory=dict)
    events: list[OwnershipEvent] = field(default_factory=list)
    ended: set[CustomerId] = field(default_factory=set)
    begun: dict[CustomerId, Ownership] = field(default_factory=dict)
    passed: list[Ownership] = field(default_factory=list)
    cool_downs: dict[CoolingPair, Instant] = field(default_factory=dict)
    follow_ups: list[FollowUpRow] = field(default_factory=list)
    requests: dict[FollowUpId, Request] = field(default_factory=dict)
    registered: dict[CustomerId, RegisterCustomer] = field(default_factory=dict)
    claims: int = 0

    papers: Papers = field(init=False)

    def __post_init__(self) -> None:
        self.papers = Papers(self.records, self.new_id)

    def take(self, command_id: str | None, customer_id: CustomerId, effects: tuple[Effect, ...]) -> None:
        """Add what followed from one accepted command, after those taken before it."""
        for effect in effects:
            match effect:
                case OwnerChanged():
                    self._change_owner(command_id, effect)
                case CoolDownStarted():
                    self.cool_downs[effect.person_id, customer_id] = effect.until
                case DeadlineExtended():
                    numbers = {"days": effect.days, "before": millis(effect.before.at), "until": millis(effect.until)}
                    self._change_terms(command_id, effect, Verb.EXTEND, effect.at, numbers)
                case LockChanged():
                    self._change_terms(
                        command_id, effect, Verb.LOCK if effect.is_locked else Verb.UNLOCK, effect.at, {}
                    )
                case QuotaMoved():
                    self.claims += effect.claims
                case FollowUpAdded():
                    self._add_follow_up(customer_id, effect)
                case ReinstatementAsked():
                    team_id = self.ground.people[effect.person_id].team_id
                    self.requests[effect.follow_up_id] = self.late[effect.follow_up_id].asked(effect, team_id)
                case ReinstatementAnswered():
                    request = self.requests.get(effect.follow_up_id) or self.late[effect.follow_up_id].request
                    if request is not None:
                        self.requests[effect.follow_up_id] = answered(request, effect, self.actor_id)
                case CustomerRegistered(customer=command):
                    self.registered[customer_id] = command
                    self.after[customer_id] = _unborn(command)
                case _:
                    self._file(customer_id, effect)

    def correct_outflow(self, customer_id: CustomerId) -> bool:
        """Give a customer that nothing else moves the deadline of the rules in force; whether it had another."""
        held = self.ground.holdings[customer_id]
        right = self.ground.outflow_of(held.customer)
        if right == held.outflow:
            return False
        self.after[customer_id] = replace(held, outflow=right)
        return True

    def changed(self) -> Iterable[tuple[Holding, Holding]]:
        """Each customer that moved, before and after, with its deadline worked out anew where its clocks moved."""
        for customer_id, held in self.after.items():
            if customer_id in self.registered:
                continue
            before = self.ground.holdings[customer_id]
            if held.customer == before.customer:
                yield before, held
            else:
                yield before, replace(held, outflow=self.ground.outflow_of(held.customer))

    def registrations(self) -> Iterable[tuple[RegisterCustomer, Holding]]:
        """Each customer that is new, with its first deadline."""
        for customer_id, command in self.registered.items():
            held = self.after[customer_id]
            yield command, replace(held, outflow=self.ground.outflow_of(held.customer))

    def _change_owner(self, command_id: str | None, effect: OwnerChanged) -> None:
        customer_id = effect.customer_id
        held = self._now(customer_id)
        customer = applied(held.customer, (effect,))
        self._end_ownership(held.customer, effect.at)
        if customer.owner_id is None:
            rule = None if effect.due is None else effect.due.rule
            pooled_at, reason = effect.at, (rule or effect.verb).value
        else:
            pooled_at, reason = None, held.outflow_reason
            self.begun[customer_id] = Ownership(
                customer_id, customer.ownership_version, customer.owner_id, since=effect.at
            )
        self.after[customer_id] = replace(
            held,
            customer=customer,
            pooled_at=pooled_at,
            outflow_reason=reason,
            next_follow_up_on=None,
            team_id=self._team_of(customer),
        )
        ruleset = self.ground.rules.of_pool(effect.place.pool_id or held.customer.pool_id)
        self.events.append(
            OwnershipEvent(
                id=self.new_id(),
                customer_id=customer_id,
                verb=effect.verb,
                from_owner_id=effect.from_owner_id,
                to_owner_id=effect.to_owner_id,
                actor_id=self.actor_id,
                at=effect.at,
                note=effect.note,
                rule=None if effect.due is None else effect.due.rule.value,
                command_id=command_id,
                ruleset_version=ruleset.version,
                numbers=numbers_of(effect, held.customer, ruleset),
            )
        )

    def _change_terms(
        self,
        command_id: str | None,
        effect: DeadlineExtended | LockChanged,
        verb: Verb,
        at: Instant,
        numbers: Mapping[str, Any],
    ) -> None:
        """Nobody else's customer, but under other terms: it stands in the history too."""
        held = self._now(effect.customer_id)
        owner_id = held.customer.owner_id
        self.after[effect.customer_id] = replace(held, customer=applied(held.customer, (effect,)))
        self.events.append(
            OwnershipEvent(
                id=self.new_id(),
                customer_id=effect.customer_id,
                verb=verb,
                from_owner_id=owner_id,
                to_owner_id=owner_id,
                actor_id=self.actor_id,
                at=at,
                command_id=command_id,
                ruleset_version=self.ground.rules.of_pool(held.customer.pool_id).version,
                numbers=numbers,
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
                received_at=millis(self.ground.now),
                next_on=None if said.next_on is None else said.next_on.isoformat(),
                contact=said.contact,
                is_counted=effect.is_counted,
                attachments=said.attachments,
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

    def _file(self, customer_id: CustomerId, effect: PaperEffect) -> None:
        """What lies with a customer; of the customer itself only what its own row tells is changed."""
        actor = None if self.actor_id is None else self.ground.people[self.actor_id]
        self.papers.take(effect, self.actor_id, None if actor is None else actor.team_id)
        if isinstance(effect, NoteWritten | TagChanged | CertificationSubmitted | CertificationAnswered):
            held = self._now(customer_id)
            self.after[customer_id] = replace(held, customer=applied(held.customer, (effect,)))
        if isinstance(effect, FollowUpEdited) and effect.is_latest:
            next_on = effect.follow_up.next_on
            planned = None if next_on is None else next_on.isoformat()
            self.after[customer_id] = replace(self._now(customer_id), next_follow_up_on=planned)

    def _now(self, customer_id: CustomerId) -> Holding:
        return self.after[customer_id] if customer_id in self.after else self.ground.holdings[customer_id]

    def _team_of(self, customer: Customer) -> TeamId | None:
        return customer.team_id if customer.owner_id is None else self.ground.people[customer.owner_id].team_id


def _unborn(command: RegisterCustomer) -> Holding:
    return Holding(
        customer=unborn(command),
        version=0,
        part=0,
        outflow=None,
        next_follow_up_on=None,
        follow_up_count=0,
        pooled_at=None,
        outflow_reason="",
        team_id=None,
    )
