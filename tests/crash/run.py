"""One seed from its founding to its verdict."""

import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sync.clock import SystemClock
from tests.crash.company import drawn_limits, founded
from tests.crash.desk import Desk
from tests.crash.ledger import faults_in, read_ledger
from tests.crash.trial import Trial
from tests.crash.verdict import Settled, faults_seen, faults_told, settle


@dataclass(frozen=True)
class Outcome:
    """`faults` is empty where nothing was lost and nothing doubled."""

    seed: int
    kills: Counter[str]
    saved: int
    accepted: int
    refused: Counter[str]
    oddities: Counter[str]
    seconds: float
    faults: tuple[str, ...]


def run(place: Path, url: str, kills: int, seed: int) -> Outcome:
    """`place` is an empty folder, `url` an empty database."""
    clock, chance = SystemClock(), random.Random(f"limits {seed}")
    since, began = founded(url, seed, drawn_limits(chance)), clock.elapsed()
    trial = Trial(place, url, seed)
    desks: list[Desk] = []
    faults: list[str] = []
    try:
        trial.run(kills)
        seconds = clock.elapsed() - began
        settled = [
            Settled(machine, Desk(machine.folder, trial.address, machine.login)) for machine in trial.told.machines
        ]
        desks += [one.desk for one in settled]
        # Twice: what the last of them sends, the first has still to see.
        for one in settled * 2:
            wedged = settle(one.desk)
            faults += [] if wedged is None else [f"{one.machine.folder.name}: {wedged}"]
        witnesses = {}
        for login in sorted({machine.login for machine in trial.told.machines}):
            (place / f"witness-{login}").mkdir()
            witnesses[login] = Desk(place / f"witness-{login}", trial.address, login)
            desks.append(witnesses[login])
            wedged = settle(witnesses[login])
            faults += [] if wedged is None else [f"an empty machine of {login}: {wedged}"]
        ledger = read_ledger(url, since)
        faults += [*faults_in(ledger), *faults_told(trial.told, settled, ledger)]
        faults += faults_seen(settled, witnesses, ledger)
    finally:
        for desk in desks:
            desk.close()
        trial.close()
    return Outcome(
        seed,
        trial.told.kills,
        len(trial.told.saved),
        sum(bool(row.is_accepted) for row in ledger.receipts),
        Counter(str(row.reason) for row in ledger.receipts if not row.is_accepted),
        trial.told.oddities,
        seconds,
        tuple(faults),
    )
