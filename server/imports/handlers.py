"""The routes by which a client brings a file of customers into a pool.

What reads and writes spreadsheets is loaded with the first of them: a start should not wait a tenth of a second for it.
"""

import asyncio
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import structlog
from litestar import Request, Response, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.exceptions import InternalServerException
from litestar.response import Stream
from litestar.types import ControllerRouterHandler

from domain.identifiers import PersonId, PoolId
from domain.instants import millis
from server.database import Database
from server.feed.hints import Hints
from server.http.bodies import Wire
from server.http.problems import DOCUMENTED, Declined
from server.http.replies import reply
from server.identity.service import Caller
from server.imports.order import Order
from server.imports.rights import Barred, check, refusal
from server.imports.run import Run, as_line
from server.imports.turns import Taken, Turns
from server.observation.metrics import Metrics
from server.settings import Settings
from sync.clock import Clock
from sync.identity import Identity
from sync.protocol.imports import AskImportTerms, Imported, ImportRefused, ImportTerms
from sync.protocol.messages import ProblemCode

type Asked = Request[PersonId, Caller, State]

RETRY_SECONDS = 15
_UPLOAD_SECONDS = 900
_LINES = "application/x-ndjson"

_log = structlog.get_logger("server.imports")


def import_routes(
    settings: Settings, database: Database, hints: Hints, clock: Clock, identity: Identity, metrics: Metrics
) -> list[ControllerRouterHandler]:
    """What the app hangs under `/api/v1`, behind the guard."""
    turns = Turns()

    @post(
        "/imports/terms", dto=Wire[AskImportTerms], return_dto=None, status_code=200, sync_to_thread=True,
        responses=DOCUMENTED, summary="What to know before a file is sent; an empty workbook to fill in",
    )  # fmt: skip
    def terms(request: Asked, data: AskImportTerms) -> Response[ImportTerms]:
        from server.imports.template import template
        from server.imports.words import words_in

        workbook = template(words_in(data.language))
        return reply(request, ImportTerms(settings.import_bytes, workbook, millis(clock.now())))

    @post(
        "/imports", status_code=200, media_type=_LINES, request_max_body_size=None, responses=DOCUMENTED,
        summary="A spreadsheet into a pool; answers line by line how far it is and what became of every row",
    )  # fmt: skip
    async def bring_in(request: Asked, pool_id: str, is_dry_run: bool, language: str) -> Stream:
        announced = request.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > settings.import_bytes:
            raise Declined(ProblemCode.TOO_LARGE, facts={"limit": settings.import_bytes})
        try:
            await sync_to_thread(lambda: database.read(lambda found: check(found, request.user, pool_id)))
        except Barred as barred:
            await _receive(request, None, settings.import_bytes)
            return Stream(iter([as_line(refusal(barred, clock.now()))]), media_type=_LINES)
        order = Order(request.user, PoolId(pool_id), is_dry_run, language)
        with ExitStack() as held:
            await _take_turn(request, held, turns, settings.import_bytes)
            folder = held.enter_context(tempfile.TemporaryDirectory(prefix="gonghai-import-"))
            path = Path(folder) / "table"
            await _receive(request, path, settings.import_bytes)
            try:
                held.enter_context(turns.place())
            except Taken as taken:
                raise Declined(ProblemCode.BUSY, retry_after_seconds=RETRY_SECONDS) from taken
            mine = held.pop_all()

        def work(run: Run) -> Imported | ImportRefused:
            with mine:
                return _take(order, path, run)

        run = Run(work, clock)
        run.start()
        return Stream(run.lines(), media_type=_LINES)

    def _take(order: Order, path: Path, run: Run) -> Imported | ImportRefused:
        from server.imports.taking import take_in

        def tell(done: int, of: int) -> None:
            if not order.is_dry:
                hints.publish()
            run.tell(done, of)

        ending = take_in(database, order, path, clock.now, identity.new, tell, run.is_given_up)
        facts: dict[str, Any] = {"person_id": order.person_id, "pool_id": order.pool_id, "is_dry_run": order.is_dry}
        if isinstance(ending, ImportRefused):
            _log.info("import_refused", reason=ending.reason, **facts)
            return ending
        if not order.is_dry:
            metrics.count_imported(ending.counts)
        _log.info("imported", counts=ending.counts, **facts)
        return ending

    return [terms, bring_in]


async def _take_turn(request: Asked, held: ExitStack, turns: Turns, limit: int) -> None:
    try:
        held.enter_context(turns.of(request.user))
    except Taken as taken:
        await _receive(request, None, limit)
        raise Declined(ProblemCode.BUSY, retry_after_seconds=RETRY_SECONDS) from taken


async def _receive(request: Asked, path: Path | None, limit: int) -> None:
    """The body into a file, or to nowhere: a reply is lost with a body that nobody reads.

    Raises:
        Declined: it is larger than it said, or does not come to its end.
    """
    received = 0
    with ExitStack() as opened:
        file = None if path is None else opened.enter_context(path.open("wb"))
        try:
            async with asyncio.timeout(_UPLOAD_SECONDS):
                async for piece in request.stream():
                    received += len(piece)
                    if received > limit:
                        raise Declined(ProblemCode.TOO_LARGE, facts={"limit": limit})
                    if file is not None:
                        await sync_to_thread(file.write, piece)
        except TimeoutError as error:
            raise Declined(ProblemCode.BUSY, retry_after_seconds=RETRY_SECONDS) from error
        except InternalServerException as gone:  # so Litestar says that the sender hung up
            raise Declined(ProblemCode.MALFORMED) from gone
