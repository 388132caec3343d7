"""What becomes of customers when the company itself changes: their owner leaves, their pool is closed (H 105, F 16)."""

from domain.company import ClosePool
from domain.customers import Customer, Place, PoolState, in_hands, in_pool
from domain.effects import Effect, OwnerChanged, QuotaMoved, Verb
from domain.identifiers import Instant, TeamId


def left_behind(customer: Customer, team_id: TeamId, now: Instant) -> tuple[Effect, ...]:
    """Its owner has left: it waits in their team for a manager, and is still its pool's, where it had one."""
    if customer.owner_id is None:
        return ()
    place = Place(PoolState.PENDING, customer.pool_id, team_id)
    return (
        OwnerChanged(customer.id, Verb.DEPART, customer.owner_id, None, place, now),
        QuotaMoved(customer.owner_id, locked=-int(customer.is_locked)),
    )


def put_out(customer: Customer, closed: ClosePool, now: Instant) -> tuple[Effect, ...]:
    """Its pool is closed: whoever holds it keeps it as an ordinary customer, and what nobody holds goes where the admin
    chose. What waits in a team waits on, of no pool; what nobody has seen yet stays unseen (H 109)."""
    owner_id = customer.owner_id
    if owner_id is not None:
        return (OwnerChanged(customer.id, Verb.CONVERT_TO_ORDINARY, owner_id, owner_id, in_hands(None), now),)
    if customer.state is PoolState.PENDING:
        place = Place(PoolState.PENDING, None, customer.team_id)
    elif customer.state is PoolState.DORMANT:
        place = Place(PoolState.DORMANT, closed.to_pool_id)
    elif closed.to_pool_id is not None:
        place = in_pool(closed.to_pool_id)
    else:
        place = Place(PoolState.PENDING, None, closed.to_team_id)
    return (OwnerChanged(customer.id, Verb.CONVERT_TO_POOL, None, None, place, now),)
