"""What everybody knows: who works here, which pools there are, by which rules, which tags."""

from typing import ClassVar

from sync.protocol.rows.row import Row


class PersonRow(Row, frozen=True):
    kind: ClassVar[str] = "person"

    name: str
    team_id: str
    roles: tuple[str, ...]
    is_key_account: bool = False
    has_departed: bool = False


class TeamRow(Row, frozen=True):
    kind: ClassVar[str] = "team"

    name: str
    parent_id: str | None = None


class PoolRow(Row, frozen=True):
    kind: ClassVar[str] = "pool"

    name: str
    is_open: bool = True


class PoolMemberRow(Row, frozen=True):
    """A person or a whole team, its subteams with it, that belongs to a pool."""

    kind: ClassVar[str] = "pool_member"

    pool_id: str
    member_id: str
    is_team: bool
    is_admin: bool = False


class RulesetRow(Row, frozen=True):
    """`settings` are the fields of `domain.rulesets.Ruleset` by name, but `version` and `effective_from`."""

    kind: ClassVar[str] = "ruleset"

    pool_id: str
    ruleset_version: int
    effective_from: int
    settings: dict[str, str | int | bool | None]


class TagGroupRow(Row, frozen=True):
    kind: ClassVar[str] = "tag_group"

    name: str


class TagRow(Row, frozen=True):
    """A word that reps put on customers (H 120). Customers name it by its id, or are left with a bare text that an
    import brought. A retired one stays where it is and is put on no more customers."""

    kind: ClassVar[str] = "tag"

    name: str
    group_id: str
    is_retired: bool = False


class TagRequestRow(Row, frozen=True):
    """Somebody asks the tag admins for a new tag."""

    kind: ClassVar[str] = "tag_request"

    name: str
    person_id: str
    asked_at: int
    why: str = ""
    state: str = "open"
    """A `RequestState`."""
    tag_id: str | None = None
    """The tag that answers it."""
    answered_by: str | None = None
    answered_at: int | None = None
    note: str = ""


class FlowInRow(Row, frozen=True):
    """By which rules dormant customers flow into a pool (H 109) and where self-registrations go (H 121): `id` names
    the one set there is. `settings` are those of `domain.flow_in.FlowIn`."""

    kind: ClassVar[str] = "flow_in"

    settings: dict[str, str | int | bool | None]
