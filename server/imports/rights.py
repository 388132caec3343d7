"""Whether somebody may bring customers into a pool now."""

from sqlalchemy import Connection

from domain.identifiers import Instant, PersonId, PoolId
from domain.importing import why_not_imported
from domain.instants import millis
from domain.verdicts import Refused
from server.pools.membership import standing_of
from server.pools.repository import all_pools
from sync.protocol.imports import ImportRefused


class Barred(Exception):
    """They may not, or no longer: somebody closed the pool or took the right away on the way."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reason.value)
        self.refused = refused


def check(connection: Connection, person_id: PersonId, pool_id: str) -> None:
    """Nothing, where this person may import into this pool.

    Raises:
        Barred: see there.
    """
    refused = _why_not(connection, person_id, PoolId(pool_id))
    if refused is not None:
        raise Barred(refused)


def refusal(barred: Barred, now: Instant) -> ImportRefused:
    """How it is told."""
    return ImportRefused(barred.refused.reason.value, dict(barred.refused.facts), "", millis(now))


def _why_not(connection: Connection, person_id: PersonId, pool_id: PoolId) -> Refused | None:
    pools = {pool.id: pool for pool in all_pools(connection)}
    standing = standing_of(connection, person_id)
    actor = None if standing is None else standing.actor
    is_of_subtree = standing is not None and pool_id in standing.subtree_pools
    return why_not_imported(actor, pools.get(pool_id), is_of_subtree=is_of_subtree)
