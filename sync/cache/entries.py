"""Forms being filled in: what stands in their fields survives a crash. Beside the drafts of follow-ups."""

from collections.abc import Mapping

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from sync.cache.files import StoreFile
from sync.cache.tables import draft

_PREFIX = "entry:"
"""No customer's id begins so."""


class Entries:
    def __init__(self, me: StoreFile) -> None:
        self._me = me

    def load(self, form: str) -> dict[str, str] | None:
        with self._me.reading() as connection:
            body = connection.scalar(select(draft.c.body).where(draft.c.customer_id == _PREFIX + form))
        return None if body is None else msgspec.json.decode(body, type=dict[str, str])

    def keep(self, form: str, typed: Mapping[str, str]) -> None:
        body = msgspec.json.encode(dict(typed))
        put = insert(draft).values(customer_id=_PREFIX + form, body=body)
        with self._me.writing() as connection:
            connection.execute(put.on_conflict_do_update(index_elements=["customer_id"], set_={"body": body}))

    def forget(self, form: str) -> None:
        with self._me.writing() as connection:
            connection.execute(delete(draft).where(draft.c.customer_id == _PREFIX + form))
