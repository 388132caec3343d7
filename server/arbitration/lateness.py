"""Follow-ups that came too late: their authors held the customer when they happened, and the system took it before
they arrived (SPEC 2.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from domain.deadlines import COUNTED_BY, OutflowRule
from domain.effects import ReinstatementAnswered, ReinstatementAsked
from domain.facts import LateFollowUp, Recycled, RequestState
from domain.identifiers import CustomerId, FollowUpId, Instant, PersonId
from domain.instants import instant, millis
from server.customers.outflows import names_of
from server.customers.ownerships import Loss
from server.reinstatements.repository import Request, requests_of
from sync.protocol.rows import FollowUpRow, ReinstatementRow

_FIRST_VERSION = 1


@dataclass(frozen=True, slots=True)
class Late:
    """One of them, with what it takes to ask because of it and what came of that."""

    said: FollowUpRow
    customer_name: str
    recycled: Recycled
    request: Request | None

    @property
    def as_fact(self) -> LateFollowUp:
        state = None if self.request is None else self.request.state
        return LateFollowUp(FollowUpId(self.said.id), PersonId(self.said.author_id), state)

    def asked(self, effect: ReinstatementAsked, team_id: str) -> Request:
        """The request, as whoever decides is to see it: with why the customer left, and what had been done."""
        row = ReinstatementRow(
            id=effect.follow_up_id,
            version=_FIRST_VERSION,
            customer_id=effect.customer_id,
            customer_name=self.customer_name,
            person_id=effect.person_id,
            state=RequestState.OPEN.value,
            asked_at=millis(effect.at),
            rule=self.recycled.rule.value,
            days=self.recycled.days,
            recycled_at=millis(self.recycled.at),
            medium=self.said.medium,
            text=self.said.text,
            happened_at=self.said.happened_at,
        )
        return Request(row, team_id)


def answered(request: Request, effect: ReinstatementAnswered, by: PersonId | None) -> Request:
    """The same request with its answer, still at the version it was seen at."""
    state = RequestState.GRANTED if effect.is_granted else RequestState.DECLINED
    row = msgspec.structs.replace(
        request.row, state=state.value, answered_by=by, answered_at=millis(effect.at), note=effect.note
    )
    return Request(row, request.team_id)


def find_late(connection: Connection, said: Sequence[FollowUpRow], losses: Sequence[Loss]) -> dict[FollowUpId, Late]:
    """Those of these follow-ups that came too late, where `losses` are those of their customers."""
    found = {}
    names = names_of(connection, {row.customer_id for row in said})
    requests = requests_of(connection, [row.id for row in said])
    for row in said:
        loss = loss_at(losses, row.customer_id, row.author_id, instant(row.happened_at))
        # Received while its author still held the customer, it was counted, and the rules went by it.
        if loss is None or row.is_counted or instant(row.received_at) < loss.until:
            continue
        follow_up_id, name = FollowUpId(row.id), names[CustomerId(row.customer_id)]
        found[follow_up_id] = Late(row, name, recycled_by(loss), requests.get(follow_up_id))
    return found


def loss_at(losses: Iterable[Loss], customer_id: str, person_id: str, at: Instant) -> Loss | None:
    """How this person lost the customer that they held at that instant; None where they did not lose it so."""
    its = (loss for loss in losses if (loss.customer_id, loss.person_id) == (customer_id, person_id))
    return next((loss for loss in its if loss.since <= at < loss.until), None)


def recycled_by(loss: Loss) -> Recycled:
    rule = OutflowRule(loss.rule)
    return Recycled(rule, int(loss.numbers[COUNTED_BY[rule]]), loss.until)
