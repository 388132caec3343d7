"""Writing an outcome: a fixed number of statements, and one commit that tells every scope what it gained and lost."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from server.arbitration.outcome import Outcome
from server.customers.figures import StoredQuota, store_cool_downs, store_quota
from server.customers.holdings import Holding, store_holdings
from server.customers.ownerships import close_ownerships, insert_ownership_events, insert_ownerships
from server.feed.log import Entry
from server.follow_ups.repository import FollowUpKey, insert_follow_ups, keys_of
from sync.protocol.rows import CustomerRow, FollowUpRow
from sync.protocol.scopes import person_scope


def store(connection: Connection, outcome: Outcome, figures: StoredQuota) -> list[Entry]:
    """Write what followed from the verdicts. Returns what the feed is to tell."""
    changes = list(outcome.changed())
    moved = [(before, after) for before, after in changes if before.customer.owner_id != after.customer.owner_id]
    moving = keys_of(connection, [after.customer.id for _, after in moved]) if moved else []
    entries: list[Entry] = []
    if changes:
        now_held = store_holdings(connection, [after for _, after in changes])
        entries += _customer_entries([before for before, _ in changes], now_held)
    if outcome.ended:
        close_ownerships(connection, outcome.ended, outcome.now)
    insert_ownerships(connection, [*outcome.passed, *outcome.begun.values()])
    insert_ownership_events(connection, outcome.events)
    entries += _moving_entries(moved, moving)
    owners = {customer_id: held.customer.owner_id for customer_id, held in outcome.after.items()}
    scopes = {str(customer_id): person_scope(owner) for customer_id, owner in owners.items() if owner is not None}
    entries += insert_follow_ups(connection, outcome.follow_ups, scopes)
    entries += store_cool_downs(connection, figures.person_id, outcome.cool_downs, outcome.evidence.cool_downs)
    if outcome.claims:
        claimed = outcome.evidence.quota.claimed_today + outcome.claims
        entries.append(store_quota(connection, figures, outcome.evidence.day, claimed))
    return entries


def _customer_entries(before: Sequence[Holding], after: Sequence[Holding]) -> Iterator[Entry]:
    for was, now in zip(before, after, strict=True):
        if was.scope == now.scope and now.scope is not None:
            yield Entry(now.scope, CustomerRow.kind, now.customer.id, was.version, now.version)
            continue
        if was.scope is not None:
            yield Entry(was.scope, CustomerRow.kind, was.customer.id, was.version, None)
        if now.scope is not None:
            yield Entry(now.scope, CustomerRow.kind, now.customer.id, None, now.version)


def _moving_entries(moved: Sequence[tuple[Holding, Holding]], keys: Sequence[FollowUpKey]) -> Iterator[Entry]:
    """Follow-ups go where their customer goes: out of one person's scope, into another's."""
    owners = {str(after.customer.id): (before.customer.owner_id, after.customer.owner_id) for before, after in moved}
    for key in keys:
        old, new = owners[key.customer_id]
        if old is not None:
            yield Entry(person_scope(old), FollowUpRow.kind, key.id, key.version, None)
        if new is not None:
            yield Entry(person_scope(new), FollowUpRow.kind, key.id, None, key.version)
