"""Both databases for every test that asks for `database_url`, and no silence where one of them was left out."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import PostgresServer, postgres_server, why_unavailable

_counts = pytest.StashKey[dict[str, int]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--require-postgresql",
        action="store_true",
        default=os.environ.get("CI", "").lower() in {"1", "true"},
        help="fail where PostgreSQL cannot be had (the default when CI=true)",
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One per test process. Quick rather than durable: crash tests start their own."""
    reason = why_unavailable()
    if reason is not None:
        pytest.skip(f"PostgreSQL: {reason}")
    with postgres_server(durable=False) as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a new, empty database: once a SQLite file, once a database of a real PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'gonghai.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.fresh_database()
    yield url
    server.drop_database(url)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_counts] = {}
    config.pluginmanager.register(_Tally(config.stash[_counts]), "database-tally")


class _Tally:
    """Counts in the process that reports, so it sees every worker's tests."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if "postgresql" in report.keywords and (report.when == "call" or report.skipped):
            self._counts[report.outcome] = self._counts.get(report.outcome, 0) + 1


def _left_out(config: pytest.Config) -> str | None:
    return why_unavailable() if config.stash[_counts].get("skipped") else None


def pytest_sessionfinish(session: pytest.Session) -> None:
    required = session.config.getoption("--require-postgresql")
    if required and _left_out(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    counts = config.stash[_counts]
    reason = _left_out(config)
    if reason is not None:
        terminalreporter.write_sep("!", f"PostgreSQL: NOT TESTED, because {reason}", red=True, bold=True)
    elif counts:
        said = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
        terminalreporter.write_line(f"PostgreSQL: tested ({said})")
