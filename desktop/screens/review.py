"""The review page: what others ask for, and who may answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.details import Details
from desktop.screens.lists import ListScreen


class ReviewTab(StrEnum):
    """The word is the message `review-tab-<value>`."""

    OPEN = "open"
    ANSWERED = "answered"
    CERTIFIED = "certified"


class ReviewKind(StrEnum):
    """What is asked for; the word is the message `request-<value>`."""

    REINSTATEMENT = "reinstatement"
    CERTIFICATION = "certification"


class ReviewAct(StrEnum):
    """What is done with a request, of whatever kind; the word is the message `review-<value>`."""

    GRANT = "grant"
    DECLINE = "decline"
    EXAMINE = "examine"
    REVOKE = "revoke"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class ReviewCount:
    """A tab with its count; None shows none. A red one is how many need the person."""

    tab: ReviewTab
    count: int | None = None
    needs_you: bool = False


@dataclass(frozen=True, slots=True)
class DeclineQuestion:
    """Before a request is declined, or an approval undone: why? `reasons` are offered to be taken as they are.

    `note`, `hint` and `confirm` are the words of the field and of the button, where they are not the usual ones.
    """

    id: str
    title: str
    text: str
    reasons: tuple[str, ...] = ()
    note: str = ""
    hint: str = ""
    confirm: str = ""
    needs_note: bool = False


class ReviewScreen(ListScreen, Protocol):
    """What may be told to the page.

    Its rows have the cells of `REVIEW_COLUMNS`: `Label`, `Text`, `Named`, `Text`, `Text`, `Text`, `Act | Nothing`.
    """

    def show_tabs(self, tabs: Sequence[ReviewCount], current: ReviewTab) -> None: ...

    def show_kinds(self, kinds: Sequence[ReviewKind], current: ReviewKind | None) -> None:
        """By which the list can be narrowed; none where all of it is of one kind. None: it is not."""

    def show_nothing(self, title: str, text: str) -> None:
        """In place of the list, until `show_listing`."""

    def show_details(self, details: Details | None) -> None: ...

    def ask_why(self, question: DeclineQuestion) -> None:
        """A small dialog; what was typed for the same request and not sent stands there again."""

    def show_why_trouble(self, text: str) -> None:
        """It could not be declined so: the dialog stays as it is and says why."""

    def why_taken(self, request_id: str) -> None:
        """It is declined: the dialog closes, and what was typed is no longer kept."""


class ReviewWishes(Protocol):
    """What the page asks for."""

    def review_rows_asked(self, ids: tuple[str, ...]) -> None:
        """Answer with `show_rows`."""

    def review_tab_asked(self, tab: ReviewTab) -> None: ...

    def review_kind_asked(self, kind: ReviewKind | None) -> None:
        """List these alone; None: all."""

    def review_details_asked(self, request_id: str) -> None:
        """This request is the current one; answer with `show_details`. Empty id: none is."""

    def review_act_asked(self, request_id: str, act: ReviewAct) -> None: ...

    def declined(self, request_id: str, note: str) -> None:
        """No, for this reason; answer with `why_taken` or `show_why_trouble`."""
