"""One case after the other: what an earlier verdict took or changed, a later one finds so."""

from collections.abc import Iterable
from dataclasses import replace

from domain.commands import ConvertToPool
from domain.court import Case, judge
from domain.customers import Customer, PoolState
from domain.effects import (
    CoolDownStarted,
    CustomerRegistered,
    Effect,
    OwnerChanged,
    QuotaMoved,
    ReinstatementAnswered,
    ReinstatementAsked,
    Verb,
    applied,
)
from domain.facts import Facts, Quota, Recipient, RequestState
from domain.identifiers import CustomerId, FollowUpId, Instant, PersonId
from domain.people import Pool
from domain.records import Record
from domain.rulesets import Ruleset
from domain.succession import named_record, record_after, unborn
from domain.verdicts import Accepted, Verdict


def judge_in_turn(cases: Iterable[Case], now: Instant) -> list[Verdict]:
    """A verdict for each case of one actor, in order: what an earlier one took, a later one no longer has.

    The cases tell what was known before the first of them. What fits is done, and the rest says why it is not
    (SPEC §2.3).
    """
    sitting = _Sitting()
    return [sitting.judge(case, now) for case in cases]


def judge_each(before: Iterable[Case], cases: Iterable[Case], now: Instant) -> list[Verdict]:
    """A verdict for each case as if it alone came after those `before`: what may be done, not what all come to."""
    sitting = _Sitting()
    for case in before:
        sitting.judge(case, now)
    return [sitting.weigh(case, now) for case in cases]


class _Sitting:
    """What the verdicts so far have moved. Every case was told before the first of them."""

    def __init__(self) -> None:
        self.quotas: dict[PersonId, Quota] = {}
        self.moves: dict[PersonId, tuple[QuotaMoved, ...]] = {}  # of those whose figures nobody told yet
        self.people: dict[PersonId, Recipient] = {}
        self.customers: dict[CustomerId, Customer] = {}
        self.cool_downs: dict[CustomerId, Instant] = {}
        self.requests: dict[FollowUpId, RequestState] = {}
        self.records: dict[str, Record | None] = {}
        self.rules: dict[CustomerId, tuple[Pool | None, bool, Ruleset]] = {}

    def weigh(self, case: Case, now: Instant) -> Verdict:
        """What would be said; nothing has moved by it."""
        case = self._as_it_stands(case)
        return judge(case.command, case.facts, case.ruleset, now)

    def judge(self, case: Case, now: Instant) -> Verdict:
        case = self._as_it_stands(case)
        verdict = judge(case.command, case.facts, case.ruleset, now)
        if isinstance(verdict, Accepted):
            self._note(case, verdict.effects)
        return verdict

    def _as_it_stands(self, case: Case) -> Case:
        facts, ruleset, customer_id = case.facts, case.ruleset, case.command.customer_id
        self._meet(facts)
        if customer_id in self.customers:
            until = self.cool_downs.get(customer_id, facts.claimable_from)
            facts = self._in_these_hands(replace(facts, claimable_from=until), self.customers[customer_id])
            # A conversion was told of the pool that it names and of its rules, but not of who holds the customer now.
            if isinstance(case.command, ConvertToPool):
                facts = replace(facts, recipient=self._keeper_of(facts))
            elif customer_id in self.rules:
                pool, is_of_subtree, ruleset = self.rules[customer_id]
                facts = replace(facts, pool=pool, is_pool_of_subtree=is_of_subtree)
            if facts.customer is not None and facts.customer.state is PoolState.UNASSIGNED:
                # Whoever held it, and wherever it waited: what lies in a pool belongs to whom the pool belongs.
                facts = replace(facts, is_of_subtree=facts.is_pool_of_subtree)
        if facts.late is not None and facts.late.id in self.requests:
            facts = replace(facts, late=replace(facts.late, request=self.requests[facts.late.id]))
        record_id = named_record(case.command)
        if record_id in self.records:
            facts = replace(facts, record=self.records[record_id])
        facts = replace(facts, quota=self._figures_of(facts.quota))
        if facts.recipient is not None:
            quota = self._figures_of(facts.recipient.quota)
            facts = replace(facts, recipient=replace(facts.recipient, quota=quota))
        return Case(case.command, facts, ruleset)

    def _meet(self, facts: Facts) -> None:
        """Whoever gets a customer here is the asker or somebody whom an assignment named."""
        actor = facts.actor
        itself = Recipient(actor.person, facts.quota, is_of_subtree=True, pool_ids=actor.pool_ids)
        for one in (itself, facts.recipient):
            if one is not None:
                self.people.setdefault(one.person.id, one)

    def _in_these_hands(self, told: Facts, customer: Customer) -> Facts:
        """What was told of the former owner holds no longer for the present one."""
        facts = replace(told, customer=customer)
        if told.customer is not None and customer.owner_id == told.customer.owner_id:
            return facts
        if customer.owner_id is None:
            return replace(facts, is_owner_key_account=False)
        owner = self.people[customer.owner_id]
        return replace(facts, is_of_subtree=owner.is_of_subtree, is_owner_key_account=owner.person.is_key_account)

    def _keeper_of(self, facts: Facts) -> Recipient | None:
        owner_id = None if facts.customer is None else facts.customer.owner_id
        return facts.recipient if owner_id is None else self.people.get(owner_id, facts.recipient)

    def _figures_of(self, told: Quota) -> Quota:
        if told.person_id not in self.quotas:
            self.quotas[told.person_id] = told.after(self.moves.pop(told.person_id, ()))
        return self.quotas[told.person_id]

    def _note(self, case: Case, effects: tuple[Effect, ...]) -> None:
        facts = case.facts
        if facts.customer is not None:
            self.customers[facts.customer.id] = applied(facts.customer, effects)
        for effect in effects:
            changed = record_after(effect, facts)
            if changed is not None:
                self.records[changed[0]] = changed[1]
            match effect:
                case QuotaMoved() if effect.person_id in self.quotas:
                    self.quotas[effect.person_id] = self.quotas[effect.person_id].after((effect,))
                case QuotaMoved():
                    self.moves[effect.person_id] = (*self.moves.get(effect.person_id, ()), effect)
                case CoolDownStarted() if effect.person_id == facts.actor.person.id:
                    self.cool_downs[effect.customer_id] = effect.until
                case ReinstatementAsked():
                    self.requests[effect.follow_up_id] = RequestState.OPEN
                case ReinstatementAnswered():
                    answer = RequestState.GRANTED if effect.is_granted else RequestState.DECLINED
                    self.requests[effect.follow_up_id] = answer
                case CustomerRegistered():
                    self.customers[effect.customer.customer_id] = applied(unborn(effect.customer), effects)
                    self.rules[effect.customer.customer_id] = facts.pool, facts.is_pool_of_subtree, case.ruleset
                case OwnerChanged(verb=Verb.CONVERT_TO_POOL):
                    self.rules[effect.customer_id] = facts.pool, facts.is_pool_of_subtree, case.ruleset
                case OwnerChanged(verb=Verb.CONVERT_TO_ORDINARY):
                    self.rules[effect.customer_id] = None, False, case.ruleset
                case _:
                    pass
