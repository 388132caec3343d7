"""What surrounds every request: an id to find it by in the log, a mark to recognise our replies by, a time."""

import re
from collections.abc import Callable

import structlog
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from sync.clock import Clock

_logger = structlog.get_logger("server.http")
_FIT_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Surroundings:
    """Marks replies with `X-Gonghai: 1` (a captive portal's 200 has no such mark) and echoes `X-Request-Id`,
    by which a client knows a reply to its own request; forbids every cache to keep it.

    It stands around the whole application, because Litestar answers what its middleware raises outside of all
    middleware, and those replies need the mark too.
    """

    def __init__(
        self, app: ASGIApp, clock: Clock, new_id: Callable[[], str], observe: Callable[[str, int, float], None]
    ) -> None:
        self._app = app
        self._clock = clock
        self._new_id = new_id
        self._observe = observe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        asked = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
        request_id = asked if _FIT_ID.fullmatch(asked) else self._new_id()
        started = self._clock.elapsed()
        status = 500

        async def mark(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableScopeHeaders.from_message(message)
                headers["X-Gonghai"] = "1"
                headers["X-Request-Id"] = request_id
                # Every reply is of one moment and for one person: no cache between may keep it.
                headers["Cache-Control"] = "no-store"
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self._app(scope, receive, mark)
            seconds = self._clock.elapsed() - started
            # The template and never the path: what strangers ask for is theirs to make up.
            route = scope.get("path_template", "")
            self._observe(route, status, seconds)
            _logger.info("answered", route=route, status=status, seconds=round(seconds, 4))
