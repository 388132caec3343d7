"""Keeps a cache and a server one. A state machine without threads: each step is one exchange, or none.

A round: hello, push until nothing waits, pull until nothing is new, rest; push and pull once more where the server
turns out to have forgotten what it had accepted. A push that goes wrong never keeps a pull from happening. A crash
between any two lines loses nothing: the next round begins from what is on disk.
"""

from collections.abc import Set
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from domain.identifiers import Instant
from domain.instants import millis
from sync.cache.cache import Cache
from sync.cache.errors import Damaged
from sync.clock import ServerClock
from sync.errors import Departed, Mismatch, SignInNeeded, SyncError, Unreachable, UpgradeRequired
from sync.exchange import Exchange
from sync.fetching import Fetching
from sync.protocol import FLOOR, VERSION
from sync.protocol.messages import Hello, Limits, ProblemCode, Releases, Welcome
from sync.releases import keep_releases, kept_releases, releases_of
from sync.report import Report
from sync.sending import Sending
from sync.session import SessionHolder
from sync.state import Contact, Progress
from sync.transport import Transport

CLOCK_OFFSET = "clock_offset_milliseconds"
"""The setting that keeps the machine's measured offset, for a start without a network."""

_HELLO_EVERY_SECONDS = 60.0
_PRUNED_EVERY = timedelta(days=1)
_OFFSET_STEP_MILLISECONDS = 1_000
_CAUTIOUS = Limits(commands_per_push=100, bytes_per_pull=1_000_000, hint_seconds=30)


class _Phase(StrEnum):
    REST = "rest"
    HELLO = "hello"
    PUSH = "push"
    LAST_PUSH = "last_push"
    PULL = "pull"
    FINISH = "finish"


class Engine:
    """Driven by one thread at a time: `step` while not `is_resting`, or `run_once`."""

    def __init__(
        self,
        cache: Cache,
        transport: Transport,
        sessions: SessionHolder,
        clock: ServerClock,
        device_id: str,
        app_version: str,
    ) -> None:
        self._cache = cache
        self._transport = transport
        self._sessions = sessions
        self._clock = clock
        self._device_id = device_id
        self._app_version = app_version
        self._exchange = Exchange(sessions, clock)
        self._sending = Sending(cache, transport, self._exchange, clock)
        self._fetching = Fetching(cache, transport, self._exchange, clock)
        self._limits = _CAUTIOUS
        self._phase = _Phase.REST
        self._greeted_at: float | None = None
        self._was_fruitless = False
        self._noted_offset: int | None = None
        self._pruned_at: Instant | None = None
        self._ended_as = Contact.NONE_YET
        self._is_started = False
        self._must_tell_again = False
        self._has_told_again = False

    @property
    def is_resting(self) -> bool:
        """Whether the round is over; the next `step` begins another."""
        return self._phase is _Phase.REST

    @property
    def limits(self) -> Limits:
        return self._limits

    def run_once(self) -> Report:
        """A whole round."""
        report = self.step()
        while not self.is_resting:
            report = report.and_then(self.step())
        return report

    def step(self) -> Report:
        """One exchange. Its trouble, if any, stands in the report and ends the round.

        Raises:
            CacheTrouble: the disk would not take what came; nothing is lost, the round is over.
        """
        try:
            return self._take_step()
        except SyncError as error:
            self._rest()
            retry_after = error.retry_after_seconds if isinstance(error, Unreachable) else None
            # Access has ended: what the server sent leaves this machine now, what the person asked stays (SPEC §8).
            dropped = self._cache.scopes.grant(()) if _has_lost_access(error) else ()
            return Report(
                contact=_contact_after(error),
                trouble=error,
                retry_after_seconds=retry_after,
                dropped_scopes=dropped,
                is_sweeping=bool(dropped),
            )
        except Damaged as damage:
            self._rest()
            if damage.path != self._cache.pool_path:
                raise
            return Report(trouble=Mismatch(str(damage)), contact=Contact.MISMATCH)
        except BaseException:
            self._rest()
            raise

    def _take_step(self) -> Report:
        match self._phase:
            case _Phase.REST:
                return self._begin()
            case _Phase.HELLO:
                return self._greet()
            case _Phase.PUSH:
                return self._push(then=_Phase.PULL)
            case _Phase.LAST_PUSH:
                return replace(self._push(then=_Phase.REST), contact=self._ended_as)
            case _Phase.PULL:
                return self._pull()
            case _Phase.FINISH:
                self._phase = _Phase.REST
                return Report(is_sweeping=self._cache.scopes.finish_loading(), contact=Contact.GOOD)

    def _begin(self) -> Report:
        if self._sessions.person_id != self._cache.person_id:
            # Whoever is signed in, it is not who asked what stands in this outbox.
            raise SignInNeeded(ProblemCode.SESSION_EXPIRED)
        if self._cache.scopes.is_pool_broken:
            self._cache.scopes.rebuild_pool()
            self._greeted_at = None
        if not self._is_started:
            self._cache.scopes.forgive()
            self._is_started = True
        self._sending.start_round()
        self._fetching.start_round()
        self._must_tell_again = self._has_told_again = False
        is_greeting_due, self._was_fruitless = self._is_greeting_due(), True
        if is_greeting_due:
            self._phase = _Phase.HELLO
            return self._greet()
        self._phase = _Phase.PUSH
        return self._push(then=_Phase.PULL)

    def _greet(self) -> Report:
        hello = Hello(self._app_version, (FLOOR, VERSION), self._device_id, self._cache.scopes.cursors())
        try:
            welcome = self._exchange.make(lambda token: self._transport.hello(token, hello))
        except UpgradeRequired as error:
            # Too old to understand what would come down; what the person wrote is delivered all the same.
            told = releases_of(error, kept_releases(self._cache.settings))
            return replace(self._end_after_push(Contact.UPGRADE_REQUIRED, error), releases=self._heard(told))
        except Departed as error:
            # What they wrote while they were here is kept under their name; nothing comes down any more.
            dropped = self._cache.scopes.grant(())
            return self._end_after_push(Contact.DEPARTED, error, dropped)
        if welcome.person_id != self._cache.person_id:
            raise SignInNeeded(ProblemCode.SESSION_EXPIRED)
        return self._take_over(welcome, {cursor.scope for cursor in hello.cursors})

    def _take_over(self, welcome: Welcome, known: Set[str]) -> Report:
        self._limits = welcome.limits
        self._greeted_at = self._clock.elapsed()
        self._note_offset()
        self._forget_what_is_old()
        releases = self._heard(welcome.releases)
        if welcome.is_wipe_ordered:
            return self._end_after_push(Contact.WIPED)
        dropped = self._cache.scopes.grant(welcome.scopes)
        self._phase = _Phase.PUSH
        # A scope that came to be granted may hold no row yet, and is to be seen all the same: a pool just opened.
        is_widened = bool(known) and any(cursor.scope not in known for cursor in self._cache.scopes.cursors())
        is_sweeping = bool(dropped) or is_widened
        return Report(
            dropped_scopes=dropped,
            is_sweeping=is_sweeping,
            contact=Contact.GOOD,
            progress=Progress(),
            releases=releases,
        )

    def _heard(self, releases: Releases) -> Releases:
        return keep_releases(self._cache.settings, releases)

    def _note_offset(self) -> None:
        """It trembles with every reply, and nothing that it serves is finer than a second."""
        offset = millis(self._clock.now()) - millis(self._clock.machine_now())
        if self._noted_offset is None or abs(offset - self._noted_offset) >= _OFFSET_STEP_MILLISECONDS:
            self._cache.settings.put(CLOCK_OFFSET, str(offset))
            self._noted_offset = offset

    def _forget_what_is_old(self) -> None:
        """Once the server's time is known: by a machine's clock set wrong, everything might be old."""
        now = self._clock.now()
        if self._pruned_at is None or now - self._pruned_at >= _PRUNED_EVERY:
            self._cache.dispatch.prune(now)
            self._pruned_at = now

    def _end_after_push(
        self, contact: Contact, trouble: SyncError | None = None, dropped: tuple[str, ...] = ()
    ) -> Report:
        self._phase = _Phase.LAST_PUSH
        self._ended_as = contact
        self._greeted_at = None
        return Report(contact=contact, trouble=trouble, dropped_scopes=dropped, is_sweeping=bool(dropped))

    def _push(self, then: _Phase) -> Report:
        report = self._sending.step(self._limits.commands_per_push)
        if self._sending.is_finished:
            self._phase = then
        return report

    def _pull(self) -> Report:
        report = self._fetching.step(self._limits.bytes_per_pull)
        self._was_fruitless = self._was_fruitless and not (report.pulled or report.removed or report.is_sweeping)
        self._must_tell_again = self._must_tell_again or bool(report.checking)
        if self._fetching.is_finished:
            self._phase = self._after_pull()
        return report

    def _after_pull(self) -> _Phase:
        """The end of the round, unless the pull showed that the server has forgotten something: it is told at once."""
        if not self._must_tell_again or self._has_told_again:
            return _Phase.FINISH
        self._has_told_again = True
        self._sending.start_round()
        self._fetching.start_round()
        return _Phase.PUSH

    def _is_greeting_due(self) -> bool:
        """Now and then is enough: what was taken away is told by any pull, only what was granted anew is not.

        A round that somebody asked for and that brought nothing may have been about such a grant.
        """
        if self._greeted_at is None or self._was_fruitless:
            return True
        return self._clock.elapsed() - self._greeted_at >= _HELLO_EVERY_SECONDS

    def _rest(self) -> None:
        self._phase = _Phase.REST
        self._greeted_at = None


def _has_lost_access(error: SyncError) -> bool:
    """Whether the server itself said that this person may read nothing from here any more."""
    return isinstance(error, SignInNeeded) and error.code in (ProblemCode.SESSION_REVOKED, ProblemCode.DEPARTED)


def _contact_after(error: SyncError) -> Contact:
    match error:
        case Departed():
            return Contact.DEPARTED
        case SignInNeeded():
            return Contact.SIGN_IN_NEEDED
        case UpgradeRequired():
            return Contact.UPGRADE_REQUIRED
        case Unreachable():
            return Contact.UNREACHABLE
        case _:
            return Contact.MISMATCH
