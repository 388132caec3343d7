"""In which scopes a customer's row lies."""

from domain.customers import PoolState
from sync.protocol.scopes import assigned_scope, person_scope, pool_scope, team_scope


def part_of(customer_id: str, parts: int) -> int:
    """Which part of its pool's scopes a customer belongs to. The last digits of an id are chance."""
    return int(customer_id[-8:], 16) % parts


def scopes_of(
    pool_state: str, owner_id: str | None, pool_id: str | None, part: int, team_id: str | None
) -> tuple[str, ...]:
    """Whose customer it is, whole, and where it is seen masked; nowhere while it is dormant (H 109)."""
    if pool_state == PoolState.UNASSIGNED and pool_id is not None:
        return (pool_scope(pool_id, part),)
    whole = whole_scopes_of(owner_id, team_id)
    if pool_state == PoolState.ASSIGNED and pool_id is not None:
        return (*whole, assigned_scope(pool_id, part))
    return whole


def whole_scopes_of(owner_id: str | None, team_id: str | None) -> tuple[str, ...]:
    """Where its follow-ups and its history lie too: its owner's and their team's, or the team's in which it waits."""
    owners = () if owner_id is None else (person_scope(owner_id),)
    return owners if team_id is None else (*owners, team_scope(team_id))
