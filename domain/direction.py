"""What is done with a customer from above: assigned, extended, converted (H 113, F 5, F 9, F 11, F 15, F 19)."""

from datetime import timedelta

from domain.access import directs_as_manager, may_bring_into, may_direct
from domain.commands import Assign, ConvertToOrdinary, ConvertToPool, Extend
from domain.customers import Customer, PoolState, in_hands, in_pool
from domain.days import rounded_up_to_midnight
from domain.deadlines import outflow
from domain.deals import counts_toward_cap
from domain.effects import DeadlineExtended, OwnerChanged, QuotaMoved, Verb
from domain.facts import Facts, Recipient
from domain.identifiers import Instant, PoolId
from domain.people import Role
from domain.reasons import Reason
from domain.rulesets import Ruleset
from domain.verdicts import Accepted, Refused, Verdict


def judge_assign(assign: Assign, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """From a pool, from another's hands or from those that wait; cool-down and daily limit do not count, the cap does.

    Where a manager asks, both the customer and the recipient must be of their subtree (H 113).
    """
    customer, recipient = facts.customer, facts.recipient
    if customer is None or customer.state is PoolState.DORMANT:
        return Refused(Reason.GONE)
    if recipient is None:
        return Refused(Reason.PERSON_DEPARTED, {"person_id": assign.to_person_id})
    barred = why_not_given(customer, recipient, facts)
    if barred is not None:
        return barred
    if customer.owner_id == recipient.person.id:
        return Accepted((), remark=Reason.ALREADY_THEIRS)
    stale = _what_came_between(customer, assign.ownership_version)
    return stale or given(customer, recipient, ruleset, now, verb=Verb.ASSIGN, note=assign.note)


def why_not_given(customer: Customer, recipient: Recipient, facts: Facts) -> Refused | None:
    """None where the actor directs this customer and may give it to this person."""
    barred = why_not_directed(customer, facts)
    if barred is not None:
        return barred
    if facts.pool is not None and not facts.pool.is_open:
        return Refused(Reason.POOL_CLOSED, {"pool_id": facts.pool.id})
    return _why_not_to(recipient, facts, customer)


def given(
    customer: Customer, recipient: Recipient, ruleset: Ruleset, now: Instant, *, verb: Verb, note: str = ""
) -> Accepted | Refused:
    """Into the recipient's hands, under their cap. Neither daily limit nor cool-down counts (SPEC §2.1)."""
    takes_place = customer.pool_id is not None and counts_toward_cap(customer, ruleset, now)
    if takes_place and recipient.quota.holding >= ruleset.holding_cap:
        return _full(recipient, ruleset)
    person_id, before = recipient.person.id, customer.owner_id
    moved = OwnerChanged(customer.id, verb, before, person_id, in_hands(customer.pool_id), now, note)
    freed = () if before is None else (QuotaMoved(before, holding=-int(takes_place)),)
    return Accepted((moved, *freed, QuotaMoved(person_id, holding=int(takes_place))))


def judge_extend(extend: Extend, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """Days are added to the present deadline, not to today; bounded in length and number (F 11, F 15)."""
    customer = facts.customer
    if customer is None:
        return Refused(Reason.GONE)
    barred = why_not_directed(customer, facts)
    if barred is not None:
        return barred
    if customer.ownership_version != extend.ownership_version:
        return Refused(Reason.OWNED_ANEW)
    present = outflow(customer, ruleset, is_owner_key_account=facts.is_owner_key_account)
    if present is None:
        return Refused(Reason.NO_DEADLINE)
    if not 1 <= extend.days <= ruleset.extension_days:
        return Refused(Reason.EXTENSION_LENGTH, {"limit": ruleset.extension_days, "days": extend.days})
    if customer.extensions >= ruleset.extension_times:
        return Refused(Reason.EXTENSION_LIMIT, {"limit": ruleset.extension_times})
    # In whole days, as every deadline: where clocks change, 24 hours after a midnight need not be one.
    until = rounded_up_to_midnight(present.at + timedelta(days=extend.days), ruleset.zone)
    return Accepted((DeadlineExtended(customer.id, present, until, extend.days, now),))


def judge_convert_to_pool(convert: ConvertToPool, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """Whoever holds it keeps it, under their cap, and every clock starts now; one that waits lies in the pool then.

    `facts.pool` and `ruleset` are those of the pool it goes to.
    """
    customer = facts.customer
    if customer is None:
        return Refused(Reason.GONE)
    if facts.pool is None or not facts.pool.is_open:
        return Refused(Reason.POOL_CLOSED, {"pool_id": convert.pool_id})
    barred = why_not_directed(customer, facts, to_pool_id=convert.pool_id)
    if barred is not None:
        return barred
    if customer.state not in {PoolState.ORDINARY, PoolState.PENDING}:
        return Refused(Reason.ALREADY_IN_POOL, {} if customer.pool_id is None else {"pool_id": customer.pool_id})
    if customer.ownership_version != convert.ownership_version:
        return Refused(Reason.OWNED_ANEW)
    owner_id, keeper, verb = customer.owner_id, facts.recipient, Verb.CONVERT_TO_POOL
    if owner_id is None:
        return Accepted((OwnerChanged(customer.id, verb, None, None, in_pool(convert.pool_id), now),))
    if keeper is None or keeper.person.id != owner_id:
        # Another held it when its owner's places were looked up: nobody loses a customer to the pool by that.
        return Refused(Reason.OWNED_ANEW)
    takes_place = counts_toward_cap(customer, ruleset, now)
    if takes_place and keeper.quota.holding >= ruleset.holding_cap:
        return _full(keeper, ruleset)
    moved = OwnerChanged(customer.id, verb, owner_id, owner_id, in_hands(convert.pool_id), now)
    return Accepted((moved, QuotaMoved(owner_id, holding=int(takes_place))))


def judge_convert_to_ordinary(convert: ConvertToOrdinary, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """Whoever holds it keeps it, without deadlines and outside their cap. What nobody holds would be nobody's."""
    customer = facts.customer
    if customer is None:
        return Refused(Reason.GONE)
    barred = why_not_directed(customer, facts)
    if barred is not None:
        return barred
    owner_id = customer.owner_id
    if customer.state is not PoolState.ASSIGNED or owner_id is None:
        return Refused(Reason.NOT_HELD, {"state": customer.state.value})
    if customer.ownership_version != convert.ownership_version:
        return Refused(Reason.OWNED_ANEW)
    freed = int(counts_toward_cap(customer, ruleset, now))
    moved = OwnerChanged(customer.id, Verb.CONVERT_TO_ORDINARY, owner_id, owner_id, in_hands(None), now)
    return Accepted((moved, QuotaMoved(owner_id, holding=-freed, locked=-int(customer.is_locked))))


def why_not_directed(customer: Customer, facts: Facts, *, to_pool_id: PoolId | None = None) -> Refused | None:
    """None where the actor may direct the customer, and where it comes into a pool."""
    actor = facts.actor
    if to_pool_id is None:
        is_directed = may_direct(actor, customer, is_of_subtree=facts.is_of_subtree)
    else:
        is_directed = may_bring_into(actor, customer, to_pool_id, is_of_subtree=facts.is_of_subtree)
    if is_directed:
        return None
    if not actor.has(Role.MANAGER):
        return Refused(Reason.NOT_ALLOWED)
    owner = {} if customer.owner_id is None else {"owner_id": customer.owner_id}
    return Refused(Reason.NOT_YOUR_TEAM, {"side": "customer", **owner})


def _why_not_to(recipient: Recipient, facts: Facts, customer: Customer) -> Refused | None:
    person, actor = recipient.person, facts.actor
    if person.has_departed:
        return Refused(Reason.PERSON_DEPARTED, {"person_id": person.id})
    if not person.may_own:
        return Refused(Reason.PERSON_CANNOT_HOLD, {"person_id": person.id})
    is_managed = directs_as_manager(actor, customer, is_of_subtree=facts.is_of_subtree)
    if actor.has(Role.SYSTEM_ADMIN) or (is_managed and recipient.is_of_subtree):
        return None
    if customer.pool_id is not None and actor.administers(customer.pool_id):
        if customer.pool_id in recipient.pool_ids:
            return None
        return Refused(Reason.PERSON_NOT_A_MEMBER, {"person_id": person.id, "pool_id": customer.pool_id})
    return Refused(Reason.NOT_YOUR_TEAM, {"side": "person", "person_id": person.id})


def _what_came_between(customer: Customer, ownership_version: int) -> Refused | None:
    """A customer in somebody's hands is not given away unseen, nor one that its owner has locked."""
    if customer.ownership_version != ownership_version:
        return Refused(Reason.OWNED_ANEW)
    return Refused(Reason.LOCKED) if customer.is_locked else None


def _full(recipient: Recipient, ruleset: Ruleset) -> Refused:
    taken = {"cap": ruleset.holding_cap, "holding": recipient.quota.holding}
    return Refused(Reason.PERSON_FULL, {"person_id": recipient.person.id, **taken})
