"""What customers are like, changed field by field while they are locked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from domain.identifiers import CustomerId
from server.bulk import update_rows
from server.customers.names import name_key
from server.customers.repository import find_customers, tags_text
from server.customers.tables import customer
from sync.protocol.rows import CertificationRow


@dataclass(slots=True)
class ProfileChange:
    """`note` None leaves the note; `tags` says of each whether the customer has it now; `certified` is what an approved
    certification says."""

    note: str | None = None
    tags: dict[str, bool] = field(default_factory=dict)
    certified: CertificationRow | None = None


def write_profiles(connection: Connection, changes: Mapping[CustomerId, ProfileChange]) -> None:
    """The customers' versions are raised by whoever writes the rest of them, and so is the feed told."""
    rows = []
    for known in find_customers(connection, changes):
        change = changes[CustomerId(known.id)]
        certified = change.certified
        kept = [tag for tag in known.tags if change.tags.get(tag, True)]
        new = [tag for tag, is_put in change.tags.items() if is_put and tag not in kept]
        rows.append(
            {
                "id": known.id,
                "note": known.note if change.note is None else change.note,
                "tags": tags_text((*kept, *new)),
                "name": known.name if certified is None else certified.company_name,
                "uscc": known.uscc if certified is None else certified.uscc,
                "registered_capital": known.registered_capital if certified is None else capital_text(certified),
                "founded_on": known.founded_on if certified is None else certified.founded_on,
                "address": known.address if certified is None else certified.address or known.address,
                "search_text": known.search_text,
                "name_key": name_key(known.name),
            }
        )
        if certified is not None and certified.company_name != known.name:
            # Loaded here: the dictionary of pinyin takes a moment that no start should wait for.
            from server.search_text import search_text

            rows[-1] |= {
                "search_text": search_text(certified.company_name, known.phone),
                "name_key": name_key(certified.company_name),
            }
    update_rows(connection, customer, ("id",), rows)


def capital_text(certified: CertificationRow) -> str:
    """As a profile shows it."""
    return f"{certified.capital} {certified.currency}".strip()
