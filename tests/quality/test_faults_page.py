"""The page of faults names all of them, and nothing that is not there."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.simulation.weather import Fate, Trouble

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
DRAWN = {fault.value for fault in (*Fate, *Trouble)}

NOT_BUILT_YET: set[int] = set()
"""Faults of what does not exist yet; each is to leave this set with the feature that it belongs to."""

_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_DRAWN = re.compile(r"`simulate: (\w+)`")
_CODE = re.compile(r"`([^`\n]+)`")


def rows_of(heading: str) -> list[list[str]]:
    """The cells of each line of the table under a heading, without its head."""
    table = PAGE.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


FAULTS = rows_of("The field's faults")
BAD_INPUT = rows_of("Bad input")


@cache
def names_in(path: str) -> frozenset[str]:
    file = ROOT / path
    if not file.exists():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def missing_in(text: str) -> list[str]:
    """Tests and simulated faults that are named and do not exist."""
    tests = [f"{path}::{name}" for path, name in _TEST.findall(text) if name not in names_in(path)]
    return tests + [name for name in _DRAWN.findall(text) if name not in DRAWN]


def test_all_57_faults_are_there_in_their_order() -> None:
    assert [row[0] for row in FAULTS] == [str(number) for number in range(1, 58)]


def test_every_test_and_every_simulated_fault_that_is_named_exists() -> None:
    assert missing_in(PAGE) == []


def test_every_line_says_what_goes_wrong_what_must_hold_and_where_it_is_shown() -> None:
    unshown = [int(row[0]) for row in FAULTS if not _TEST.search(row[3]) and not _DRAWN.search(row[3])]
    assert set(unshown) == NOT_BUILT_YET
    assert all(len(row) == 4 and all(row) for row in FAULTS)
    assert all(len(row) == 3 and all(row) and _TEST.search(row[2]) for row in BAD_INPUT)


def test_whatever_stands_where_things_are_shown_is_a_test_or_a_simulated_fault() -> None:
    """A misspelt reference would be read as prose, and never be checked."""
    shown = [word for row in (*FAULTS, *BAD_INPUT) for word in _CODE.findall(row[-1])]
    known = {f"{path}::{name}" for path, name in _TEST.findall(PAGE)}
    known |= {f"simulate: {name}" for name in _DRAWN.findall(PAGE)}
    assert [word for word in shown if word not in known] == []


def test_what_is_not_there_is_seen() -> None:
    gone = "`tests/quality/test_faults_page.py::test_of_tomorrow` `tests/gone.py::test_a` `simulate: meteorite`"
    assert missing_in(gone) == [
        "tests/quality/test_faults_page.py::test_of_tomorrow",
        "tests/gone.py::test_a",
        "meteorite",
    ]
    assert missing_in(f"`tests/quality/test_faults_page.py::{test_what_is_not_there_is_seen.__name__}`") == []
