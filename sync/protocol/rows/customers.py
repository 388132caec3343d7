"""A customer, and what lies with it."""

from typing import ClassVar

import msgspec

from sync.protocol.rows.row import Row


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
    certification: str = ""
    """A `Standing` of its certification; empty where there is none."""


class ContactRow(Row, frozen=True):
    """Somebody at a customer (H 121)."""

    kind: ClassVar[str] = "contact"

    customer_id: str
    name: str
    position: str = ""
    phone: str = ""
    email: str = ""
    wechat: str = ""
    note: str = ""


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
    attachments: tuple[str, ...] = ()
    """Their ids, in the order in which they were attached."""
    edited_at: int | None = None


class RevisionRow(Row, frozen=True):
    """What a follow-up said before its author changed it at `replaced_at`."""

    kind: ClassVar[str] = "revision"

    customer_id: str
    follow_up_id: str
    replaced_at: int
    medium: str
    text: str
    next_on: str | None = None
    contact: str = ""


class AttachmentRow(Row, frozen=True):
    """A file that belongs to a customer; its bytes are fetched by `id`. `width` and `height` are an image's."""

    kind: ClassVar[str] = "attachment"

    customer_id: str
    author_id: str
    name: str
    media_type: str
    size: int
    at: int
    width: int | None = None
    height: int | None = None


class CertificationRow(Row, frozen=True):
    """One certification of a customer (H 117, H 118, H 119): asked for by a rep, or told from upstream.

    It travels with its customer, and to whoever asked and their managers wherever the customer is by then.
    """

    kind: ClassVar[str] = "certification"

    customer_id: str
    customer_name: str
    origin: str
    """An `Origin`: profile or customer."""
    state: str
    """A `CertificationState`."""
    company_name: str
    uscc: str
    asked_at: int
    person_id: str | None = None
    """Who asked; None where it came from upstream."""
    capital: str = ""
    """Registered capital in whole units of `currency`, a decimal text."""
    currency: str = ""
    founded_on: str = ""
    address: str = ""
    licence_id: str | None = None
    """The attachment that shows the licence."""
    answered_by: str | None = None
    answered_at: int | None = None
    note: str = ""


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
    numbers: dict[str, str | int | bool | None] = msgspec.field(default_factory=dict)
