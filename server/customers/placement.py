"""In which scope a customer's row lies."""

from domain.customers import PoolState
from sync.protocol.scopes import person_scope, pool_scope


def part_of(customer_id: str, parts: int) -> int:
    """Which part of its pool's scopes a customer belongs to. The last digits of an id are chance."""
    return int(customer_id[-8:], 16) % parts


def scope_of(pool_state: str, owner_id: str | None, pool_id: str | None, part: int) -> str | None:
    """The owner's while somebody holds it, the pool's while nobody does, else none yet."""
    if owner_id is not None:
        return person_scope(owner_id)
    if pool_state == PoolState.UNASSIGNED and pool_id is not None:
        return pool_scope(pool_id, part)
    return None
