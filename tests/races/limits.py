"""No limit exceeded at any point of the history, replayed event by event."""

from collections import Counter
from collections.abc import Iterator

from domain.days import company_day
from domain.instants import instant
from tests.races.history import Event, Fault, History, Kind

_HOUR = 3_600_000
_ACQUIRED_UNDER_CAP = {"claim", "assign"}
_COOLED = {"release", "recycle"}


def faults_of_limits(history: History) -> Iterator[Fault]:
    """Daily limits, caps and cool-downs; then whether the stored figures say the same."""
    claims: Counter[tuple[str, str]] = Counter()
    holding: Counter[str] = Counter()
    claimable_from: dict[tuple[str, str], int] = {}
    for event in sorted(history.events, key=lambda each: each.id):
        rules = history.rules[event.customer_id]
        owner_id = event.to_owner_id
        if event.from_owner_id is not None:
            holding[event.from_owner_id] -= 1
            if event.verb in _COOLED:
                key = (event.from_owner_id, event.customer_id)
                claimable_from[key] = event.at + rules.cool_down_hours * _HOUR
        if owner_id is None:
            continue
        if event.verb == "claim":
            day = _day(event, rules.zone)
            if claims[owner_id, day] >= rules.daily_claim_limit:
                yield Fault(Kind.OVER_DAILY_LIMIT, f"claim {claims[owner_id, day] + 1} on {day}: {event}")
            if event.at < claimable_from.get((owner_id, event.customer_id), event.at):
                yield Fault(Kind.COOLING_DOWN, f"until {claimable_from[owner_id, event.customer_id]}: {event}")
            claims[owner_id, day] += 1
        if event.verb in _ACQUIRED_UNDER_CAP and holding[owner_id] >= rules.holding_cap:
            yield Fault(Kind.OVER_CAP, f"{holding[owner_id]} held already, {rules.holding_cap} allowed: {event}")
        holding[owner_id] += 1
    for key, figure in history.claimed.items():
        if figure != claims[key]:
            yield Fault(Kind.WRONG_FIGURES, f"{key} claimed {claims[key]}, stored is {figure}")
    # Only the last day's figures are kept.
    last_days = dict(claims.keys())
    for last in last_days.items():
        if last not in history.claimed:
            yield Fault(Kind.WRONG_FIGURES, f"no figures for {last}")
    if claimable_from != history.cool_downs:
        differing = set(claimable_from.items()) ^ set(history.cool_downs.items())
        yield Fault(Kind.WRONG_FIGURES, f"cool-downs stored and by the events differ: {sorted(differing)[:4]}")


def _day(event: Event, zone: str) -> str:
    return company_day(instant(event.at), zone).isoformat()
