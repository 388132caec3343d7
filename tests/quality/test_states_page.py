"""The page of states says what the code does: each combination has one standing, each standing one label."""

from collections.abc import Iterator

import pytest

from desktop.presenters.pill import lead, pill, title
from desktop.screens.cells import Tone
from desktop.screens.preferences import Language
from desktop.words import speak
from sync.state import Standing, SyncState
from tests.states_page import COMMAND, NOW, PAGE, conditions, judged, labels, left_for, page, picked, states


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    speak(request.param)
    yield request.param
    speak(Language.CHINESE)


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), f"docs/states.md is stale; write it anew: {COMMAND}"


def test_every_combination_has_exactly_one_standing_and_every_standing_its_combinations() -> None:
    assert {len(found) for found in judged().values()} == {1}
    assert {standing for found in judged().values() for standing in found} == set(Standing)


@pytest.mark.parametrize("standing", list(Standing))
def test_what_the_page_says_of_when_is_exactly_when(standing: Standing) -> None:
    said = picked(left_for(standing), conditions(standing))
    assert set(said) == {classes for classes, found in judged().items() if standing in found}


@pytest.mark.usefixtures("language")
def test_no_two_standings_share_a_label_or_a_next_step() -> None:
    said = [label for standing in Standing for label in labels(standing)]
    steps = [pill(SyncState(standing), NOW).tooltip for standing in Standing]
    assert all(said) and all(steps)
    assert (len(said), len(steps)) == (len(set(said)), len(set(steps)))


@pytest.mark.usefixtures("language")
def test_pill_title_and_sync_centre_say_the_same_of_every_state() -> None:
    for state in states():
        shown = pill(state, NOW)
        assert shown.text in lead(state, NOW) and shown.tooltip in lead(state, NOW)
        assert (shown.text in title("王芳", state, NOW)) is (shown.tone in (Tone.WARNING, Tone.BAD))
        assert (shown.tone is Tone.GOOD) is state.is_green
