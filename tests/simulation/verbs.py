"""What each verb may do and what follows from it, told as shortly as the contract can be told (SPEC 2.1 to 2.7)."""

from dataclasses import replace

from domain.commands import (
    Assign,
    Claim,
    Command,
    ConvertToOrdinary,
    ConvertToPool,
    Extend,
    Lock,
    RegisterCustomer,
    Reinstate,
    Release,
    Unlock,
)
from tests.simulation.past import Past
from tests.simulation.reckoning import DAY, Kept, Rules, is_deal, midnight_from
from tests.simulation.records import Event
from tests.simulation.violation import Violation

COMMANDS: dict[str, type[Command]] = {
    "claim": Claim,
    "release": Release,
    "assign": Assign,
    "convert_to_pool": ConvertToPool,
    "convert_to_ordinary": ConvertToOrdinary,
    "extend": Extend,
    "lock": Lock,
    "unlock": Unlock,
    "reinstate": Reinstate,
    "register": RegisterCustomer,
}
_MOVES_NOBODY = {"extend", "lock", "unlock"}


def after_command(past: Past, event: Event, before: Kept, actor: str, command: Command, rules: Rules) -> Kept:
    """The customer once `actor` had its way.

    Raises:
        Violation: they might not.
    """
    match command:
        case Claim():
            after = _claimed(past, event, before, actor, rules)
        case Release():
            is_theirs = actor == before.owner_id or past.rights.directs(actor, before)
            _allow(event, before, may=is_theirs and before.state == "assigned" and not before.is_locked)
            after = past.given_back(before, event, rules, event.verb)
        case Assign():
            after = _given(past, event, before, actor, command.to_person_id)
        case Reinstate():
            asked = past.requests.stand.get(command.follow_up_id)
            if asked is None or (asked.state, asked.customer_id, before.state) != ("open", before.id, "unassigned"):
                raise Violation("request", f"{event} of {before}, because of {asked}")
            after = _given(past, event, before, actor, asked.person_id)
        case ConvertToPool():
            may = past.rights.may_bring(actor, before, command.pool_id)
            _allow(event, before, may=may and before.state in {"ordinary", "pending"})
            state = "unassigned" if before.owner_id is None else "assigned"
            after = past.moved(before, event, before.owner_id, state, command.pool_id)
        case ConvertToOrdinary():
            _allow(event, before, may=past.rights.directs(actor, before) and before.state == "assigned")
            after = past.moved(before, event, before.owner_id, "ordinary", None)
        case RegisterCustomer(pool_id=pool_id):
            may = past.rights.may_own(actor) and past.rights.is_open(pool_id) and past.rights.is_member(actor, pool_id)
            _allow(event, before, may=may and before.ownership_version == 0)
            after = past.moved(before, event, actor, "assigned", pool_id)
        case Extend():
            after = _extended(past, event, before, actor, command, rules)
        case _:
            after = _locked(past, event, before, actor, rules)
    if event.verb not in _MOVES_NOBODY and after.state == "assigned":
        check_cap(past, event, after)
    return after


def after_recycling(past: Past, event: Event, before: Kept) -> Kept:
    """Nothing before its deadline, and the event says which it was and by which rule."""
    rules = past.in_force(before.pool_id, event.at)
    present = past.due(before, rules)
    if present is None or present[0] > event.at:
        raise Violation("recycle", f"{event} was not due, but {present}")
    told = event.numbers.get("due_at"), event.rule, event.actor_id, event.command_id, event.to_owner_id
    if told != (*present, None, None, None) or event.ruleset_version != rules.version:
        raise Violation("recycle", f"{event} was due {present}")
    return past.given_back(before, event, rules, present[1])


def after_departure(past: Past, event: Event, before: Kept) -> Kept:
    """Whoever held it has left: it waits in their team and is still its pool's (H 105)."""
    gone = past.rights.people.get(before.owner_id or "")
    if gone is None or not gone.has_departed or event.to_owner_id is not None:
        raise Violation("explained", f"{event} of {before}, and {gone} has not left")
    return past.moved(before, event, None, "pending", before.pool_id, waits_in=gone.team_id)


def after_closing(past: Past, event: Event, before: Kept) -> Kept:
    """Its pool is closed: whoever holds it keeps it, and what nobody holds goes where the admin chose (F 16)."""
    closing = past.company.closings.get(before.pool_id or "")
    if closing is None or past.rights.is_open(closing.pool_id):
        raise Violation("explained", f"nobody closed the pool of {before}: {event}")
    verb = "convert_to_pool" if before.owner_id is None else "convert_to_ordinary"
    if (event.verb, event.actor_id, event.rule) != (verb, None, None):
        raise Violation("explained", f"{event} of {before}, whose pool is closed")
    if before.owner_id is not None:
        return past.moved(before, event, before.owner_id, "ordinary", None)
    if before.state == "pending":
        return past.moved(before, event, None, "pending", None, waits_in=before.team_id)
    if before.state == "dormant":
        # Whatever pool it waits for, nobody is to see it yet (H 109).
        return past.moved(before, event, None, "dormant", closing.to_pool_id)
    if closing.to_pool_id is not None:
        return past.moved(before, event, None, "unassigned", closing.to_pool_id)
    return past.moved(before, event, None, "pending", None, waits_in=closing.to_team_id)


def _allow(event: Event, before: Kept, *, may: bool) -> None:
    if not may:
        raise Violation("rights", f"{event} of {before}")


def _claimed(past: Past, event: Event, before: Kept, actor: str, rules: Rules) -> Kept:
    rights = past.rights
    may = rights.may_own(actor) and rights.is_open(before.pool_id) and rights.is_member(actor, before.pool_id)
    _allow(event, before, may=may and before.state == "unassigned")
    if event.at < past.rests_until.get((actor, before.id), 0):
        raise Violation("I4", f"{event} within the cool-down")
    if past.count_claim(actor, event.at) > rules["daily_claim_limit"]:
        raise Violation("I4", f"{actor} claimed more than {rules['daily_claim_limit']} in a day with {event}")
    return past.moved(before, event, actor, "assigned", before.pool_id)


def _given(past: Past, event: Event, before: Kept, actor: str, to: str) -> Kept:
    may = past.rights.directs(actor, before) and past.rights.may_assign(actor, before, to)
    _allow(event, before, may=may and before.state != "dormant" and not before.is_locked and to != before.owner_id)
    state = "ordinary" if before.pool_id is None else "assigned"
    return past.moved(before, event, to, state, before.pool_id)


def _extended(past: Past, event: Event, before: Kept, actor: str, command: Extend, rules: Rules) -> Kept:
    _allow(event, before, may=past.rights.directs(actor, before))
    present = past.due(before, rules)
    if present is not None and event.numbers["before"] != present[0] and before.id in past.before_told:
        # Asked in one push with a follow-up, and before it.
        said_later = past.before_told[before.id].last_follow_up_at
        present = past.due(replace(before, last_follow_up_at=said_later), rules)
    fits = 1 <= command.days <= rules["extension_days"] and before.extensions < rules["extension_times"]
    if present is None or not fits:
        raise Violation("I4", f"{event} of {before}, due {present}")
    until = midnight_from(present[0] + command.days * DAY)
    if event.numbers != {"days": command.days, "before": present[0], "until": until}:
        raise Violation("explained", f"{event}, and it was due {present}")
    return replace(before, extended_until=until, extensions=before.extensions + 1)


def _locked(past: Past, event: Event, before: Kept, actor: str, rules: Rules) -> Kept:
    is_locked = event.verb == "lock"
    may = actor == before.owner_id or (not is_locked and past.rights.manages(actor, before))
    _allow(event, before, may=may and before.state == "assigned" and is_locked != before.is_locked)
    locked = sum(kept.is_locked for kept in past.kept.values() if kept.owner_id == before.owner_id)
    if is_locked and locked >= rules["lock_limit"]:
        raise Violation("I4", f"{event}, and {locked} are locked already")
    return replace(before, is_locked=int(is_locked))


def check_cap(past: Past, event: Event, after: Kept) -> None:
    """The cap counts where something is acquired, and what is in deal takes no place."""
    rules = past.in_force(after.pool_id, event.at)
    if is_deal(after, rules, event.at):
        return
    others = [
        kept
        for kept in past.kept.values()
        if (kept.owner_id, kept.state) == (after.owner_id, "assigned")
        and kept.id != after.id
        and not is_deal(kept, past.in_force(kept.pool_id, event.at), event.at)
    ]
    if len(others) >= rules["holding_cap"]:
        raise Violation("I4", f"{event}: {after.owner_id} holds {len(others)}, and {rules['holding_cap']} is the cap")
