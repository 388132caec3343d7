"""One push before the court, in one transaction: what followed and what its asker is told become true together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from domain.commands import AddFollowUp, Claim, Command, RegisterCustomer
from domain.company import Depart, Granted
from domain.identifiers import Instant, PersonId
from domain.instants import millis
from domain.ownership import is_intent_stale
from domain.reasons import Reason
from domain.turns import judge_in_turn
from domain.verdicts import Accepted, Verdict
from server.arbitration.company import lock_company
from server.arbitration.evidence import Evidence, gather, recipients_of
from server.arbitration.governing import govern
from server.arbitration.intake import Asked, answer_without_judging, first_of_each, must_ask
from server.arbitration.outcome import Outcome
from server.arbitration.repository import StoredReceipt, receipts_of, store_receipts
from server.arbitration.runs import runs
from server.arbitration.storing import store
from server.customers.figures import lock_quotas, store_quota
from server.feed.log import NewId, record
from server.follow_ups.repository import those_there
from server.organisation.repository import find_people
from server.pools.membership import Standing, standing_of
from sync.clock import Now
from sync.protocol.acts import is_of_a_customer, is_of_the_company
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
    if not find_people(connection, [person_id]):
        raise UnknownPerson(person_id)
    if any(is_of_the_company(one.command) or isinstance(one.command, RegisterCustomer) for one in asked):
        # Also that no two enter the same company at once.
        lock_company(connection)
    people = {person_id, *_whose_figures_move(connection, asked)}
    lock_quotas(connection, people)
    stored = receipts_of(connection, {one.id for one in asked})
    firsts = first_of_each(asked)
    now = clock()
    answers: dict[str, Receipt] = {}
    to_judge: list[Asked] = []
    for one in firsts.values():
        answer = answer_without_judging(one, person_id, stored.get(one.id), now)
        if answer is None:
            to_judge.append(one)
        else:
            answers[one.id] = answer
    for run in runs(to_judge):
        decide_some = _govern if is_of_the_company(run[0].command) else _settle
        answers |= decide_some(_Push(connection, person_id, device_id, people, stored, clock, new_id), run)
        now = clock()
    return [_own_answer(one, firsts[one.id], answers[one.id], now) for one in asked]


@dataclass(frozen=True, slots=True)
class _Push:
    """What is the same for all commands of one push. `people` are those whose figures it has locked."""

    connection: Connection
    person_id: PersonId
    device_id: str
    people: set[PersonId]
    stored: Mapping[str, StoredReceipt]
    clock: Now
    new_id: NewId

    def standing(self) -> Standing:
        """Read when all is locked: whoever departed while we waited takes nothing any more."""
        standing = standing_of(self.connection, self.person_id)
        if standing is None:
            raise UnknownPerson(self.person_id)
        return standing


def _whose_figures_move(connection: Connection, asked: Sequence[Asked]) -> set[PersonId]:
    """Besides their asker's: of those who are given customers, and of those who leave theirs behind."""
    commands = [one.command for one in asked if is_of_a_customer(one.command)]
    leaving = {one.command.person_id for one in asked if isinstance(one.command, Depart)}
    there = set(find_people(connection, leaving)) if leaving else set()
    return there | recipients_of(connection, commands)


def _govern(push: _Push, asked: Sequence[Asked]) -> dict[str, Receipt]:
    answers: dict[str, Receipt] = {}
    for one in asked:
        command = one.command
        if not is_of_the_company(command):
            continue
        actor = push.standing().actor.person
        verdict, entries, now = govern(push.connection, actor, command, push.clock, push.new_id)
        answers[one.id] = _receipt(one, Accepted(()) if isinstance(verdict, Granted) else verdict, now)
        told = [(answers[one.id], one.body_hash)]
        entries += store_receipts(push.connection, push.person_id, push.device_id, told, push.stored)
        record(push.connection, entries, now, push.new_id)
    return answers


def _settle(push: _Push, asked: Sequence[Asked]) -> dict[str, Receipt]:
    connection, person_id = push.connection, push.person_id
    to_judge = [(one, one.command) for one in asked if is_of_a_customer(one.command)]
    commands = [command for _, command in to_judge]
    # Locked already, and read anew: an earlier run of this push may have moved them.
    figures = lock_quotas(connection, push.people)
    evidence = gather(connection, push.standing(), figures, commands, push.clock)
    outcome = Outcome(evidence.ground, push.new_id, person_id, evidence.late, evidence.records)
    decided, answers = _judged(connection, evidence, to_judge, push.stored, outcome)
    entries = store(connection, outcome)
    if outcome.claims:
        claimed = evidence.quota.claimed_today + outcome.claims
        entries.append(store_quota(connection, figures[person_id], evidence.day, claimed))
    entries += store_receipts(connection, person_id, push.device_id, decided, push.stored)
    record(connection, entries, evidence.ground.now, push.new_id)
    return answers | {receipt.command_id: receipt for receipt, _ in decided}


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
        return Receipt(asked.id, True, remark, dict(verdict.facts), decided_at=millis(now))
    return Receipt(asked.id, False, verdict.reason.value, dict(verdict.facts), decided_at=millis(now))


def _own_answer(asked: Asked, first: Asked, answer: Receipt, now: Instant) -> Receipt:
    """The same id twice in one push: the same answer for the same body, else a reused id."""
    return answer if asked.body_hash == first.body_hash else must_ask(asked, Reason.ID_REUSED, now)
