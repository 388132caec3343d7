"""What came back: whose it is, what it holds, and what went wrong in the terms of `sync.errors`."""

import msgspec
import requests

from sync.errors import Cause, Departed, Mismatch, SignInNeeded, SyncError, Unreachable, UpgradeRequired
from sync.folding import LARGEST_REPLY_BYTES, unfolded
from sync.protocol.messages import Problem, ProblemCode

OURS = "X-Gonghai"
"""On every reply of a Gonghai server: whoever answers without it is somebody else."""

REQUEST_ID = "X-Request-Id"
"""On every request, and on its reply: one that names another is somebody else's, from a cache or a confused proxy."""

_GATEWAY_TROUBLE = {502, 503, 504}
"""A proxy before our server says these when the server is away; the proxy does not know our header."""

_SIGN_IN_AGAIN = {
    ProblemCode.WRONG_PASSWORD,
    ProblemCode.SESSION_EXPIRED,
    ProblemCode.SESSION_REVOKED,
    ProblemCode.LOCKED_OUT,
}


def check_ours(reply: requests.Response, request_id: str) -> None:
    """Nothing, where our server says this, to this request.

    Raises:
        Unreachable: it is somebody else's.
    """
    if OURS not in reply.headers and reply.status_code not in _GATEWAY_TROUBLE:
        raise Unreachable(f"HTTP {reply.status_code} from somebody else", cause=Cause.NOT_OUR_SERVER)
    if OURS in reply.headers and reply.headers.get(REQUEST_ID) != request_id:
        raise Unreachable("a reply to another request", cause=Cause.NOT_OUR_SERVER)


def content(reply: requests.Response) -> bytes:
    """The body, unfolded, within bounds: a peer's mistake must not fill the memory."""
    raw = reply.raw.read(LARGEST_REPLY_BYTES + 1, decode_content=False)
    if len(raw) > LARGEST_REPLY_BYTES:
        raise Mismatch("a reply beyond all bounds")
    promised = reply.headers.get("Content-Length", "")
    if promised.isdigit() and len(raw) < int(promised):
        raise Unreachable("a reply cut short")
    encoding = reply.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in {"", "identity", "zstd"}:
        raise Unreachable(f"a reply folded with {encoding} on its way", cause=Cause.NOT_OUR_SERVER)
    return unfolded(raw) if encoding == "zstd" else bytes(raw)


def failure(error: requests.RequestException) -> SyncError:
    """Why there is no reply."""
    if isinstance(error, requests.exceptions.ProxyError):
        return Unreachable(str(error), cause=Cause.PROXY)
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return Unreachable(str(error), cause=Cause.NO_CONNECTION)
    never_begun = ("NewConnectionError", "NameResolutionError")
    if isinstance(error, requests.exceptions.ConnectionError) and any(each in repr(error) for each in never_begun):
        return Unreachable(str(error), cause=Cause.NO_CONNECTION)
    return Unreachable(str(error))


def problem(status: int, content: bytes, retry_after: str | None) -> SyncError:
    """What a reply that is no success means."""
    try:
        problem = msgspec.json.decode(content, type=Problem)
    except msgspec.MsgspecError:
        problem = Problem(ProblemCode.BUSY if status in _GATEWAY_TROUBLE else ProblemCode.BROKEN, 0)
    seconds = problem.retry_after_seconds
    if seconds is None and retry_after is not None and retry_after.isdigit():
        seconds = int(retry_after)
    if problem.code == ProblemCode.DEPARTED:
        return Departed(problem.code, problem.facts)
    if problem.code in _SIGN_IN_AGAIN:
        facts = problem.facts if seconds is None else {**problem.facts, "retry_after_seconds": seconds}
        return SignInNeeded(problem.code, facts)
    if problem.code == ProblemCode.UPGRADE_REQUIRED:
        return UpgradeRequired(problem.code, problem.facts)
    if problem.code == ProblemCode.BUSY or status in _GATEWAY_TROUBLE | {429}:
        return Unreachable(problem.code, seconds, cause=Cause.BUSY)
    return Mismatch(f"HTTP {status}: {problem.code}")
