"""The states that travel down, one array per row, `id` and `version` always first.

Arrays because key names are half of a row's bytes; `id` and `version` first because a receiver keeps and counts rows
of a kind it does not know. Fields are only ever appended, each with a default. Instants are milliseconds since 1970
UTC, days ISO texts, enumerations plain texts: a value from a newer peer is kept, not refused.
"""

from typing import ClassVar

import msgspec


class Row(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One row of some kind in some scope."""

    kind: ClassVar[str]

    id: str
    version: int


class CustomerRow(Row, frozen=True):
    """A customer as its owner sees it; in a pool's scope the server has masked what the reader may not see."""

    kind: ClassVar[str] = "customer"

    name: str
    uscc: str = ""
    external_id: str = ""
    source: str = ""
    region: str = ""
    city: str = ""
    industry: str = ""
    level: str = ""
    registered_capital: str = ""
    founded_on: str = ""
    address: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    wechat: str = ""
    search_text: str = ""
    """What text search matches besides the name: pinyin, initials with surname readings; blank-separated."""
    pool_id: str | None = None
    pool_state: str = ""
    owner_id: str | None = None
    acquired_at: int | None = None
    ownership_version: int = 0
    last_order_at: int | None = None
    order_count: int = 0
    last_follow_up_at: int | None = None
    """The current owner's last that counts."""
    next_follow_up_on: str | None = None
    follow_up_count: int = 0
    is_locked: bool = False
    extended_until: int | None = None
    outflow_at: int | None = None
    outflow_rule: str | None = None
    pooled_at: int | None = None
    """Since when it lies in its pool unassigned."""
    outflow_reason: str = ""
    """Why it last came back: a recycle rule, `release`, `import`, …"""
    extensions: int = 0
    team_id: str | None = None
    """The team whose managers look after it: its owner's, or the one in which it waits."""


class FollowUpRow(Row, frozen=True):
    kind: ClassVar[str] = "follow_up"

    customer_id: str
    author_id: str
    medium: str
    """A `FollowUpKind`."""
    text: str
    happened_at: int
    received_at: int
    next_on: str | None = None
    contact: str = ""
    is_counted: bool = True


class OwnershipEventRow(Row, frozen=True):
    """One step of a customer's history. `actor_id` None: the system by itself. `numbers` are those it went by then."""

    kind: ClassVar[str] = "ownership_event"

    customer_id: str
    verb: str
    at: int
    from_owner_id: str | None = None
    to_owner_id: str | None = None
    actor_id: str | None = None
    note: str = ""
    rule: str | None = None
    ruleset_version: int | None = None
    numbers: dict[str, str | int | bool | None] = {}


class QuotaRow(Row, frozen=True):
    """`id` is the person's. `claimed` are the accepted self-claims of `day`, a company day."""

    kind: ClassVar[str] = "quota"

    day: str
    claimed: int


class CoolDownRow(Row, frozen=True):
    """`id` is the customer's: the reader may not claim it before `claimable_from`."""

    kind: ClassVar[str] = "cool_down"

    claimable_from: int


class ReceiptRow(Row, frozen=True):
    """What became of a command of this person; `id` is the command's.

    It travels in the same commit as the effects it tells of, so a client that holds it holds them too: predicted
    effects are dropped when it arrives, and a lost push reply heals by pulling.
    """

    kind: ClassVar[str] = "receipt"

    is_accepted: bool
    reason: str | None = None
    facts: dict[str, str | int] = {}
    decided_at: int = 0


class ReinstatementRow(Row, frozen=True):
    """A customer asked back because of a late follow-up, which `id` names (SPEC 2.4): for whoever asks and for whoever
    may answer. `rule` of `days` is why it left at `recycled_at`; what follows is the follow-up; then the answer."""

    kind: ClassVar[str] = "reinstatement"

    customer_id: str
    customer_name: str
    person_id: str
    """Who asks."""
    state: str
    """A `RequestState`."""
    asked_at: int
    rule: str
    days: int
    recycled_at: int
    medium: str
    text: str
    happened_at: int
    answered_by: str | None = None
    answered_at: int | None = None
    note: str = ""


class NoticeRow(Row, frozen=True):
    """Something that somebody else did to a customer that the reader held or holds now; `actor_id` None: the system.

    `id` is the ownership event's: whoever lost the customer with it no longer sees its history.
    """

    kind: ClassVar[str] = "notice"

    customer_id: str
    customer_name: str
    verb: str
    at: int
    actor_id: str | None = None
    from_owner_id: str | None = None
    to_owner_id: str | None = None
    rule: str | None = None
    note: str = ""
    numbers: dict[str, str | int | bool | None] = {}


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


KINDS: dict[str, type[Row]] = {
    row.kind: row
    for row in (
        CustomerRow,
        FollowUpRow,
        OwnershipEventRow,
        QuotaRow,
        CoolDownRow,
        ReceiptRow,
        ReinstatementRow,
        NoticeRow,
        PersonRow,
        TeamRow,
        PoolRow,
        PoolMemberRow,
        RulesetRow,
    )
}
