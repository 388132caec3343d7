"""Which scopes a person may read now. Asked anew on every pull: rights that shrink take effect at once."""

from sqlalchemy import Connection

from domain.access import readable_pools, readable_teams
from server.organisation.repository import team_parents
from server.pools.membership import standing_of
from server.pools.repository import all_pools, parts_of_pools
from sync.protocol.scopes import REFERENCE, assigned_scope, person_scope, pool_scope, team_scope


def granted_scopes(connection: Connection, person_id: str) -> tuple[str, ...]:
    """In the order in which they are best fetched: what names things, one's own, one's people's, the pools. Nothing to
    whoever left."""
    standing = standing_of(connection, person_id)
    if standing is None or standing.actor.person.has_departed:
        return ()
    actor = standing.actor
    teams = sorted(readable_teams(actor, standing.subtree, frozenset(team_parents(connection))))
    open_pools = {pool.id: pool.id in standing.subtree_pools for pool in all_pools(connection) if pool.is_open}
    parts = parts_of_pools(connection)
    administered = sorted(actor.administered_pool_ids & open_pools.keys())
    readable = sorted(readable_pools(actor, open_pools))
    return (
        REFERENCE,
        person_scope(person_id),
        *(team_scope(team_id) for team_id in teams),
        *(assigned_scope(pool_id, part) for pool_id in administered for part in range(parts[pool_id])),
        *(pool_scope(pool_id, part) for pool_id in readable for part in range(parts[pool_id])),
    )
