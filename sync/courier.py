"""Brings files up and down, beside the engine: own work that is slow must hold up nothing else.

A state machine without threads, as the engine is: each step is one exchange. What a screen asked for comes first, then
what is to go up, in the order in which it was attached. The server says how much of a file it has, so a step that was
lost is taken again and nothing is sent twice; a crash between any two lines loses nothing.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from domain.identifiers import AttachmentId
from sync.cache.cache import Cache
from sync.cache.fetched import Spoiled
from sync.cache.outgoing import OutgoingFile
from sync.clock import ServerClock
from sync.errors import Mismatch, SignInNeeded, SyncError
from sync.exchange import Exchange
from sync.protocol.attachments import (
    CHUNK_BYTES,
    AttachmentPiece,
    AttachmentStanding,
    AttachmentState,
    FetchAttachment,
    Part,
    PutChunk,
)
from sync.protocol.messages import ProblemCode
from sync.schedule import delay_seconds
from sync.session import SessionHolder
from sync.transport import AttachmentLine

_FRUITLESS = 5
"""So often nothing new with the server, and it is taken for nonsense."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one step brought. `changed` are files whose view is another now; `delivered` and `refused` are among them.

    `fetched` can be read from the cache now; `missing` is not to be had. `trouble` ends the run. `rests`: nothing is to
    do, until something is added or asked for, or for `pause_seconds`.
    """

    changed: tuple[AttachmentId, ...] = ()
    delivered: tuple[AttachmentId, ...] = ()
    refused: tuple[AttachmentId, ...] = ()
    fetched: tuple[tuple[str, str], ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    trouble: SyncError | None = None
    rests: bool = False
    pause_seconds: float | None = None


@dataclass(slots=True)
class _Way:
    """How far a file has come in this run of the program."""

    is_declared: bool = False
    fruitless: int = 0
    failures: int = 0
    not_before: float = 0.0


@dataclass(slots=True)
class _Wishes:
    """What screens asked for, the latest first: that is what is looked at now."""

    _asked: dict[tuple[str, str], None] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def add(self, wish: tuple[str, str]) -> None:
        with self._turn:
            self._asked.pop(wish, None)
            self._asked[wish] = None

    def first(self) -> tuple[str, str] | None:
        with self._turn:
            return next(reversed(self._asked), None)

    def done(self, wish: tuple[str, str]) -> None:
        with self._turn:
            self._asked.pop(wish, None)


class Courier:
    """Driven by one thread at a time; `want` may be called from any."""

    def __init__(
        self,
        cache: Cache,
        line: AttachmentLine,
        sessions: SessionHolder,
        clock: ServerClock,
        chance: Callable[[], float],
    ) -> None:
        self._cache = cache
        self._line = line
        self._sessions = sessions
        self._clock = clock
        self._chance = chance
        self._exchange = Exchange(sessions, clock)
        self._wishes = _Wishes()
        self._ways: dict[str, _Way] = {}
        self._spoiled: dict[tuple[str, str], int] = {}

    def want(self, attachment_id: str, part: str = Part.CONTENT) -> None:
        """Fetch this, unless it is here by the time that its turn comes."""
        self._wishes.add((attachment_id, part))

    def run_once(self) -> list[Delivery]:
        """All that can be done now. For whoever has no other thread to care for."""
        done = [self.step()]
        while not done[-1].rests and done[-1].trouble is None:
            done.append(self.step())
        return done

    def tidy(self) -> None:
        """Forget what may be seen no longer, and what need not be kept twice: once a round of the engine has ended.

        Raises:
            CacheTrouble: as any access to the cache.
        """
        self._cache.attachments.shelve(self._clock.now())

    def step(self) -> Delivery:
        """One exchange, or none where nothing is to do.

        Raises:
            CacheTrouble: the disk would not take what came; nothing is lost.
        """
        try:
            wish = self._wishes.first()
            if wish is not None:
                return self._fetch(*wish)
            return self._send()
        except SyncError as error:
            # Whatever was thought to be with the server is asked anew once it can be reached again.
            self._ways.clear()
            return Delivery(trouble=error)

    def _send(self) -> Delivery:
        due = self._cache.attachments.queue.due()
        now = self._clock.elapsed()
        ways = {file.id: self._ways.setdefault(file.id, _Way()) for file in due}
        ready = [file for file in due if ways[file.id].not_before <= now]
        if not ready:
            waits = [way.not_before - now for way in ways.values()]
            return Delivery(rests=True, pause_seconds=min(waits, default=None))
        self._check_person()
        file = ready[0]
        way = ways[file.id]
        try:
            standing = self._say(file, way)
            if standing.id != file.id or not 0 <= standing.received <= file.size:
                raise Mismatch("the standing of another file")
            return self._note(file, way, standing)
        except Mismatch:
            return self._not_understood(file, way)

    def _say(self, file: OutgoingFile, way: _Way) -> AttachmentStanding:
        if not way.is_declared:
            return self._exchange.make(lambda token: self._line.declare_attachment(token, file.declared))
        content = self._cache.attachments.queue.stretch(file.id, file.received)
        chunk = PutChunk(file.id, file.received, content)
        return self._exchange.make(lambda token: self._line.put_chunk(token, chunk))

    def _note(self, file: OutgoingFile, way: _Way, standing: AttachmentStanding) -> Delivery:
        if way.is_declared:
            way.fruitless = 0 if standing.received > file.received else way.fruitless + 1
        if way.fruitless >= _FRUITLESS and standing.state == AttachmentState.RECEIVING:
            raise Mismatch("more is asked for again and again, and nothing is kept")
        way.is_declared = True
        self._cache.attachments.queue.note(standing, self._clock.now())
        changed = (file.id,)
        if standing.state == AttachmentState.THERE:
            self._ways.pop(file.id, None)
            return Delivery(changed, delivered=changed)
        if standing.state == AttachmentState.REFUSED:
            self._ways.pop(file.id, None)
            return Delivery(changed, refused=changed)
        return Delivery(changed)

    def _not_understood(self, file: OutgoingFile, way: _Way) -> Delivery:
        """This file waits, and others go on; after many times its text goes without it."""
        if self._cache.attachments.queue.not_understood(file.id):
            self._ways.pop(file.id, None)
            return Delivery((file.id,), refused=(file.id,))
        way.is_declared, way.fruitless, way.failures = False, 0, way.failures + 1
        way.not_before = self._clock.elapsed() + delay_seconds(way.failures, self._chance())
        return Delivery()

    def _fetch(self, attachment_id: str, part: str) -> Delivery:
        wish = attachment_id, part
        store = self._cache.attachments.store
        if store.content(attachment_id, part) is not None:
            self._wishes.done(wish)
            return Delivery(fetched=(wish,))
        self._check_person()
        start = store.received(attachment_id, part)
        asked = FetchAttachment(attachment_id, part, start, CHUNK_BYTES)
        try:
            piece = self._exchange.make(lambda token: self._line.fetch_attachment(token, asked))
            return self._take(piece, part, start)
        except Mismatch:
            self._wishes.done(wish)
            return Delivery(missing=(wish,))
        except Spoiled:
            return self._once_more(wish)

    def _take(self, piece: AttachmentPiece, part: str, start: int) -> Delivery:
        wish = piece.id, part
        if piece.reason is not None:
            self._wishes.done(wish)
            self._cache.attachments.store.forget(*wish)
            return Delivery(missing=(wish,))
        if not piece.content:
            raise Mismatch("a piece of nothing")
        if not self._cache.attachments.store.store(piece, part, start):
            return Delivery()
        self._wishes.done(wish)
        self._spoiled.pop(wish, None)
        return Delivery(fetched=(wish,))

    def _once_more(self, wish: tuple[str, str]) -> Delivery:
        self._spoiled[wish] = self._spoiled.get(wish, 0) + 1
        if self._spoiled[wish] < _FRUITLESS:
            return Delivery()
        self._wishes.done(wish)
        return Delivery(missing=(wish,))

    def _check_person(self) -> None:
        if self._sessions.person_id != self._cache.person_id:
            # Whoever is signed in, it is not whose files these are.
            raise SignInNeeded(ProblemCode.SESSION_EXPIRED)
