"""The one place that knows colours, distances and sizes; palette, stylesheet and painters read here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtGui import QColor, QPalette

from desktop.screens.cells import Tone


class Space(IntEnum):
    """Distances in device-independent pixels."""

    HAIR = 2
    TINY = 4
    SMALL = 8
    MEDIUM = 12
    LARGE = 18
    HUGE = 24


class Radius(IntEnum):
    """Roundness of corners."""

    LABEL = 4
    CONTROL = 6
    CARD = 8
    FLOATING = 10


FAMILIES = ("Microsoft YaHei UI", "Noto Sans CJK SC", "PingFang SC", "sans-serif")
"""Type, the first that is there."""


class TypeSize(IntEnum):
    """Heights of type in pixels."""

    LABEL = 11
    SECOND = 12
    BODY = 13
    TITLE = 16


RAIL_WIDTH = 176
TOP_BAR_HEIGHT = 54
PANEL_WIDTH = 372
ROW_HEIGHT = 38
COMPACT_ROW_HEIGHT = 30


@dataclass(frozen=True, slots=True)
class Tint:
    """A colour for words and the ground under them; on it text has a contrast of at least 4.5 : 1."""

    ink: str
    ground: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one look.

    `third` and `good` are a little darker than the sketches: text must reach 4.5 : 1 on every ground it stands on.
    """

    background: str
    surface: str
    raised: str
    line: str
    faint_line: str
    text: str
    second: str
    third: str
    primary: str
    on_primary: str
    primary_hover: str
    primary_pressed: str
    selected_row: str
    hover: str
    badge: str
    on_badge: str
    primary_tint: Tint
    good: Tint
    warning: Tint
    bad: Tint
    neutral: Tint
    is_dark: bool

    def tint(self, tone: Tone) -> Tint:
        """The colours of a tone."""
        return {
            Tone.NEUTRAL: self.neutral,
            Tone.PRIMARY: self.primary_tint,
            Tone.GOOD: self.good,
            Tone.WARNING: self.warning,
            Tone.BAD: self.bad,
        }[tone]


LIGHT = Tokens(
    background="#F5F6F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#E4E7EC",
    faint_line="#EEF0F3",
    text="#1D2129",
    second="#5B6472",
    third="#656D7B",
    primary="#1763B6",
    on_primary="#FFFFFF",
    primary_hover="#12559E",
    primary_pressed="#0E4785",
    selected_row="#EDF4FC",
    hover="#F5F7FA",
    badge="#C0342B",
    on_badge="#FFFFFF",
    primary_tint=Tint("#1763B6", "#E8F1FB"),
    good=Tint("#1A7A4A", "#E6F5EC"),
    warning=Tint("#A15C00", "#FDF1DF"),
    bad=Tint("#C0342B", "#FCEBEA"),
    neutral=Tint("#5B6472", "#EEF0F3"),
    is_dark=False,
)

DARK = Tokens(
    background="#14171B",
    surface="#1B1F24",
    raised="#22272E",
    line="#2F353D",
    faint_line="#272C33",
    text="#E4E7EB",
    second="#A9B1BC",
    third="#8F98A5",
    primary="#6CB0F5",
    on_primary="#0E1620",
    primary_hover="#86BFF8",
    primary_pressed="#559FEA",
    selected_row="#202C3A",
    hover="#20252B",
    badge="#F0827A",
    on_badge="#23100F",
    primary_tint=Tint("#6CB0F5", "#1E3247"),
    good=Tint("#5CC08A", "#1B3227"),
    warning=Tint("#E2A552", "#382C18"),
    bad=Tint("#F0827A", "#3D2222"),
    neutral=Tint("#A9B1BC", "#272C33"),
    is_dark=True,
)


def from_system(palette: QPalette) -> Tokens:
    """High contrast: the system's own colours, no tints; tones are told by their words alone."""

    def name(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name()

    ink, ground = name(QPalette.ColorRole.WindowText), name(QPalette.ColorRole.Window)
    base, text = name(QPalette.ColorRole.Base), name(QPalette.ColorRole.Text)
    chosen, on_chosen = name(QPalette.ColorRole.Highlight), name(QPalette.ColorRole.HighlightedText)
    plain = Tint(text, base)
    return Tokens(
        background=ground,
        surface=base,
        raised=base,
        line=ink,
        faint_line=ink,
        text=text,
        second=text,
        third=text,
        primary=chosen,
        on_primary=on_chosen,
        primary_hover=chosen,
        primary_pressed=chosen,
        selected_row=base,
        hover=base,
        badge=chosen,
        on_badge=on_chosen,
        primary_tint=plain,
        good=plain,
        warning=plain,
        bad=plain,
        neutral=plain,
        is_dark=QColor(base).lightness() < 128,
    )


class _Look:
    """The tokens in force."""

    tokens = LIGHT


def tokens() -> Tokens:
    """The colours in force now; ask at every painting, they change with the theme."""
    return _Look.tokens


def wear(chosen: Tokens) -> None:
    """Put these colours in force; `desktop.views.look` calls it before it dresses the application."""
    _Look.tokens = chosen
