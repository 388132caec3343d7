"""One court for every path: a click, a batch, a sync, an import all end here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from domain.commands import (
    AddFollowUp,
    Assign,
    Claim,
    Command,
    ConvertToOrdinary,
    ConvertToPool,
    Extend,
    Lock,
    Release,
    Unlock,
)
from domain.customers import Customer
from domain.direction import judge_assign, judge_convert_to_ordinary, judge_convert_to_pool, judge_extend
from domain.effects import CoolDownStarted, Effect, applied
from domain.facts import Facts, Quota
from domain.follow_ups import judge_follow_up
from domain.identifiers import CustomerId, Instant, PersonId
from domain.locks import judge_lock, judge_unlock
from domain.ownership import judge_claim, judge_release
from domain.reasons import Reason
from domain.rulesets import Ruleset
from domain.verdicts import Accepted, Refused, Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """One command, what is known about it, and the rules it is judged by."""

    command: Command
    facts: Facts
    ruleset: Ruleset


def judge(command: Command, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """May this be done now, and what follows? Nothing happens here; the caller stores the effects."""
    match command:
        case Claim():
            return judge_claim(command, facts, ruleset, now)
        case Release():
            return judge_release(command, facts, ruleset, now)
        case AddFollowUp():
            return judge_follow_up(command, facts, ruleset, now)
        case Assign():
            return judge_assign(command, facts, ruleset, now)
        case Extend():
            return judge_extend(command, facts, ruleset, now)
        case Lock():
            return judge_lock(command, facts, ruleset, now)
        case Unlock():
            return judge_unlock(command, facts, ruleset, now)
        case ConvertToPool():
            return judge_convert_to_pool(command, facts, ruleset, now)
        case ConvertToOrdinary():
            return judge_convert_to_ordinary(command, facts, ruleset, now)
        case _:
            assert_never(command)


def judge_in_turn(cases: Iterable[Case], now: Instant) -> list[Verdict]:
    """A verdict for each case of one actor, in order: what an earlier one took, a later one no longer has.

    The cases tell what was known before the first of them. What fits is done, and the rest says why it is not
    (SPEC §2.3).
    """
    sitting = _Sitting()
    return [sitting.judge(case, now) for case in cases]


class _Sitting:
    """What the verdicts so far have moved."""

    def __init__(self) -> None:
        self.quotas: dict[PersonId, Quota] = {}
        self.customers: dict[CustomerId, Customer] = {}
        self.cool_downs: dict[CustomerId, Instant] = {}

    def judge(self, case: Case, now: Instant) -> Verdict:
        facts = self._as_they_stand(case.facts, case.command.customer_id)
        verdict = judge(case.command, facts, case.ruleset, now)
        if isinstance(verdict, Accepted):
            self._note(facts, verdict.effects)
        return verdict

    def _as_they_stand(self, facts: Facts, customer_id: CustomerId) -> Facts:
        facts = replace(facts, quota=self.quotas.setdefault(facts.quota.person_id, facts.quota))
        if facts.recipient is not None:
            quota = self.quotas.setdefault(facts.recipient.person.id, facts.recipient.quota)
            facts = replace(facts, recipient=replace(facts.recipient, quota=quota))
        if customer_id in self.customers:
            until = self.cool_downs.get(customer_id, facts.claimable_from)
            facts = replace(facts, customer=self.customers[customer_id], claimable_from=until)
        return facts

    def _note(self, facts: Facts, effects: tuple[Effect, ...]) -> None:
        self.quotas = {person_id: quota.after(effects) for person_id, quota in self.quotas.items()}
        if facts.customer is not None:
            self.customers[facts.customer.id] = applied(facts.customer, effects)
        for effect in effects:
            if isinstance(effect, CoolDownStarted) and effect.person_id == facts.actor.person.id:
                self.cool_downs[effect.customer_id] = effect.until


def refuse_oversized(size: int, ruleset: Ruleset) -> Refused | None:
    """A batch beyond the limit is refused whole, before anything is done (SPEC §2.3)."""
    if size <= ruleset.batch_limit:
        return None
    return Refused(Reason.BATCH_TOO_LARGE, {"limit": ruleset.batch_limit, "size": size})
