"""Writing an outcome: a fixed number of statements, and one commit that tells every scope what it gained and lost."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from domain.identifiers import CustomerId
from server.arbitration.filing import file, registered
from server.arbitration.outcome import Outcome
from server.arbitration.telling import tell
from server.attachments.naming import attachments_travelling, name_attachments, named_by
from server.certifications.repository import certificates_travelling
from server.contacts.repository import contacts_travelling
from server.customers.figures import store_cool_downs
from server.customers.holdings import Holding, store_holdings
from server.customers.ownerships import (
    close_ownerships,
    events_travelling,
    insert_ownership_events,
    insert_ownerships,
)
from server.customers.repository import insert_customers
from server.customers.travelling import Traveller
from server.feed.log import Entry
from server.follow_ups.repository import follow_ups_travelling, insert_follow_ups
from server.follow_ups.revisions import revisions_travelling
from server.orders.repository import orders_travelling
from sync.protocol.rows import CustomerRow

_TRAVELLERS: tuple[Callable[[Connection, Collection[str]], Iterator[Traveller]], ...] = (
    attachments_travelling,
    follow_ups_travelling,
    revisions_travelling,
    contacts_travelling,
    certificates_travelling,
    orders_travelling,
    events_travelling,
)


def store(connection: Connection, outcome: Outcome) -> list[Entry]:
    """Write what followed from the verdicts. Returns what the feed is to tell."""
    changes = list(outcome.changed())
    moved = {after.customer.id: (before, after) for before, after in changes if _has_moved(before, after)}
    travelling = list(_travelling(connection, moved)) if moved else []
    entries: list[Entry] = []
    if changes:
        now_held = store_holdings(connection, [after for _, after in changes])
        for (before, _), after in zip(changes, now_held, strict=True):
            entries += _told(
                CustomerRow.kind, after.customer.id, before.scopes, after.scopes, before.version, after.version
            )
    new = [registered(command, held) for command, held in outcome.registrations()]
    entries += insert_customers(connection, new) if new else []
    if outcome.ended:
        close_ownerships(connection, outcome.ended, outcome.ground.now)
    insert_ownerships(connection, [*outcome.passed, *outcome.begun.values()])
    whole = _whole_scopes(outcome)
    entries += insert_ownership_events(connection, outcome.events, whole)
    entries += _moving_entries(moved, travelling)
    entries += insert_follow_ups(connection, outcome.follow_ups, whole)
    entries += file(connection, outcome.papers, whole)
    certified = [one.row for one in outcome.papers.certificates.values()]
    entries += name_attachments(connection, named_by(outcome.follow_ups, certified), whole)
    entries += store_cool_downs(connection, outcome.cool_downs, outcome.ground.cool_downs)
    # Last: they name follow-ups and events.
    return entries + tell(connection, outcome)


def _whole_scopes(outcome: Outcome) -> dict[str, tuple[str, ...]]:
    """Who sees each customer whole once all has happened, by its id."""
    standing = {**outcome.ground.holdings, **outcome.after}
    return {str(customer_id): held.whole_scopes for customer_id, held in standing.items()}


def _has_moved(before: Holding, after: Holding) -> bool:
    return before.whole_scopes != after.whole_scopes


def _travelling(connection: Connection, moved: Mapping[CustomerId, object]) -> Iterator[Traveller]:
    """Everything that goes where its customer goes."""
    for travellers in _TRAVELLERS:
        yield from travellers(connection, list(moved))


def _moving_entries(
    moved: Mapping[CustomerId, tuple[Holding, Holding]], travelling: Sequence[Traveller]
) -> Iterator[Entry]:
    for one in travelling:
        before, after = moved[CustomerId(one.customer_id)]
        left, reached = ({*held.whole_scopes, *one.besides} for held in (before, after))
        yield from _told(one.kind, one.id, sorted(left), sorted(reached), one.version, one.version)


def _told(
    kind: str, row_id: str, left: Iterable[str], reached: Iterable[str], before: int, after: int
) -> Iterator[Entry]:
    """One row's way through the scopes that held it before and those that hold it after."""
    left, reached = tuple(left), tuple(reached)
    for scope in left:
        yield Entry(scope, kind, row_id, before, after if scope in reached else None)
    for scope in reached:
        if scope not in left:
            yield Entry(scope, kind, row_id, None, after)
