"""Reps at several machines and a server, all processes of their own, killed again and again while they work."""

import random
import selectors
import socket
from dataclasses import dataclass, field
from pathlib import Path

from sync.clock import SystemClock
from tests.crash.births import Being
from tests.crash.client import work
from tests.crash.serving import serve
from tests.crash.strikes import Fuse, Victim, against_client, against_server
from tests.crash.telling import Listener
from tests.crash.told import Machine, Told

_SETTINGS = "bytes_per_pull = 40000\ncommands_per_push = 8\n"
"""Small pages and pushes: a walk and a full outbox take many exchanges, so that kills fall between them."""

_START_SECONDS = 90.0
_NEW_MACHINE_AFTER = 4
_LAST_WORDS = 2000


class Trouble(Exception):
    """Somebody ended who was not killed, or never began; the text is what it left in its log."""


@dataclass
class _Seat:
    """Somebody at work, born anew after each end; a newcomer soon gets another machine."""

    machine: Machine
    is_newcomer: bool
    client: Being
    fuse: Fuse
    listener: Listener = field(default_factory=Listener)
    deaths: int = 0


class Trial:
    """Two machines of one rep, one of another, and a newcomer at ever new ones: all at the same customers."""

    def __init__(self, place: Path, url: str, seed: int) -> None:
        self.told = Told()
        self._place = place
        self._url = url
        self._chance = random.Random(seed)
        self._clock = SystemClock()
        self._config = place / "server.toml"
        self._config.write_text(_SETTINGS)
        self._port = _free_port(self._chance)
        self._selector = selectors.DefaultSelector()
        self._seats: list[_Seat] = []
        self._bear_server()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def run(self, kills: int) -> None:
        """Work and kill until at least so many are dead, at last everybody but the server, which is left up.

        Raises:
            Trouble: see there.
        """
        for login, is_newcomer in (("lin", False), ("lin", False), ("chen", False), ("lin", True)):
            self._seats.append(self._seated(self._new_machine(login), is_newcomer=is_newcomer))
        while self.told.killed < kills - len(self._seats):
            self._wait(min([self._server_fuse.due, *(seat.fuse.due for seat in self._seats)]))
            self._strike()
        for seat in self._seats:
            seat.client.strike()
            self._bury(seat, "client: at the end")
        self._seats.clear()
        while not self._is_serving:
            self._wait(self._server_born_at + _START_SECONDS)

    def close(self) -> None:
        """Also where it went wrong: nobody is left."""
        for being in (*(seat.client for seat in self._seats), self._server):
            being.strike()
            being.bury()
        self._selector.close()

    def _wait(self, until: float) -> None:
        """For somebody to say something, all of which is heard, or for a moment to come."""
        for key, _ in self._selector.select(max(0.0, until - self._clock.elapsed())):
            said = key.fileobj.read()  # type: ignore[union-attr]
            if not said:
                raise Trouble(f"{key.data} ended by itself:\n{self._last_words(key.data)}")
            seat = next((seat for seat in self._seats if seat.client is key.fileobj), None)
            if seat is None:
                self._is_serving = True
            else:
                self._hear(seat, said)
        if not self._is_serving and self._clock.elapsed() > self._server_born_at + _START_SECONDS:
            raise Trouble(f"the server does not come up:\n{self._last_words('server.log')}")

    def _hear(self, seat: _Seat, said: bytes) -> None:
        now = self._clock.elapsed()
        for line in seat.listener.hear(said):
            self.told.hear(seat.machine, line)
            seat.fuse.hear(line, now)
            if self._is_serving:
                self._server_fuse.hear(line, now)

    def _strike(self) -> None:
        """Everybody whose moment has come, all in the same moment; each is born again."""
        now = self._clock.elapsed()
        due = [seat for seat in self._seats if seat.fuse.due <= now]
        with_server = [seat.fuse.name for seat in due if seat.fuse.strike.victim is Victim.BOTH]
        is_server_due = self._server_fuse.due <= now or bool(with_server)
        for seat in due:
            seat.client.strike()
        if is_server_due:
            self._server.strike()
            self._bury_server(with_server[0] if with_server else self._server_fuse.name)
            self._bear_server()
        for seat in due:
            self._bury(seat, seat.fuse.name)
            self._bear(seat)

    # the server

    def _bear_server(self) -> None:
        self._is_serving = False
        self._server_born_at = self._clock.elapsed()
        self._server_fuse = Fuse(against_server(self._chance), self._server_born_at)
        self._server = Being(serve, self._config, self._url, self._port, self._place / "server.log")
        self._selector.register(self._server, selectors.EVENT_READ, "server.log")

    def _bury_server(self, name: str) -> None:
        self._selector.unregister(self._server)
        self._server.bury()
        self.told.kills[name] += 1

    # clients

    def _new_machine(self, login: str) -> Machine:
        machine = Machine(login, self._place / f"machine-{len(self.told.machines)}")
        machine.folder.mkdir()
        self.told.machines.append(machine)
        return machine

    def _seated(self, machine: Machine, *, is_newcomer: bool) -> _Seat:
        return _Seat(machine, is_newcomer, self._client_at(machine), self._fuse(is_first_day=is_newcomer))

    def _bear(self, seat: _Seat) -> None:
        if seat.is_newcomer and seat.deaths % _NEW_MACHINE_AFTER == 0:
            seat.machine = self._new_machine(self._chance.choice(("lin", "chen")))
        seat.listener = Listener()
        seat.client = self._client_at(seat.machine)
        seat.fuse = self._fuse(is_first_day=seat.is_newcomer)

    def _client_at(self, machine: Machine) -> Being:
        log = machine.folder.with_suffix(".log")
        client = Being(work, machine.folder, self.address, machine.login, self._chance.getrandbits(32), log)
        self._selector.register(client, selectors.EVENT_READ, log.name)
        return client

    def _bury(self, seat: _Seat, name: str) -> None:
        self._selector.unregister(seat.client)
        self._hear(seat, seat.client.bury())
        self.told.kills[name] += 1
        seat.deaths += 1

    def _fuse(self, *, is_first_day: bool) -> Fuse:
        return Fuse(against_client(self._chance, is_first_day=is_first_day), self._clock.elapsed())

    def _last_words(self, log: str) -> str:
        path = self._place / log
        return path.read_text(errors="replace")[-_LAST_WORDS:] if path.exists() else "nothing"


def _free_port(chance: random.Random) -> int:
    """Below those that systems give to clients: one of ours, knocking while the server is down, must not get it."""
    while True:
        port = chance.randint(15_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
