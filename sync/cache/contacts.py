"""People at a customer: those that the server tells, with what the person has written of them since (H 121)."""

from sqlalchemy import select

from domain.commands import RemoveContact, SaveContact
from domain.customers import PoolState
from sync.cache.answers import CommandState, ContactView
from sync.cache.files import StoreFile
from sync.cache.lookup import customers
from sync.cache.pending import Asked, pending
from sync.cache.shapes import CONTACTS
from sync.cache.tables import contact
from sync.protocol.rows import ContactRow

_VERBS = frozenset({"save_contact", "remove_contact"})


class Contacts:
    """Reads only."""

    def __init__(self, me: StoreFile, pool: StoreFile) -> None:
        self._me = me
        self._pool = pool

    def of(self, customer_id: str) -> list[ContactView]:
        """By name; none of a customer that lies in a pool, whose contacts are its owner's alone to see."""
        found = customers(self._me, self._pool, [customer_id]).get(customer_id)
        if found is None or found[0].pool_state == PoolState.UNASSIGNED:
            return []
        told: dict[str, ContactView] = {}
        for file in (self._pool, self._me):
            with file.reading() as connection:
                # A row may lie in several scopes: the one written last counts.
                rows = select(*CONTACTS.columns).where(contact.c.customer_id == customer_id)
                for row in map(CONTACTS.row, connection.execute(rows.order_by(contact.c.version))):
                    told[row.id] = ContactView(row)
        with self._me.reading() as connection:
            asked = pending(connection, [customer_id], verbs=_VERBS).of(customer_id)
        for one in asked:
            _write(told, one)
        return sorted(told.values(), key=lambda view: (view.row.name.casefold(), view.row.id))


def _write(told: dict[str, ContactView], one: Asked) -> None:
    if not one.is_pending:
        return
    match one.command:
        case SaveContact() as command:
            row = ContactRow(
                command.contact_id,
                0,
                command.customer_id,
                command.name.strip(),
                command.position.strip(),
                command.phone.strip(),
                command.email.strip(),
                command.wechat.strip(),
                command.note.strip(),
            )
            told[row.id] = ContactView(row, one.state if one.state is not CommandState.ANSWERED else None)
        case RemoveContact() as command:
            told.pop(command.contact_id, None)
        case _:
            pass
