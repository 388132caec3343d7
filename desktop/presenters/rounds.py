"""When to speak with the server, and who hears what came of it. Runs on the sync thread and the ear; tells the UI.

The engine is a state machine without a thread of its own; this drives it, one exchange after the other, and says
after each what changed, so that a first sync of many rows is seen to move.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from sync.cache.errors import CacheTrouble
from sync.errors import SyncError, Unreachable
from sync.protocol.messages import Limits
from sync.report import Report
from sync.schedule import delay_seconds, next_round_seconds
from sync.state import Contact

_log = logging.getLogger(__name__)

_AFTER_CACHE_TROUBLE_SECONDS = 30.0
_BETWEEN_HINTS_SECONDS = 0.5
_NOBODY_TO_ASK_SECONDS = 3600.0
"""Signed out or too old: waiting changes nothing, only the person does."""

_ENDED = frozenset({Contact.SIGN_IN_NEEDED, Contact.DEPARTED, Contact.UPGRADE_REQUIRED, Contact.WIPED})


class Engine(Protocol):
    """The part of `sync.engine.Engine` that is driven here."""

    @property
    def is_resting(self) -> bool: ...

    @property
    def limits(self) -> Limits: ...

    def step(self) -> Report: ...


class Ear(Protocol):
    def listen(self, seconds: int) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Hearers:
    """Called through `post` on the UI thread. `rested`: the round is over."""

    post: Callable[[Callable[[], None]], None]
    reported: Callable[[Report], None]
    rested: Callable[[Report], None]
    troubled: Callable[[CacheTrouble], None]


class Rounds:
    """`turn` and `listen` are the turns of `desktop.background`; each returns after how long the next is due."""

    def __init__(
        self,
        engine: Engine,
        ear: Ear,
        hearers: Hearers,
        chance: Callable[[], float],
        sync_now: Callable[[], None],
    ) -> None:
        self._engine = engine
        self._ear = ear
        self._hearers = hearers
        self._chance = chance
        self._sync_now = sync_now
        self._failures = 0
        self._deaf = 0
        self._is_ended = False

    def stop(self) -> None:
        """Begin nothing more; an exchange under way ends when its transport is closed."""
        self._is_ended = True

    def turn(self) -> float:
        """One whole round."""
        whole = Report()
        while not self._is_ended:
            try:
                report = self._engine.step()
            except CacheTrouble as trouble:
                self._hearers.post(partial(self._hearers.troubled, trouble))
                return _AFTER_CACHE_TROUBLE_SECONDS
            if whole.contact in _ENDED and report.contact is not Contact.NONE_YET:
                # What is still delivered to a server that wants us no longer does not make it want us again.
                report = replace(report, contact=whole.contact)
            whole = whole.and_then(report)
            self._hearers.post(partial(self._hearers.reported, report))
            if self._engine.is_resting:
                break
        self._hearers.post(partial(self._hearers.rested, whole))
        return self._pause_after(whole)

    def listen(self) -> float:
        """Wait until the server says that something moved."""
        try:
            moved = self._ear.listen(self._engine.limits.hint_seconds)
        except SyncError as error:
            self._deaf += 1
            retry_after = error.retry_after_seconds if isinstance(error, Unreachable) else None
            return delay_seconds(self._deaf, self._chance(), retry_after)
        was_deaf, self._deaf = self._deaf > 0, 0
        if moved or was_deaf:
            self._sync_now()
        # The round that this asks for moves the cursors: to listen at once would hear the same again.
        return _BETWEEN_HINTS_SECONDS

    def _pause_after(self, whole: Report) -> float:
        if whole.contact in _ENDED:
            return _NOBODY_TO_ASK_SECONDS
        if whole.trouble is None:
            self._failures = 0
            return next_round_seconds(self._chance())
        self._failures += 1
        _log.info("round_ended_early cause=%s failures=%s", type(whole.trouble).__name__, self._failures)
        return delay_seconds(self._failures, self._chance(), whole.retry_after_seconds)
