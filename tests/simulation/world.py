"""One server, some desks, the network between them and the time that passes: everything of one seed."""

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

from sync.protocol.acts import Act
from sync.protocol.commands import Envelope
from tests.simulation.clocks import WorldIds, WorldTime, WrongClock
from tests.simulation.company import Founding, founding, quick_folder
from tests.simulation.desk import Desk, Machine
from tests.simulation.judge import Judge
from tests.simulation.server import SimulatedServer
from tests.simulation.told import Shop
from tests.simulation.weather import Weather, weather_of
from tests.simulation.witness import Promises, Saved

_DEEPEST = 2


class World:
    """`chance` is drawn anew for every step, so that leaving one out changes no other: failures can be shrunk."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.weather: Weather = weather_of(seed)
        self.chance = Random(f"{seed}")
        self.time = WorldTime()
        self.ids = WorldIds(self.time)
        self.founding: Founding = founding()
        self.folder = quick_folder()
        self.server = SimulatedServer(
            self.folder, self.founding, self.time, self.ids, has_replica=self.weather.has_replica
        )
        self.server.before_commit = self._overtake
        self.judge = Judge(self.server)
        self.promises = Promises()
        self.figures: Counter[str] = Counter()
        self.shop = Shop()
        self.judge.reference.past.accounts = self.shop.accounts
        self.steps = 0
        self.is_stormy = True
        self.is_poisoned = True
        self.is_server_newer = False
        self.seen: list[Envelope] = []
        """Commands as they went over the wire."""
        self.act: Callable[[World, Desk], str] = lambda _world, _desk: ""
        """What somebody does meanwhile; set by the run."""
        self._depth = 0
        self.desks = self._furnish()

    def _furnish(self) -> list[Desk]:
        """Three machines: one is the first rep's alone, one they share with an admin, one is another rep's and the
        manager's. Of those who share, chance says who works first."""
        founded = self.founding
        first = founded.reps[0]
        second = self.chance.choice([founded.reps[1], founded.reps[1], founded.key_account])
        admin = self.chance.choice([founded.pool_admin, founded.system_admin])
        machines = [Machine(WrongClock(self.time)) for _ in range(3)]
        people = [(0, first), (1, first), (1, admin), (2, second), (2, founded.manager)]
        desks = [
            Desk(self, machines[machine], number, person_id, self.folder / f"desk{number}")
            for number, (machine, person_id) in enumerate(people)
        ]
        self.shared = [(desks[1], desks[2]), (desks[3], desks[4])]
        for desk in (desks[0], *map(self.chance.choice, self.shared)):
            desk.start()
        return desks

    def close(self) -> None:
        for desk in self.desks:
            desk.stop()
        self.judge.truth.close()
        if not self.server.is_down:
            self.server.stop()
        shutil.rmtree(self.folder)

    @property
    def running(self) -> list[Desk]:
        return [desk for desk in self.desks if desk.is_running]

    def count(self, what: str) -> None:
        self.figures[what] += 1

    def pass_by(self, seconds: float) -> None:
        self.time.pass_by(seconds)

    def saved(self, desk: Desk, command_ids: Sequence[str], acts: Sequence[Act]) -> None:
        """Somebody was told that these are saved."""
        for command_id, act in zip(command_ids, acts, strict=True):
            self.promises.saved[command_id] = Saved(desk.name, act)

    def meanwhile(self, *, is_sure: bool = False) -> None:
        """While a request is under way others go on, and its own person too."""
        if (
            not self.is_stormy
            or self._depth >= _DEEPEST
            or not (is_sure or self.chance.random() < self.weather.overlap)
        ):
            return
        self._depth += 1
        try:
            for _ in range(self.chance.randint(1, 3)):
                desk = self.chance.choice(self.running)
                self.steps += 1
                if desk.is_busy or self.chance.random() < 0.5:
                    self.act(self, desk)
                else:
                    desk.step()
        finally:
            self._depth -= 1

    def _overtake(self) -> None:
        self.meanwhile()
