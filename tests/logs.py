"""A test that logs a warning it did not announce fails; so does one whose announced warning never came.

Qt's own warnings are failed by pytest-qt (`qt_log_level_fail`), Python's by `filterwarnings`.
"""

import logging
import re
from collections.abc import Iterator

import pytest
import structlog


class _Watch(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.levelname} {record.name} ({record.pathname}:{record.lineno}): {record.getMessage()}")


@pytest.fixture(autouse=True)
def logs_nothing_unannounced(request: pytest.FixtureRequest) -> Iterator[None]:
    """`@pytest.mark.expects_log("pattern")` announces one; several marks announce several."""
    patterns = [str(mark.args[0]) for mark in request.node.iter_markers("expects_log")]
    _send_structlog_through_logging()
    watch = _Watch()
    logging.getLogger().addHandler(watch)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(watch)
    surprising = [line for line in watch.said if not any(re.search(pattern, line) for pattern in patterns)]
    if surprising:
        pytest.fail("unexpected in the log:\n" + "\n".join(surprising), pytrace=False)
    missing = [pattern for pattern in patterns if not any(re.search(pattern, line) for line in watch.said)]
    if missing:
        pytest.fail(f"announced for the log, but never said: {missing}", pytrace=False)


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
