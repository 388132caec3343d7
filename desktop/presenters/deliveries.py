"""When files go up and come down: beside the rounds, on a thread of its own, so that neither waits for the other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from sync.cache.errors import CacheTrouble
from sync.errors import SignInNeeded, SyncError, Unreachable, UpgradeRequired
from sync.schedule import delay_seconds

if TYPE_CHECKING:
    from sync.courier import Delivery

_log = logging.getLogger(__name__)

_LOOKS_AGAIN_SECONDS = 15.0
"""A file that was just attached is found by itself: nobody has to say so."""

_AFTER_CACHE_TROUBLE_SECONDS = 30.0
_NOBODY_TO_ASK_SECONDS = 3600.0


class Courier(Protocol):
    """The part of `sync.courier.Courier` that is driven here."""

    def want(self, attachment_id: str, part: str) -> None: ...

    def tidy(self) -> None: ...

    def step(self) -> Delivery: ...


class Deliveries:
    """`turn` is a turn of `desktop.background`. `came` is called on the UI thread when files look otherwise now;
    `sync_now` when something that was asked may have waited for one."""

    def __init__(
        self,
        courier: Courier,
        post: Callable[[Callable[[], None]], None],
        came: Callable[[], None],
        troubled: Callable[[CacheTrouble], None],
        chance: Callable[[], float],
        sync_now: Callable[[], None],
        deliver_now: Callable[[], None],
    ) -> None:
        self._courier = courier
        self._post = post
        self._came = came
        self._troubled = troubled
        self._chance = chance
        self._sync_now = sync_now
        self._deliver_now = deliver_now
        self._failures = 0
        self._is_ended = False

    def want(self, attachment_id: str, part: str) -> None:
        """Have this brought here; from any thread."""
        self._courier.want(attachment_id, part)
        self._deliver_now()

    def stop(self) -> None:
        """Begin nothing more; an exchange under way ends when its line is closed."""
        self._is_ended = True

    def turn(self) -> float:
        """All that can be done now; returns after how long to look again."""
        try:
            self._courier.tidy()
            while not self._is_ended:
                done = self._courier.step()
                self._tell(done)
                if done.trouble is not None:
                    return self._pause_after(done.trouble)
                self._failures = 0
                if done.rests:
                    return min(_LOOKS_AGAIN_SECONDS, done.pause_seconds or _LOOKS_AGAIN_SECONDS)
        except CacheTrouble as trouble:
            self._post(partial(self._troubled, trouble))
            return _AFTER_CACHE_TROUBLE_SECONDS
        return _NOBODY_TO_ASK_SECONDS

    def _tell(self, done: Delivery) -> None:
        if done.changed or done.fetched or done.missing:
            self._post(self._came)
        if done.delivered or done.refused:
            self._sync_now()

    def _pause_after(self, trouble: SyncError) -> float:
        if isinstance(trouble, SignInNeeded | UpgradeRequired):
            return _NOBODY_TO_ASK_SECONDS
        self._failures += 1
        _log.info("files_wait cause=%s failures=%s", type(trouble).__name__, self._failures)
        retry_after = trouble.retry_after_seconds if isinstance(trouble, Unreachable) else None
        return delay_seconds(self._failures, self._chance(), retry_after)
