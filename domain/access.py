"""Who may read what (SPEC §2.8)."""

from collections.abc import Mapping

from domain.customers import Customer, PoolState
from domain.identifiers import PoolId
from domain.people import Actor, Role

READS_EVERY_POOL = frozenset({Role.SALES_SUPPORT, Role.TAG_ADMIN, Role.SYSTEM_ADMIN})
"""Roles that look after all pools without holding customers."""


def is_manager_of(actor: Actor, *, is_in_subtree: bool) -> bool:
    """Whether somebody of the actor's teams counts as the actor's own."""
    return is_in_subtree and Role.MANAGER in actor.person.roles and not actor.person.has_departed


def readable_pools(actor: Actor, open_pools: Mapping[PoolId, bool]) -> frozenset[PoolId]:
    """The open pools whose unassigned customers the actor may see, masked.

    `open_pools` tells of every open pool whether somebody in the actor's subtree belongs to it.
    """
    if actor.person.has_departed:
        return frozenset()
    sees_all = not READS_EVERY_POOL.isdisjoint(actor.person.roles)
    return frozenset(
        pool_id
        for pool_id, is_of_subtree in open_pools.items()
        if sees_all or pool_id in actor.pool_ids or is_manager_of(actor, is_in_subtree=is_of_subtree)
    )


def may_know_of(actor: Actor, customer: Customer, *, manages_owner: bool) -> bool:
    """Whether the actor may learn anything of this customer: a dormant one is in no list (H 109), and an ordinary
    one that belongs to no pool is its owner's and the owner's managers' alone."""
    if customer.state is PoolState.DORMANT:
        return False
    return customer.pool_id is not None or customer.owner_id == actor.person.id or manages_owner
