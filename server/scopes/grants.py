"""Which scopes a person may read now. Asked anew on every pull: rights that shrink take effect at once."""

from sqlalchemy import Connection

from domain.access import readable_pools
from server.pools.membership import standing_of
from server.pools.repository import all_pools, parts_of_pools
from sync.protocol.scopes import REFERENCE, person_scope, pool_scope


def granted_scopes(connection: Connection, person_id: str) -> tuple[str, ...]:
    """In the order in which they are best fetched: what names things, one's own, the pools. Nothing to whoever left."""
    standing = standing_of(connection, person_id)
    if standing is None or standing.actor.person.has_departed:
        return ()
    open_pools = {pool.id: pool.id in standing.subtree_pools for pool in all_pools(connection) if pool.is_open}
    parts = parts_of_pools(connection)
    readable = sorted(readable_pools(standing.actor, open_pools))
    pools = [pool_scope(pool_id, part) for pool_id in readable for part in range(parts[pool_id])]
    return (REFERENCE, person_scope(person_id), *pools)
