"""By which numbers what is done now is judged."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from domain.identifiers import Instant, PoolId
from domain.rulesets import Ruleset, huaqiu, in_force
from server.pools.repository import rulesets_of_pools


@dataclass(frozen=True, slots=True)
class Rules:
    """The version in force of every pool's rules."""

    by_pool: Mapping[PoolId, Ruleset]
    _default: Ruleset

    def of_pool(self, pool_id: PoolId | None) -> Ruleset:
        """Huaqiu's where there is no pool to ask."""
        return self._default if pool_id is None else self.by_pool.get(pool_id, self._default)

    @property
    def zone(self) -> str:
        return next(iter(self.by_pool.values()), self._default).zone


def rules_at(connection: Connection, now: Instant) -> Rules:
    by_pool = {
        pool_id: in_force(versions, now)
        for pool_id, versions in rulesets_of_pools(connection).items()
        if any(version.effective_from <= now for version in versions)
    }
    return Rules(by_pool, huaqiu(0, now))
