"""Kill a real client and a real server at random moments and see that nothing is lost and nothing done twice.

python -m tests.crash [--kills N] [--seed S] [--database URL]

The client is a process of its own that works for a rep: it follows up, claims, releases, syncs, and prints each
command's id only after `submit` has returned, which is when a screen would say "saved". It is ended by SIGKILL at a
random moment and started again on the same files; so is the server, while pushes come in. In the end one quiet round
must leave every printed command answered, every follow-up at the server exactly once, and both sides the same.
"""

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text

from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId
from sync.cache.answers import CommandState
from sync.cache.asking import Filter, InPool, Mine, Shelf, Wanted
from sync.cache.cache import Cache
from sync.cache.opening import open_cache
from sync.clock import ServerClock, SystemClock
from sync.engine import Engine
from sync.http_transport import HttpTransport
from sync.identity import RandomIdentity
from sync.protocol.messages import Device
from sync.session import KeptSession, SessionHolder, sign_in
from tests.server_process import ROOT, ServerProcess, administer

KEY = "c3" * 32
LOGIN, PASSWORD = "lin", "gonghai-demo"


class FileSessions:
    """A session store that survives a kill: written beside, then moved over. Mirrors `sync.session.SessionStore`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> KeptSession | None:
        return KeptSession(**json.loads(self._path.read_text())) if self._path.exists() else None

    def write(self, session: KeptSession) -> None:
        part = self._path.with_suffix(".part")
        fields = {"person_id": session.person_id, "person_name": session.person_name}
        part.write_text(json.dumps({**fields, "refresh_token": session.refresh_token}))
        part.replace(self._path)

    def erase(self) -> None:
        self._path.unlink(missing_ok=True)


class Desk:
    """A client on its files, as the program wires it."""

    def __init__(self, folder: Path, address: str, login: str = LOGIN) -> None:
        self.identity = RandomIdentity()
        # A device has one session, so each folder is a device of its own.
        device = hashlib.sha256(str(folder).encode()).hexdigest()[:32]
        self.transport = HttpTransport(address)
        self.clock = ServerClock(SystemClock())
        store = FileSessions(folder / "session.json")
        self.sessions = sessions = SessionHolder(store, self.transport, SystemClock(), device)
        kept = store.read()
        if kept is None:
            sessions.begin(sign_in(self.transport, Device(device, "crash"), login, PASSWORD))
            kept = store.read()
        assert kept is not None
        self.cache: Cache = open_cache(folder, KEY, person_id=kept.person_id, identity=self.identity)
        self.engine = Engine(self.cache, self.transport, sessions, self.clock, device, "crash")

    def close(self) -> None:
        self.cache.close()
        self.transport.close()

    def act(self, chance: random.Random) -> list[tuple[str, str]]:
        """One act of a rep; returns (kind, command id or follow-up id) of what is saved by now."""
        now, cache = self.clock.now(), self.cache
        mine = cache.register.ids(Wanted(Mine()), now)
        kind = chance.choice(["follow_up", "follow_up", "claim", "release"])
        if kind == "follow_up" and mine:
            commands = [
                AddFollowUp(CustomerId(each), FollowUpId(self.identity.new()), FollowUpKind.PHONE, "聊了打样", now)
                for each in chance.sample(mine, min(3, len(mine)))
            ]
            done = cache.outbox.submit(commands, now, is_online=True)
            ids = [command.follow_up_id for command in commands]
            return [("follow_up", ids[number]) for number in range(len(done.accepted))]
        if kind == "claim":
            pool = InPool(cache.directory.pools()[0].id)
            free = cache.register.ids(Wanted(pool, Filter(is_claimable_now=True)), now, limit=200)
            asked = cache.outbox.submit(cache.bench.claims(chance.sample(free, 2), now), now, is_online=True)
            return [("claim", each) for each in asked.accepted]
        released = cache.outbox.submit(cache.bench.releases(mine[:1]), now, is_online=True)
        return [("release", each) for each in released.accepted]


def work(folder: Path, address: str, seed: int) -> None:
    """Be a client until killed. Prints a line per saved act."""
    chance = random.Random(seed)
    desk = Desk(folder, address)
    while desk.cache.scopes.last_pulled_at() is None:
        desk.engine.run_once()
    print("ready", flush=True)
    while True:
        for _ in range(chance.randint(1, 4)):
            for kind, what in desk.act(chance):
                print(kind, what, flush=True)
        desk.engine.run_once()


@dataclass
class Trial:
    """What was seen on the way."""

    saved: dict[str, set[str]] = field(default_factory=lambda: {"follow_up": set(), "claim": set(), "release": set()})
    client_kills: int = 0
    server_kills: int = 0

    def run_client(
        self, folder: Path, server: ServerProcess, seconds: float, seed: int, *, strikes_server: bool
    ) -> None:
        """A client for `seconds` of work; then it, or the server beneath it, is killed."""
        command = [sys.executable, "-m", "tests.crash", "--work", str(folder), server.address, str(seed)]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        is_ready = threading.Event()
        reader = threading.Thread(target=self._listen, args=(child, is_ready))
        reader.start()
        try:
            if not is_ready.wait(60):
                raise RuntimeError("the client never became ready")
            if strikes_server:
                _moment(seconds)
                server.kill()
                self.server_kills += 1
                server.start()
            _moment(seconds)
        finally:
            child.kill()
            child.wait()
            reader.join()
            child.stdout.close()
        self.client_kills += 1

    def _listen(self, child: "subprocess.Popen[str]", is_ready: threading.Event) -> None:
        assert child.stdout is not None
        for line in child.stdout:
            kind, _, what = line.rstrip("\n").partition(" ")
            if kind == "ready":
                is_ready.set()
            elif len(what) == 32 and line.endswith("\n"):
                self.saved[kind].add(what)


def _moment(seconds: float) -> None:
    """Blind on purpose: a kill must come when nobody expects it."""
    threading.Event().wait(seconds)


def settle(folder: Path, server: ServerProcess) -> Desk:
    """A last start in peace: everything is sent and everything has come."""
    desk = Desk(folder, server.address)
    for _ in range(20):
        trouble = desk.engine.run_once().trouble
        counts = desk.cache.outbox.counts()
        if trouble is None and not (counts.waiting or counts.answered):
            return desk
    raise AssertionError(f"the outbox does not drain: {desk.cache.outbox.counts()}")


def verdict(trial: Trial, desk: Desk, witness: Desk, database_url: str) -> list[str]:
    """What is wrong; empty when nothing is. `witness` is a second client of the same person with empty files."""
    while witness.engine.run_once().trouble is not None or witness.cache.scopes.last_pulled_at() is None:
        continue
    told = Counter(follow_ups_at(database_url))
    wrong = [f"follow-up {each} was shown as saved and is not there" for each in trial.saved["follow_up"] - set(told)]
    wrong += [f"follow-up {each} is there {times} times" for each, times in told.items() if times > 1]
    for kind in ("claim", "release"):
        for each in trial.saved[kind]:
            item = desk.cache.outbox.item(each)
            if item is None or item.state not in {CommandState.DONE, CommandState.REFUSED}:
                wrong.append(f"{kind} {each} was shown as saved and has no answer")
    now = desk.clock.now()
    shelves: list[Shelf] = [Mine(), *(InPool(pool.id) for pool in desk.cache.directory.pools())]
    for shelf in shelves:
        if desk.cache.register.ids(Wanted(shelf), now) != witness.cache.register.ids(Wanted(shelf), now):
            wrong.append(f"the two clients see different lists: {shelf}")
    return wrong


def follow_ups_at(database_url: str) -> list[str]:
    """Every follow-up's id, straight from the server's table."""
    engine = create_engine(database_url)
    with engine.connect() as connection:
        ids = list(connection.scalars(text("SELECT id FROM follow_up")))
    engine.dispose()
    return ids


def run(kills: int, seed: int, database: str | None) -> int:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        folder, empty = Path(place, "client"), Path(place, "witness")
        folder.mkdir()
        empty.mkdir()
        url = database or f"sqlite:///{place}/server.db"
        administer(url, "demo-data", "--customers", "600", "--seed", str(seed))
        trial = Trial()
        with ServerProcess(url) as server:
            for number in range(kills):
                seconds = chance.uniform(0.02, 1.2)
                trial.run_client(folder, server, seconds, seed + number, strikes_server=number % 3 == 2)
            desk, witness = settle(folder, server), Desk(empty, server.address)
            wrong = verdict(trial, desk, witness, url)
            counts = desk.cache.outbox.counts()
            for each in (desk, witness):
                each.close()
    saved = {kind: len(ids) for kind, ids in trial.saved.items()}
    print(f"seed {seed}: client killed {trial.client_kills} times, server {trial.server_kills} times")
    print(f"shown as saved: {saved}; answered: {counts.done} done, {counts.refused} refused")
    print("\n".join(wrong) if wrong else "nothing lost, nothing doubled, both sides the same")
    return 1 if wrong or not sum(saved.values()) else 0


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--work"]:
        work(Path(arguments[1]), arguments[2], int(arguments[3]))
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description="Kill client and server; lose nothing.")
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="sqlite:///FILE or postgresql+psycopg://…; default: a new SQLite file")
    chosen = parser.parse_args(arguments)
    return run(chosen.kills, chosen.seed, chosen.database)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
