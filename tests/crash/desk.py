"""A client on its files, wired as the program wires it, with its session beside them."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from sync.cache.cache import Cache
from sync.cache.opening import open_cache
from sync.clock import ServerClock, SystemClock
from sync.engine import Engine
from sync.http_transport import HttpTransport
from sync.identity import RandomIdentity
from sync.protocol.messages import Device
from sync.session import KeptSession, SessionHolder, sign_in
from sync.transport import Transport

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


def device_of(folder: Path) -> str:
    """A device has one session, so each folder is a device of its own."""
    return hashlib.sha256(str(folder).encode()).hexdigest()[:32]


class Desk:
    """Signed in as `login`, from its files where they know it, else at the server.

    `through` stands between the client and its network, `on_stage` hears of what no exchange tells.
    """

    def __init__(
        self,
        folder: Path,
        address: str,
        login: str = LOGIN,
        *,
        through: Callable[[Transport], Transport] = lambda transport: transport,
        on_stage: Callable[[str], None] = lambda stage: None,
    ) -> None:
        self.identity = RandomIdentity()
        self._login = login
        self._device = Device(device_of(folder), "crash")
        self._http = HttpTransport(address)
        self.transport = through(self._http)
        self.clock = ServerClock(SystemClock())
        store = FileSessions(folder / "session.json")
        self.sessions = SessionHolder(store, self.transport, SystemClock(), self._device.id)
        if store.read() is None:
            self.sign_in()
        kept = store.read()
        assert kept is not None
        on_stage("opening")
        self.cache: Cache = open_cache(folder, KEY, person_id=kept.person_id, identity=self.identity)
        self.engine = Engine(self.cache, self.transport, self.sessions, self.clock, self._device.id, "crash")

    def sign_in(self) -> None:
        self.sessions.begin(sign_in(self.transport, self._device, self._login, PASSWORD))

    def close(self) -> None:
        self.cache.close()
        self._http.close()
