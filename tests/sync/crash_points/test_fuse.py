"""The instrument bites: what is done in halves, told too early or written in place is found."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sync.cache.answers import DraftFollowUp
from sync.cache.errors import DiskFull
from tests.sync.crash_points.fuse import Kind
from tests.sync.crash_points.place import Place, small_company
from tests.sync.crash_points.standing import Standing
from tests.sync.crash_points.trial import Flow, Trial, started

type Violations = Callable[[Flow, Kind], list[str]]


@pytest.fixture
def violations(tmp_path: Path) -> Violations:
    def found(flow: Flow, kind: Kind) -> list[str]:
        return Trial(flow, small_company(tmp_path / "start"), tmp_path / "ground").at_every(kind, 1).violations

    return found


def _type(place: Place, *names: str) -> None:
    for name in names:
        place.client.cache.drafts.keep(name, DraftFollowUp(text="一句话"))


def _in_halves(place: Place) -> None:
    _type(place, "m1", "m2")


def _never_told(place: Place) -> None:
    try:
        _type(place, "m1")
    except DiskFull:
        return


def _in_place(place: Place) -> None:
    (place.folder / "note.txt").write_bytes(b"whole")


def _beside(place: Place) -> None:
    part = place.folder / "note.part"
    part.write_bytes(b"whole")
    part.replace(place.folder / "note.txt")


def _note(place: Place) -> Standing:
    path = place.folder / "note.txt"
    return {"note": path.read_bytes() if path.exists() else None}


def _stop(place: Place) -> None:
    place.stop()


@pytest.mark.parametrize("kind", [Kind.CRASH, Kind.FULL])
def test_an_act_done_in_halves_is_found(violations: Violations, kind: Kind) -> None:
    assert violations(Flow("halves", _in_halves, begin=started, is_one_act=True), kind) != []


def test_an_act_that_keeps_a_full_disk_to_itself_is_found(violations: Violations) -> None:
    flow = Flow("untold", _never_told, begin=started, is_one_act=True)
    assert len(violations(flow, Kind.FULL)) == 3  # the beginning, the statement, the commit


def test_a_file_written_in_place_is_found(violations: Violations) -> None:
    (torn,) = violations(Flow("in place", _in_place, recover=_stop, standing=_note, is_one_act=True), Kind.CRASH)
    assert "note.txt, emptied" in torn


def test_a_file_written_beside_and_moved_is_not(violations: Violations) -> None:
    flow = Flow("beside", _beside, recover=_stop, standing=_note, is_one_act=True)
    assert violations(flow, Kind.CRASH) == []


def test_a_flow_that_does_nothing_is_told(violations: Violations) -> None:
    with pytest.raises(AssertionError, match="done and not done differ in"):
        violations(Flow("nothing", _stop, is_one_act=True), Kind.CRASH)


def test_a_full_disk_told_as_something_else_is_found(violations: Violations) -> None:
    found = violations(Flow("bare", _beside, recover=_stop, standing=_note, is_one_act=True), Kind.FULL)
    assert found != [] and all("OSError" in each for each in found)
