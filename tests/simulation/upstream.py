"""What follows from what the shop system tells: who is registered where, who flows in, who has certified itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tests.simulation.papers import Certificate, Papers, Profile
from tests.simulation.past import Past
from tests.simulation.reckoning import DAY, Kept
from tests.simulation.records import Did, Event
from tests.simulation.verbs import check_cap
from tests.simulation.violation import Violation

_SLEEPS = {"enthusiast", "dfm"}


def after_registering(past: Past, event: Event, before: Kept, accounts: Mapping[str, Mapping[str, Any]]) -> Kept:
    """By the allocation of its source: asleep, in a pool for all, or in the hands of one whose turn it may be."""
    account = accounts.get(event.customer_id)
    if account is None or before.ownership_version != 0 or (event.actor_id, event.rule) != (None, None):
        raise Violation("feed", f"nobody told of {event}")
    pool_id, people = _allocation(past, account["source"])
    if account["source"] in _SLEEPS:
        return past.moved(before, event, None, "dormant", pool_id)
    if event.to_owner_id is None:
        return past.moved(before, event, None, "unassigned", pool_id)
    if event.to_owner_id not in people or not past.rights.may_own(event.to_owner_id):
        raise Violation("feed", f"{event}, and it was {people}'s turn")
    after = past.moved(before, event, event.to_owner_id, "assigned", pool_id)
    check_cap(past, event, after)
    return after


def after_flowing_in(past: Past, event: Event, before: Kept, did: Sequence[Did]) -> Kept:
    """Whoever slept and came to enough within the window, by what is scored now (H 109)."""
    rules = past.company.flow_in
    since = event.at - rules["window_days"] * DAY
    score = sum(rules.get(f"score:{one.kind}", 0) for one in did if one.customer_id == before.id and one.at >= since)
    told = event.numbers.get("score"), event.numbers.get("threshold"), event.rule, event.actor_id
    if before.state != "dormant" or told != (score, rules["threshold"], "demand", None) or score < rules["threshold"]:
        raise Violation("feed", f"{event} of {before}, whose score is {score} by {rules}")
    pool_id = before.pool_id if past.rights.is_open(before.pool_id) else rules.get("pool_id")
    return past.moved(before, event, None, "unassigned", pool_id)


def certified(papers: Papers, there: Papers, accounts: Mapping[str, Mapping[str, Any]]) -> Papers:
    """What customers have certified of themselves since: it stands above whatever reps had sent in (H 118)."""
    for key, one in there.certificates.items():
        if one.origin == "customer" and key not in papers.certificates:
            papers = _certified(papers, one, accounts)
    return papers


def _certified(papers: Papers, one: Certificate, accounts: Mapping[str, Mapping[str, Any]]) -> Papers:
    known = papers.profiles.get(one.customer_id) or new_profile(accounts[one.customer_id])
    profile = replace(known, name=one.company_name, uscc=one.uscc, certification="customer")
    certificates = {
        key: replace(other, state="superseded")
        if other.customer_id == one.customer_id and other.state in {"submitted", "approved"}
        else other
        for key, other in papers.certificates.items()
    }
    return replace(
        papers,
        profiles={**papers.profiles, one.customer_id: profile},
        certificates={**certificates, one.id: one},
    )


def new_profile(account: Mapping[str, Any]) -> Profile:
    return Profile(account["name"], "", "", frozenset(), "")


def _allocation(past: Past, source: str) -> tuple[str, list[str]]:
    """As the rules have it; where they name no open pool, the first that is open."""
    rules, rights = past.company.flow_in, past.rights
    chosen = str(rules.get(f"pool:{source}"))
    if rights.is_open(chosen):
        return chosen, [each for each in rules.get(f"people:{source}", "").split(",") if each]
    if rights.is_open(rules["pool_id"]):
        return str(rules["pool_id"]), []
    return min(pool_id for pool_id, is_open in rights.open_pools.items() if is_open), []
