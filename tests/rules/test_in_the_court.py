"""Every edge of every rule, before the court alone (SPEC 2)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from domain.access import may_know_of
from domain.commands import (
    AddFollowUp,
    AskReinstatement,
    Command,
    ConvertToPool,
    DeclineReinstatement,
    RegisterCustomer,
    Reinstate,
)
from domain.court import judge
from domain.customers import Customer, PoolState, Standing
from domain.days import counted_day
from domain.deadlines import COUNTED_BY, Outflow, outflow
from domain.deals import counts_toward_cap
from domain.effects import (
    CertificationSubmitted,
    CoolDownStarted,
    Effect,
    FollowUpAdded,
    OwnerChanged,
    QuotaMoved,
    ReinstatementAnswered,
    ReinstatementAsked,
    applied,
)
from domain.facts import Facts, LateFollowUp, Quota, Recipient, Recycled, RequestState
from domain.identifiers import CustomerId, FollowUpId, Instant, PersonId, PoolId, TagId, TeamId
from domain.known import Match, MatchedBy, matched
from domain.people import Actor, Person, Pool, Role
from domain.records import CertificationRecord, CertificationState, ContactRecord, Record, TagRecord
from domain.recycling import recycled
from domain.succession import named_record, record_after
from domain.upheavals import left_behind
from domain.verdicts import Refused
from tests.rules.commands import NOTHING_SAID, command_of
from tests.rules.edges import EDGES
from tests.rules.story import CUSTOMERS, NEW, PEOPLE, YES, Edge, Step, play, spoken
from tests.rules.work import Brought, Likeness, work_of

POOL = Pool(PoolId("pool"), "华南公海")
SOUTH, NORTH = TeamId("south"), TeamId("north")
TAGS = (TagRecord(TagId("hdi"), is_retired=False), TagRecord(TagId("old"), is_retired=True))
LIKE_A = Likeness()
ROLES = {"manager": Role.MANAGER, "admin": Role.POOL_ADMIN, "support": Role.SALES_SUPPORT}


@dataclass
class Spell:
    """From when to when somebody held a customer, and how they lost it to the system."""

    person_id: str
    since: Instant
    until: Instant | None = None
    recycled: Recycled | None = None

    def covers(self, person_id: str, at: Instant) -> bool:
        return self.person_id == person_id and self.since <= at and (self.until is None or at < self.until)


@dataclass
class Court:
    """Nothing but the functions of the domain and the few figures that it is told."""

    edge: Edge
    customers: dict[str, Customer] = field(default_factory=dict)
    cool_downs: dict[tuple[str, str], Instant] = field(default_factory=dict)
    claims: dict[str, tuple[date, int]] = field(default_factory=dict)
    spells: dict[str, list[Spell]] = field(default_factory=lambda: {name: [] for name in (*CUSTOMERS, NEW)})
    brought: Brought = field(default_factory=Brought)
    records: dict[str, Record | None] = field(default_factory=lambda: {tag.id: tag for tag in TAGS})
    asked_by: dict[str, str] = field(default_factory=dict)
    kept: dict[FollowUpId, FollowUpAdded] = field(default_factory=dict)
    requests: dict[FollowUpId, RequestState] = field(default_factory=dict)
    departed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        edge = self.edge
        for name in CUSTOMERS:
            self.customers[name] = Customer(CustomerId(name), POOL.id, edge.lying, last_order_at=edge.ordered)
        self.customers[NEW] = Customer(CustomerId(NEW), None, PoolState.DORMANT)
        self.claims[edge.crowded] = (counted_day(edge.begins_at, edge.rules.zone, None), edge.claimed)

    def ask(self, step: Step) -> str:
        customer = self.customers[step.customer]
        said = self.brought.follow_ups.get(step.customer, NOTHING_SAID)
        command = work_of(step, customer.id, POOL.id, self.brought, TagId(step.argument), LIKE_A) or command_of(
            step, customer.id, customer.ownership_version, PersonId(step.argument), POOL.id, said
        )
        if isinstance(command, AddFollowUp):
            self.brought.follow_ups[step.customer] = command.follow_up_id
        told = self._facts(step, command)
        verdict = judge(command, told, self.edge.rules, step.at)
        if isinstance(verdict, Refused):
            return spoken(verdict.reason, verdict.facts)
        self.brought.keep(step, command)
        self._file(step, told, verdict.effects)
        self._happen(step.customer, verdict.effects, step.at)
        return spoken(verdict.remark, {})

    def order(self, step: Step) -> None:
        self.customers[step.customer] = replace(self.customers[step.customer], last_order_at=step.at)

    def certify_upstream(self, step: Step) -> None:
        customer = self.customers[step.customer]
        for record_id, record in self.records.items():
            if isinstance(record, CertificationRecord) and record.customer_id == customer.id:
                self.records[record_id] = replace(record, state=CertificationState.SUPERSEDED)
        self.customers[step.customer] = replace(customer, certification=Standing.CUSTOMER)

    def sweep(self, step: Step) -> None:
        customer = self.customers[step.customer]
        is_key_account = customer.owner_id == "vip"
        effects = recycled(customer, self.edge.rules, step.at, is_owner_key_account=is_key_account)
        self._happen(step.customer, effects, step.at)

    def depart(self, step: Step) -> None:
        self.departed.add(step.who)
        for name, customer in self.customers.items():
            if customer.owner_id == step.who:
                self._happen(name, left_behind(customer, self._actor(step.who).person.team_id, step.at), step.at)

    def look(self, customer: str) -> tuple[Customer, Outflow | None]:
        found = self.customers[customer]
        return found, outflow(found, self.edge.rules, is_owner_key_account=found.owner_id == "vip")

    def _facts(self, step: Step, command: Command) -> Facts:
        customer, actor = self.customers[step.customer], self._actor(step.who)
        owner = None if customer.owner_id is None else self._actor(customer.owner_id)
        is_of_subtree = self._is_of_subtree(actor, customer)
        keeper = customer.owner_id if isinstance(command, ConvertToPool) else step.argument
        spell, late = None, None
        if isinstance(command, AddFollowUp):
            spell = self._spell(step.customer, step.who, command.happened_at)
        if isinstance(command, AskReinstatement | Reinstate | DeclineReinstatement):
            late = self._late(step.customer, command.follow_up_id)
            keeper = None if late is None else late.author_id
        is_known = may_know_of(actor, customer, is_of_subtree=is_of_subtree)
        return Facts(
            actor=actor,
            customer=customer if is_known else None,
            pool=POOL
            if isinstance(command, ConvertToPool | RegisterCustomer) or customer.pool_id is not None
            else None,
            quota=self._quota(step.who, step.at),
            claimable_from=self.cool_downs.get((step.who, step.customer)),
            held_when_it_happened=spell is not None,
            recycled=None if spell is None else spell.recycled,
            late=late,
            is_of_subtree=is_of_subtree,
            is_owner_key_account=owner is not None and owner.person.is_key_account,
            recipient=self._recipient(actor, keeper, step.at) if keeper in PEOPLE else None,
            record=self._record(actor, command),
            is_uscc_real=True,
            match=self._match(actor, step) if isinstance(command, RegisterCustomer) else None,
        )

    def _is_of_subtree(self, actor: Actor, customer: Customer) -> bool:
        owner = None if customer.owner_id is None else self._actor(customer.owner_id)
        return actor.person.team_id == (customer.team_id if owner is None else owner.person.team_id)

    def _record(self, actor: Actor, command: Command) -> Record | None:
        record = self.records.get(named_record(command) or "")
        if not isinstance(record, CertificationRecord):
            return record
        asker = self._actor(self.asked_by[record.id])
        return replace(record, is_of_subtree=actor.person.team_id == asker.person.team_id)

    def _match(self, actor: Actor, step: Step) -> Match | None:
        """What the new customer has in common with `a`; a contact's phone as long as the contact is there."""
        by = {"name": MatchedBy.NAME, "uscc": MatchedBy.USCC, "phone": MatchedBy.PHONE}.get(step.argument)
        if step.argument == "contact" and any(isinstance(record, ContactRecord) for record in self.records.values()):
            by = MatchedBy.PHONE
        a = self.customers["a"]
        return None if by is None else matched(actor, a, by, is_of_subtree=self._is_of_subtree(actor, a))

    def _file(self, step: Step, told: Facts, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            changed = record_after(effect, told)
            if changed is not None:
                self.records[changed[0]] = changed[1]
            if isinstance(effect, CertificationSubmitted):
                self.asked_by[effect.submission.certification_id] = step.who

    def _actor(self, name: str) -> Actor:
        actor = actor_named(name)
        return replace(actor, person=replace(actor.person, has_departed=name in self.departed))

    def _spell(self, customer: str, person_id: str, at: Instant) -> Spell | None:
        return next((spell for spell in self.spells[customer] if spell.covers(person_id, at)), None)

    def _late(self, customer: str, follow_up_id: FollowUpId) -> LateFollowUp | None:
        kept = self.kept.get(follow_up_id)
        if kept is None or kept.is_counted:
            return None
        spell = self._spell(customer, kept.author_id, kept.follow_up.happened_at)
        if spell is None or spell.recycled is None:
            return None
        return LateFollowUp(follow_up_id, kept.author_id, self.requests.get(follow_up_id))

    def _recipient(self, actor: Actor, name: str, now: Instant) -> Recipient:
        named = self._actor(name)
        is_of_subtree = named.person.team_id == actor.person.team_id
        return Recipient(named.person, self._quota(name, now), is_of_subtree, named.pool_ids)

    def _quota(self, name: str, now: Instant) -> Quota:
        rules, crowd = self.edge.rules, self.edge if name == self.edge.crowded else None
        held = [customer for customer in self.customers.values() if customer.owner_id == name]
        places = sum(each.state is PoolState.ASSIGNED and counts_toward_cap(each, rules, now) for each in held)
        day, claimed = self.claims.get(name, (None, 0))
        return Quota(
            PersonId(name),
            claimed if day == counted_day(now, rules.zone, day) else 0,
            places + (crowd.holding + crowd.locked if crowd else 0),
            sum(each.is_locked for each in held) + (crowd.locked if crowd else 0),
        )

    def _happen(self, customer: str, effects: tuple[Effect, ...], now: Instant) -> None:
        self.customers[customer] = applied(self.customers[customer], effects)
        for effect in effects:
            if isinstance(effect, OwnerChanged):
                self._change_hands(customer, effect)
            if isinstance(effect, FollowUpAdded):
                self.kept[effect.follow_up.follow_up_id] = effect
            if isinstance(effect, ReinstatementAsked):
                self.requests[effect.follow_up_id] = RequestState.OPEN
            if isinstance(effect, ReinstatementAnswered):
                answer = RequestState.GRANTED if effect.is_granted else RequestState.DECLINED
                self.requests[effect.follow_up_id] = answer
            if isinstance(effect, CoolDownStarted):
                self.cool_downs[effect.person_id, customer] = effect.until
            if isinstance(effect, QuotaMoved) and effect.claims:
                day, claimed = self.claims.get(effect.person_id, (None, 0))
                today = counted_day(now, self.edge.rules.zone, day)
                self.claims[effect.person_id] = (today, (claimed if day == today else 0) + effect.claims)

    def _change_hands(self, customer: str, changed: OwnerChanged) -> None:
        spells = self.spells[customer]
        if changed.from_owner_id is not None:
            spells[-1].until = changed.at
        if changed.due is not None:
            days = getattr(self.edge.rules, COUNTED_BY[changed.due.rule])
            spells[-1].recycled = Recycled(changed.due.rule, days, changed.at)
        if changed.to_owner_id is not None:
            spells.append(Spell(changed.to_owner_id, changed.at))


def actor_named(name: str) -> Actor:
    roles = frozenset({ROLES.get(name, Role.REP)})
    team = NORTH if name == "far" else SOUTH
    person = Person(PersonId(name), name, team, roles, is_key_account=name == "vip")
    return Actor(person, frozenset({POOL.id}), frozenset({POOL.id} if name == "admin" else ()))


def test_every_edge_is_told_once() -> None:
    told = [str(edge) for edge in EDGES]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("edge", EDGES, ids=str)
def test_each_edge_of_each_rule(edge: Edge) -> None:
    play(edge, Court(edge))


def broken() -> Iterator[Edge]:
    """Every edge whose first step that promises a refusal or a deadline promises another."""
    for edge in EDGES:
        for number, step in enumerate(edge.steps):
            if step.verb == "due" and step.moment is not None:
                wrong = replace(step, moment=step.moment + timedelta(days=1))
            elif step.answer != YES:
                wrong = replace(step, answer=YES)
            else:
                continue
            yield replace(edge, steps=(*edge.steps[:number], wrong, *edge.steps[number + 1 :]))
            break


def test_an_edge_that_promises_something_else_is_caught() -> None:
    """The table bites: nothing in it is passed over."""
    passed = []
    for edge in broken():
        try:
            play(edge, Court(edge))
        except AssertionError:
            continue
        passed.append(str(edge))
    assert passed == []
