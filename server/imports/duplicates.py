"""Which rows speak of a company that an earlier row, or the register, already has."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from server.customers.names import name_key
from server.customers.repository import find_customers, ids_by_name, ids_by_uscc
from server.imports.drafts import Draft
from sync.protocol.rows import CustomerRow


@dataclass(slots=True)
class Seen:
    """The rows of this file so far, by code and by name."""

    by_uscc: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def earlier(self, draft: Draft) -> int | None:
        """The earlier row that speaks of the same company. Codes that differ are two companies, whatever the name."""
        if draft.uscc in self.by_uscc:
            return self.by_uscc[draft.uscc]
        for uscc, row in self.by_name.get(name_key(draft.name), ()):
            if not uscc or not draft.uscc:
                return row
        return None

    def note(self, draft: Draft, row: int) -> None:
        if draft.uscc:
            self.by_uscc[draft.uscc] = row
        self.by_name.setdefault(name_key(draft.name), []).append((draft.uscc, row))


def in_register(connection: Connection, drafts: Sequence[Draft], *, is_locking: bool) -> list[CustomerRow | None]:
    """For each draft the customer that is the same company, by its code, else by its name; None where there is none."""
    by_uscc = ids_by_uscc(connection, {draft.uscc for draft in drafts})
    by_name = ids_by_name(connection, {draft.name for draft in drafts})
    wanted = {*by_uscc.values(), *by_name.values()}
    found = {row.id: row for row in find_customers(connection, wanted, is_locking=is_locking)}
    return [_same(draft, by_uscc, by_name, found) for draft in drafts]


def _same(
    draft: Draft, by_uscc: dict[str, str], by_name: dict[str, str], found: dict[str, CustomerRow]
) -> CustomerRow | None:
    if draft.uscc in by_uscc:
        return found.get(by_uscc[draft.uscc])
    namesake = found.get(by_name.get(name_key(draft.name), ""))
    return None if namesake is None or is_other_code(draft, namesake) else namesake


def is_other_code(draft: Draft, known: CustomerRow) -> bool:
    """Whether both have a code, and not the same: namesakes, and two companies."""
    return bool(draft.uscc and known.uscc) and draft.uscc != known.uscc
