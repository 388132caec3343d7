"""One customer, what is urgent first: beside the list, or in a window of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
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
    contact: str = ""
    files: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing worth keeping."""
        return not self.text.strip() and self.happened_at is None and self.next_on is None and not self.files


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that is attached or about to be: its name, how large it is, how far it is on its way.

    `thumbnail` is a small image of it, where one is known here.
    """

    id: str
    name: str
    detail: str = ""
    label: Label | None = None
    thumbnail: bytes | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """The quick entry. `now` is the server's, in the company's zone; times typed come back in that zone.

    `contacts` are the names to choose from; `files` are those of the draft, as they stand now.
    """

    kinds: tuple[Choice, ...]
    now: datetime
    earliest: datetime | None = None
    draft: Draft = Draft()
    contacts: tuple[str, ...] = ()
    files: tuple[FileLine, ...] = ()
    most_files: int = 0


@dataclass(frozen=True, slots=True)
class FormerLine:
    """What a follow-up said before its author changed it."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """One follow-up or event of the history: 今天 13:40 · 电话 · 我 [待发送].

    `plan` is what is arranged by it: with whom, until when. `own`: its words as they can be edited, None where they
    are somebody else's. `former`: earlier wordings, the latest first.
    """

    id: str
    head: str
    text: str
    label: Label | None = None
    plan: str = ""
    files: tuple[FileLine, ...] = ()
    former: tuple[FormerLine, ...] = ()
    own: Draft | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the profile or of the account; a masked one is shown quiet, one that is typed elsewhere is copied with
    one click."""

    name: str
    value: str
    is_masked: bool = False
    can_copy: bool = False


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Somebody at the customer; an empty id for somebody who is being added."""

    id: str
    name: str
    position: str = ""
    phone: str = ""
    email: str = ""
    wechat: str = ""
    note: str = ""
    label: Label | None = None


class ContactField(StrEnum):
    """Where in the form a trouble lies; its word is the message `contact-<value>`."""

    NAME = "name"
    POSITION = "position"
    PHONE = "phone"
    EMAIL = "email"
    WECHAT = "wechat"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Note:
    """The note on the customer; `label` while it is on its way."""

    text: str = ""
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class CustomerPanel:
    """Everything the panel shows. One of `entry` (to follow up) and `claim` (in the pool), or neither (to look at).

    `acts` are what else can be done with this customer; `history` tells whose it was, the newest first.
    `lost` says that it was theirs a moment ago; `kept` is what they had typed and can no longer save. `link` is what
    people send each other to lead here.
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
    contacts: tuple[ContactLine, ...] = ()
    no_contacts: str = ""
    note: Note = Note()
    tags: tuple[Choice, ...] = ()
    may_describe: bool = False
    may_tag: bool = False
    lost: str = ""
    kept: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file to look at. `picture` is what a view can show of it; None: it is saved and opened elsewhere."""

    id: str
    name: str
    detail: str
    picture: object | None = None


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

    def add_file(self, customer_id: str, file: FileLine) -> None:
        """It is kept here and stands in the entry now."""

    def show_file(self, file: OpenedFile) -> None:
        """What was asked to be opened."""

    def words_saved(self, follow_up_id: str) -> None:
        """The edited words are kept: the editor may close."""

    def show_words_trouble(self, follow_up_id: str, text: str) -> None:
        """Why they could not be kept; what is typed stays."""

    def contact_saved(self, customer_id: str, contact_id: str) -> None:
        """What was written about them is kept: the form may close."""

    def show_contact_trouble(self, customer_id: str, contact_id: str, field: ContactField, text: str) -> None:
        """What is wrong and where; what is typed stays."""

    def note_saved(self, customer_id: str) -> None:
        """The note is kept."""

    def show_note_trouble(self, customer_id: str, text: str) -> None:
        """Why it could not be kept; what is typed stays."""


class CustomerWishes(Protocol):
    """What the panel asks for."""

    def save_asked(self, customer_id: str, draft: Draft) -> None:
        """Keep this follow-up; answer with `follow_up_saved` or `show_entry_trouble`."""

    def draft_changed(self, customer_id: str, draft: Draft) -> None:
        """What is typed now; keep it. An empty draft: forget it."""

    def panel_act_asked(self, customer_id: str, key: str) -> None:
        """Do this with the customer: `claim`'s key, or one of `acts`."""

    def more_follow_ups_asked(self, customer_id: str) -> None: ...

    def words_asked(self, customer_id: str, follow_up_id: str, draft: Draft) -> None:
        """Say this follow-up so; answer with `words_saved` or `show_words_trouble`."""

    def file_offered(self, customer_id: str, file: object, name: str) -> None:
        """Attach this: a `Path`, or a picture that was copied; answer with `add_file` or `show_entry_trouble`."""

    def file_dropped(self, file_id: str) -> None:
        """It stands in the entry no longer."""

    def file_asked(self, file_id: str) -> None:
        """Open it; answer with `show_file`, at any time."""

    def file_kept(self, file_id: str, target: Path) -> None:
        """Write it there."""

    def contact_asked(self, contact: ContactLine, customer_id: str) -> None:
        """Keep this; answer with `contact_saved` or `show_contact_trouble`."""

    def contact_removed(self, contact_id: str, customer_id: str) -> None: ...

    def note_asked(self, customer_id: str, text: str) -> None:
        """Keep this note; answer with `note_saved` or `show_note_trouble`."""

    def tag_taken(self, customer_id: str, key: str) -> None: ...
