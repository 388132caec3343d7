"""What the linters cannot say about the source, each check proved on a sample that breaks it."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("domain", "sync", "desktop", "server")
LONGEST, LONGEST_VIEW = 300, 220
NO_ANSWER = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "stuff"}

COMMIT_PLACES = ("server/database.py", "server/writer.py", "sync/cache/store.py", "sync/cache/files.py")
PRINTING = ("server/__main__.py", "server/cli/", "desktop/__main__.py", "desktop/demo.py")
# path::function → why swallowing every error is right there. Anything else re-raises.
MAY_CATCH_ALL: dict[str, str] = {
    "desktop/background.py::Background._give.job": "handed to whoever asked, on the thread they asked from",
    "desktop/background.py::_Lane._paused_after": "told as our bug; the sync thread must go on",
    "desktop/checks/examination.py::_carefully": "told as not checked, and in the log; the other checks go on",
    "server/arbitration/service.py::_settle": "halved until the one command is found; that one stays with its person",
    "server/imports/run.py::Run._do": "told as the last line to whoever waits for it, and in the log",
    "server/recycling/batches.py::settle_batch": "halved until the one customer is found; it is met again next time",
    "server/recycling/recycler.py::Recycler._sweep": "told in the log; the next sweep may find it mended",
    "server/upstream/feed.py::Feed._settle": "halved until the one record is found; its sender is told",
    "server/upstream/sweeping.py::FlowingIn._look": "told in the log; the next look may find it mended",
    "server/writer.py::GroupWriter._commit": "handed to every asker of the group, whose threads raise it",
    "server/writer.py::_attempt": "handed to the one asker, whose thread raises it; the others of the group go on",
}


def sources(*rooms: str) -> list[Path]:
    found = sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))
    assert found, f"nothing in {rooms}"
    return found


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


EVERYWHERE = [*sources(*ROOMS, "tests", "benchmarks", "packaging"), ROOT / "dev.py"]
IN_ROOMS = sources(*ROOMS)
SHIPPED_OR_SHIPPING = [*IN_ROOMS, *sources("packaging")]


def too_long(name: str, lines: int) -> bool:
    if "/migrations/" in name:
        return False
    return lines > (LONGEST_VIEW if name.startswith("desktop/views/") else LONGEST)


def calls_in(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def commits_in(tree: ast.AST) -> Iterator[int]:
    """Lines that call `.commit()` or `.begin()`, with nothing in the brackets as SQL libraries have it."""
    for call in calls_in(tree):
        is_bare = isinstance(call.func, ast.Attribute) and not call.args and not call.keywords
        if is_bare and ast.unparse(call.func).endswith((".commit", ".begin")):
            yield call.lineno


def prints_in(tree: ast.AST) -> Iterator[int]:
    return (call.lineno for call in calls_in(tree) if ast.unparse(call.func) == "print")


def sleeps_in(tree: ast.AST) -> Iterator[int]:
    """A wait for nothing: `qtbot.wait(0)` only lets Qt deliver what is due, and may stay."""
    for call in calls_in(tree):
        is_wait = ast.unparse(call.func) in {"time.sleep", "sleep", "QTest.qWait", "qtbot.wait"}
        if is_wait and [ast.unparse(argument) for argument in call.args] != ["0"]:
            yield call.lineno


def swallows_in(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, int]]:
    """(function, line) of handlers that catch everything and do not raise again."""
    for node in ast.iter_child_nodes(tree):
        is_scope = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        scope = f"{inside}.{node.name}".lstrip(".") if is_scope else inside  # type: ignore[attr-defined]
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _raises(node):
            yield scope, node.lineno
        yield from swallows_in(node, scope)


def _is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(_is_broad(one) for one in caught.elts)
    return caught is None or (isinstance(caught, ast.Name) and caught.id in {"Exception", "BaseException"})


def _raises(handler: ast.ExceptHandler) -> bool:
    """The last thing it does is to raise: a `raise` behind an `if` lets something through."""
    return isinstance(handler.body[-1], ast.Raise)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def outside(places: Iterable[str], paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if not name_of(path).startswith(tuple(places))]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in EVERYWHERE}
    assert {name: lines for name, lines in lengths.items() if too_long(name, lines)} == {}


def test_no_module_is_named_after_no_question() -> None:
    assert [name_of(path) for path in EVERYWHERE if path.stem in NO_ANSWER or path.parent.name in NO_ANSWER] == []


def test_work_is_committed_in_one_place() -> None:
    found = [
        f"{name_of(path)}:{line}" for path in outside(COMMIT_PLACES, IN_ROOMS) for line in commits_in(parsed(path))
    ]
    assert found == []


def test_only_command_lines_print() -> None:
    assert [f"{name_of(path)}:{line}" for path in outside(PRINTING, IN_ROOMS) for line in prints_in(parsed(path))] == []


def test_whoever_catches_everything_raises_again_or_says_why_not() -> None:
    found = [
        f"{name_of(path)}:{line} in {function or 'the module'}"
        for path in SHIPPED_OR_SHIPPING
        for function, line in swallows_in(parsed(path))
        if f"{name_of(path)}::{function}" not in MAY_CATCH_ALL
    ]
    assert found == []


def test_the_list_of_those_who_catch_everything_is_current() -> None:
    standing = {
        f"{name_of(path)}::{function}" for path in SHIPPED_OR_SHIPPING for function, _ in swallows_in(parsed(path))
    }
    assert set(MAY_CATCH_ALL) - standing == set()


def test_no_test_sleeps() -> None:
    assert [f"{name_of(path)}:{line}" for path in sources("tests") for line in sleeps_in(parsed(path))] == []


def test_nobody_silences_a_ban_without_saying_why() -> None:
    silent = re.compile(r"noqa: TID251(?! - \w)")
    assert [name_of(path) for path in IN_ROOMS if silent.search(path.read_text(encoding="utf-8"))] == []


def test_packaging_stays_a_folder() -> None:
    """With an __init__.py it would shadow the library of that name."""
    assert not (ROOT / "packaging" / "__init__.py").exists()
    # Its modules are imported by their bare names: none may be called like a room of ours.
    rooms = {"tests", "benchmarks", "dev", *ROOMS}
    names = {path.relative_to(ROOT / "packaging").parts[0].removesuffix(".py") for path in sources("packaging")}
    assert not names & rooms


@pytest.mark.parametrize(
    ("name", "lines", "is_too_long"),
    [
        ("sync/engine.py", 300, False),
        ("sync/engine.py", 301, True),
        ("desktop/views/register.py", 220, False),
        ("desktop/views/register.py", 221, True),
        ("server/migrations/0001_first.py", 900, False),
    ],
)
def test_lengths_are_told_apart(name: str, lines: int, is_too_long: bool) -> None:
    assert too_long(name, lines) is is_too_long


def test_a_commit_a_print_and_a_sleep_are_seen() -> None:
    tree = ast.parse("a.commit()\nwith a.begin() as b: pass\nprint(1)\ntime.sleep(1)\nqtbot.wait(0)\nsession.begin(c)")
    assert (list(commits_in(tree)), list(prints_in(tree)), list(sleeps_in(tree))) == ([1, 2], [3], [4])


@pytest.mark.parametrize(
    ("handler", "is_seen"),
    [
        ("except Exception: log()", True),
        ("except: log()", True),
        ("except (OSError, BaseException): log()", True),
        ("except Exception:\n   if bad: raise", True),
        ("except Exception:\n   log()\n   raise", False),
        ("except Exception as e: raise Ours() from e", False),
        ("except OSError: log()", False),
    ],
)
def test_a_swallowed_error_is_seen(handler: str, is_seen: bool) -> None:
    tree = ast.parse(f"class Engine:\n def run(self):\n  try: work()\n  {handler}\n")
    assert [function for function, _ in swallows_in(tree)] == (["Engine.run"] if is_seen else [])
