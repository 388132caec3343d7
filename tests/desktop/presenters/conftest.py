"""A desk per test; both languages are tested by name, everything else speaks Chinese."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.screens.preferences import Language
from desktop.words import speak
from sync.protocol.rows import CustomerRow
from tests.desktop.presenters.above import sit_above
from tests.desktop.presenters.desk import Desk, open_desk

type OpenDesk = Callable[..., Desk]


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    speak(Language.CHINESE)
    yield
    speak(Language.CHINESE)


@pytest.fixture
def sit_down(tmp_path: Path) -> Iterator[OpenDesk]:
    """Open a desk, by default online and started; an error that nobody asked for fails the test."""
    opened: list[Desk] = []

    def sit(
        customers: Iterable[CustomerRow] = (), pooled: Iterable[CustomerRow] = (), *, is_online: bool = True
    ) -> Desk:
        desk = open_desk(tmp_path, customers, pooled)
        opened.append(desk)
        desk.presenters.start()
        desk.go_online() if is_online else desk.go_offline()
        return desk

    yield sit
    for desk in opened:
        desk.cache.close()
        assert desk.background.stray == []


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Sit down at the desk of somebody who looks after others; see `sit_above`."""
    desks: list[Desk] = []

    def sitting(*args: Any, **kinds: Any) -> Desk:
        desks.append(sit_above(tmp_path, *args, **kinds))
        return desks[-1]

    yield sitting
    for desk in desks:
        desk.cache.close()
        assert desk.background.stray == []
