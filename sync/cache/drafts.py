"""Follow-ups being typed: what stands in the field survives a crash."""

from datetime import date

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from domain.instants import optional_instant, optional_millis
from sync.cache.answers import DraftFollowUp
from sync.cache.files import StoreFile
from sync.cache.tables import draft


class _Body(msgspec.Struct, frozen=True):
    kind: str = ""
    text: str = ""
    happened_at: int | None = None
    next_on: str | None = None
    contact: str = ""
    attachments: tuple[str, ...] = ()


class Drafts:
    def __init__(self, me: StoreFile) -> None:
        self._me = me

    def load(self, customer_id: str) -> DraftFollowUp | None:
        with self._me.reading() as connection:
            body = connection.scalar(select(draft.c.body).where(draft.c.customer_id == customer_id))
        if body is None:
            return None
        kept = msgspec.json.decode(body, type=_Body)
        next_on = None if kept.next_on is None else date.fromisoformat(kept.next_on)
        happened_at = optional_instant(kept.happened_at)
        return DraftFollowUp(kept.kind, kept.text, happened_at, next_on, kept.contact, kept.attachments)

    def keep(self, customer_id: str, typed: DraftFollowUp) -> None:
        next_on = None if typed.next_on is None else typed.next_on.isoformat()
        happened_at = optional_millis(typed.happened_at)
        body = msgspec.json.encode(
            _Body(typed.kind, typed.text, happened_at, next_on, typed.contact, typed.attachments)
        )
        put = insert(draft).values(customer_id=customer_id, body=body)
        with self._me.writing() as connection:
            connection.execute(put.on_conflict_do_update(index_elements=["customer_id"], set_={"body": body}))

    def forget(self, customer_id: str) -> None:
        with self._me.writing() as connection:
            connection.execute(delete(draft).where(draft.c.customer_id == customer_id))
