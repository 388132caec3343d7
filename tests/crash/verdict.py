"""Whether everybody got what they were shown: each machine's outbox against the server's tables, and what all see."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from domain.commands import AddFollowUp, Claim, Release
from domain.instants import millis
from domain.reasons import Reason
from sync.cache.answers import CommandState, CustomerView, FollowUpView, Item
from sync.cache.asking import InPool, Mine, Wanted
from sync.errors import SignInNeeded
from sync.protocol.acts import Act
from tests.crash.desk import Desk, device_of
from tests.crash.ledger import Ledger
from tests.crash.told import Machine, Told

_ROUNDS = 40
_VERBS: dict[type[Act], str] = {Claim: "claim", Release: "release", AddFollowUp: "follow_up"}
_HONEST = {
    "claim": {Reason.TAKEN_BY_OTHER, Reason.COOLING_DOWN, Reason.DAILY_LIMIT, Reason.CAP_REACHED},
    "release": {Reason.NOT_YOURS, Reason.OWNED_ANEW},
    "follow_up": {Reason.NOT_YOURS},
}
"""Why somebody may lose, with others at the same customers. Any other reason is a mistake of ours."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A machine after its last start, in peace."""

    machine: Machine
    desk: Desk


def settle(desk: Desk) -> str | None:
    """Everything is sent and everything has come; else what stands in the way."""
    trouble: object = None
    for _ in range(_ROUNDS):
        trouble = desk.engine.run_once().trouble
        if isinstance(trouble, SignInNeeded):
            desk.sign_in()
        counts = desk.cache.outbox.counts()
        if trouble is None and not (counts.waiting or counts.answered):
            return None
    return f"the outbox does not drain: {desk.cache.outbox.counts()}, {trouble!r}"


def faults_told(told: Told, settled: list[Settled], ledger: Ledger) -> Iterator[str]:
    """Every command that was shown as saved is answered, and every answer is what the server's tables say."""
    by_machine = {one.machine: one.desk for one in settled}
    for command_id, machine in told.saved.items():
        if by_machine[machine].cache.outbox.item(command_id) is None and command_id not in told.withdrawing:
            yield f"command {command_id} was shown as saved and is gone"
    for row in ledger.receipts:
        if row.command_id in told.withdrawn:
            yield f"command {row.command_id} was withdrawn and done all the same"
    answers = _Answers(ledger)
    for one in settled:
        counts = one.desk.cache.outbox.counts()
        answered = [row for row in ledger.receipts if row.device_id == device_of(one.machine.folder)]
        if counts.needs_you:
            yield f"{counts.needs_you} commands of {one.machine.folder.name} wait for their person, who did nothing odd"
        if len(answered) != counts.done + counts.refused:
            yield f"{one.machine.folder.name} holds {counts}, the server answered it {len(answered)} commands"
        for row in answered:
            item = one.desk.cache.outbox.item(row.command_id)
            if item is None:
                yield f"the server answered {row.command_id}, which {one.machine.folder.name} does not know"
            else:
                yield from answers.faults(item, row)


class _Answers:
    """One answer at a time, against what became of it."""

    def __init__(self, ledger: Ledger) -> None:
        self._events = {event.command_id: event for event in ledger.of_trial()}
        self._follow_ups = {row.id: row for row in ledger.follow_ups}
        self._spans: dict[tuple[str, str], list[Row[Any]]] = {}
        for span in ledger.ownerships:
            self._spans.setdefault((span.customer_id, span.person_id), []).append(span)

    def faults(self, item: Item, receipt: Row[Any]) -> Iterator[str]:
        verb, which = _VERBS[type(item.command)], f"command {item.id}"
        if (item.state is CommandState.DONE) is not bool(receipt.is_accepted):
            yield f"{which} stands as {item.state}, the server said {'yes' if receipt.is_accepted else 'no'}"
        if not receipt.is_accepted and item.reason not in _HONEST[verb]:
            yield f"{which}, a {verb}, was refused as {receipt.reason} {receipt.facts}"
        if isinstance(item.command, AddFollowUp):
            yield from self._follow_up(item.command, receipt)
            return
        is_effective = bool(receipt.is_accepted) and receipt.reason is None
        event = self._events.get(item.id)
        if is_effective is not (event is not None):
            yield f"{which}, a {verb}, was told {receipt.is_accepted, receipt.reason}, and its event is {event}"
        elif event is not None:
            person = event.to_owner_id if verb == "claim" else event.from_owner_id
            if (event.verb, event.customer_id, person) != (verb, item.subject_id, receipt.person_id):
                yield f"{which}, a {verb}, made another event: {event}"

    def _follow_up(self, command: AddFollowUp, receipt: Row[Any]) -> Iterator[str]:
        row = self._follow_ups.get(command.follow_up_id)
        if bool(receipt.is_accepted) is not (row is not None):
            yield f"follow-up {command.follow_up_id} was told {receipt.is_accepted}, and at the server stands {row}"
        elif row is not None and (row.customer_id, row.author_id, row.text) != (
            command.customer_id, receipt.person_id, command.text,
        ):  # fmt: skip
            yield f"follow-up {command.follow_up_id} is not as it was written: {row}"
        happened = millis(command.happened_at)
        held = self._spans.get((command.customer_id, receipt.person_id), [])
        if row is None and any(span.since <= happened and (span.until or happened + 1) > happened for span in held):
            yield f"follow-up {command.follow_up_id} was refused, and its author held the customer then"


type Sight = dict[str, tuple[list[CustomerView], list[list[FollowUpView]]]]


def faults_seen(settled: list[Settled], witnesses: dict[str, Desk], ledger: Ledger) -> Iterator[str]:
    """Every machine shows what an empty one shows that came to it last, and that is what the server holds."""
    for login, witness in witnesses.items():
        truth = _sight(witness, witness)
        for one in settled:
            if one.machine.login == login:
                seen = _sight(one.desk, witness)
                for shelf, there in truth.items():
                    if seen[shelf] != there:
                        yield f"{one.machine.folder.name} and an empty machine of {login} show another {shelf}"
        person_id = witness.cache.person_id
        mine = {row.id for row in ledger.customers if row.owner_id == person_id}
        if {view.row.id for view in truth["Mine"][0]} != mine:
            yield f"{login} is shown others as theirs than the server holds for them"
        free = {row.id for row in ledger.customers if row.pool_state == "unassigned"}
        if {view.row.id for shelf, there in truth.items() if shelf != "Mine" for view in there[0]} != free:
            yield f"{login} is shown another pool than the server holds"


def _sight(desk: Desk, clock_of: Desk) -> Sight:
    now, register = clock_of.clock.now(), desk.cache.register
    shelves: list[Mine | InPool] = [Mine(), *(InPool(pool.id) for pool in desk.cache.directory.pools())]
    sight: Sight = {}
    for shelf in shelves:
        ids = register.ids(Wanted(shelf), now)
        follow_ups = [register.follow_ups(one, limit=10_000) for one in ids] if isinstance(shelf, Mine) else []
        sight["Mine" if isinstance(shelf, Mine) else shelf.pool_id] = register.rows(ids, now), follow_ups
    return sight
