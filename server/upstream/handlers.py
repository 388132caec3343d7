"""The route by which the company's shop system tells what it knows."""

from collections import Counter

import msgspec
import structlog
from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.types import ASGIApp, ControllerRouterHandler

from domain.instants import millis
from server.database import Database
from server.feed.hints import Hints
from server.http.bodies import Wire
from server.http.problems import DOCUMENTED, Declined
from server.http.replies import reply
from server.identity.guard import OPEN_TO_ALL
from server.upstream.guard import FeedGuard
from server.upstream.keys import FeedKey
from sync.clock import Clock
from sync.identity import Identity
from sync.protocol.messages import ProblemCode

type Asked = Request[str, FeedKey, State]

MOST_RECORDS = 5_000

_log = structlog.get_logger("server.upstream")


class FeedRecords(msgspec.Struct, frozen=True):
    """Up to 5,000 records of any kind. Each is read by itself, see `docs/feed.md`."""

    records: tuple[msgspec.Raw, ...]


class FeedResult(msgspec.Struct, frozen=True):
    """What became of one record: a `Fate`, and where it was not simply taken a `Flaw` and the field to blame."""

    fate: str
    flaw: str | None = None
    field: str = ""


class Fed(msgspec.Struct, frozen=True):
    """One result for each record, in the same order."""

    results: tuple[FeedResult, ...]
    server_time: int


def upstream_routes(
    database: Database, hints: Hints, clock: Clock, identity: Identity
) -> list[ControllerRouterHandler]:
    """What the app hangs under `/api/v1`."""

    def guard(app: ASGIApp) -> ASGIApp:
        return FeedGuard(app, database)

    @post(
        "/feed", dto=Wire[FeedRecords], return_dto=None, status_code=200, sync_to_thread=True, responses=DOCUMENTED,
        opt={OPEN_TO_ALL: True}, middleware=[guard], security=[{"feed_key": []}],
        summary="Customers, orders, certifications and activity from the shop system, one result for each record",
    )  # fmt: skip
    def feed(request: Asked, data: FeedRecords) -> Response[Fed]:
        # Loaded here: what checks codes and numbers takes a moment that no start should wait for.
        from server.upstream.feed import Feed

        if len(data.records) > MOST_RECORDS:
            raise Declined(ProblemCode.TOO_LARGE, facts={"limit": MOST_RECORDS})
        answers = Feed(database, clock.now, identity.new).take(data.records, lambda _: hints.publish())
        hints.publish()
        fates = Counter(answer.fate.value for answer in answers)
        _log.info("fed", key=request.user, **fates)
        results = tuple(FeedResult(one.fate.value, one.flaw and one.flaw.value, one.field) for one in answers)
        return reply(request, Fed(results, millis(clock.now())))

    return [feed]
