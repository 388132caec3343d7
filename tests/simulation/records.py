"""Lines of the server's tables as the judge reads them; `number` is their place among all that were ever written."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Event:
    """One line of a customer's history."""

    number: int
    id: str
    customer_id: str
    verb: str
    from_owner_id: str | None
    to_owner_id: str | None
    at: int
    command_id: str | None
    actor_id: str | None
    rule: str | None
    ruleset_version: int
    numbers: dict[str, Any]


@dataclass(frozen=True)
class Decided:
    """A receipt that is kept: they stand in the order in which commands were decided."""

    number: int
    command_id: str
    is_accepted: int
    reason: str | None
    at: int


@dataclass(frozen=True)
class Ordered:
    number: int
    customer_id: str
    ordered_at: int


@dataclass(frozen=True)
class Told:
    """A follow-up as it is stored."""

    number: int
    id: str
    customer_id: str
    author_id: str
    happened_at: int
    received_at: int
    is_counted: int


@dataclass(frozen=True)
class Did:
    """Something a customer did in the shop."""

    customer_id: str
    kind: str
    at: int
