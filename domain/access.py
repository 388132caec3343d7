"""Who may read what (SPEC §2.8)."""

from collections.abc import Mapping

from domain.customers import Customer, PoolState
from domain.identifiers import PoolId, TeamId
from domain.people import Actor, Role

READS_EVERY_POOL = frozenset({Role.SALES_SUPPORT, Role.TAG_ADMIN, Role.SYSTEM_ADMIN})
"""Roles that look after all pools without holding customers."""


def belongs_below(
    customer: Customer, owner_team_id: TeamId | None, subtree: frozenset[TeamId], subtree_pools: frozenset[PoolId]
) -> bool:
    """Whether a customer belongs at or below somebody's team: by who holds it, by the team in which it waits, or by the
    pool in which it lies. `owner_team_id` is its owner's; None where nobody knows it."""
    if customer.owner_id is not None:
        return owner_team_id in subtree
    if customer.state is PoolState.PENDING:
        return customer.team_id in subtree
    return customer.pool_id in subtree_pools


def is_manager_of(actor: Actor, *, is_in_subtree: bool) -> bool:
    """Whether somebody of the actor's teams counts as the actor's own."""
    return is_in_subtree and actor.has(Role.MANAGER)


def may_direct(actor: Actor, customer: Customer, *, is_of_subtree: bool) -> bool:
    """Whether the actor may assign, take back, extend and convert this customer: its manager, an admin of its pool,
    an admin of the system."""
    return (
        actor.has(Role.SYSTEM_ADMIN)
        or directs_as_manager(actor, customer, is_of_subtree=is_of_subtree)
        or actor.administers(customer.pool_id)
    )


def directs_anybody(actor: Actor) -> bool:
    """Whether there may be customers of others that the actor assigns, takes back, extends or converts."""
    return actor.has(Role.MANAGER) or actor.has(Role.SYSTEM_ADMIN) or any(map(actor.administers, actor.pool_ids))


def hears_requests(actor: Actor) -> bool:
    """Whether requests of other people reach the actor: they go to the managers above whoever asks."""
    return actor.has(Role.MANAGER) or actor.has(Role.SYSTEM_ADMIN)


def may_give_to(actor: Actor, recipient: Actor, *, is_of_subtree: bool) -> bool:
    """Whether there may be customers that the actor gives to this person; `is_of_subtree` says where they work."""
    return (
        actor.has(Role.SYSTEM_ADMIN)
        or is_manager_of(actor, is_in_subtree=is_of_subtree)
        or shares_a_pool_with(actor, recipient)
    )


def shares_a_pool_with(actor: Actor, other: Actor) -> bool:
    """Whether the other belongs to a pool that the actor administers."""
    return not actor.administered_pool_ids.isdisjoint(other.pool_ids)


def may_bring_into(actor: Actor, customer: Customer, pool_id: PoolId, *, is_of_subtree: bool) -> bool:
    """Whether the actor may put this customer under the rules of that pool (F 9): its manager, an admin of the system,
    and an admin of the pool what is their own or comes from a pool of theirs."""
    return (
        actor.has(Role.SYSTEM_ADMIN)
        or directs_as_manager(actor, customer, is_of_subtree=is_of_subtree)
        or (
            actor.administers(pool_id) and (customer.owner_id == actor.person.id or actor.administers(customer.pool_id))
        )
    )


def may_import_into(actor: Actor, pool_id: PoolId, *, is_of_subtree: bool) -> bool:
    """Whether the actor may bring new customers straight into that pool (F 10): an admin of the pool, an admin of the
    system, a manager whose teams belong to it, themselves or through the teams above them."""
    is_theirs = is_of_subtree or pool_id in actor.pool_ids
    return actor.has(Role.SYSTEM_ADMIN) or is_manager_of(actor, is_in_subtree=is_theirs) or actor.administers(pool_id)


def directs_as_manager(actor: Actor, customer: Customer, *, is_of_subtree: bool) -> bool:
    """What somebody of the subtree holds or left behind, and what lies in a pool of the subtree: its teams belong also
    to the pools of the teams above them."""
    lies_in_own_pool = customer.state is PoolState.UNASSIGNED and customer.pool_id in actor.pool_ids
    return is_manager_of(actor, is_in_subtree=is_of_subtree or lies_in_own_pool)


def may_follow_up_for(actor: Actor, customer: Customer, *, is_of_subtree: bool) -> bool:
    """Whether the actor may write follow-ups of a customer that somebody else holds: their manager only."""
    return customer.owner_id is not None and is_manager_of(actor, is_in_subtree=is_of_subtree)


def may_describe(actor: Actor, customer: Customer, *, is_of_subtree: bool) -> bool:
    """Whether the actor may write down what a customer is like: whoever works on it, its owner or their manager."""
    is_own = customer.owner_id == actor.person.id and actor.may_own
    return is_own or may_follow_up_for(actor, customer, is_of_subtree=is_of_subtree)


def may_tag(actor: Actor, customer: Customer, *, is_of_subtree: bool) -> bool:
    """Whether the actor may put tags on it: whoever describes it, and the admins of its pool, who sort what lies
    there."""
    return may_describe(actor, customer, is_of_subtree=is_of_subtree) or actor.administers(customer.pool_id)


def sees_every_customer(actor: Actor) -> bool:
    """Who looks after the whole company without holding customers sees what everybody holds."""
    return actor.has(Role.SALES_SUPPORT) or actor.has(Role.SYSTEM_ADMIN)


def revokes_certifications(actor: Actor) -> bool:
    """Whether the actor may undo what managers approved (H 119): sales support, and an admin of the system."""
    return actor.has(Role.SALES_SUPPORT) or actor.has(Role.SYSTEM_ADMIN)


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


def readable_teams(actor: Actor, subtree: frozenset[TeamId], every: frozenset[TeamId]) -> frozenset[TeamId]:
    """The teams of which the actor may see what their people hold and what waits in them."""
    if sees_every_customer(actor):
        return every
    return subtree if actor.has(Role.MANAGER) else frozenset()


def may_look_up(actor: Actor, customer: Customer, *, is_of_subtree: bool) -> bool:
    """Whether the customer stands in some list of the actor's (SPEC §2.8), masked or whole: their own and their
    teams', what lies in their pools, and in pools of theirs to administer also what others hold."""
    if customer.state is PoolState.DORMANT:
        return False
    if customer.state is PoolState.UNASSIGNED:
        sees_every_pool = any(map(actor.has, READS_EVERY_POOL))
        return (
            sees_every_pool or customer.pool_id in actor.pool_ids or is_manager_of(actor, is_in_subtree=is_of_subtree)
        )
    return (
        customer.owner_id == actor.person.id
        or is_manager_of(actor, is_in_subtree=is_of_subtree)
        or sees_every_customer(actor)
        or (customer.owner_id is not None and actor.administers(customer.pool_id))
    )


def may_know_of(actor: Actor, customer: Customer, *, is_of_subtree: bool) -> bool:
    """Whether the actor may learn anything of this customer: a dormant one is in no list (H 109), and an ordinary
    one that belongs to no pool is its owner's, the owner's managers' and theirs who see every customer."""
    if customer.state is PoolState.DORMANT:
        return False
    return (
        customer.pool_id is not None
        or customer.owner_id == actor.person.id
        or is_manager_of(actor, is_in_subtree=is_of_subtree)
        or sees_every_customer(actor)
    )
