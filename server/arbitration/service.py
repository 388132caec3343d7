"""Settling a push: every command gets a receipt, and none can spoil another's."""

from collections.abc import Sequence

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain.commands import AddFollowUp, Claim, Command
from domain.court import judge_in_turn
from domain.identifiers import Instant, PersonId
from domain.instants import millis
from domain.ownership import is_intent_stale
from domain.reasons import Reason
from domain.verdicts import Accepted, Verdict
from server.arbitration.evidence import Evidence, gather
from server.arbitration.intake import Asked, answer_without_judging, first_of_each, must_ask, read_envelope
from server.arbitration.outcome import Outcome
from server.arbitration.repository import drop_receipts, receipts_of, store_receipts
from server.arbitration.retention import RECEIPTS_KEPT
from server.arbitration.storing import store
from server.customers.figures import lock_quota
from server.database import Database
from server.feed.log import NewId, record
from server.follow_ups.repository import those_there
from server.pools.membership import standing_of
from sync.clock import Now
from sync.protocol.commands import Envelope
from sync.protocol.messages import Receipt

_RECEIPTS_AT_ONCE = 1_000

_log = structlog.get_logger()

# The database's trouble, not a command's: the whole push is to be sent again.
_DATABASE_TROUBLE = (OperationalError, InterfaceError, PoolTimeout)


class UnknownPerson(Exception):
    """Somebody asks who is not, or no longer, in the company."""


def settle(
    database: Database, person_id: PersonId, device_id: str, envelopes: Sequence[Envelope], clock: Now, new_id: NewId
) -> tuple[Receipt, ...]:
    """One receipt per envelope, in their order; whatever was decided is durable when this returns.

    `clock` is read once everything that is decided upon is locked: whoever waited for another is dated after them.

    Raises:
        UnknownPerson: there is nobody of that id.
        OperationalError, InterfaceError, TimeoutError (SQLAlchemy's): the database is in trouble; send it all again.
    """
    return tuple(_settle(database, person_id, device_id, [read_envelope(one) for one in envelopes], clock, new_id))


def forget_old_receipts(database: Database, now: Instant, new_id: NewId) -> int:
    """Drop receipts that are past their time, a stretch at once. Returns how many went: call again until none."""

    def forget(connection: Connection) -> int:
        entries = drop_receipts(connection, now - RECEIPTS_KEPT, _RECEIPTS_AT_ONCE)
        record(connection, entries, now, new_id)
        return len(entries)

    return database.write(forget)


def _settle(
    database: Database, person_id: PersonId, device_id: str, asked: Sequence[Asked], clock: Now, new_id: NewId
) -> list[Receipt]:
    try:
        return database.write(lambda connection: _decide(connection, person_id, device_id, asked, clock, new_id))
    except (*_DATABASE_TROUBLE, UnknownPerson):
        raise
    except Exception as error:
        if len(asked) > 1:
            # Some command in it cannot be stored. Halving finds it in few steps, and the others go through.
            middle = len(asked) // 2
            halves = (asked[:middle], asked[middle:])
            return [done for half in halves for done in _settle(database, person_id, device_id, half, clock, new_id)]
        _log.warning("command_unprocessable", command_id=asked[0].id, error=type(error).__name__)
        return [must_ask(asked[0], Reason.UNPROCESSABLE, clock())]


def _decide(
    connection: Connection, person_id: PersonId, device_id: str, asked: Sequence[Asked], clock: Now, new_id: NewId
) -> list[Receipt]:
    """One transaction. The lock comes before the receipts are read: a retry on another connection waits for them."""
    standing = standing_of(connection, person_id)
    if standing is None:
        raise UnknownPerson(person_id)
    figures = lock_quota(connection, person_id)
    stored = receipts_of(connection, {one.id for one in asked})
    now = clock()
    firsts = first_of_each(asked)
    answers: dict[str, Receipt] = {}
    to_judge: list[tuple[Asked, Command]] = []
    for one in firsts.values():
        answer = answer_without_judging(one, person_id, stored.get(one.id), now)
        if answer is not None:
            answers[one.id] = answer
        elif one.command is not None:
            to_judge.append((one, one.command))
    if to_judge:
        evidence = gather(connection, standing, figures, [command for _, command in to_judge], clock)
        now = evidence.now
        taken = _taken_ids(connection, [command for _, command in to_judge])
        fresh = []
        for one, command in to_judge:
            answer = _stale_intent(one, command, evidence, now) or _second_of_one(one, command, taken, now)
            if answer is None:
                fresh.append((one, command))
                taken |= _own_ids([command])
            else:
                answers[one.id] = answer
        # Whoever is judged here has no receipt: what its asker says of an earlier one, we have forgotten.
        cases = [evidence.case_of(command, was_accepted_once=one.was_accepted_once) for one, command in fresh]
        verdicts = judge_in_turn(cases, now)
        outcome = Outcome(evidence, now, new_id)
        decided: list[tuple[Receipt, str]] = []
        for (one, command), verdict in zip(fresh, verdicts, strict=True):
            if isinstance(verdict, Accepted):
                outcome.take(one.id, command.customer_id, verdict)
            elif one.id in stored:
                answers[one.id] = stored[one.id].receipt
                continue
            answers[one.id] = _receipt(one, verdict, now)
            decided.append((answers[one.id], one.body_hash))
        entries = store(connection, outcome, figures)
        entries += store_receipts(connection, person_id, device_id, decided, stored)
        record(connection, entries, now, new_id)
    return [_own_answer(one, firsts[one.id], answers[one.id], now) for one in asked]


def _stale_intent(asked: Asked, command: Command, evidence: Evidence, now: Instant) -> Receipt | None:
    rules = evidence.rules_of(command.customer_id)
    if not isinstance(command, Claim) or not is_intent_stale(command.asked_at, rules, now):
        return None
    facts: dict[str, str | int] = {"asked_at": millis(command.asked_at), "hours": rules.intent_hours}
    return must_ask(asked, Reason.INTENT_EXPIRED, now, facts)


def _second_of_one(asked: Asked, command: Command, taken: set[str], now: Instant) -> Receipt | None:
    """A follow-up stands once, whatever the commands that name it."""
    return None if taken.isdisjoint(_own_ids([command])) else must_ask(asked, Reason.ID_REUSED, now)


def _taken_ids(connection: Connection, commands: Sequence[Command]) -> set[str]:
    new = _own_ids(commands)
    return those_there(connection, new) if new else set()


def _own_ids(commands: Sequence[Command]) -> set[str]:
    """Of what the commands would make."""
    return {command.follow_up_id for command in commands if isinstance(command, AddFollowUp)}


def _receipt(asked: Asked, verdict: Verdict, now: Instant) -> Receipt:
    if isinstance(verdict, Accepted):
        remark = None if verdict.remark is None else verdict.remark.value
        return Receipt(asked.id, True, remark, decided_at=millis(now))
    return Receipt(asked.id, False, verdict.reason.value, dict(verdict.facts), decided_at=millis(now))


def _own_answer(asked: Asked, first: Asked, answer: Receipt, now: Instant) -> Receipt:
    """The same id twice in one push: the same answer for the same body, else a reused id."""
    return answer if asked.body_hash == first.body_hash else must_ask(asked, Reason.ID_REUSED, now)
