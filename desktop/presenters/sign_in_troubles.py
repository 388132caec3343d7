"""What may go wrong before anybody is in, as a sentence and what to do about it."""

from __future__ import annotations

from desktop import words
from desktop.screens.sign_in import SignInStart, Trouble
from sync.cache.errors import CacheTrouble
from sync.errors import Cause, Departed, SignInNeeded, SyncError, Unreachable, Untrusted, UpgradeRequired
from sync.protocol.messages import ProblemCode

_CAUSES = {
    Cause.NOT_OUR_SERVER: "foreign",
    Cause.CERTIFICATE: "certificate",
    Cause.PROXY: "proxy",
    Cause.BUSY: "busy-server",
}
_USUAL_WAIT_SECONDS = 30


def trouble(key: str, **facts: words.Value) -> Trouble:
    """The sentences `key` and `key-now`."""
    return Trouble(words.say(key, **facts), words.say(f"{key}-now", **facts))


def administered_trouble(start: SignInStart) -> Trouble:
    """The server that an administrator has settled for cannot be used: nobody signs in, not even elsewhere."""
    return trouble(f"administered-server-{start.server_fault}", server=start.server)


def sign_in_trouble(error: SyncError, server: str) -> Trouble:
    """Why there is no session."""
    match error:
        case Departed():
            return trouble("sign-in-departed")
        case SignInNeeded(code=ProblemCode.LOCKED_OUT):
            seconds = error.facts.get("retry_after_seconds", _USUAL_WAIT_SECONDS)
            return trouble("sign-in-locked-out", minutes=max(1, -(-int(seconds) // 60)))
        case SignInNeeded():
            return trouble("sign-in-wrong-password")
        case UpgradeRequired():
            return trouble("sign-in-upgrade")
        case Untrusted():
            return trouble(f"untrusted-{error.why.value.replace('_', '-')}", server=server, file=error.file)
        case Unreachable():
            key = _CAUSES.get(error.cause, "unreachable")
            return trouble(f"sign-in-{key}", server=server, seconds=error.retry_after_seconds or _USUAL_WAIT_SECONDS)
        case _:
            return trouble("sign-in-mismatch")


def cache_trouble(error: CacheTrouble) -> Trouble:
    """Why the data on this machine does not open."""
    return trouble(f"trouble-{error.code.value.replace('_', '-')}")
