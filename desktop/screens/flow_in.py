"""流入规则, a part of 公海设置: by which activity sleepers flow in (H 109), and where registrations go (H 121)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from desktop.screens.cells import Label
from desktop.screens.choice import Choice
from desktop.screens.deeds import Team

THRESHOLD, WINDOW, POOL = "threshold", "window_days", "pool_id"
"""Fields, where a trouble is told by field."""


def score_field(kind: str) -> str:
    """The field of a kind's points."""
    return f"score:{kind}"


def source_field(source: str) -> str:
    """The field of what becomes of a source's customers."""
    return f"source:{source}"


class WordOf(StrEnum):
    """What a word of the shop system's stands for; it is asked for with the messages `flow-in-word-<value>-…`."""

    KIND = "kind"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class TypedScore:
    """A kind of activity, by the shop system's word for it, and its points as they are typed."""

    kind: str
    points: str


@dataclass(frozen=True, slots=True)
class TypedSource:
    """Where a source's customers go: into this pool, or in turn to these people. No pool: where the others go."""

    source: str
    pool_id: str = ""
    person_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedFlowIn:
    """The form as it stands. `pool_id` is empty where none is chosen."""

    threshold: str = ""
    window_days: str = ""
    pool_id: str = ""
    scores: tuple[TypedScore, ...] = ()
    sources: tuple[TypedSource, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """上传 Gerber · upload · 40 分."""

    typed: TypedScore
    name: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """自主注册 · 华南公海 · 轮流给 2 人. `turn` is empty where customers of that source sleep first."""

    typed: TypedSource
    name: str
    word: str
    turn: str
    note: str
    pools: tuple[Choice, ...]
    is_removable: bool


@dataclass(frozen=True, slots=True)
class FlowInForm:
    """What stands in the form, and what may be chosen in it. `kinds` are those that are not scored yet."""

    typed: TypedFlowIn
    scores: tuple[ScoreLine, ...]
    sources: tuple[SourceLine, ...]
    pools: tuple[Choice, ...]
    kinds: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FlowInState:
    """第 2 版 [现行]; what is typed and not saved yet says so. `meaning`: what the form says, a sentence a line."""

    version: str
    label: Label
    note: str = ""
    meaning: tuple[str, ...] = ()
    is_typed: bool = False
    troubles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TurnQuestion:
    """Who gets a source's customers in turn; `chosen` do so now."""

    source: str
    title: str
    text: str
    teams: tuple[Team, ...]
    chosen: tuple[str, ...]


class FlowInScreen(Protocol):
    """What may be told to this part of the page."""

    def show_flow_in(self, form: FlowInForm, state: FlowInState) -> None:
        """In place of what is shown. Fields that say the same stay as they are, with the keyboard in them."""

    def hide_flow_in(self) -> None:
        """Whoever sits here has nothing to do with it."""

    def open_flow_in(self) -> None:
        """Turn to this part of the page."""

    def show_flow_in_broken(self, text: str) -> None:
        """In place of the form: what the server told is not understood here."""

    def point_to(self, field_name: str) -> None:
        """Bring this field into sight, and the keyboard into it."""

    def ask_word(self, what: WordOf) -> None: ...

    def ask_turn(self, question: TurnQuestion) -> None: ...

    def show_word_trouble(self, text: str) -> None:
        """Why it cannot be that word; the question stays open."""

    def close_word(self) -> None: ...


class FlowInWishes(Protocol):
    """What this part asks for."""

    def flow_in_typed(self, typed: TypedFlowIn) -> None:
        """Something was typed, chosen or taken away; answer with `show_flow_in`."""

    def word_asked(self, what: WordOf, word: str) -> None:
        """Add this kind or source; empty: one that nobody knows here, so answer with `ask_word`."""

    def word_given(self, what: WordOf, word: str) -> None:
        """Answer with `close_word` or `show_word_trouble`."""

    def turn_asked(self, source: str) -> None:
        """Answer with `ask_turn`."""

    def turn_given(self, source: str, person_ids: Sequence[str]) -> None: ...

    def present_asked(self) -> None:
        """Fill the form with what holds now."""

    def save_flow_in_asked(self) -> None: ...
