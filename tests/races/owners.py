"""One owner at every instant, and a history of events without a gap."""

from collections.abc import Iterator
from itertools import pairwise

from tests.races.history import Event, Fault, Held, History, Kind


def faults_of_owners(history: History) -> Iterator[Fault]:
    chains = history.chains()
    held: dict[str, list[Held]] = {}
    for interval in sorted(history.held, key=lambda each: each.ownership_version):
        held.setdefault(interval.customer_id, []).append(interval)
    for customer_id, chain in chains.items():
        yield from _broken(chain)
        yield from _overlapping(held.get(customer_id, []))
        yield from _differing(chain, held.get(customer_id, []))
    for customer in history.customers:
        chain = chains[customer.id]
        owner_id = chain[-1].to_owner_id if chain else None
        state = "unassigned" if owner_id is None else "assigned"
        if (customer.owner_id, customer.pool_state) != (owner_id, state) or customer.ownership_version != len(chain):
            yield Fault(Kind.OTHER_OWNER, f"{customer} after {len(chain)} events, the last to {owner_id}")


def _broken(chain: list[Event]) -> Iterator[Fault]:
    owner_id: str | None = None
    for event in chain:
        if event.from_owner_id != owner_id or event.from_owner_id == event.to_owner_id:
            yield Fault(Kind.BROKEN_CHAIN, f"{event}, while the owner was {owner_id}")
        owner_id = event.to_owner_id
    for earlier, later in pairwise(chain):
        if later.at < earlier.at:
            yield Fault(Kind.BACKWARDS, f"{later.verb} {earlier.at - later.at} ms before {earlier.verb}: {later}")


def _overlapping(held: list[Held]) -> Iterator[Fault]:
    for earlier, later in pairwise(held):
        if earlier.until is None:
            yield Fault(Kind.TWO_OWNERS, f"{earlier} and {later}")
        elif earlier.until > later.since:
            yield Fault(Kind.OVERLAPPING, f"{earlier} and {later}")
    for interval in held:
        if interval.until is not None and interval.until < interval.since:
            yield Fault(Kind.BACKWARDS, f"ended before it began: {interval}")


def _differing(chain: list[Event], held: list[Held]) -> Iterator[Fault]:
    """Each acquisition has its interval, from its event to the next: the version counts the events."""
    expected = [
        (number, event.to_owner_id, event.at, chain[number].at if number < len(chain) else None)
        for number, event in enumerate(chain, start=1)
        if event.to_owner_id is not None
    ]
    found = [(each.ownership_version, each.person_id, each.since, each.until) for each in held]
    if found != expected:
        yield Fault(Kind.OTHER_OWNER, f"ownerships {found}, by the events {expected}")
