"""A line of the outbox: made of what was asked, and read again as what became of it."""

from typing import Any

import msgspec
from sqlalchemy import Row

from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId, Instant, PersonId
from domain.instants import instant, millis, optional_instant
from sync.cache.answers import CommandState, Item
from sync.cache.settling import known_reason
from sync.identity import Identity
from sync.protocol.acts import Act, decode_act, encode_act, subject_of
from sync.protocol.commands import MalformedBody


class Lines:
    """New lines of one person, each with an id of its own."""

    def __init__(self, identity: Identity, person_id: PersonId) -> None:
        self._identity = identity
        self._person_id = person_id

    def new_id(self) -> str:
        return self._identity.new()

    def of(self, act: Act, name: str, batch_id: str, now: Instant, *, is_intent: bool = False) -> dict[str, Any]:
        """`name` is what its subject was called when it was asked."""
        body = encode_act(act)
        return {
            "id": self._identity.new(),
            "person_id": self._person_id,
            "batch_id": batch_id,
            "verb": msgspec.json.decode(body)["verb"],
            "customer_id": subject_of(act),
            "customer_name": name,
            "body": body,
            "asked_at": millis(now),
            "is_intent": is_intent,
            "state": CommandState.QUEUED.value,
            "tries": 0,
            "is_dismissed": False,
        }


def item_of(row: Row[Any]) -> Item:
    kept = {} if row.facts is None else msgspec.json.decode(row.facts)
    reason, facts = known_reason(row.reason, kept, is_accepted=row.is_accepted)
    return Item(
        id=row.id,
        batch_id=row.batch_id,
        command=_act(row),
        customer_name=row.customer_name,
        state=CommandState(row.state),
        asked_at=instant(row.asked_at),
        is_intent=row.is_intent,
        reason=reason,
        facts=facts,
        decided_at=optional_instant(row.decided_at),
    )


def _act(row: Row[Any]) -> Act:
    """What a newer version of this program has asked is a note with what was written down, to be read and copied."""
    try:
        return decode_act(row.body)
    except MalformedBody:
        text = bytes(row.body).decode(errors="replace")
        asked_at = instant(row.asked_at)
        return AddFollowUp(CustomerId(row.customer_id), FollowUpId(row.id), FollowUpKind.OTHER, text, asked_at)
