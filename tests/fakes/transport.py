"""The door to a `FakeServer`, which can be shut in every way a network can. Mirrors what `sync.transport` promises."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from domain.instants import millis
from sync.errors import Cause, Mismatch, SignInNeeded, SyncError, Unreachable
from sync.protocol.messages import (
    Hello,
    Hint,
    HintWait,
    Limits,
    ProblemCode,
    Pull,
    Pulled,
    Push,
    Pushed,
    Refresh,
    Session,
    SignIn,
    Welcome,
)
from tests.fakes.attachments import FakeAttachmentLine
from tests.fakes.files import FakeFileLine
from tests.fakes.known import FakeKnownLine
from tests.fakes.passwords import FakePasswordLine
from tests.fakes.server import FakeServer

OFFLINE = Unreachable("no network", cause=Cause.NO_CONNECTION)
LOST = Unreachable("the reply was lost")


@dataclass(frozen=True)
class Fault:
    """`is_after`: the server has done its part, only the reply is lost."""

    exchange: str
    error: SyncError
    is_after: bool = False


class FakeTransport:
    """One device of one person. `faults` strike in their order, each once; `said` lists what was exchanged."""

    def __init__(self, server: FakeServer, person_id: str, *, limit: int = 100) -> None:
        self.server = server
        self.person_id = person_id
        self.limits = Limits(limit, 1_000_000, 30)
        self.is_offline = False
        self.is_wipe_ordered = False
        self.faults: deque[Fault] = deque()
        self.said: list[str] = []
        self.pushes: list[Push] = []
        self.chokes_on: set[str] = set()
        """Command ids of which the server can make nothing: a push that holds one is answered with nonsense."""
        self.alter_push: Callable[[Pushed], Pushed] = lambda pushed: pushed
        self.alter_pull: Callable[[Pulled], Pulled] = lambda pulled: pulled
        self.files = FakeFileLine()
        self.import_terms = self.files.import_terms
        self.import_file = self.files.import_file
        self.stop_file = self.files.stop_file
        self.attachments = FakeAttachmentLine(server.attachments, self._struck)
        self.declare_attachment = self.attachments.declare_attachment
        self.put_chunk = self.attachments.put_chunk
        self.fetch_attachment = self.attachments.fetch_attachment
        self.companies = FakeKnownLine(server.clock, self._struck)
        self.known = self.companies.known
        self.passwords = FakePasswordLine(server.clock, person_id, self._struck)
        self.change_password = self.passwords.change_password
        self._tokens = 0

    @property
    def good_token(self) -> str:
        return f"access-{self._tokens}"

    def sign_in(self, request: SignIn) -> Session:
        if not self.passwords.is_right(request.login, request.password):
            raise SignInNeeded(ProblemCode.WRONG_PASSWORD)
        return self._struck("sign_in", lambda: self._session(request.login))

    def refresh(self, request: Refresh) -> Session:
        # The predecessor stays good for a while: the reply that brought its successor may have been lost.
        if request.refresh_token not in {f"refresh-{self._tokens}", f"refresh-{self._tokens - 1}"}:
            raise SignInNeeded(ProblemCode.SESSION_REVOKED)
        return self._struck("refresh", lambda: self._session(self.person_id))

    def sign_out(self, access_token: str) -> None:
        self._struck("sign_out", lambda: None)

    def hello(self, access_token: str, request: Hello) -> Welcome:
        scopes = self.server.scopes_of(self.person_id)
        welcome = Welcome(1, self.person_id, scopes, self.limits, self._time(), self.is_wipe_ordered)
        return self._struck("hello", lambda: welcome, access_token)

    def push(self, access_token: str, request: Push) -> Pushed:
        def done() -> Pushed:
            self.pushes.append(request)
            if any(envelope.id in self.chokes_on for envelope in request.commands):
                raise Mismatch("HTTP 500")
            receipts = tuple(self.server.settle(self.person_id, envelope) for envelope in request.commands)
            return Pushed(receipts, self._time())

        return self.alter_push(self._struck("push", done, access_token))

    def pull(self, access_token: str, request: Pull) -> Pulled:
        return self.alter_pull(self._struck("pull", lambda: self.server.pull(self.person_id, request), access_token))

    def hint(self, access_token: str, request: HintWait) -> Hint:
        moved = tuple(cursor.scope for cursor in request.cursors if cursor.position < self.server.feed.head)
        return self._struck("hint", lambda: Hint(moved, self._time()), access_token)

    def _session(self, person_id: str) -> Session:
        self._tokens += 1
        refresh_token, is_temporary = f"refresh-{self._tokens}", person_id in self.passwords.temporary
        return Session(person_id, person_id, self.good_token, 900, refresh_token, self._time(), is_temporary)

    def _time(self) -> int:
        return millis(self.server.clock.now())

    def _struck[R](self, exchange: str, done: Callable[[], R], access_token: str | None = None) -> R:
        self.said.append(exchange)
        if self.is_offline:
            raise OFFLINE
        fault = self.faults[0] if self.faults and self.faults[0].exchange == exchange else None
        if fault is not None:
            self.faults.popleft()
            if not fault.is_after:
                raise fault.error
        if access_token is not None and access_token != self.good_token:
            raise SignInNeeded(ProblemCode.SESSION_EXPIRED)
        result = done()
        if fault is not None:
            raise fault.error
        return result
