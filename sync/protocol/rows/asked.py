"""What is told to a person about their own acts and figures, and about what others did."""

from typing import ClassVar

import msgspec

from sync.protocol.rows.row import Row


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
    facts: dict[str, str | int] = msgspec.field(default_factory=dict)
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
    numbers: dict[str, str | int | bool | None] = msgspec.field(default_factory=dict)
