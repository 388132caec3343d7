"""By which version of its rules the deadlines of a pool's customers were worked out."""

from sqlalchemy import Connection, select, update

from domain.identifiers import PoolId
from server.pools.tables import pool

_VERSIONS = select(pool.c.id, pool.c.outflow_version).order_by(pool.c.id)


def outflow_versions(connection: Connection) -> dict[PoolId, int | None]:
    """Of every pool; None where nobody knows."""
    return {PoolId(row.id): row.outflow_version for row in connection.execute(_VERSIONS)}


def set_outflow_version(connection: Connection, pool_id: PoolId, version: int) -> None:
    """Note that all stored deadlines of a pool are by this version. Nobody is told: it does not travel."""
    connection.execute(update(pool).where(pool.c.id == pool_id).values(outflow_version=version))
