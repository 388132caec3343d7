"""The way down: pages until there are no more, each stored with its cursor, pools before the person's own."""

from sync.cache.cache import Cache
from sync.cache.intake import ENOUGH_DISAGREEMENTS, MOST_NAMED, Stored
from sync.clock import ServerClock
from sync.errors import Disagreement, Mismatch
from sync.exchange import Exchange
from sync.protocol.messages import Pull, Pulled, ScopeCursor, ScopePage
from sync.protocol.scopes import REFERENCE, pool_of
from sync.report import Report
from sync.state import Contact, Progress
from sync.transport import Transport

_FRUITLESS = 3


class Fetching:
    """One pull at a time."""

    def __init__(self, cache: Cache, transport: Transport, exchange: Exchange, clock: ServerClock) -> None:
        self._cache = cache
        self._transport = transport
        self._exchange = exchange
        self._clock = clock
        self._fruitless = 0
        self._given_up: set[str] = set()
        self._has_all_others = False
        self.is_finished = True

    def start_round(self) -> None:
        self._fruitless = 0
        self._given_up.clear()
        self._has_all_others = False
        self.is_finished = False

    def step(self, byte_budget: int) -> Report:
        """The next pull. Raises SyncError where it did not come about or brought what it must not."""
        cursors = tuple(cursor for cursor in self._cache.scopes.cursors() if cursor.scope not in self._given_up)
        asked = _first_things_first(cursors)
        if self._given_up and (self._has_all_others or not asked):
            # Told last, so that one scope nobody can make agree keeps no other from coming.
            self.is_finished = True
            raise Disagreement(min(self._given_up))
        if not asked:
            self.is_finished = True
            return Report()
        pulled = self._exchange.make(lambda token: self._transport.pull(token, Pull(asked, byte_budget)))
        _check(asked, pulled)
        dropped = tuple(page.scope for page in pulled.pages if page.is_revoked)
        stored = [self._cache.scopes.store(page) for page in sorted(pulled.pages, key=_stored_in_order)]
        self._watch_for_standstill(asked, stored)
        self._give_up(stored)
        going_on = [one for one in stored if one.scope not in self._given_up]
        has_more = any(one.has_more or one.disagrees or one.is_doubted for one in going_on) or len(asked) < len(cursors)
        self._has_all_others = not has_more
        if not has_more and not self._given_up:
            self.is_finished = True
            self._cache.scopes.note_pulled(self._clock.now())
        return _told(stored, pulled, dropped, None if self.is_finished else self._progress())

    def _give_up(self, stored: list[Stored]) -> None:
        for one in stored:
            if one.disagrees and self._cache.scopes.disagreements(one.scope) >= ENOUGH_DISAGREEMENTS:
                self._given_up.add(one.scope)

    def _progress(self) -> Progress:
        return Progress(self._cache.scopes.row_count())

    def _watch_for_standstill(self, asked: tuple[ScopeCursor, ...], stored: list[Stored]) -> None:
        """A server that always promises more and never brings it would be asked for ever."""
        stands = set(self._cache.scopes.cursors())
        moved = not stands.issuperset(asked) or any(one.pulled or one.removed for one in stored)
        self._fruitless = 0 if moved else self._fruitless + 1
        if self._fruitless >= _FRUITLESS and any(one.has_more for one in stored):
            raise Mismatch("more is promised again and again, and nothing comes")


def _first_things_first(cursors: tuple[ScopeCursor, ...]) -> tuple[ScopeCursor, ...]:
    """On a first sync the person's own and the reference come before the long walk through the pools."""
    own = tuple(cursor for cursor in cursors if pool_of(cursor.scope) is None)
    fresh = tuple(cursor for cursor in own if cursor.position == 0 or cursor.resume is not None)
    return own if fresh else cursors


def _stored_in_order(page: ScopePage) -> tuple[int, str]:
    """Pools before the person's own, so that a customer just claimed is at no moment in neither list."""
    if page.scope == REFERENCE:
        return 0, page.scope
    return (1 if pool_of(page.scope) is not None else 2), page.scope


def _check(asked: tuple[ScopeCursor, ...], pulled: Pulled) -> None:
    known = {cursor.scope for cursor in asked}
    told = [page.scope for page in pulled.pages]
    if len(set(told)) < len(told) or not known.issuperset(told):
        raise Mismatch("pages of scopes that were not asked for")


def _told(stored: list[Stored], pulled: Pulled, dropped: tuple[str, ...], progress: Progress | None) -> Report:
    counts: dict[str, int] = {}
    changed: dict[str, frozenset[str]] = {}
    removed: dict[str, frozenset[str]] = {}
    for one in stored:
        for kind, count in one.pulled.items():
            counts[kind] = counts.get(kind, 0) + count
        for kind, ids in one.changed.items():
            changed[kind] = changed.get(kind, frozenset()) | ids
        for kind, ids in one.removed.items():
            removed[kind] = removed.get(kind, frozenset()) | ids
    named = sum(map(len, [*changed.values(), *removed.values()]))
    is_sweeping = bool(dropped) or named > MOST_NAMED or any(one.is_much for one in stored)
    return Report(
        answers=tuple(answer for one in stored for answer in one.answers),
        checking=tuple(command_id for one in stored for command_id in one.requeued),
        pulled=counts,
        changed={} if is_sweeping else changed,
        removed={} if is_sweeping else removed,
        is_sweeping=is_sweeping,
        reset_scopes=tuple(page.scope for page in pulled.pages if page.is_reset),
        dropped_scopes=dropped,
        disagreements=tuple(one.scope for one in stored if one.disagrees),
        doubted=tuple(one.scope for one in stored if one.is_doubted),
        contact=Contact.GOOD,
        progress=progress,
    )
