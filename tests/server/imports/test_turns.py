"""A person imports one file at a time, and a process a few: whoever comes then is told to come again."""

import pytest

from server.imports.turns import Taken, Turns


def test_one_person_has_one_turn_until_it_is_over() -> None:
    turns = Turns()
    with turns.of("wu"), turns.of("zhou"), pytest.raises(Taken), turns.of("wu"):
        pass
    with turns.of("wu"):
        pass


def test_there_are_so_many_places_and_each_is_given_back_whatever_happens() -> None:
    turns = Turns(at_once=2)
    with turns.place(), turns.place(), pytest.raises(Taken), turns.place():
        pass
    with pytest.raises(ZeroDivisionError), turns.place():
        raise ZeroDivisionError
    with turns.place(), turns.place():
        pass
