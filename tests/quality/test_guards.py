"""The guards of tests/ themselves: each sample does one wrong thing, and must be caught by name."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def guarded(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("CI", raising=False)
    pytester.makeini("""
        [pytest]
        qt_api = pyside6
        qt_log_level_fail = WARNING
        markers =
            expects_log(pattern): as in the project
            keeps_threads(reason): as in the project
            postgresql: as in the project
    """)
    pytester.makeconftest('pytest_plugins = ("tests.databases", "tests.leaks", "tests.logs")')
    return pytester


def run(guarded: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return guarded.runpytest_subprocess("-p", "no:cacheprovider", *arguments, timeout=60)


def test_a_leaked_thread_timer_or_window_fails_the_test_and_is_named(guarded: pytest.Pytester) -> None:
    guarded.makepyfile("""
        import threading
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QWidget
        kept = []

        def test_thread():
            ended = threading.Event()
            kept.append(ended)
            threading.Thread(target=ended.wait, name="forgotten", daemon=True).start()

        def test_window(qtbot):
            window = QWidget()
            window.setObjectName("orphan")
            kept.append(window)

        def test_timer(qtbot):
            class Search:
                pass
            search = Search()
            search.delay = QTimer()
            search.delay.start(60_000)
            kept.append(search)
    """)
    result = run(guarded)
    result.assert_outcomes(passed=3, errors=3)
    result.stdout.fnmatch_lines(["*thread 'forgotten', started at*", "*in test_thread*"])
    result.stdout.fnmatch_lines(["*window PySide6.QtWidgets.QWidget 'orphan'*"])
    result.stdout.fnmatch_lines(["*running timer PySide6.QtCore.QTimer*", "*held by *Search.delay*"])


def test_what_is_cleaned_up_or_was_there_before_is_no_leak(guarded: pytest.Pytester) -> None:
    guarded.makepyfile("""
        import threading, pytest
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QWidget

        @pytest.fixture(scope="module")
        def shared():
            ended = threading.Event()
            thread = threading.Thread(target=ended.wait)
            thread.start()
            yield
            ended.set()
            thread.join()

        def test_shared(shared): pass

        def test_window(qtbot):
            window = QWidget()
            qtbot.addWidget(window)
            timer = QTimer(window)
            timer.start(60_000)

        def test_cycle(qtbot):
            window = QWidget()
            window.me = window

        def test_thread_that_ends():
            threading.Thread(target=lambda: None).start()

        @pytest.mark.keeps_threads("the sample says so")
        def test_announced():
            threading.Thread(target=threading.Event().wait, daemon=True).start()
    """)
    run(guarded).assert_outcomes(passed=5)


def test_a_warning_in_the_log_fails_the_test_unless_it_was_announced(guarded: pytest.Pytester) -> None:
    guarded.makepyfile("""
        import logging, pytest, structlog

        def test_plain(): logging.getLogger("shop").warning("sold out")
        def test_structured(): structlog.get_logger("shop").error("shelf_empty", shelf=3)
        def test_quiet(): logging.getLogger("shop").info("open")

        @pytest.mark.expects_log("sold out")
        def test_announced(): logging.getLogger("shop").warning("sold out")

        @pytest.mark.expects_log("sold out")
        def test_never_came(): pass

        def test_a_program_that_sets_up_its_own_logging():
            logging.getLogger().handlers[:] = []
            logging.getLogger("shop").warning("burgled")
    """)
    result = run(guarded)
    result.assert_outcomes(passed=6, errors=4)
    result.stdout.fnmatch_lines(["*WARNING shop (*): burgled*"])
    result.stdout.fnmatch_lines(["*WARNING shop (*): sold out*"])
    result.stdout.fnmatch_lines(["*event='shelf_empty' shelf=3*"])
    result.stdout.fnmatch_lines(["*announced for the log, but never said: *'sold out'*"])


def test_a_warning_from_qt_fails_the_test(guarded: pytest.Pytester) -> None:
    guarded.makepyfile("""
        from PySide6.QtCore import qWarning

        def test_qt(): qWarning("layout already has a parent")
    """)
    run(guarded).assert_outcomes(failed=1)


DATABASE_SAMPLE = """
    import sqlalchemy as sa

    def test_it_counts(database_url):
        engine = sa.create_engine(database_url)
        with engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE seen (n int)"))
            assert connection.execute(sa.text("SELECT count(*) FROM seen")).scalar() == 0
        engine.dispose()
"""


@pytest.mark.postgresql
def test_every_worker_has_both_databases_and_says_so(guarded: pytest.Pytester) -> None:
    guarded.makepyfile(DATABASE_SAMPLE)
    result = run(guarded, "-n", "2")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["PostgreSQL: tested (1 passed)", "*2 passed*"])


@pytest.mark.parametrize(("arguments", "exit_code"), [((), 0), (("--require-postgresql",), 1)])
def test_a_run_without_postgresql_says_so_loudly(
    guarded: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], exit_code: int
) -> None:
    guarded.makepyfile(DATABASE_SAMPLE)
    # The samples' process finds no program of PostgreSQL: a door of the test harness, not of the product.
    guarded.makeconftest("""
        import pathlib, tests.postgres
        tests.postgres._DEBIAN = pathlib.Path("nowhere")
        pytest_plugins = ("tests.databases", "tests.leaks", "tests.logs")
    """)
    without = [folder for folder in os.environ["PATH"].split(os.pathsep) if not (Path(folder) / "initdb").exists()]
    monkeypatch.setenv("PATH", os.pathsep.join(without))
    result = run(guarded, *arguments)
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines(["*PostgreSQL: NOT TESTED, because its programs are not installed*", "*1 passed*"])
    assert result.ret == exit_code
