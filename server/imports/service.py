"""Imports a file of customers into a pool: a verdict for every row, written in transactions of a thousand rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import batched

import msgspec
from sqlalchemy import Connection

from domain.customers import Customer, PoolState, in_pool
from domain.effects import OwnerChanged, Verb, applied
from domain.identifiers import CustomerId, Instant, PersonId, PoolId
from domain.instants import millis
from domain.rulesets import in_force
from server.arbitration.company import lock_company
from server.customers.ownerships import OwnershipEvent, insert_ownership_events
from server.customers.repository import insert_customers, update_profiles
from server.database import Database
from server.feed.log import record
from server.imports.drafts import FIELDS, Draft, RowProblem, draft_of, name_tags
from server.imports.duplicates import Seen, in_register, is_other_code
from server.imports.headers import Column, find_heading
from server.imports.rights import check
from server.imports.sheets import FileProblem, Unreadable
from server.imports.table import Table
from server.imports.verdicts import Report, RowResult, RowVerdict
from server.pools.repository import rulesets_of_pools
from server.search_text import search_text
from server.tags.repository import vocabulary
from sync.protocol.rows import CustomerRow

type Tell = Callable[[int, int], None]

_ROWS_AT_ONCE = 1_000
SOURCE = "imported"


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    draft: Draft


def _to_nobody(_done: int, _of: int) -> None:
    """Nobody asks how far it is."""


class Import:
    """One run over one table. `is_dry` judges everything and writes nothing.

    `actor_id` is who asks, and may do so as long as the run lasts; None where whoever runs the server does.
    """

    def __init__(
        self,
        database: Database,
        pool_id: PoolId,
        now: Instant,
        new_id: Callable[[], str],
        *,
        is_dry: bool,
        actor_id: PersonId | None = None,
    ) -> None:
        self._database = database
        self._pool_id = pool_id
        self._now = now
        self._new_id = new_id
        self._is_dry = is_dry
        self._actor_id = actor_id

    def run(self, table: Table, tell: Tell = _to_nobody) -> Report:
        """Every row's result. Running it again over the same table adds nobody twice.

        `tell` hears how many rows are settled, of how many, after each transaction. What it raises ends the run: the
        transactions before it stay.

        Raises:
            Unreadable: the table names no column of company names.
            Barred: the actor may not, or no longer.
        """
        heading = find_heading([table.heading])
        if heading is None:
            raise Unreadable(FileProblem.NO_HEADING)
        titles = {index: cell.strip() for index, cell in enumerate(table.heading) if isinstance(cell, str)}
        results: list[RowResult] = []
        rows: list[_Row] = []
        seen = Seen()
        known = self._database.read(vocabulary)
        for number, line in enumerate(table.rows, start=table.heading_row + 1):
            draft = draft_of(line, heading, titles)
            if isinstance(draft, RowProblem):
                results.append(RowResult(number, RowVerdict.INVALID, problem=draft))
            elif draft is not None:
                name_tags(draft, known)
                earlier = seen.earlier(draft)
                if earlier is None:
                    seen.note(draft, number)
                    rows.append(_Row(number, draft))
                else:
                    results.append(
                        RowResult(number, RowVerdict.DUPLICATE, of_row=earlier, remarks=tuple(draft.remarks))
                    )
        of = len(results) + len(rows)
        tell(len(results), of)
        for stretch in batched(rows, _ROWS_AT_ONCE):
            results += self._settle(stretch)
            tell(len(results), of)
        return Report(sorted(results, key=lambda result: result.row))

    def _settle(self, rows: Sequence[_Row]) -> list[RowResult]:
        if self._is_dry:
            return self._database.read(lambda connection: self._judge(connection, rows)[0])
        return self._database.write(lambda connection: self._write(connection, rows))

    def _judge(
        self, connection: Connection, rows: Sequence[_Row]
    ) -> tuple[list[RowResult], list[Draft], list[CustomerRow]]:
        """Results, drafts of the new ones, updated customers."""
        there = in_register(connection, [row.draft for row in rows], is_locking=not self._is_dry)
        results, fresh = [], []
        changed: dict[str, CustomerRow] = {}
        for row, found in zip(rows, there, strict=True):
            remarks = tuple(row.draft.remarks)
            # Two rows may speak of one customer, one by its code and one by its name: the second sees what the first
            # filled in.
            known = None if found is None else changed.get(found.id, found)
            if known is None or is_other_code(row.draft, known):
                fresh.append(row.draft)
                results.append(RowResult(row.number, RowVerdict.NEW, remarks=remarks))
                continue
            fuller = _filled(known, row.draft)
            updated = tuple(name for name in _FILLED if getattr(fuller, name) != getattr(known, name))
            if updated:
                changed[fuller.id] = fuller
            verdict = RowVerdict.UPDATE if updated else RowVerdict.DUPLICATE
            results.append(RowResult(row.number, verdict, of_name=known.name, updated=updated, remarks=remarks))
        return results, fresh, list(changed.values())

    def _write(self, connection: Connection, rows: Sequence[_Row]) -> list[RowResult]:
        # Nobody closes the pool meanwhile, and no other import brings in the same companies.
        lock_company(connection)
        if self._actor_id is not None:
            check(connection, self._actor_id, self._pool_id)
        results, fresh, changed = self._judge(connection, rows)
        rules = in_force(rulesets_of_pools(connection)[self._pool_id], self._now)
        arrived = [self._arrival(draft) for draft in fresh]
        entries = insert_customers(connection, [row for row, _ in arrived])
        # Nobody holds them yet, so nobody is told their history.
        insert_ownership_events(
            connection,
            [
                OwnershipEvent(
                    id=self._new_id(),
                    customer_id=event.customer_id,
                    verb=event.verb,
                    from_owner_id=None,
                    to_owner_id=None,
                    actor_id=self._actor_id,
                    at=event.at,
                    ruleset_version=rules.version,
                )
                for _, event in arrived
            ],
            {},
        )
        entries += update_profiles(connection, changed)
        record(connection, entries, self._now, self._new_id)
        return results

    def _arrival(self, draft: Draft) -> tuple[CustomerRow, OwnerChanged]:
        customer_id = CustomerId(self._new_id())
        event = OwnerChanged(customer_id, Verb.IMPORT, None, None, in_pool(self._pool_id), self._now)
        customer = applied(Customer(customer_id, self._pool_id, PoolState.UNASSIGNED), (event,))
        row = CustomerRow(
            id=customer_id,
            version=1,
            name=draft.name,
            uscc=draft.uscc,
            source=draft.fields[Column.SOURCE] or SOURCE,
            note=draft.note,
            tags=draft.tags,
            pool_id=self._pool_id,
            pool_state=customer.state.value,
            ownership_version=customer.ownership_version,
            pooled_at=millis(self._now),
            outflow_reason=event.verb.value,
        )
        return _filled(row, draft), event


_FILLED = ("uscc", "note", "tags", *(column.value for column in FIELDS))


def _filled(known: CustomerRow, draft: Draft) -> CustomerRow:
    """`known` with what it lacks. What somebody has written is never overwritten by a file."""
    told = {"uscc": draft.uscc, "note": draft.note, "tags": draft.tags}
    told |= {column.value: draft.fields[column] for column in FIELDS}
    lacking = {name: value for name, value in told.items() if value and not getattr(known, name)}
    fuller = msgspec.structs.replace(known, **lacking)
    return msgspec.structs.replace(fuller, search_text=search_text(fuller.name, fuller.phone))
