"""Parts of a customer that are looked after by themselves: orders, certification. Each follows whose panel it is in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop.screens.window import Page


class Section(Protocol):
    """The presenter of one tab of a customer."""

    def customer_shown(self, customer_id: str) -> None:
        """Whose it is now; empty for nobody's."""

    def refresh(self) -> None:
        """The same customer as the cache has it now."""


class Sections:
    """Those of the panel beside the list; a `Room` without a page of its own."""

    page = Page.CUSTOMERS

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = tuple(sections)

    def refresh(self) -> None:
        for section in self._sections:
            section.refresh()
