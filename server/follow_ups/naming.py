"""Which files follow-ups name."""

from sqlalchemy import Connection, bindparam, exists, select

from server.follow_ups.tables import follow_up

_NAMING = select(
    exists().where(
        follow_up.c.customer_id == bindparam("of_customer"),
        follow_up.c.author_id == bindparam("of_author"),
        follow_up.c.attachments.contains(bindparam("of_attachment")),
    )
)


def is_attached(connection: Connection, attachment_id: str, customer_id: str, author_id: str) -> bool:
    """Whether a stored follow-up of this author on this customer names that file."""
    of = {"of_attachment": attachment_id, "of_customer": customer_id, "of_author": author_id}
    return bool(connection.scalar(_NAMING, of))
