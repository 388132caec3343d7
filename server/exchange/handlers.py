"""What a client at work asks: who am I here, take this, what is new, tell me when something is; and what are you?"""

from litestar import Request, Response, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.types import ControllerRouterHandler

from domain.identifiers import PersonId
from domain.instants import millis
from server.arbitration.service import settle
from server.database import Database
from server.exchange.clients import Clients
from server.feed.hints import Hints
from server.http.bodies import Wire
from server.http.problems import DOCUMENTED, Declined
from server.http.replies import reply
from server.identity.guard import OPEN_TO_ALL, TAKES_LATE_WORK
from server.identity.service import Caller, Sessions
from server.observation.metrics import Metrics
from server.scopes.grants import granted_scopes
from server.scopes.hint import moved_scopes
from server.scopes.pull import pull as pull_scopes
from server.settings import Settings
from sync.clock import Clock
from sync.identity import Identity
from sync.protocol import FLOOR, VERSION
from sync.protocol.messages import (
    About,
    Hello,
    Hint,
    HintWait,
    Limits,
    ProblemCode,
    Pull,
    Pulled,
    Push,
    Pushed,
    ScopeCursor,
    Welcome,
)

type Asked = Request[PersonId, Caller, State]

_MOST_CURSORS = 1000
_LARGEST_POSITION = 2**63 - 1


def exchange_routes(
    settings: Settings,
    database: Database,
    sessions: Sessions,
    hints: Hints,
    clock: Clock,
    identity: Identity,
    metrics: Metrics,
) -> list[ControllerRouterHandler]:
    """What the app hangs under `/api/v1`, behind the guard."""
    limits = Limits(settings.commands_per_push, settings.bytes_per_pull, settings.hint_seconds)
    clients = Clients(settings)

    @post(
        "/about", status_code=200, sync_to_thread=True, opt={OPEN_TO_ALL: True}, responses=DOCUMENTED, security=[],
        summary="Versions and the time, before anybody has signed in",
    )  # fmt: skip
    def about(request: Request[None, None, State]) -> Response[About]:
        return reply(request, About((FLOOR, VERSION), clients.releases, millis(clock.now())))

    @post(
        "/hello", dto=Wire[Hello], return_dto=None, status_code=200, sync_to_thread=True, responses=DOCUMENTED,
        summary="Agree on a protocol version; learn what may be read",
    )  # fmt: skip
    def hello(request: Asked, data: Hello) -> Response[Welcome]:
        person_id, is_wipe_ordered = request.user, sessions.is_wipe_ordered(request.auth)
        spoken = clients.agree(data, is_wipe_ordered=is_wipe_ordered)
        return reply(
            request,
            Welcome(
                protocol_version=spoken,
                person_id=person_id,
                scopes=database.read(lambda connection: granted_scopes(connection, person_id)),
                limits=limits,
                server_time=millis(clock.now()),
                is_wipe_ordered=is_wipe_ordered,
                releases=clients.releases,
            ),
        )

    @post(
        "/push", dto=Wire[Push], return_dto=None, status_code=200, sync_to_thread=True, responses=DOCUMENTED,
        opt={TAKES_LATE_WORK: True}, summary="Ordered commands up, one receipt for each in the same order",
    )  # fmt: skip
    def push(request: Asked, data: Push) -> Response[Pushed]:
        if len(data.commands) > settings.commands_per_push:
            raise Declined(ProblemCode.TOO_LARGE, facts={"limit": settings.commands_per_push})
        receipts = settle(database, request.user, request.auth.device_id, data.commands, clock.now, identity.new)
        hints.publish()
        metrics.count_receipts(receipts)
        return reply(request, Pushed(receipts, millis(clock.now())))

    @post(
        "/pull", dto=Wire[Pull], return_dto=None, status_code=200, sync_to_thread=True, responses=DOCUMENTED,
        summary="Whole commits of each scope after its cursor",
    )  # fmt: skip
    def pull(request: Asked, data: Pull) -> Response[Pulled]:
        clients.check_agent(request.headers.get("user-agent", ""))
        _check(data.cursors)
        asked = Pull(data.cursors, min(max(data.byte_budget, 1), settings.bytes_per_pull))
        pulled = pull_scopes(database, request.user, asked, clock.now(), identity.new)
        metrics.count_pull(pulled)
        return reply(request, pulled)

    @post(
        "/hint", dto=Wire[HintWait], return_dto=None, status_code=200, responses=DOCUMENTED,
        summary="Wait until a scope moves",
    )  # fmt: skip
    async def hint(request: Asked, data: HintWait) -> Response[Hint]:
        _check(data.cursors)
        seconds = min(max(data.wait_seconds, 0), settings.hint_seconds)
        moved = await moved_scopes(database, hints, request.user, data.cursors, seconds)
        return await sync_to_thread(reply, request, Hint(moved, millis(clock.now())))

    return [about, hello, push, pull, hint]


def _check(cursors: tuple[ScopeCursor, ...]) -> None:
    """Nothing that a database column could not hold, and no scope twice.

    Raises:
        Declined: one of them is so.
    """
    names = {cursor.scope for cursor in cursors}
    is_fit = all(
        0 <= cursor.position <= _LARGEST_POSITION and "\x00" not in f"{cursor.scope}{cursor.salt}{cursor.resume}"
        for cursor in cursors
    )
    if not is_fit or len(names) < len(cursors) or len(cursors) > _MOST_CURSORS:
        raise Declined(ProblemCode.MALFORMED)
