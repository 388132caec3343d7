"""The side panel: one customer, what is urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desktop.screens.cells import Act, Label, Tone
from desktop.screens.choice import Choice


@dataclass(frozen=True, slots=True)
class Card:
    """The deadline (剩 2 天 · 9 月 14 日 0:00 流出, the rule, what moves it); for a pool customer the claim card."""

    title: str
    text: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Draft:
    """What is typed and not saved. `happened_at` None means "when it is saved"."""

    kind: str = ""
    text: str = ""
    happened_at: datetime | None = None
    next_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing worth keeping."""
        return not self.text.strip() and self.happened_at is None and self.next_on is None


@dataclass(frozen=True, slots=True)
class Entry:
    """The quick entry. `now` is the server's, in the company's zone; times typed come back in that zone."""

    kinds: tuple[Choice, ...]
    now: datetime
    earliest: datetime | None = None
    draft: Draft = Draft()


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """One follow-up or event of the history: 今天 13:40 · 电话 · 我 [待发送]."""

    id: str
    head: str
    text: str
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the profile or of the account; a masked one is shown quiet."""

    name: str
    value: str
    is_masked: bool = False


@dataclass(frozen=True, slots=True)
class CustomerPanel:
    """Everything the panel shows. One of `entry` (to follow up) and `claim` (in the pool), or neither (to look at).

    `acts` are what else can be done with this customer; `history` tells whose it was, the newest first.
    """

    customer_id: str
    name: str
    numbers: str = ""
    labels: tuple[Label, ...] = ()
    card: Card | None = None
    entry: Entry | None = None
    claim: Act | None = None
    follow_ups: tuple[FollowUpLine, ...] = ()
    follow_up_count: int = 0
    no_follow_ups: str = ""
    facts: tuple[Fact, ...] = ()
    masked_because: str = ""
    acts: tuple[Act, ...] = ()
    history: tuple[FollowUpLine, ...] = ()
    no_history: str = ""


class CustomerScreen(Protocol):
    """What may be told to the panel."""

    def show_customer(self, panel: CustomerPanel | None) -> None:
        """None: no customer is chosen. The same one again refreshes what is around the entry, never what is typed."""

    def show_more_follow_ups(self, customer_id: str, lines: Sequence[FollowUpLine]) -> None:
        """Older ones, below those shown."""

    def follow_up_saved(self, customer_id: str) -> None:
        """It is kept: the entry and its draft may be emptied."""

    def show_entry_trouble(self, customer_id: str, text: str) -> None:
        """Why it could not be kept; what is typed stays."""

    def write_follow_up(self) -> None:
        """Put the cursor into the entry."""


class CustomerWishes(Protocol):
    """What the panel asks for."""

    def save_asked(self, customer_id: str, draft: Draft) -> None:
        """Keep this follow-up; answer with `follow_up_saved` or `show_entry_trouble`."""

    def draft_changed(self, customer_id: str, draft: Draft) -> None:
        """What is typed now; keep it. An empty draft: forget it."""

    def panel_act_asked(self, customer_id: str, key: str) -> None:
        """Do this with the customer: `claim`'s key, or one of `acts`."""

    def more_follow_ups_asked(self, customer_id: str) -> None: ...
