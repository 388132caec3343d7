"""Nobody passes without a session: every route is guarded but the few that open one."""

from functools import partial
from typing import Any

from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult
from litestar.types import ASGIApp

from server.http.problems import Declined
from server.identity.service import HasDeparted, SessionExpired, SessionRevoked, Sessions
from sync.clock import Clock
from sync.protocol.messages import ProblemCode

OPEN_TO_ALL = "open_to_all"
"""The route option of those that need no session."""

TAKES_LATE_WORK = "takes_late_work"
"""The route option of the one that whoever has departed may still use: what they had written is kept (SPEC §2.6)."""


class Guard(AbstractAuthenticationMiddleware):
    """Puts the `Caller` into `request.auth`, or declines."""

    def __init__(self, app: ASGIApp, sessions: Sessions, clock: Clock) -> None:
        super().__init__(app, exclude_from_auth_key=OPEN_TO_ALL)
        self._sessions = sessions
        self._clock = clock

    async def authenticate_request(self, connection: ASGIConnection[Any, Any, Any, Any]) -> AuthenticationResult:
        scheme, _, token = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise Declined(ProblemCode.SESSION_EXPIRED)
        try:
            may_have_departed = bool(connection.route_handler.opt.get(TAKES_LATE_WORK))
            who = partial(self._sessions.who, may_have_departed=may_have_departed)
            caller = await sync_to_thread(who, token.strip(), self._clock.now())
        except SessionExpired as error:
            raise Declined(ProblemCode.SESSION_EXPIRED) from error
        except SessionRevoked as error:
            raise Declined(ProblemCode.SESSION_REVOKED) from error
        except HasDeparted as error:
            raise Declined(ProblemCode.DEPARTED) from error
        return AuthenticationResult(user=caller.person_id, auth=caller)
