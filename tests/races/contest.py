"""Reps with two devices each, a recycler, a manager and a spoiler at the same customers, all at once for a while.

What comes of it is a history to be checked. The acts are drawn from a seed; how they interleave is up to the machine.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count

import psycopg

from domain.commands import AddFollowUp, Claim, Command, FollowUpKind, Release
from domain.identifiers import CustomerId, FollowUpId, PersonId
from domain.rulesets import Ruleset, huaqiu
from sync.clock import SystemClock
from sync.errors import Unreachable
from sync.protocol.commands import Envelope
from sync.protocol.rows import CustomerRow
from sync.protocol.scopes import person_scope
from tests.races.arena import Arena
from tests.races.checker import faults_in
from tests.races.device import Device, new_id
from tests.races.history import Asked, Fault, History, Intervention
from tests.races.interventions import assign, recycle
from tests.races.truth import are_dense, positions_given, with_truth
from tests.races.wire_reader import WireReader
from tests.server.company import LONG_AGO

STRICT = replace(huaqiu(1, LONG_AGO), holding_cap=6, daily_claim_limit=12)
LOOSE = replace(STRICT, cool_down_hours=0)
"""Without a cool-down customers go from hand to hand; in both pools the cap and the day are met midway."""

STYLES = ("once", "once", "twice at once", "hung up, then again", "unheard, then again", "reused at once", "again")
"""How a push is delivered."""

_clock = SystemClock()


@dataclass(frozen=True, slots=True)
class Plan:
    seconds: float
    seed: int
    reps: int = 6
    customers: int = 24
    strict: Ruleset = STRICT
    loose: Ruleset = LOOSE
    spoilers: int = 2
    kills: int = 0


@dataclass
class Result:
    """What a contest came to. `disagreements` are readers that do not hold what the tables hold."""

    history: History
    faults: list[Fault]
    disagreements: list[str]
    positions: list[int | None]
    checksums_met: int
    deadlocks: int
    sent_again: int
    styles: Counter[str]
    kills: int
    seconds: float

    @property
    def receipts(self) -> Counter[str]:
        """How many commands had each answer, by verb."""
        verbs = {(each.command_id, each.body_hash): each.verb for each in self.history.asked}
        return Counter(
            f"{verbs[told.receipt.command_id, told.body_hash]} {'done' if told.receipt.is_accepted else 'refused'}"
            + (f" ({told.receipt.reason})" if told.receipt.reason else "")
            for told in self.history.told
        )

    @property
    def is_sound(self) -> bool:
        return not self.faults and not self.disagreements and are_dense(self.positions)


def contest(where: Arena, plan: Plan) -> Result:
    """Among people, pools and customers of its own, however many others there are."""
    return _Contest(where, plan).run()


@dataclass
class _Contest:
    arena: Arena
    plan: Plan
    customers: list[CustomerId] = field(default_factory=list)
    styles: Counter[str] = field(default_factory=Counter)
    interventions: list[Intervention] = field(default_factory=list)
    kills: int = 0

    def run(self) -> Result:
        plan = self.plan
        rules: dict[str, Ruleset] = {}
        for ruleset in (plan.strict, plan.loose):
            of_pool = self.arena.customers(plan.customers // 2, ruleset)
            self.customers += of_pool
            rules |= dict.fromkeys(map(str, of_pool), ruleset)
        logins = [new_id() for _ in range(plan.reps)]
        self.people = [self.arena.rep(login) for login in logins]
        devices = [self.arena.device(login) for login in logins for _ in range(2)]
        readers = [self.arena.reader(device, number % 2).read() for number, device in enumerate(devices)]
        deadlocks = self._deadlocks()
        began = time.monotonic()
        self._ends = began + plan.seconds
        numbers = count()
        jobs: list[Callable[[], None]] = [
            *(
                partial(self._work, device, reader, self._chance(numbers))
                for device, reader in zip(devices, readers, strict=True)
            ),
            partial(self._recycle, self._chance(numbers)),
            partial(self._assign, self._chance(numbers)),
            *(partial(self._spoil, self._chance(numbers)) for _ in range(plan.spoilers)),
            *([partial(self._kill, self._chance(numbers))] if plan.kills else []),
        ]
        with ThreadPoolExecutor(len(jobs)) as threads:
            for job in [threads.submit(job) for job in jobs]:
                job.result()
        seconds = time.monotonic() - began
        for reader in readers:
            reader.read()
        history = History(
            rules,
            frozenset(self.people),
            asked=[asked for device in devices for asked in device.asked],
            interventions=self.interventions,
        )
        history = self.arena.database.read(partial(with_truth, history))
        return Result(
            history,
            faults_in(history),
            [each for reader in readers for each in reader.disagreements()],
            self.arena.database.read(positions_given),
            sum(reader.checksums_met for reader in readers),
            self._deadlocks() - deadlocks,
            sum(device.tried_again for device in devices),
            self.styles,
            self.kills,
            seconds,
        )

    def _chance(self, numbers: "count[int]") -> random.Random:
        return random.Random(self.plan.seed * 1_000 + next(numbers))

    def _goes_on(self) -> bool:
        return time.monotonic() < self._ends

    def _work(self, device: Device, reader: WireReader, chance: random.Random) -> None:
        """A device at work: it asks, in one way of asking or another, and pulls now and then."""
        mine = person_scope(device.person_id)
        while self._goes_on():
            if chance.random() < 0.4:
                _until_reached(reader)
            held = list(reader.of(mine, CustomerRow).values())
            commands = self._commands(held, chance)
            envelopes = [device.envelope(command) for command in commands]
            self._deliver(device, envelopes, chance)

    def _commands(self, held: Sequence[CustomerRow], chance: random.Random) -> list[Command]:
        now = _clock.now()
        verb = chance.choice(["claim", "claim", "release", "follow_up"])
        if verb == "release" and held:
            # Sometimes of an ownership that has long ended, as after a week without a network.
            return [
                Release(CustomerId(row.id), row.ownership_version - 2 * (chance.random() < 0.1), "退回")
                for row in chance.sample(held, min(len(held), chance.randint(1, 3)))
            ]
        some = [CustomerId(row.id) for row in held] or self.customers
        if verb == "follow_up":
            among = some if chance.random() < 0.7 else self.customers
            return [
                AddFollowUp(each, FollowUpId(new_id()), FollowUpKind.PHONE, "聊了打样", now)
                for each in chance.sample(among, min(len(among), chance.randint(1, 3)))
            ]
        return [Claim(each, now) for each in chance.sample(self.customers, chance.randint(1, 6))]

    def _deliver(self, device: Device, envelopes: list[Envelope], chance: random.Random) -> None:
        style = chance.choice(STYLES)
        self.styles[style] += 1
        server = chance.randrange(len(device.servers))
        match style:
            case "once":
                device.push(envelopes, server)
            case "twice at once":
                _at_once(lambda: device.push(envelopes, server), lambda: device.push(envelopes, server + 1))
            case "hung up, then again":
                device.hang_up(envelopes, server)
                device.push(envelopes, server + 1)
            case "unheard, then again":
                with device.unheard(envelopes, server):
                    device.push(envelopes, server + 1)
            case "reused at once":
                other = [self._another(device, each, chance) for each in envelopes]
                _at_once(lambda: device.push(envelopes, server), lambda: device.push(other, server + 1))
            case _:
                device.push(envelopes, server)
                device.push(envelopes[::-1], server + 1)

    def _another(self, device: Device, envelope: Envelope, chance: random.Random) -> Envelope:
        """Another command under the same id."""
        return device.envelope(Claim(chance.choice(self.customers), _clock.now()), envelope.id)

    def _recycle(self, chance: random.Random) -> None:
        while self._goes_on():
            self.interventions.append(recycle(self.arena.database, chance.choice(self.customers)))
            _pause(0.03)

    def _assign(self, chance: random.Random) -> None:
        while self._goes_on():
            to: PersonId = chance.choice(self.people)
            self.interventions.append(assign(self.arena.database, chance.choice(self.customers), to))
            _pause(0.03)

    def _spoil(self, chance: random.Random) -> None:
        """Somebody at the database who locks in the wrong order, which makes circles; then changes their mind."""
        with self.arena.session() as session:
            while self._goes_on():
                some = sorted(chance.sample(self.customers, 5), reverse=True)
                try:
                    for each in some:
                        session.execute("SELECT 1 FROM customer WHERE id = %s FOR UPDATE", (each,))
                        _pause(0.005)
                except psycopg.errors.DeadlockDetected:
                    self.styles["spoiler lost a circle"] += 1
                session.rollback()
                _pause(0.02)

    def _kill(self, chance: random.Random) -> None:
        """One server process after the other dies in the middle of its work and comes back at the same place."""
        for number in range(self.plan.kills):
            _pause(chance.uniform(0.2, self.plan.seconds / (self.plan.kills + 1)))
            server = self.arena.servers[number % 2]
            server.kill()
            server.start()
            self.kills += 1

    def _deadlocks(self) -> int:
        """How many circles PostgreSQL broke."""
        with self.arena.session() as session:
            session.execute("SELECT pg_stat_clear_snapshot()")
            row = session.execute(
                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
            ).fetchone()
        return int(row[0]) if row else 0


def _at_once(one: Callable[[], list[Asked]], other: Callable[[], list[Asked]]) -> None:
    with ThreadPoolExecutor(2) as threads:
        for done in (threads.submit(one), threads.submit(other)):
            done.result()


def _until_reached(reader: WireReader) -> None:
    """Pull everything, again and again while its server is just not there."""
    while True:
        try:
            reader.read()
        except Unreachable:
            _pause(0.05)
        else:
            return


def _pause(seconds: float) -> None:
    """Only to let others go first; nothing is waited for."""
    threading.Event().wait(seconds)
