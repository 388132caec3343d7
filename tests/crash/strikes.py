"""When and whom to kill: drawn from a seed, so that a plan can be had again. The moments are the machine's."""

import random
from dataclasses import dataclass
from enum import StrEnum

from tests.crash.telling import Line, Stage


class Victim(StrEnum):
    CLIENT = "client"
    SERVER = "server"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Strike:
    """`delay_seconds` after the `count`-th time that `stage` is said; after birth where it is None.

    The server has stages only through its clients: any of them may say it.
    """

    victim: Victim
    stage: Stage | None
    count: int
    delay_seconds: float

    @property
    def name(self) -> str:
        return f"{self.victim}: {'blind' if self.stage is None else self.stage}"


AT_WORK = (
    Stage.STARTING,
    Stage.REFRESHING,
    Stage.OPENING,
    Stage.GREETING,
    Stage.PUSHING,
    Stage.PUSHING,
    Stage.PUSHED,
    Stage.PULLING,
    Stage.PULLED,
    Stage.PULLED,
    Stage.FINISHING,
    Stage.SUBMITTING,
    Stage.SUBMITTED,
    Stage.WITHDRAWING,
)
ON_FIRST_DAY = (
    Stage.SIGNING_IN,
    Stage.OPENING,
    Stage.GREETING,
    Stage.PULLING,
    Stage.PULLED,
    Stage.FINISHING,
    Stage.READY,
    Stage.SUBMITTED,
    Stage.PUSHING,
)
BENEATH_CLIENTS = (Stage.PUSHING, Stage.PUSHING, Stage.PUSHING, Stage.PULLING, Stage.REFRESHING, Stage.SIGNING_IN)

_ONCE = {Stage.STARTING, Stage.REFRESHING, Stage.OPENING, Stage.SIGNING_IN, Stage.READY}
_MOMENT_SECONDS = 0.012
"""About what a push takes on the server: a kill within it falls before, into or behind its transaction."""


def against_client(chance: random.Random, *, is_first_day: bool) -> Strike:
    """On a first day there is a walk through everything, a page at a time; on others there is work."""
    victim = Victim.BOTH if chance.random() < 0.1 else Victim.CLIENT
    if chance.random() < 0.25:
        return Strike(victim, None, 1, chance.uniform(0.0, 0.4 if is_first_day else 1.5))
    stage = chance.choice(ON_FIRST_DAY if is_first_day else AT_WORK)
    count = 1 if stage in _ONCE else chance.randint(1, 5)
    return Strike(victim, stage, count, chance.uniform(0.0, _MOMENT_SECONDS))


def against_server(chance: random.Random) -> Strike:
    """Blind ones are counted from its birth, so some fall into its start."""
    if chance.random() < 0.4:
        return Strike(Victim.SERVER, None, 1, chance.choice((chance.uniform(0.0, 0.3), chance.uniform(0.3, 2.0))))
    stage = chance.choice(BENEATH_CLIENTS)
    return Strike(Victim.SERVER, stage, chance.randint(1, 6), chance.uniform(0.0, _MOMENT_SECONDS))


class Fuse:
    """Waits for a strike's moment. `due` is None until it can be told."""

    PATIENCE_SECONDS = 10.0
    """A stage may not come any more, or the machine be busy: then the strike falls blindly."""

    def __init__(self, strike: Strike, now: float) -> None:
        self.strike = strike
        self._left = strike.count
        self.due = now + (strike.delay_seconds if strike.stage is None else self.PATIENCE_SECONDS)
        self.is_lit = strike.stage is None

    def hear(self, line: Line, now: float) -> None:
        if self.is_lit or line != ("at", self.strike.stage):
            return
        self._left -= 1
        if self._left == 0:
            self.is_lit = True
            self.due = now + self.strike.delay_seconds

    @property
    def name(self) -> str:
        """By which the kill is counted: a stage that never came counts as blind."""
        return self.strike.name if self.is_lit else f"{self.strike.victim}: blind"
