"""The route by which a client asks whether a company is known."""

from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.types import ControllerRouterHandler

from domain.identifiers import PersonId
from domain.instants import millis
from server.database import Database
from server.http.bodies import Wire
from server.http.problems import DOCUMENTED, Declined
from server.http.replies import reply
from server.identity.service import Caller
from server.known.inquiry import inquire
from sync.clock import Clock
from sync.protocol.known import MOST_ASKED, AskKnown, Company, ToldKnown
from sync.protocol.messages import ProblemCode

type Asked = Request[PersonId, Caller, State]

LONGEST_TEXT = 400


def known_routes(database: Database, clock: Clock) -> list[ControllerRouterHandler]:
    """What the app hangs under `/api/v1`, behind the guard."""

    @post(
        "/known", dto=Wire[AskKnown], return_dto=None, status_code=200, sync_to_thread=True, responses=DOCUMENTED,
        summary="Is this company known? One of six answers, with what the asker may know",
    )  # fmt: skip
    def known(request: Asked, data: AskKnown) -> Response[ToldKnown]:
        if len(data.companies) > MOST_ASKED:
            raise Declined(ProblemCode.TOO_LARGE, facts={"limit": MOST_ASKED})
        if not all(map(_is_fit, data.companies)):
            raise Declined(ProblemCode.MALFORMED)
        answers, near = database.read(lambda connection: inquire(connection, request.user, data.companies))
        return reply(request, ToldKnown(answers, near, millis(clock.now())))

    return [known]


def _is_fit(company: Company) -> bool:
    """Nothing that a database column could not hold."""
    texts = (company.name, company.uscc, company.phone)
    return all(len(text) <= LONGEST_TEXT and "\x00" not in text for text in texts)
