"""Who may take a customer and who may give it back (H 106, H 108, F 3, F 12, F 22)."""

from datetime import timedelta

from domain.access import may_direct
from domain.commands import Claim, Release
from domain.customers import Customer, PoolState, in_hands, in_pool
from domain.days import next_midnight
from domain.deals import counts_toward_cap
from domain.effects import CoolDownStarted, OwnerChanged, QuotaMoved, Verb
from domain.facts import Facts
from domain.identifiers import Instant
from domain.instants import millis
from domain.reasons import Reason
from domain.rulesets import Ruleset
from domain.verdicts import Accepted, Refused, Verdict


def judge_claim(claim: Claim, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """The refusals of SPEC §2.1 in their order. A customer already held by the asker is a yes that changes nothing."""
    customer = facts.customer
    if customer is None:
        return Refused(Reason.GONE)
    barred = _why_barred(customer, facts)
    if barred is not None:
        return barred
    if customer.owner_id == facts.actor.person.id:
        return Accepted((), remark=Reason.ALREADY_YOURS)
    if customer.owner_id is not None and customer.acquired_at is not None:
        since = millis(customer.acquired_at)
        return Refused(Reason.TAKEN_BY_OTHER, {"owner_id": customer.owner_id, "since": since})
    if customer.state is not PoolState.UNASSIGNED:
        return Refused(Reason.NOT_IN_POOL, {"state": customer.state.value})
    if facts.claimable_from is not None and is_cooling_down(facts.claimable_from, now):
        return Refused(Reason.COOLING_DOWN, {"claimable_from": millis(facts.claimable_from)})
    takes_place = counts_toward_cap(customer, ruleset, now)
    beyond = _what_is_exceeded(facts, ruleset, now, takes_place=takes_place)
    if beyond is not None:
        return beyond
    person_id = facts.actor.person.id
    return Accepted(
        (
            OwnerChanged(customer.id, Verb.CLAIM, None, person_id, in_hands(customer.pool_id), now),
            QuotaMoved(person_id, claims=1, holding=int(takes_place)),
        )
    )


def judge_release(release: Release, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """Whoever holds a customer, claimed or assigned, may give it back, and who directs it may take it back (收回).
    Either way the cool-down falls on whoever held it."""
    customer = facts.customer
    if customer is None:
        return Refused(Reason.GONE)
    owner_id = customer.owner_id
    if owner_id is None:
        return Refused(Reason.NOT_YOURS)
    if owner_id != facts.actor.person.id and not may_direct(facts.actor, customer, is_of_subtree=facts.is_of_subtree):
        return Refused(Reason.NOT_YOURS, {"owner_id": owner_id})
    if customer.state is not PoolState.ASSIGNED or customer.pool_id is None:
        return Refused(Reason.NOT_IN_POOL, {"state": customer.state.value})
    if release.ownership_version != customer.ownership_version:
        return Refused(Reason.OWNED_ANEW)
    if customer.is_locked:
        return Refused(Reason.LOCKED)
    freed = int(counts_toward_cap(customer, ruleset, now))
    return Accepted(
        (
            OwnerChanged(customer.id, Verb.RELEASE, owner_id, None, in_pool(customer.pool_id), now, release.note),
            CoolDownStarted(customer.id, owner_id, until=now + ruleset.cool_down),
            QuotaMoved(owner_id, holding=-freed),
        )
    )


def is_cooling_down(claimable_from: Instant, now: Instant) -> bool:
    """Whether a previous owner must still wait; at the very instant they may claim again (H 108)."""
    return now < claimable_from


def is_intent_stale(asked_at: Instant, ruleset: Ruleset, now: Instant) -> bool:
    """Whether a claim made offline waited so long that its asker must be asked again (SPEC §8)."""
    return now - asked_at > timedelta(hours=ruleset.intent_hours)


def may_be_intended(verdict: Verdict) -> bool:
    """Whether a claim that would be refused now may still wait for the network: its day may be over by then."""
    return isinstance(verdict, Refused) and verdict.reason is Reason.DAILY_LIMIT


def _why_barred(customer: Customer, facts: Facts) -> Refused | None:
    if facts.pool is not None and not facts.pool.is_open:
        return Refused(Reason.POOL_CLOSED, {"pool_id": facts.pool.id})
    # Asked of the customer, not of the pool that was told: a pool nobody could tell of must not open its door.
    if customer.pool_id is not None and customer.pool_id not in facts.actor.pool_ids:
        return Refused(Reason.NOT_A_MEMBER, {"pool_id": customer.pool_id})
    if not facts.actor.may_own:
        return Refused(Reason.NOT_ALLOWED)
    return None


def _what_is_exceeded(facts: Facts, ruleset: Ruleset, now: Instant, *, takes_place: bool) -> Refused | None:
    if facts.quota.claimed_today >= ruleset.daily_claim_limit:
        reset = millis(next_midnight(now, ruleset.zone))
        return Refused(Reason.DAILY_LIMIT, {"limit": ruleset.daily_claim_limit, "resets_at": reset})
    if takes_place and facts.quota.holding >= ruleset.holding_cap:
        return Refused(Reason.CAP_REACHED, {"cap": ruleset.holding_cap, "holding": facts.quota.holding})
    return None
