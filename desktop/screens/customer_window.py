"""A customer in a window of its own."""

from __future__ import annotations

from typing import Protocol

from desktop.screens.customer import CustomerScreen


class CustomerWindowScreen(Protocol):
    """What may be told to such a window."""

    @property
    def panel(self) -> CustomerScreen: ...

    def show_size(self, width: int, height: int) -> None:
        """As large as the last one was left."""

    def come(self) -> None:
        """To the front."""

    def leave(self) -> None:
        """Close; what is typed is told first."""
