"""Nobody feeds without a key, and a key is good for nothing else: sessions of people do not feed."""

from typing import Any

from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult
from litestar.types import ASGIApp

from server.database import Database
from server.http.problems import Declined
from server.upstream.keys import FeedKey, key_of
from sync.protocol.messages import ProblemCode

_LONGEST_KEY = 200


class FeedGuard(AbstractAuthenticationMiddleware):
    """Puts the `FeedKey` into `request.auth`, or declines before the body is looked at."""

    def __init__(self, app: ASGIApp, database: Database) -> None:
        super().__init__(app)
        self._database = database

    async def authenticate_request(self, connection: ASGIConnection[Any, Any, Any, Any]) -> AuthenticationResult:
        scheme, _, token = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not 0 < len(token.strip()) <= _LONGEST_KEY:
            raise Declined(ProblemCode.SESSION_EXPIRED)
        key: FeedKey | None = await sync_to_thread(
            lambda: self._database.read(lambda found: key_of(found, token.strip()))
        )
        if key is None:
            raise Declined(ProblemCode.SESSION_EXPIRED)
        if key.revoked_at is not None:
            raise Declined(ProblemCode.SESSION_REVOKED)
        return AuthenticationResult(user=key.name, auth=key)
