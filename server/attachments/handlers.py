"""The routes by which files come and go."""

from collections.abc import Callable

import structlog
from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.types import ControllerRouterHandler

from domain.identifiers import PersonId
from server.attachments.blobs import Blobs
from server.attachments.service import Intake, TooBusy
from server.attachments.showing import show
from server.database import Database
from server.feed.hints import Hints
from server.http.bodies import Wire
from server.http.problems import DOCUMENTED, Declined
from server.http.replies import reply
from server.identity.guard import TAKES_LATE_WORK
from server.identity.service import Caller
from server.settings import Settings
from sync.clock import Clock
from sync.identity import Identity
from sync.protocol.attachments import (
    AttachmentPiece,
    AttachmentStanding,
    AttachmentState,
    DeclareAttachment,
    FetchAttachment,
    PutChunk,
)
from sync.protocol.messages import ProblemCode

_log = structlog.get_logger("server.attachments")

type Asked = Request[PersonId, Caller, State]

LARGEST_CHUNK = 1024 * 1024
RETRY_SECONDS = 5
_DISK_SECONDS = 60
_ID_DIGITS, _HASH_DIGITS = 32, 64
_HEXADECIMAL = frozenset("0123456789abcdef")
_LARGEST_NUMBER = 2**53


def attachment_routes(
    settings: Settings, database: Database, hints: Hints, clock: Clock, identity: Identity
) -> list[ControllerRouterHandler]:
    """What the app hangs under `/api/v1`, behind the guard."""
    blobs = Blobs(settings.attachment_folder)
    intake = Intake(database, blobs, clock.now, identity.new)

    @post(
        "/attachments/declare", dto=Wire[DeclareAttachment], return_dto=None, status_code=200, sync_to_thread=True,
        responses=DOCUMENTED, opt={TAKES_LATE_WORK: True}, summary="A file is coming; learn how much of it is there",
    )  # fmt: skip
    def declare(request: Asked, data: DeclareAttachment) -> Response[AttachmentStanding]:
        is_fit = _is_hex(data.id, _ID_DIGITS) and _is_hex(data.customer_id, _ID_DIGITS)
        if not is_fit or not _is_hex(data.sha256, _HASH_DIGITS) or not 0 <= data.size <= _LARGEST_NUMBER:
            raise Declined(ProblemCode.MALFORMED)
        return reply(request, _told(lambda: intake.declare(request.user, data), hints))

    @post(
        "/attachments/chunk", dto=Wire[PutChunk], return_dto=None, status_code=200, sync_to_thread=True,
        responses=DOCUMENTED, opt={TAKES_LATE_WORK: True}, summary="A stretch of a file",
    )  # fmt: skip
    def chunk(request: Asked, data: PutChunk) -> Response[AttachmentStanding]:
        if not _is_hex(data.id, _ID_DIGITS) or not 0 <= data.offset <= _LARGEST_NUMBER:
            raise Declined(ProblemCode.MALFORMED)
        if len(data.content) > LARGEST_CHUNK:
            raise Declined(ProblemCode.TOO_LARGE, facts={"limit": LARGEST_CHUNK})
        return reply(request, _told(lambda: intake.take(request.user, data), hints))

    @post(
        "/attachments/fetch", dto=Wire[FetchAttachment], return_dto=None, status_code=200, sync_to_thread=True,
        responses=DOCUMENTED, summary="A stretch of a file, or of the small image of it",
    )  # fmt: skip
    def fetch(request: Asked, data: FetchAttachment) -> Response[AttachmentPiece]:
        if not _is_hex(data.id, _ID_DIGITS) or not 0 <= data.offset <= _LARGEST_NUMBER:
            raise Declined(ProblemCode.MALFORMED)
        return reply(request, show(database, blobs, request.user, data, clock.now))

    return [declare, chunk, fetch]


def _told(settle: Callable[[], AttachmentStanding], hints: Hints) -> AttachmentStanding:
    try:
        standing = settle()
    except TooBusy as busy:
        raise Declined(ProblemCode.BUSY, retry_after_seconds=RETRY_SECONDS) from busy
    except OSError as error:
        # A disk that is full or away is the server's trouble: nothing is wrong with the file.
        _log.error("attachment_not_stored", kind=type(error).__name__, number=error.errno)
        raise Declined(ProblemCode.BUSY, retry_after_seconds=_DISK_SECONDS) from error
    # A file whose text was there before it travels from now on.
    if standing.state == AttachmentState.THERE:
        hints.publish()
    return standing


def _is_hex(text: str, digits: int) -> bool:
    return len(text) == digits and _HEXADECIMAL.issuperset(text)
