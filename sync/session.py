"""Who is signed in. Tokens rotate: a new pair is on disk before it is used, so a crash can lose at most a refresh."""

import threading
from dataclasses import dataclass
from typing import Protocol

from sync.clock import Clock
from sync.errors import SignInNeeded
from sync.protocol.messages import Device, ProblemCode, Refresh, Session, SignIn
from sync.transport import Transport

RENEWAL_MARGIN_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class KeptSession:
    """What outlives the process: who, and the token that buys the next access token. Never shown in a repr."""

    person_id: str
    person_name: str
    refresh_token: str

    def __repr__(self) -> str:
        return f"KeptSession({self.person_id!r}, {self.person_name!r}, …)"


class SessionStore(Protocol):
    """Where the session is kept safely (the system's key store). `write` returns only once it is kept."""

    def read(self) -> KeptSession | None: ...

    def write(self, session: KeptSession) -> None: ...

    def erase(self) -> None: ...


def sign_in(transport: Transport, device: Device, login: str, password: str) -> Session:
    """Ask the server for a session.

    Raises:
        SignInNeeded: `wrong_password`, `locked_out` (with facts), or Departed.
        Unreachable, Mismatch, UpgradeRequired: as any exchange.
    """
    return transport.sign_in(SignIn(login, password, device))


class SessionHolder:
    """Gives out a good access token, fetching a new one when needed; only one thread at a time fetches."""

    def __init__(self, store: SessionStore, transport: Transport, clock: Clock, device_id: str) -> None:
        self._store = store
        self._transport = transport
        self._clock = clock
        self._device_id = device_id
        self._lock = threading.Lock()
        self._access: tuple[str, float] | None = None

    def begin(self, session: Session) -> None:
        """Take over a session just signed in to."""
        with self._lock:
            self._keep(session)

    @property
    def person_id(self) -> str | None:
        kept = self._store.read()
        return None if kept is None else kept.person_id

    def access_token(self) -> str:
        """A token good for at least a moment.

        Raises:
            SignInNeeded: nobody is signed in, or the server knows the session no longer.
            Unreachable: a new token is needed and the server cannot be asked.
        """
        with self._lock:
            if self._access is not None and self._clock.elapsed() < self._access[1]:
                return self._access[0]
            return self._renew()

    def reject(self, access_token: str) -> None:
        """The server did not take this token: fetch another before the next use."""
        with self._lock:
            if self._access is not None and self._access[0] == access_token:
                self._access = None

    def end(self) -> str | None:
        """Sign out on this machine: forget the tokens; returns the access token, so that the server can be told."""
        with self._lock:
            access, self._access = self._access, None
            self._store.erase()
            return None if access is None else access[0]

    def _renew(self) -> str:
        kept = self._store.read()
        if kept is None:
            raise SignInNeeded(ProblemCode.SESSION_EXPIRED)
        session = self._transport.refresh(Refresh(kept.refresh_token, self._device_id))
        if session.person_id != kept.person_id:
            raise SignInNeeded(ProblemCode.SESSION_EXPIRED)
        return self._keep(session)

    def _keep(self, session: Session) -> str:
        # On disk first: the server has already rotated the token, and its predecessor is good for a minute only.
        self._store.write(KeptSession(session.person_id, session.person_name, session.refresh_token))
        seconds = max(1.0, session.access_seconds - RENEWAL_MARGIN_SECONDS)
        self._access = session.access_token, self._clock.elapsed() + seconds
        return session.access_token
