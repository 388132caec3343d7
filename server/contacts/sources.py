"""How contacts travel: with their customer, to whoever sees it whole."""

from sqlalchemy import Select, select

from server.contacts.repository import WIRE_COLUMNS
from server.contacts.tables import contact
from server.feed.sources import Source
from sync.protocol.rows import ContactRow


def contacts_of(customer_ids: Select[str]) -> Source:
    rows = select(*WIRE_COLUMNS).where(contact.c.customer_id.in_(customer_ids))
    return Source(ContactRow.kind, rows, contact.c.id)
