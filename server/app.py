"""Who is given what: the server put together. Wiring only."""

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from litestar.types import ASGIApp
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from server.attachments.handlers import attachment_routes
from server.database import Database
from server.exchange.handlers import exchange_routes
from server.feed.hints import Hints
from server.http.bodies import LARGEST_DECOMPRESSED
from server.http.problems import problem_handlers
from server.http.requests import Surroundings
from server.identity.guard import OPEN_TO_ALL, Guard
from server.identity.handlers import identity_routes
from server.identity.own_passwords import OwnPasswords
from server.identity.passwords import Passwords
from server.identity.service import Sessions
from server.imports.handlers import import_routes
from server.known.handlers import known_routes
from server.observation.handlers import observation_routes
from server.observation.metrics import Metrics
from server.settings import Settings
from server.upstream.handlers import upstream_routes
from sync.clock import Clock
from sync.identity import Identity
from sync.protocol import VERSION

_OVERLOADED = (OperationalError, PoolTimeout)


def create_app(
    settings: Settings, database: Database, clock: Clock, identity: Identity, hints: Hints, metrics: Metrics
) -> ASGIApp:
    """The ASGI application over an open database and its hints, which stay the caller's to close."""
    passwords = Passwords()
    sessions = Sessions(database, passwords, identity.new)

    # A function, because Litestar copies deeply what a router's middleware holds.
    def guard(app: ASGIApp) -> ASGIApp:
        return Guard(app, sessions, clock)

    api = Router(
        "/api/v1",
        route_handlers=[
            *identity_routes(sessions, OwnPasswords(database, passwords), clock, metrics),
            *exchange_routes(settings, database, sessions, hints, clock, identity, metrics),
            *import_routes(settings, database, hints, clock, identity, metrics),
            *known_routes(database, clock),
            *upstream_routes(database, hints, clock, identity),
            *attachment_routes(settings, database, hints, clock, identity),
        ],
        middleware=[guard],
        security=[{"session": []}],
    )
    app = Litestar(
        [api, *observation_routes(database, metrics, clock, {OPEN_TO_ALL: True})],
        exception_handlers=problem_handlers(clock, lambda error: isinstance(error, _OVERLOADED)),
        request_max_body_size=settings.body_bytes,
        state=State({LARGEST_DECOMPRESSED: settings.decompressed_bytes}),
        logging_config=None,
        openapi_config=OpenAPIConfig(
            title="公海 Gonghai",
            version=str(VERSION),
            path="/schema",
            components=Components(
                security_schemes={
                    name: SecurityScheme(type="http", scheme="bearer", bearer_format="opaque")
                    for name in ("session", "feed_key")
                }
            ),
        ),
    )
    return Surroundings(app, clock, identity.new, metrics.observe_request)
