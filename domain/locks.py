"""A few customers that their owner keeps whatever the rules count (SPEC §2.2)."""

from domain.access import is_manager_of
from domain.commands import Lock, Unlock
from domain.customers import Customer, PoolState
from domain.effects import LockChanged, QuotaMoved
from domain.facts import Facts
from domain.identifiers import Instant
from domain.reasons import Reason
from domain.rulesets import Ruleset
from domain.verdicts import Accepted, Refused, Verdict


def judge_lock(lock: Lock, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """Its owner's alone, and bounded: a locked customer neither flows out nor is it given back."""
    customer = facts.customer
    if customer is None:
        return Refused(Reason.GONE)
    owner_id = customer.owner_id
    if owner_id != facts.actor.person.id:
        return _not_yours(customer)
    barred = _why_not_locked(customer, lock.ownership_version)
    if barred is not None:
        return barred
    if customer.is_locked:
        return Accepted(())
    if facts.quota.locked >= ruleset.lock_limit:
        return Refused(Reason.LOCK_LIMIT, {"limit": ruleset.lock_limit})
    return Accepted((LockChanged(customer.id, True, now), QuotaMoved(owner_id, locked=1)))


def judge_unlock(unlock: Unlock, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """Its owner's, and their manager's, who could not take back or assign it otherwise."""
    customer = facts.customer
    if customer is None:
        return Refused(Reason.GONE)
    owner_id = customer.owner_id
    is_owner = owner_id == facts.actor.person.id
    if owner_id is None or not (is_owner or is_manager_of(facts.actor, is_in_subtree=facts.is_of_subtree)):
        return _not_yours(customer)
    barred = _why_not_locked(customer, unlock.ownership_version)
    if barred is not None:
        return barred
    if not customer.is_locked:
        return Accepted(())
    return Accepted((LockChanged(customer.id, False, now), QuotaMoved(owner_id, locked=-1)))


def _not_yours(customer: Customer) -> Refused:
    """Said first, as of a release: what flowed out meanwhile is above all no longer theirs."""
    return Refused(Reason.NOT_YOURS, {} if customer.owner_id is None else {"owner_id": customer.owner_id})


def _why_not_locked(customer: Customer, ownership_version: int) -> Refused | None:
    if customer.state is not PoolState.ASSIGNED:
        return Refused(Reason.NOT_IN_POOL, {"state": customer.state.value})
    return None if customer.ownership_version == ownership_version else Refused(Reason.OWNED_ANEW)
