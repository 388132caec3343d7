"""What may go wrong with an import, as a sentence that says what is known and what to do now."""

from __future__ import annotations

import logging

from desktop import words
from desktop.presenters.import_state import Said
from desktop.screens.cells import Tone
from sync.errors import Cause, GivenUp, SignInNeeded, SyncError, Unreachable, UpgradeRequired
from sync.protocol.imports import ImportProgress
from sync.transport import HowFar

_log = logging.getLogger(__name__)

_USUAL_WAIT_SECONDS = 15


class FileTooLarge(Exception):
    """More bytes than the server takes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"{size} of {limit}")
        self.size = size
        self.limit = limit


def trouble_of(error: Exception, how_far: HowFar | None, *, is_dry_run: bool) -> Said:
    """`how_far` is the last that was heard. What nobody expected is in the log too, as our bug."""
    match error:
        case FileTooLarge():
            # Rounded away from each other: 20.1 of 20 must not read as 20 of 20.
            sizes = (("size", -(-error.size // 2**20)), ("limit", error.limit // 2**20))
            return Said("import-trouble-too-large", sizes)
        case SyncError():
            return _between_machines(error, how_far, is_dry_run=is_dry_run)
        case OSError():
            return Said("import-trouble-unreadable", (("cause", error.strerror or type(error).__name__),))
        case _:
            _log.error("import_unexpected", exc_info=error)
            return _half_done("import-trouble-broken", how_far, Tone.BAD, is_dry_run=is_dry_run)


def _between_machines(error: SyncError, how_far: HowFar | None, *, is_dry_run: bool) -> Said:
    match error:
        case GivenUp():
            return _half_done("import-trouble-stopped", how_far, Tone.NEUTRAL, is_dry_run=is_dry_run)
        case Unreachable(cause=Cause.BUSY):
            seconds = error.retry_after_seconds or _USUAL_WAIT_SECONDS
            return Said("import-trouble-busy", (("seconds", seconds),), Tone.WARNING)
        case Unreachable() if error.was_surely_not_done or how_far is None:
            return Said("import-trouble-offline", tone=Tone.WARNING)
        case Unreachable():
            return _half_done("import-trouble-interrupted", how_far, Tone.WARNING, is_dry_run=is_dry_run)
        case SignInNeeded():
            return Said("import-trouble-signed-out")
        case UpgradeRequired():
            return Said("import-trouble-upgrade")
        case _:
            return _half_done("import-trouble-broken", how_far, Tone.BAD, is_dry_run=is_dry_run)


def _half_done(key: str, how_far: HowFar | None, tone: Tone, *, is_dry_run: bool) -> Said:
    if is_dry_run:
        return Said(f"{key}-check", tone=tone)
    done, of = (how_far.done, how_far.of) if isinstance(how_far, ImportProgress) else (0, 0)
    facts: tuple[tuple[str, words.Value], ...] = (("done", done), ("of", of))
    return Said(key, facts, tone)
