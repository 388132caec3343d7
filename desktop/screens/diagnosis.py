"""The diagnosis of this machine: one line after the other, each with what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Outcome(StrEnum):
    """`NOT_CHECKED`: it could not be known, and nothing is wrong by that alone."""

    GOOD = "good"
    TO_DO = "to-do"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """服务器时间 · 与服务器相差 2 秒. `what_now` where something is to be done."""

    name: str
    outcome: Outcome
    text: str
    what_now: str = ""


class DiagnosisScreen(Protocol):
    """What may be told to the diagnosis."""

    def open_diagnosis(self) -> None:
        """Show it, empty and at work; one that is open begins anew."""

    def add_line(self, line: CheckLine) -> None:
        """One more is known."""

    def show_end(self, summary: str) -> None:
        """All is known: it can be copied and exported."""

    def copy_text(self, text: str) -> None:
        """Put this where it can be pasted."""

    def show_exported(self, text: str) -> None:
        """What became of the export."""


class DiagnosisWishes(Protocol):
    """What the diagnosis asks for."""

    def diagnosis_asked(self) -> None:
        """Open it and look, or look again."""

    def copy_asked(self) -> None: ...

    def export_asked(self, path: Path) -> None:
        """Write a bundle there."""

    def diagnosis_closed(self) -> None:
        """Nobody looks any more."""
