"""The company as the court sees it, read under its lock."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from domain.company import ClosePool, Company, CompanyCommand
from domain.identifiers import PoolId
from server.customers.holdings import count_in_pools
from server.organisation.repository import all_people, team_parents
from server.pools.repository import all_members, all_pools, pools_to_empty, rulesets_of_pools
from server.tags.repository import vocabulary

# Any number will do, as long as nobody else locks the same.
_GOVERNING = 0x676F7665726E


def lock_company(connection: Connection) -> None:
    """Until the transaction ends nobody else changes the company: two last admins cannot depart each other."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_GOVERNING)))


def pools_to_count(command: CompanyCommand) -> frozenset[PoolId]:
    """Of which pools the verdict depends on what they hold: to count a large one takes a while."""
    return frozenset({command.pool_id}) if isinstance(command, ClosePool) else frozenset()


def company_of(connection: Connection, counted: Collection[PoolId]) -> Company:
    return Company(
        people={person.id: person for person in all_people(connection)},
        tree=team_parents(connection),
        pools={pool.id: pool for pool in all_pools(connection)},
        members=tuple(all_members(connection)),
        held={pool_id: _count(connection, pool_id) for pool_id in counted},
        zones={pool_id: versions[-1].zone for pool_id, versions in rulesets_of_pools(connection).items()},
        vocabulary=vocabulary(connection),
    )


def _count(connection: Connection, pool_id: PoolId) -> int:
    """What stands in a pool, and in closed ones that are being emptied into it: what is there now comes there."""
    counted, coming = {pool_id}, pools_to_empty(connection)
    while more := {each.pool_id for each in coming if each.to_pool_id in counted} - counted:
        counted |= more
    return sum(count_in_pools(connection, counted).values())
