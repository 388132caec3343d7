"""The contracts bite: every import that must not be is put into a copy of the tree, and import-linter names it.

What must not be is written out here, not read from the contracts: a line that vanishes there is missed here.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("domain", "sync", "desktop", "server")
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]

type Edge = tuple[str, str]


def each(importers: str, imported: str) -> list[Edge]:
    """Every one of the first importing every one of the second."""
    return [(importer, target) for importer in importers.split() for target in imported.split()]


FORBIDDEN: dict[str, list[Edge]] = {
    "rooms": [
        *each("domain", "sync.protocol desktop.screens server"),
        *each("sync", "desktop.screens server"),
        *each("desktop", "server"),
        *each("server", "desktop.screens"),
    ],
    "pure-domain": each(
        "domain",
        "PySide6 sqlalchemy sqlcipher3 sqlite3 requests keyring litestar msgspec structlog os io pathlib time random "
        "secrets uuid uuid_utils logging threading asyncio concurrent.futures socket subprocess sys urllib.request "
        "stdnum",
    ),
    "server-takes-the-wire": each("server", "sync.cache sync.engine sync.http_transport sync.transport sync.errors"),
    "sync-floors": [
        *each("sync.engine", "sync.http_transport"),
        *each("sync.cache", "sync.engine sync.http_transport sync.transport"),
        *each("sync.protocol", "sync.engine sync.http_transport sync.transport sync.cache"),
        *each("sync.clock sync.identity sync.uscc", "sync.protocol sync.cache sync.engine"),
    ],
    "desktop-floors": [
        *each("desktop.app", "desktop.__main__ desktop.demo"),
        *each("desktop.presenters", "desktop.app desktop.views desktop.background desktop.credentials"),
        *each("desktop.views", "desktop.app desktop.presenters desktop.background desktop.preferences"),
        *each("desktop.background desktop.credentials", "desktop.app desktop.presenters desktop.views"),
        *each("desktop.models", "desktop.presenters desktop.views desktop.background"),
        *each("desktop.words", "desktop.models desktop.views desktop.presenters"),
        *each("desktop.doctor", "desktop.__main__ desktop.demo desktop.app"),
        *each("desktop.checks", "desktop.doctor desktop.presenters desktop.views desktop.credentials desktop.models"),
        *each("desktop.administration", "desktop.words desktop.presenters desktop.background desktop.app"),
        *each(
            "desktop.screens", "desktop.words desktop.models desktop.views desktop.presenters desktop.administration"
        ),
    ],
    "thin-screens": each(
        "desktop.views desktop.models desktop.screens desktop.words",
        "domain domain.court domain.ownership domain.deadlines sync.cache sync.protocol sqlalchemy sqlcipher3 sqlite3 "
        "desktop.administration requests keyring threading concurrent.futures subprocess socket",
    ),
    "qt-stays-upstairs": each(
        "domain sync sync.protocol server desktop.administration desktop.checks desktop.doctor desktop.presenters "
        "desktop.screens desktop.words",
        "PySide6.QtCore shiboken6",
    ),
    "http-door": each("domain sync sync.cache desktop desktop.presenters server", "requests truststore urllib3 httpx"),
    "key-door": each("domain sync sync.cache desktop desktop.app desktop.presenters server", "keyring"),
    "sql-behind-the-cache": each(
        "sync sync.protocol desktop desktop.app desktop.presenters", "sqlalchemy sqlcipher3 sqlite3 alembic"
    ),
    "client-installs-alone": each(
        "domain sync desktop",
        "litestar uvicorn psycopg argon2 PIL phonenumbers prometheus_client pypinyin python_calamine typer xlsxwriter",
    ),
    "server-installs-alone": each("server", "PySide6 fluent.runtime keyring platformdirs requests truststore"),
}

# What the doors and the walls are there for must stay possible.
ALLOWED: list[Edge] = [
    *each("desktop.app server sync", "domain"),
    *each("desktop.presenters", "sync.protocol sync.cache domain desktop.models desktop.words desktop.screens"),
    *each("desktop.presenters desktop.doctor", "desktop.checks"),
    *each("desktop.doctor", "desktop.credentials desktop.preferences desktop.administration desktop.presenters"),
    *each("desktop.presenters desktop.app", "desktop.administration desktop.server_address"),
    *each("desktop.views", "desktop.models desktop.words desktop.screens PySide6.QtWidgets"),
    *each("server", "sync.protocol sync.clock sync.identity sync.uscc sqlalchemy litestar psycopg"),
    *each("sync.http_transport", "sync.transport sync.protocol requests truststore"),
    *each("sync.cache", "sync.protocol sync.clock sync.uscc sqlalchemy sqlcipher3 alembic"),
    *each("desktop.credentials", "keyring"),
    *each("desktop.background", "PySide6.QtCore threading sync.protocol"),
]


class Tree:
    """A copy of the rooms, to be spoiled."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.copy(ROOT / "pyproject.toml", folder)
        for room in ROOMS:
            for source in (ROOT / room).rglob("*.py"):
                target = folder / source.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)

    def put(self, edges: Iterable[Edge]) -> list[Edge]:
        """Add the imports; returns them as the linter will name them."""
        return [(self._add_line(importer, f"import {imported}\n"), imported) for importer, imported in edges]

    def lint(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", LINT, "--no-cache", "--no-logo", *arguments]
        surroundings = os.environ | {"COLUMNS": "400", "PYTHONPATH": str(self._folder)}
        return subprocess.run(
            command, cwd=self._folder, env=surroundings, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def ensure(self, module: str) -> Path:
        """The module's file: the real one, or an empty one where it is not written yet."""
        as_package = self._folder / module.replace(".", "/") / "__init__.py"
        as_module = self._folder / f"{module.replace('.', '/')}.py"
        if not as_package.exists() and not as_module.exists():
            as_module.touch()
        return as_package if as_package.exists() else as_module

    def _add_line(self, importer: str, line: str) -> str:
        path = self.ensure(importer)
        module = importer
        if path.name == "__init__.py":
            # A child of its own for every edge, so that each is reported by name.
            module = f"{importer}.spoiled_{next(self._numbers)}"
            path = path.with_name(f"{module.rpartition('.')[2]}.py")
        with path.open("a", encoding="utf-8") as file:
            file.write(line)
        return module

    _numbers: Iterator[int] = count()


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    copy = Tree(tmp_path)
    for importer, imported in [*ALLOWED, *(edge for edges in FORBIDDEN.values() for edge in edges)]:
        for module in (importer, imported):
            if module.split(".")[0] in ROOMS:
                copy.ensure(module)
    return copy


def missing_from(report: str, edges: Sequence[Edge]) -> list[str]:
    told = set(re.findall(r"([\w.]+) -> ([\w.]+)", report))
    # Of a library only its top name stands in the report.
    short = [(importer, name if name.split(".")[0] in ROOMS else name.split(".")[0]) for importer, name in edges]
    return [" -> ".join(edge) for edge in short if edge not in told]


@pytest.mark.parametrize("contract", FORBIDDEN)
def test_every_forbidden_import_is_named(contract: str, tree: Tree) -> None:
    edges = tree.put(FORBIDDEN[contract])
    outcome = tree.lint("--contract", contract)
    assert outcome.returncode == 1, outcome.stdout
    assert missing_from(outcome.stdout, edges) == []


def test_what_the_doors_are_there_for_is_allowed(tree: Tree) -> None:
    tree.put(ALLOWED)
    outcome = tree.lint(*(word for contract in DECLARED for word in ("--contract", contract["id"])))
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize("room", ROOMS)
def test_a_circle_of_siblings_is_named(room: str, tree: Tree) -> None:
    tree.put([(f"{room}.spoiled_here", f"{room}.spoiled_there"), (f"{room}.spoiled_there", f"{room}.spoiled_here")])
    outcome = tree.lint("--contract", "no-circles")
    assert outcome.returncode == 1, outcome.stdout
    assert "spoiled_here" in outcome.stdout


def test_a_new_part_of_desktop_needs_a_floor(tree: Tree) -> None:
    tree.ensure("desktop.attic")
    outcome = tree.lint("--contract", "desktop-floors")
    assert outcome.returncode == 1
    assert "desktop.attic" in outcome.stdout


def test_every_contract_is_shown_to_bite() -> None:
    assert {contract["id"] for contract in DECLARED} == {*FORBIDDEN, "no-circles"}
