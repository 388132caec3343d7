"""Certifications being typed: what stands in the form survives a crash, its licence among it."""

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from sync.cache.files import StoreFile
from sync.cache.tables import draft

_KEY = "certification:"
"""Beside the follow-ups, which are kept under their customers' ids alone."""


class DraftCertification(msgspec.Struct, frozen=True):
    """As typed: nothing of it is judged yet. `founded_on`: a day as the wire writes it, or empty."""

    company_name: str = ""
    uscc: str = ""
    capital: str = ""
    currency: str = ""
    founded_on: str = ""
    address: str = ""
    licence_id: str = ""


class CertificationDrafts:
    def __init__(self, me: StoreFile) -> None:
        self._me = me

    def load(self, customer_id: str) -> DraftCertification | None:
        with self._me.reading() as connection:
            body = connection.scalar(select(draft.c.body).where(draft.c.customer_id == _KEY + customer_id))
        return None if body is None else msgspec.json.decode(body, type=DraftCertification)

    def keep(self, customer_id: str, typed: DraftCertification) -> None:
        body = msgspec.json.encode(typed)
        put = insert(draft).values(customer_id=_KEY + customer_id, body=body)
        with self._me.writing() as connection:
            connection.execute(put.on_conflict_do_update(index_elements=["customer_id"], set_={"body": body}))

    def forget(self, customer_id: str) -> None:
        with self._me.writing() as connection:
            connection.execute(delete(draft).where(draft.c.customer_id == _KEY + customer_id))
