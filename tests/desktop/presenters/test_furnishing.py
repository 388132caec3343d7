"""The pages that come behind the first list: one at a time, at once where one is wanted, none for whoever left."""

from collections.abc import Sequence
from typing import Any

import pytest

from desktop.presenters.furnishing import Furnished, Furnishing, MakeRooms
from desktop.screens.window import Page


class Turns:
    """A background that answers one question when it is told to."""

    def __init__(self) -> None:
        self._asked: list[Any] = []

    def query(self, work: Any, then: Any, on_error: Any = None) -> None:
        self._asked.append((work, then))

    def answer(self) -> bool:
        """One of them; False: nothing is asked."""
        if not self._asked:
            return False
        work, then = self._asked.pop(0)
        then(work())
        return True


class Told:
    """A room that counts how often it was told to look anew."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.times = 0

    def refresh(self) -> None:
        self.times += 1


BEHIND = (Page.TODAY, Page.ORDERS, Page.TEAM)


class House:
    """One room that stands, three to come."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.furnishing = Furnishing(self.turns, Furnished([Told(Page.CUSTOMERS)], self._behind))  # type: ignore[arg-type]

    def _behind(self) -> Sequence[MakeRooms]:
        return [lambda page=page: [Told(page)] for page in BEHIND]  # type: ignore[misc]

    @property
    def pages(self) -> list[Page]:
        return [room.page for room in self.furnishing.rooms]

    @property
    def told(self) -> list[int]:
        return [room.times for room in self.furnishing.rooms]  # type: ignore[attr-defined]


@pytest.fixture
def house() -> House:
    return House()


def test_pages_come_one_at_a_time_and_each_is_told_to_show_what_is_so(house: House) -> None:
    assert house.pages == [Page.CUSTOMERS]
    house.furnishing.start()
    assert house.pages == [Page.CUSTOMERS], "nothing is made before the list has its turn"
    house.turns.answer()
    assert house.pages == [Page.CUSTOMERS, Page.TODAY]
    house.turns.answer()
    assert house.pages == [Page.CUSTOMERS, Page.TODAY, Page.ORDERS]
    while house.turns.answer():
        pass
    assert house.pages == [Page.CUSTOMERS, *BEHIND]
    assert house.told == [0, 1, 1, 1]


@pytest.mark.parametrize("turns", [0, 1, 2, 4])
def test_whoever_goes_to_a_page_meanwhile_finds_every_page_once(house: House, turns: int) -> None:
    house.furnishing.start()
    for _ in range(turns):
        house.turns.answer()
    house.furnishing.finish()
    assert house.pages == [Page.CUSTOMERS, *BEHIND]
    while house.turns.answer():
        pass
    assert house.pages == [Page.CUSTOMERS, *BEHIND]


@pytest.mark.parametrize("turns", [0, 1, 2])
def test_for_whoever_left_nothing_more_is_made(house: House, turns: int) -> None:
    house.furnishing.start()
    for _ in range(turns):
        house.turns.answer()
    stood = house.pages
    house.furnishing.end()
    while house.turns.answer():
        pass
    assert house.pages == stood


def test_one_page_is_told_alone_or_all_of_them(house: House) -> None:
    house.furnishing.finish()
    house.furnishing.refresh(Page.ORDERS)
    assert house.told == [0, 1, 2, 1]
    house.furnishing.refresh()
    assert house.told == [1, 2, 3, 2]
