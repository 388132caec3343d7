"""Every reply that is not a success is a `Problem`: a code to act on, never a sentence."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import structlog
from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ExceptionHandlersMap

from domain.instants import millis
from domain.reasons import Fact
from sync.clock import Clock
from sync.protocol.messages import Problem, ProblemCode

_logger = structlog.get_logger("server.http")

STATUS = {
    ProblemCode.WRONG_PASSWORD: 401,
    ProblemCode.SESSION_EXPIRED: 401,
    ProblemCode.SESSION_REVOKED: 401,
    ProblemCode.DEPARTED: 403,
    ProblemCode.TOO_LARGE: 413,
    ProblemCode.MALFORMED: 422,
    ProblemCode.UPGRADE_REQUIRED: 426,
    ProblemCode.LOCKED_OUT: 429,
    ProblemCode.BROKEN: 500,
    ProblemCode.BUSY: 503,
}

_FOR_OPENAPI = {
    401: "The password is wrong, or the session has ended: sign in again.",
    403: "The person has left the company.",
    413: "The request is larger than the server takes.",
    422: "The request is not what the protocol promises.",
    426: "The client is too old: by its version, or by what it speaks. What was written is still taken.",
    429: "Too many tries: wait as long as Retry-After says.",
    503: "The server is overloaded: try again after Retry-After.",
}

DOCUMENTED = {status: ResponseSpec(Problem, description=text) for status, text in _FOR_OPENAPI.items()}
"""What each route may answer besides its success, for the OpenAPI page."""


class Declined(Exception):
    """The request ends here, with a problem the client knows how to answer."""

    def __init__(
        self, code: str, *, retry_after_seconds: int | None = None, facts: Mapping[str, Fact] | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after_seconds = retry_after_seconds
        self.facts = dict(facts or {})


def problem_handlers(clock: Clock, is_overload: Callable[[Exception], bool]) -> ExceptionHandlersMap:
    """What Litestar shall answer to our own refusals, to its own and to a bug of ours.

    `is_overload` tells the database's "not now" from a bug: the first is answered 503, to be tried again.
    """

    def declined(_: Request[Any, Any, Any], refusal: Declined) -> Response[bytes]:
        return _reply(STATUS[refusal.code], refusal.code, clock, refusal.retry_after_seconds, refusal.facts)

    def framework(_: Request[Any, Any, Any], refusal: HTTPException) -> Response[bytes]:
        status = refusal.status_code
        if status >= 500:
            return broken(_, refusal)
        code = ProblemCode.TOO_LARGE if status == 413 else ProblemCode.MALFORMED
        # A body that is no JSON or not of the promised shape is 422; unknown paths and methods keep their own status.
        reply = _reply(422 if status == 400 else status, code, clock)
        reply.headers.update(refusal.headers or {})
        return reply

    def broken(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
        if is_overload(error):
            _logger.warning("overloaded", path=request.url.path, kind=type(error).__name__)
            return _reply(STATUS[ProblemCode.BUSY], ProblemCode.BUSY, clock, retry_after_seconds=2)
        _logger.error("broken", path=request.url.path, kind=type(error).__name__, exc_info=error)
        return _reply(STATUS[ProblemCode.BROKEN], ProblemCode.BROKEN, clock)

    return {Declined: declined, HTTPException: framework, Exception: broken}


def _reply(
    status: int,
    code: str,
    clock: Clock,
    retry_after_seconds: int | None = None,
    facts: dict[str, Fact] | None = None,
) -> Response[bytes]:
    problem = Problem(code, millis(clock.now()), retry_after_seconds, facts or {})
    headers = {} if retry_after_seconds is None else {"Retry-After": str(retry_after_seconds)}
    return Response(msgspec.json.encode(problem), media_type=MediaType.JSON, status_code=status, headers=headers)
