"""One court for every path: a click, a batch, a sync, an import all end here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from domain.commands import AddFollowUp, Claim, Command, Release
from domain.customers import Customer
from domain.effects import CoolDownStarted, applied
from domain.facts import Facts, Quota
from domain.follow_ups import judge_follow_up
from domain.identifiers import CustomerId, Instant
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
        case _:
            assert_never(command)


def judge_in_turn(cases: Iterable[Case], now: Instant) -> list[Verdict]:
    """A verdict for each case of one actor, in order: what an earlier one took, a later one no longer has.

    The cases tell what was known before the first of them. What fits is done, and the rest says why it is not
    (SPEC §2.3).
    """
    verdicts: list[Verdict] = []
    quota: Quota | None = None
    customers: dict[CustomerId, Customer] = {}
    cool_downs: dict[CustomerId, Instant] = {}
    for case in cases:
        facts = case.facts if quota is None else replace(case.facts, quota=quota)
        customer_id = case.command.customer_id
        if customer_id in customers:
            until = cool_downs.get(customer_id, facts.claimable_from)
            facts = replace(facts, customer=customers[customer_id], claimable_from=until)
        verdict = judge(case.command, facts, case.ruleset, now)
        verdicts.append(verdict)
        quota = facts.quota
        if isinstance(verdict, Accepted):
            quota = quota.after(verdict.effects)
            if facts.customer is not None:
                customers[customer_id] = applied(facts.customer, verdict.effects)
            for effect in verdict.effects:
                if isinstance(effect, CoolDownStarted) and effect.person_id == facts.actor.person.id:
                    cool_downs[customer_id] = effect.until
    return verdicts


def refuse_oversized(size: int, ruleset: Ruleset) -> Refused | None:
    """A batch beyond the limit is refused whole, before anything is done (SPEC §2.3)."""
    if size <= ruleset.batch_limit:
        return None
    return Refused(Reason.BATCH_TOO_LARGE, {"limit": ruleset.batch_limit, "size": size})
