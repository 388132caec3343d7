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
    found = _what_is_held(facts, lock.ownership_version)
    if isinstance(found, Refused):
        return found
    if found.owner_id != facts.actor.person.id:
        return Refused(Reason.NOT_YOURS, {} if found.owner_id is None else {"owner_id": found.owner_id})
    if found.is_locked:
        return Accepted(())
    if facts.quota.locked >= ruleset.lock_limit:
        return Refused(Reason.LOCK_LIMIT, {"limit": ruleset.lock_limit})
    return Accepted((LockChanged(found.id, True, now), QuotaMoved(found.owner_id, locked=1)))


def judge_unlock(unlock: Unlock, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """Its owner's, and their manager's, who could not take back or assign it otherwise."""
    found = _what_is_held(facts, unlock.ownership_version)
    if isinstance(found, Refused):
        return found
    is_owner = found.owner_id == facts.actor.person.id
    if found.owner_id is None or not (is_owner or is_manager_of(facts.actor, is_in_subtree=facts.is_of_subtree)):
        return Refused(Reason.NOT_YOURS, {} if found.owner_id is None else {"owner_id": found.owner_id})
    if not found.is_locked:
        return Accepted(())
    return Accepted((LockChanged(found.id, False, now), QuotaMoved(found.owner_id, locked=-1)))


def _what_is_held(facts: Facts, ownership_version: int) -> Customer | Refused:
    customer = facts.customer
    if customer is None:
        return Refused(Reason.GONE)
    if customer.state is not PoolState.ASSIGNED:
        return Refused(Reason.NOT_IN_POOL, {"state": customer.state.value})
    if customer.ownership_version != ownership_version:
        return Refused(Reason.OWNED_ANEW)
    return customer
