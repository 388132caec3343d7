"""The court stays at 100 % of lines and branches, by name: a rule without a test is a rule nobody promised."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = "tests/domain"
BY_CHANCE = ("test_directed_batches.py", "test_invariants.py")
MODULES = sorted(f"domain/{file.name}" for file in (ROOT / "domain").glob("*.py"))


def untested(tests: list[str], workplace: Path) -> dict[str, list[int]]:
    """Lines of `domain/`, by file, that these tests pass by or leave by one way only."""
    said = workplace / "coverage.json"
    # Chance is left out: what is reached must be reached by a case that somebody wrote down.
    quiet = ["-q", "-p", "no:cacheprovider", "-n0"]
    left_out = [f"--ignore={HERE}/{name}" for name in BY_CHANCE]
    chosen = [*tests, f"--deselect={HERE}/test_coverage.py", *left_out]
    measure = ["--cov=domain", "--cov-branch", f"--cov-report=json:{said}"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "PYTEST_"))}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *quiet, *chosen, *measure],
        cwd=ROOT,
        env={**environment, "COVERAGE_FILE": str(workplace / "coverage")},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    files = json.loads(said.read_text("utf-8"))["files"]
    assert sorted(Path(name).as_posix() for name in files) == MODULES
    missed = {
        name: sorted({*of["missing_lines"], *(line for line, _ in of["missing_branches"])})
        for name, of in files.items()
    }
    return {Path(name).as_posix(): lines for name, lines in missed.items() if lines}


def test_every_line_and_branch_of_the_court_is_tested(tmp_path: Path) -> None:
    assert untested([HERE], tmp_path) == {}


def test_a_rule_that_is_left_untested_is_named(tmp_path: Path) -> None:
    """The check bites: with the tests of claims alone, releases and deadlines are found bare."""
    missed = untested([f"{HERE}/test_claims.py"], tmp_path)
    assert missed.keys() >= {"domain/deadlines.py", "domain/follow_ups.py", "domain/ownership.py"}
    assert "domain/reasons.py" not in missed


@pytest.mark.parametrize("module", MODULES)
def test_no_rule_is_excused_from_being_tested(module: str) -> None:
    assert "pragma: no" not in (ROOT / module).read_text("utf-8")
