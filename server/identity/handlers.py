"""The routes in and out, and to a password of one's own: sign-in, refresh, sign-out, password."""

from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.types import ControllerRouterHandler

from domain.identifiers import PersonId
from domain.instants import millis
from server.http.bodies import Wire
from server.http.problems import DOCUMENTED, Declined
from server.http.replies import reply
from server.identity.guard import OPEN_TO_ALL
from server.identity.lock_out import LockedOut
from server.identity.own_passwords import OwnPasswords
from server.identity.passwords import TooBusy
from server.identity.service import Caller, HasDeparted, SessionExpired, SessionRevoked, Sessions, WrongPassword
from server.observation.metrics import Metrics
from sync.clock import Clock
from sync.protocol.messages import ProblemCode, Refresh, Session, SignedOut, SignIn
from sync.protocol.passwords import ChangePassword, PasswordAnswer

type Asked = Request[PersonId, Caller, State]

_LONGEST_LOGIN = _LONGEST_DEVICE_ID = 64
_LONGEST_PASSWORD = 1024
_LONGEST_DEVICE_TEXT = 200


def identity_routes(
    sessions: Sessions, own_passwords: OwnPasswords, clock: Clock, metrics: Metrics
) -> list[ControllerRouterHandler]:
    """What the app hangs under `/api/v1`."""

    @post(
        "/sign-in", dto=Wire[SignIn], return_dto=None, status_code=200, sync_to_thread=True, opt={OPEN_TO_ALL: True},
        responses=DOCUMENTED, security=[], summary="Sign in with login and password",
    )  # fmt: skip
    def sign_in(request: Request[None, None, State], data: SignIn) -> Response[Session]:
        if not _is_fit(data):
            raise Declined(ProblemCode.MALFORMED)
        address = request.client.host if request.client else ""
        try:
            session = sessions.sign_in(data.login, data.password, data.device, address, clock.now())
        except WrongPassword as error:
            metrics.count_sign_in(ProblemCode.WRONG_PASSWORD)
            raise Declined(ProblemCode.WRONG_PASSWORD) from error
        except LockedOut as error:
            metrics.count_sign_in(ProblemCode.LOCKED_OUT)
            raise Declined(ProblemCode.LOCKED_OUT, retry_after_seconds=error.retry_after_seconds) from error
        except HasDeparted as error:
            metrics.count_sign_in(ProblemCode.DEPARTED)
            raise Declined(ProblemCode.DEPARTED) from error
        except TooBusy as error:
            raise Declined(ProblemCode.BUSY, retry_after_seconds=5) from error
        metrics.count_sign_in("accepted")
        return reply(request, session)

    @post(
        "/refresh", dto=Wire[Refresh], return_dto=None, status_code=200, sync_to_thread=True, opt={OPEN_TO_ALL: True},
        responses=DOCUMENTED, security=[], summary="New tokens for the refresh token",
    )  # fmt: skip
    def refresh(request: Request[None, None, State], data: Refresh) -> Response[Session]:
        try:
            return reply(request, sessions.refresh(data.refresh_token, data.device_id, clock.now()))
        except SessionExpired as error:
            raise Declined(ProblemCode.SESSION_EXPIRED) from error
        except SessionRevoked as error:
            raise Declined(ProblemCode.SESSION_REVOKED) from error
        except HasDeparted as error:
            raise Declined(ProblemCode.DEPARTED) from error

    @post(
        "/sign-out", status_code=200, sync_to_thread=True, responses=DOCUMENTED, summary="End this session",
    )  # fmt: skip
    def sign_out(request: Asked) -> Response[SignedOut]:
        now = clock.now()
        sessions.sign_out(request.auth, now)
        return reply(request, SignedOut(millis(now)))

    @post(
        "/password", dto=Wire[ChangePassword], return_dto=None, status_code=200, sync_to_thread=True,
        responses=DOCUMENTED, summary="Change one's own password, and end all other sessions of one's own",
    )  # fmt: skip
    def password(request: Asked, data: ChangePassword) -> Response[PasswordAnswer]:
        if not all(len(text) <= _LONGEST_PASSWORD and "\x00" not in text for text in (data.old, data.new)):
            raise Declined(ProblemCode.MALFORMED)
        try:
            return reply(request, own_passwords.change(request.auth, data.old, data.new, clock.now()))
        except TooBusy as error:
            raise Declined(ProblemCode.BUSY, retry_after_seconds=5) from error

    return [sign_in, refresh, sign_out, password]


def _is_fit(asked: SignIn) -> bool:
    """Whether it can be anybody's: texts of a sane length that both databases can hold."""
    device = asked.device
    texts = (asked.login, device.id, device.name, device.system)
    return (
        bool(device.id)
        and len(asked.login) <= _LONGEST_LOGIN
        and len(device.id) <= _LONGEST_DEVICE_ID
        and len(asked.password) <= _LONGEST_PASSWORD
        and max(len(device.name), len(device.system)) <= _LONGEST_DEVICE_TEXT
        and not any("\x00" in text for text in texts)
    )
