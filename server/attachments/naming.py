"""Stored commands name files: from then on these travel with their customer, and stay."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from server.attachments.repository import TRAVELS
from server.attachments.tables import attachment
from server.bulk import among
from server.customers.travelling import Traveller
from server.feed.log import Entry
from sync.protocol.attachments import AttachmentState
from sync.protocol.rows import AttachmentRow, CertificationRow, FollowUpRow

_KEYS = select(attachment.c.id, attachment.c.customer_id, attachment.c.version).where(
    among(attachment.c.customer_id, "ids"), TRAVELS
)
_NAME = (
    update(attachment)
    .where(
        among(attachment.c.id, "ids"),
        attachment.c.customer_id == bindparam("of_customer"),
        attachment.c.author_id == bindparam("of_author"),
        attachment.c.is_named.is_(False),
    )
    .values(is_named=True)
    .returning(attachment.c.id, attachment.c.version, attachment.c.state)
)


class Naming(NamedTuple):
    """A command of `author_id` about `customer_id` names these."""

    author_id: str
    customer_id: str
    attachment_ids: tuple[str, ...]


def named_by(follow_ups: Iterable[FollowUpRow], certifications: Iterable[CertificationRow]) -> list[Naming]:
    said = [Naming(row.author_id, row.customer_id, row.attachments) for row in follow_ups if row.attachments]
    shown = [
        Naming(row.person_id, row.customer_id, (row.licence_id,))
        for row in certifications
        if row.person_id is not None and row.licence_id is not None
    ]
    return [*said, *shown]


def name_attachments(
    connection: Connection,
    named: Sequence[Naming],
    scopes: Mapping[str, Collection[str]],
) -> list[Entry]:
    """Returns what the feed is to tell. `scopes` names, by customer id, those that hold the customer whole.

    What is not there yet travels once it is. A file of another author or of another customer is not theirs to name.
    """
    entries: list[Entry] = []
    for author_id, customer_id, ids in named:
        those = {"ids": ids, "of_customer": customer_id, "of_author": author_id}
        entries += [
            Entry(scope, AttachmentRow.kind, row.id, None, row.version)
            for row in connection.execute(_NAME, those)
            if row.state == AttachmentState.THERE
            for scope in scopes.get(customer_id, ())
        ]
    return entries


def attachments_travelling(connection: Connection, customer_ids: Collection[str]) -> Iterator[Traveller]:
    for row in connection.execute(_KEYS, {"ids": customer_ids}):
        yield Traveller(AttachmentRow.kind, row.id, row.customer_id, row.version)
