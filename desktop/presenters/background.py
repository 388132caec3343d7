"""What a presenter needs of the background: work done elsewhere, answers told here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Background(Protocol):
    """The face of `desktop.background.Background`. Without `on_error`, an error is told by the window."""

    def query[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None = None
    ) -> None: ...

    def command[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None = None
    ) -> None: ...

    def exchange[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None = None
    ) -> None: ...

    def parting[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None = None
    ) -> None: ...

    def errand[T, H](
        self,
        work: Callable[[Callable[[H], None]], T],
        heard: Callable[[H], None],
        then: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None: ...

    def sync_now(self) -> None: ...

    def keep_delivering(self, turn: Callable[[], float] | None) -> None: ...

    def deliver_now(self) -> None: ...
