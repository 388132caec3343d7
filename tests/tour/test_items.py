"""What the tour promises to show, and that it says so when it did not."""

from pathlib import Path

import pytest

from tests.tour.album import Album, Mishap
from tests.tour.items import ITEMS, wanted

HUAQIU = {f"H {number}" for number in range(105, 125)}
"""The questions of its FAQ, all twenty."""


def test_every_question_of_huaqius_is_shown_by_the_second_or_the_third_part() -> None:
    assert wanted(frozenset({2, 3})) >= HUAQIU


def test_no_item_is_named_that_no_part_shows() -> None:
    assert [name for name, item in ITEMS.items() if not item.parts <= {1, 2, 3} or not item.parts] == []


def test_a_part_that_showed_less_than_it_has_to_is_a_mishap(tmp_path: Path) -> None:
    album, third = Album(tmp_path), frozenset({3})
    for item in sorted(wanted(third) - {"H 124"}):
        album.show(item, "seen")
    with pytest.raises(Mishap, match="H 124"):
        album.close(third)
    album.show("H 124", "seen")
    album.close(third)
