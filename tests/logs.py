"""A test that logs a warning it did not announce fails; so does one whose announced warning never came.

Qt's own warnings are failed by pytest-qt (`qt_log_level_fail`), Python's by `filterwarnings`.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import structlog


@pytest.fixture(autouse=True)
def logs_nothing_unannounced(request: pytest.FixtureRequest) -> Iterator[None]:
    """`@pytest.mark.expects_log("pattern")` announces one; several marks announce several."""
    patterns = [str(mark.args[0]) for mark in request.node.iter_markers("expects_log")]
    said: list[str] = []
    with _logging_put_back(), _records_seen(said):
        _send_structlog_through_logging()
        yield
    surprising = [line for line in said if not any(re.search(pattern, line) for pattern in patterns)]
    if surprising:
        pytest.fail("unexpected in the log:\n" + "\n".join(surprising), pytrace=False)
    missing = [pattern for pattern in patterns if not any(re.search(pattern, line) for line in said)]
    if missing:
        pytest.fail(f"announced for the log, but never said: {missing}", pytrace=False)


@contextmanager
def _records_seen(said: list[str]) -> Iterator[None]:
    """Where records are made, not where they are handled: a program under test may replace every handler."""
    make = logging.getLogRecordFactory()

    def see(*arguments: Any, **more: Any) -> logging.LogRecord:
        record = make(*arguments, **more)
        if record.levelno >= logging.WARNING:
            place = f"{record.pathname}:{record.lineno}"
            said.append(f"{record.levelname} {record.name} ({place}): {record.getMessage()}")
        return record

    logging.setLogRecordFactory(see)
    try:
        yield
    finally:
        logging.setLogRecordFactory(make)


@contextmanager
def _logging_put_back() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def _send_structlog_through_logging() -> None:
    # Before each test, because a test that starts a whole program lets it set up its own logging.
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
