"""Reps at their desks: the real program with its widgets, a real server process, a cable that can be pulled."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.preferences import Preferences
from desktop.screens.preferences import Language
from desktop.words import speak
from tests.journeys.rep import Rep
from tests.link import Link
from tests.server_process import ServerProcess, administer

type Sit = Callable[..., Rep]

CUSTOMERS = 300


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company, made once; every journey works on a copy."""
    file = tmp_path_factory.mktemp("company") / "company.db"
    administer(f"sqlite:///{file}", "demo-data", "--customers", str(CUSTOMERS))
    return file


@pytest.fixture
def server(company: Path, tmp_path: Path) -> Iterator[ServerProcess]:
    copy = tmp_path / "company.db"
    for beside in company.parent.glob(f"{company.name}*"):
        (tmp_path / beside.name).write_bytes(beside.read_bytes())
    with ServerProcess(f"sqlite:///{copy}", log=tmp_path / "server.log") as running:
        yield running


@pytest.fixture
def sit(qtbot: QtBot, qapp: object, server: ServerProcess, tmp_path: Path) -> Iterator[Sit]:
    """`sit("wang")` starts the program on Wang's own machine; a second time on the same one."""
    links: dict[str, Link] = {}
    reps: list[Rep] = []

    def start(login: str = "", *, machine: str = "", version: str = "1") -> Rep:
        place = machine or login
        if place not in links:
            links[place] = Link(server.port)
            Preferences(tmp_path / place / "profile").choose(language=Language.CHINESE)
        reps.append(Rep(qtbot, tmp_path / place, links[place], version))
        return reps[-1]

    yield start
    try:
        for rep in reps:
            rep.leave()
    finally:
        for link in links.values():
            link.close()
    speak(Language.CHINESE)
