"""How follow-ups travel: with the customer they belong to, to whoever holds it."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, select

from server.feed.sources import Source
from server.follow_ups.repository import ATTACHMENTS, WIRE_COLUMNS
from server.follow_ups.tables import follow_up
from sync.protocol.rows import FollowUpRow


def follow_ups_of(customer_ids: Select[str]) -> Source:
    """The follow-ups of the customers that `customer_ids` selects."""
    is_theirs: ColumnElement[bool] = follow_up.c.customer_id.in_(customer_ids)
    return Source(FollowUpRow.kind, select(*WIRE_COLUMNS).where(is_theirs), follow_up.c.id, _with_attachments)


def _with_attachments(row: Sequence[Any]) -> Sequence[Any]:
    # Stored as the JSON that travels, so it is passed on unread.
    return (*row[:ATTACHMENTS], msgspec.Raw(row[ATTACHMENTS].encode()), *row[ATTACHMENTS + 1 :])
