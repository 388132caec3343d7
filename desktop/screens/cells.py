"""The cells of a table row, finished when the page arrives, so that painting only paints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a colour means; a tone is never the only sign of a state, a word always goes with it."""

    NEUTRAL = "neutral"
    PRIMARY = "primary"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Label:
    """A short state word on a tinted ground."""

    text: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `is_quiet` puts it back, `is_strong` makes it the row's name, `is_at_right` ends it at the right
    edge, as in columns `AT_THE_RIGHT`."""

    text: str
    is_strong: bool = False
    is_quiet: bool = False
    is_number: bool = False
    tooltip: str = ""
    is_at_right: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """The row's name, with the labels that say what is still on its way (待发送, 提交中, 认领待确认)."""

    text: str
    labels: tuple[Label, ...] = ()
    depth: int = 0
    is_strong: bool = False
    """Bold at any depth, as what stands at none is."""
    is_quiet: bool = False
    is_open: bool | None = None
    """None: the row holds no others; else whether the rows under it are shown."""
    is_cut_last: bool = False
    """As a number should be: of its labels only the first stands, and the others are counted, before it is cut."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Several labels; those that do not fit are counted (+2) and told by the tooltip."""

    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruled:
    """A label and its reason in grey: 剩 2 天 · 40 天未跟进."""

    label: Label
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Meter:
    """So much of so much, over a thin bar; where it is full, the text says so too."""

    text: str
    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class Act:
    """The one thing to do with this row. `key` comes back with the wish; a disabled act says why in its tooltip."""

    key: str
    word: str
    is_enabled: bool = True
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class Nothing:
    """A cell with nothing to say."""


type Cell = Text | Label | Named | Labels | Ruled | Meter | Act | Nothing


@dataclass(frozen=True, slots=True)
class Row:
    """One row, in the order of the list's columns (the tick column is the table's own and holds no cell).

    `acts` are the keys of all that can be done with it, the one that its button shows among them.
    """

    id: str
    cells: tuple[Cell, ...]
    acts: frozenset[str] = frozenset()


def plain(cell: Cell) -> str:
    """The cell as one line of text, for copying and for screen readers."""
    match cell:
        case Text(text=text) | Label(text=text) | Meter(text=text):
            return text
        case Named(text=text, labels=labels):
            return " ".join([text, *(label.text for label in labels)])
        case Labels(labels=labels):
            return " ".join(label.text for label in labels)
        case Ruled(label=label, rule=rule):
            return f"{label.text} {rule}".strip()
        case Act(word=word):
            return word
        case Nothing():
            return ""
