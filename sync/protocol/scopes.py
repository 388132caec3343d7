"""Names of the sets of rows that are granted, pulled and checked as one."""

REFERENCE = "ref"
"""People, teams, pools, who belongs to them, and rulesets: everybody's."""


def person_scope(person_id: str) -> str:
    """A person's own customers, follow-ups, figures and receipts."""
    return f"me:{person_id}"


def pool_scope(pool_id: str, part: int = 0) -> str:
    """A part of a pool's unassigned customers, masked. Pools are cut into parts so that one never grows past reason."""
    return f"pool:{pool_id}/{part}"


def team_scope(team_id: str) -> str:
    """What the people of a team hold, whole, and what waits in it: for whoever manages the team."""
    return f"team:{team_id}"


def assigned_scope(pool_id: str, part: int = 0) -> str:
    """A part of a pool's assigned customers, masked: for the admins of the pool."""
    return f"assigned:{pool_id}/{part}"


def is_team_scope(scope: str) -> bool:
    return scope.startswith("team:")


def is_assigned_scope(scope: str) -> bool:
    return scope.startswith("assigned:")


def pool_of(scope: str) -> str | None:
    """The pool whose part `scope` is, or None."""
    kind, _, rest = scope.partition(":")
    return rest.partition("/")[0] if kind == "pool" else None


def assigned_pool_of(scope: str) -> str | None:
    """The pool whose assigned customers `scope` holds a part of, or None."""
    kind, _, rest = scope.partition(":")
    return rest.partition("/")[0] if kind == "assigned" else None
