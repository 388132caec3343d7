"""The pages that lead a newcomer name files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [page for page in ("README.md", "ARCHITECTURE.md", "CHANGELOG.md") if (ROOT / page).exists()]

_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"\.?[\w.-]+(/[\w.*-]+)*/?")
_ENDINGS = {".py", ".md", ".toml", ".lock", ".ftl", ".png", ".txt", ".yml"}


def paths_in(text: str) -> set[str]:
    """Links that are not of the web, and code that reads as a path: ends like a file, or with a slash."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    code = {word.partition("::")[0] for word in _CODE.findall(prose)}
    named = {word for word in code if _PATH.fullmatch(word) and (word.endswith("/") or Path(word).suffix in _ENDINGS)}
    return named | set(_LINK.findall(prose))


def missing(text: str, root: Path) -> set[str]:
    return {path for path in paths_in(text) if not list(root.glob(path.rstrip("/")))}


@pytest.mark.parametrize("page", PAGES)
def test_every_path_on_the_page_exists(page: str) -> None:
    assert missing((ROOT / page).read_text(encoding="utf-8"), ROOT) == set()


def test_no_two_decisions_share_a_number() -> None:
    numbers = [int(path.name[:3]) for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert sorted(numbers) == sorted(set(numbers))


def test_nothing_names_the_machine_it_was_written_on() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    private = re.compile(r"(?<![\w.])/(work|root|home)/|/tmp/brief")
    assert [page.name for page in pages if private.search(page.read_text(encoding="utf-8"))] == []


def test_a_wrong_path_is_seen_and_a_command_is_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "sync").mkdir()
    (tmp_path / "sync" / "clock.py").touch()
    text = (
        "`sync/`, `sync/clock.py`, `sync/*.py`, [here](docs/gone.md), `gone.py::judge`, `gonghai-server serve`, `a/b`"
    )
    assert missing(text, tmp_path) == {"docs/gone.md", "gone.py"}
