"""The routes that machines watch: is it alive, is it ready, how does it do."""

from typing import Any

from litestar import MediaType, Response, get
from litestar.types import ControllerRouterHandler
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from domain.instants import millis
from server.customers.outflows import first_outflow
from server.database import Database
from server.feed.positions import oldest_unstamped
from server.observation.metrics import Metrics
from sync.clock import Clock


def observation_routes(
    database: Database, metrics: Metrics, clock: Clock, opt: dict[str, Any]
) -> list[ControllerRouterHandler]:
    """`opt` opens them to all: they carry nobody's data."""

    @get("/health/live", media_type=MediaType.TEXT, sync_to_thread=False, opt=opt, summary="The process answers")
    def live() -> str:
        return "live"

    @get("/health/ready", media_type=MediaType.TEXT, sync_to_thread=True, opt=opt, summary="The database answers")
    def ready() -> Response[str]:
        try:
            database.read(lambda connection: connection.execute(text("SELECT 1")).scalar())
        except SQLAlchemyError:
            return Response("database unreachable", media_type=MediaType.TEXT, status_code=503)
        return Response("ready", media_type=MediaType.TEXT)

    @get("/metrics", media_type="text/plain; version=0.0.4", sync_to_thread=True, opt=opt, summary="For Prometheus")
    def figures() -> bytes:
        unstamped, outflow = database.read(lambda connection: (oldest_unstamped(connection), first_outflow(connection)))
        now = clock.now()
        return metrics.page(
            0.0 if unstamped is None else max(0.0, (millis(now) - unstamped) / 1000),
            0.0 if outflow is None else max(0.0, (now - outflow).total_seconds()),
        )

    return [live, ready, figures]
