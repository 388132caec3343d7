"""The harness: readings in turns, medians, ratios, and nothing missing in silence. No test here measures time."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.harness import Measures, WorkItem, measure, seconds, work_items


def item(
    work: str, figures: list[float], floors: list[float], target: float | None = None, repeats: int = 1
) -> WorkItem:
    @contextmanager
    def prepared() -> Iterator[Measures]:
        left, right = iter(figures), iter(floors)
        yield Measures(figure=lambda: next(left), floor=lambda: next(right))

    return WorkItem(work, prepared, target=target, repeats=repeats)


def test_the_median_is_compared_so_one_slow_round_changes_nothing() -> None:
    result = measure(item("pull", [3.0, 90.0, 2.0], [1.0, 0.5, 40.0], target=3.0), rounds=3)
    assert (result.figure, result.floor, result.ratio, result.meets) == (3.0, 1.0, 3.0, True)


@pytest.mark.parametrize(("target", "meets"), [(2.0, True), (1.9, False), (None, None)])
def test_a_target_is_met_up_to_and_with_its_ratio(target: float | None, meets: bool | None) -> None:
    assert measure(item("pull", [2.0], [1.0], target), rounds=1).meets is meets


def test_figure_and_floor_take_turns() -> None:
    order: list[str] = []

    def read(name: str) -> float:
        order.append(name)
        return 1.0

    @contextmanager
    def prepared() -> Iterator[Measures]:
        order.append("open")
        yield Measures(figure=lambda: read("figure"), floor=lambda: read("floor"))
        order.append("close")

    measure(WorkItem("pull", prepared), rounds=2)
    assert order == ["open", "figure", "floor", "figure", "floor", "close"]


def test_quick_work_is_read_several_times_a_round() -> None:
    readings = [1.0, 2.0, 9.0, 3.0, 4.0, 8.0]
    assert measure(item("pull", readings, [1.0] * 6, repeats=3), rounds=2).figure == 3.5


def test_a_floor_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no floor"):
        measure(item("pull", [1.0], [0.0]), rounds=1)


def test_seconds_runs_the_work_once_per_reading() -> None:
    runs: list[None] = []
    reading = seconds(lambda: runs.append(None))
    assert reading() >= 0
    assert len(runs) == 1


def test_the_results_are_printed_and_written_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = [item("pull 公海", [3.0], [2.0], target=2.0), item("push", [1.0], [1.0])]
    assert main(["--rounds", "1", "--json", str(tmp_path / "out.json")], items) == 0
    lines = capsys.readouterr().out.splitlines()
    assert ["ratio    1.50" in lines[0], "meets yes" in lines[0], "target  none" in lines[1]] == [True] * 3
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == [
        {"work": "pull 公海", "figure": 3.0, "unit": "s", "floor": 2.0, "ratio": 1.5, "target": 2.0, "meets": True},
        {"work": "push", "figure": 1.0, "unit": "s", "floor": 1.0, "ratio": 1.0, "target": None, "meets": None},
    ]


def test_an_item_that_breaks_fails_the_run_and_hides_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--rounds", "2"], [item("broken", [1.0], [1.0]), item("whole", [1.0] * 2, [1.0] * 2)]) == 1
    said = capsys.readouterr()
    assert "whole" in said.out
    assert "broken: could not be measured" in said.err


def test_only_those_asked_for_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "push", "--rounds", "1"], [item("pull", [], []), item("push", [1.0], [1.0])]) == 0
    assert "pull" not in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--only", "nothing like it"], ["--rounds", "0"]])
def test_a_run_that_would_measure_nothing_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments, [item("pull", [1.0], [1.0])])


def test_items_are_found_in_every_module_of_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "sample_benchmarks"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "harness.py").write_text("WORDS = 1\n")
    (package / "second.py").write_text("WORK_ITEMS = ['push']\n")
    (package / "first.py").write_text("WORK_ITEMS = ['pull', 'claim']\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert list(map(str, work_items("sample_benchmarks"))) == ["pull", "claim", "push"]


def test_the_work_that_was_promised_is_measured_under_names_of_its_own() -> None:
    works = [each.work for each in work_items()]
    assert len(set(works)) == len(works)
    promised = (
        "first sync of 100,000 pool rows",
        "pull of 1,000 changes",
        "push of 1,000 follow-ups",
        "300-row batch claim, SQLite",
        "300-row batch claim, PostgreSQL",
        "register opened on 100,000 rows",
        "cold start to 100,000 cached rows",
    )
    assert set(promised) <= set(works)
