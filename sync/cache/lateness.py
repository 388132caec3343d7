"""Late follow-ups as far as this side knows them: asked about already, or only told to their author (SPEC 2.4)."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from domain.commands import AddFollowUp
from domain.facts import LateFollowUp, RequestState
from domain.identifiers import FollowUpId, PersonId
from domain.reasons import Reason
from sync.cache.answers import CommandState
from sync.cache.files import StoreFile
from sync.cache.tables import held_row, outbox, scope
from sync.protocol.commands import MalformedBody, decode_command
from sync.protocol.rows import ReinstatementRow

_STATES = frozenset(RequestState)
_REQUESTS = (
    select(held_row.c.body)
    .join(scope, scope.c.no == held_row.c.scope_no)
    .where(held_row.c.kind == ReinstatementRow.kind)
    .order_by(held_row.c.version)
)
_LATE = select(outbox.c.id, outbox.c.customer_name, outbox.c.body, outbox.c.facts).where(
    outbox.c.verb == "follow_up",
    outbox.c.state.in_([CommandState.ANSWERED.value, CommandState.DONE.value]),
    outbox.c.reason == Reason.LATE_EVIDENCE.value,
)


class _Why(msgspec.Struct, frozen=True):
    """The facts of `late_evidence`."""

    rule: str
    days: int
    recycled_at: int


@dataclass(frozen=True, slots=True)
class ToldLate:
    """A follow-up of the person's own that came too late, and why the customer had left by then."""

    command_id: str
    said: AddFollowUp
    customer_name: str
    rule: str
    days: int
    recycled_at: int


def request_rows(me: StoreFile, pool: StoreFile) -> dict[FollowUpId, ReinstatementRow]:
    """Every request that the person may see, by the follow-up that it names."""
    found: dict[FollowUpId, ReinstatementRow] = {}
    for file in (me, pool):
        with file.reading() as connection:
            for body in connection.scalars(_REQUESTS):
                row = msgspec.json.decode(body, type=ReinstatementRow)
                # One's own lies in both files, and either may be ahead of the other.
                known = found.get(FollowUpId(row.id))
                if known is None or known.version <= row.version:
                    found[FollowUpId(row.id)] = row
    return found


def told_late(connection: Connection) -> dict[FollowUpId, ToldLate]:
    """Own follow-ups that the server kept as late evidence, as long as the outbox remembers them."""
    found = {}
    for row in connection.execute(_LATE):
        try:
            said, why = decode_command(row.body), msgspec.json.decode(row.facts or "{}", type=_Why)
        except (MalformedBody, msgspec.ValidationError):
            continue
        if isinstance(said, AddFollowUp):
            late = ToldLate(row.id, said, row.customer_name, why.rule, why.days, why.recycled_at)
            found[said.follow_up_id] = late
    return found


def late_follow_ups(me: StoreFile, pool: StoreFile, person_id: PersonId) -> Mapping[FollowUpId, LateFollowUp]:
    """All of them as the court sees them."""
    with me.reading() as connection:
        own = {key: LateFollowUp(key, person_id) for key in told_late(connection)}
    rows = request_rows(me, pool)
    return own | {key: LateFollowUp(key, PersonId(row.person_id), state_of(row)) for key, row in rows.items()}


def state_of(row: ReinstatementRow) -> RequestState:
    """A state of a newer server is an answer that we cannot say: nothing waits any more."""
    return RequestState(row.state) if row.state in _STATES else RequestState.DECLINED
