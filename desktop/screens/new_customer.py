"""The form of a new customer (登记新客户)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from desktop.screens.choice import Choice


class EntryField(StrEnum):
    """A field of the form; its word is the message `entry-<value>`."""

    NAME = "name"
    USCC = "uscc"
    REGION = "region"
    CITY = "city"
    INDUSTRY = "industry"
    SOURCE = "source"
    CONTACT_NAME = "contact_name"
    PHONE = "phone"
    EMAIL = "email"
    WECHAT = "wechat"
    ADDRESS = "address"
    NOTE = "note"


type Typed = Mapping[EntryField, str]


@dataclass(frozen=True, slots=True)
class EntryForm:
    """A form as it opens: what stands in its fields, the pools to choose from, what others wrote in the same fields."""

    typed: Typed
    pools: tuple[Choice, ...] = ()
    pool: str = ""
    proposals: Mapping[EntryField, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntryChecks:
    """What can be said of what is typed. `cost` says what entering it takes; `trouble` is of no single field."""

    cost: str = ""
    troubles: Mapping[EntryField, str] = field(default_factory=dict)
    trouble: str = ""
    can_confirm: bool = False


class EntryScreen(Protocol):
    """What may be told of the form."""

    def open_entry(self, form: EntryForm, checks: EntryChecks) -> None:
        """Open it, in place of one that is open."""

    def show_checks(self, checks: EntryChecks) -> None:
        """Of what was typed last. What is typed stays."""

    def close_entry(self) -> None:
        """It was taken: the form goes without a wish."""


class EntryWishes(Protocol):
    """What is asked of it."""

    def entry_typed(self, typed: Typed, pool: str) -> None:
        """Somebody typed or chose, and rests."""

    def entry_confirmed(self, typed: Typed, pool: str) -> None:
        """Enter it."""

    def entry_closed(self, typed: Typed, pool: str) -> None:
        """The window is gone; what is typed is kept for another time."""
