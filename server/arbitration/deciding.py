"""One push before the court, in one transaction: what followed and what its asker is told become true together."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from domain.commands import AddFollowUp, Claim, Command
from domain.court import judge_in_turn
from domain.identifiers import Instant, PersonId
from domain.instants import millis
from domain.ownership import is_intent_stale
from domain.reasons import Reason
from domain.verdicts import Accepted, Verdict
from server.arbitration.evidence import Evidence, gather, recipients_of
from server.arbitration.intake import Asked, answer_without_judging, first_of_each, must_ask
from server.arbitration.outcome import Outcome
from server.arbitration.repository import StoredReceipt, receipts_of, store_receipts
from server.arbitration.storing import store
from server.customers.figures import lock_quotas, store_quota
from server.feed.log import NewId, record
from server.follow_ups.repository import those_there
from server.pools.membership import standing_of
from sync.clock import Now
from sync.protocol.messages import Receipt


class UnknownPerson(Exception):
    """Somebody asks who is not, or no longer, in the company."""


def decide(
    connection: Connection, person_id: PersonId, device_id: str, asked: Sequence[Asked], clock: Now, new_id: NewId
) -> list[Receipt]:
    """The locks come before the receipts are read: a retry on another connection waits for them.

    Raises:
        UnknownPerson: there is nobody of that id.
    """
    standing = standing_of(connection, person_id)
    if standing is None:
        raise UnknownPerson(person_id)
    recipients = recipients_of(connection, [one.command for one in asked if one.command is not None])
    figures = lock_quotas(connection, {person_id, *recipients})
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
        now = evidence.ground.now
        outcome = Outcome(evidence.ground, new_id, actor_id=person_id)
        decided, unjudged = _judged(connection, evidence, to_judge, stored, outcome)
        answers |= unjudged | {receipt.command_id: receipt for receipt, _ in decided}
        entries = store(connection, outcome)
        if outcome.claims:
            claimed = evidence.quota.claimed_today + outcome.claims
            entries.append(store_quota(connection, figures[person_id], evidence.day, claimed))
        entries += store_receipts(connection, person_id, device_id, decided, stored)
        record(connection, entries, now, new_id)
    return [_own_answer(one, firsts[one.id], answers[one.id], now) for one in asked]


def _judged(
    connection: Connection,
    evidence: Evidence,
    asked: Sequence[tuple[Asked, Command]],
    stored: Mapping[str, StoredReceipt],
    outcome: Outcome,
) -> tuple[list[tuple[Receipt, str]], dict[str, Receipt]]:
    """What was decided, each with the hash of its body, and the answers that decide nothing new.

    What followed is added to `outcome`.
    """
    now = evidence.ground.now
    taken = _taken_ids(connection, [command for _, command in asked])
    answers: dict[str, Receipt] = {}
    fresh = []
    for one, command in asked:
        answer = _stale_intent(one, command, evidence, now) or _second_of_one(one, command, taken, now)
        if answer is None:
            fresh.append((one, command))
            taken |= _own_ids([command])
        else:
            answers[one.id] = answer
    cases = [evidence.case_of(command, was_accepted_once=one.was_accepted_once) for one, command in fresh]
    decided: list[tuple[Receipt, str]] = []
    for (one, command), verdict in zip(fresh, judge_in_turn(cases, now), strict=True):
        if isinstance(verdict, Accepted):
            outcome.take(one.id, command.customer_id, verdict.effects)
        elif one.id in stored:
            answers[one.id] = stored[one.id].receipt
            continue
        decided.append((_receipt(one, verdict, now), one.body_hash))
    return decided, answers


def _stale_intent(asked: Asked, command: Command, evidence: Evidence, now: Instant) -> Receipt | None:
    rules = evidence.ground.rules_of(command.customer_id)
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
