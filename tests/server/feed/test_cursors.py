"""What a client keeps for us says which commits it relies on, and nothing else can be read into it."""

import pytest

from server.feed.cursors import points_of, salt_of
from server.feed.heads import Point

HERE, NEWEST = Point(7, "5a17"), Point(9, "c0de")


def test_a_client_that_has_everything_relies_on_one_commit() -> None:
    assert salt_of(HERE, HERE) == "5a17"
    assert points_of(7, "5a17") == (HERE,)


def test_a_client_between_two_pages_relies_on_the_newest_commit_too() -> None:
    assert points_of(7, salt_of(HERE, NEWEST)) == (HERE, NEWEST)


def test_a_walk_that_began_before_the_first_commit_does_so_too() -> None:
    assert points_of(0, salt_of(Point(0, ""), NEWEST)) == (Point(0, ""), NEWEST)


@pytest.mark.parametrize("seen", ["", ":", "9", "-9:c0de", "九:c0de", "٣:c0de", "9" * 19 + ":c0de"])
def test_what_no_server_wrote_names_a_commit_that_nobody_made(seen: str) -> None:
    here, made_up = points_of(7, f"5a17+{seen}")
    assert here == HERE
    assert made_up not in {HERE, NEWEST}
    assert made_up.position <= 9
