"""How follow-ups travel: with the customer they belong to, to whoever holds it."""

from sqlalchemy import ColumnElement, Select, select

from server.feed.sources import Source
from server.follow_ups.tables import follow_up
from sync.protocol.rows import FollowUpRow

_COLUMNS = tuple(follow_up.c[name] for name in FollowUpRow.__struct_fields__)


def follow_ups_of(customer_ids: Select[str]) -> Source:
    """The follow-ups of the customers that `customer_ids` selects."""
    is_theirs: ColumnElement[bool] = follow_up.c.customer_id.in_(customer_ids)
    return Source(FollowUpRow.kind, select(*_COLUMNS).where(is_theirs), follow_up.c.id)
