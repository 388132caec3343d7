"""What the tests of recycling ask again and again: a sweep at an instant, the history, what is stored of a customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Row, select, update

from domain.deadlines import OutflowRule
from domain.identifiers import CustomerId, Instant
from domain.instants import millis
from server.customers.tables import customer, ownership_event
from server.metadata import metadata
from server.recycling.sweep import sweep
from server.recycling.swept import Swept
from tests.server.company import Company


def never() -> bool:
    return False


def swept_at(company: Company, at: Instant) -> Swept:
    """A sweep as of `at`, which nobody else is at."""
    swept = sweep(company.database, lambda: at, company.ids.new, never)
    assert swept is not None
    return swept


@dataclass(frozen=True)
class Event:
    customer_id: str
    at: int
    rule: str | None
    from_owner_id: str | None
    actor_id: str | None
    ruleset_version: int | None
    numbers: dict[str, Any]


def recyclings(company: Company) -> list[Event]:
    """What the system took back, in the order in which it was stored."""
    found = select(ownership_event).where(ownership_event.c.verb == "recycle").order_by(ownership_event.c.id)
    return company.database.read(lambda connection: [_event(row) for row in connection.execute(found)])


def set_customer(company: Company, *customer_ids: CustomerId, **values: object) -> None:
    """As upstream would, or a bug: past the rules. The version stays, for nobody is told."""
    changed = update(customer).where(customer.c.id.in_(customer_ids)).values(**values)
    company.database.write(lambda connection: connection.execute(changed).close())


def seem_due(company: Company, at: Instant, *customer_ids: CustomerId) -> None:
    """Store a deadline at `at`, whatever the rules say."""
    set_customer(company, *customer_ids, outflow_at=millis(at), outflow_rule=OutflowRule.NO_DEAL.value)


def everything(company: Company) -> dict[str, Sequence[tuple[Any, ...]]]:
    """Every row of every table."""
    return company.database.read(
        lambda connection: {
            table.name: sorted(tuple(row) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
        }
    )


def _event(row: Row[Any]) -> Event:
    return Event(
        row.customer_id,
        row.at,
        row.rule,
        row.from_owner_id,
        row.actor_id,
        row.ruleset_version,
        msgspec.json.decode(row.numbers),
    )
