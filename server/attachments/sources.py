"""How what is known of files travels: with their customer, to whoever sees it whole."""

from sqlalchemy import Select, select

from server.attachments.repository import TRAVELS, WIRE_COLUMNS
from server.attachments.tables import attachment
from server.feed.sources import Source
from sync.protocol.rows import AttachmentRow


def attachments_of(customer_ids: Select[str]) -> Source:
    rows = select(*WIRE_COLUMNS).where(attachment.c.customer_id.in_(customer_ids), TRAVELS)
    return Source(AttachmentRow.kind, rows, attachment.c.id)
