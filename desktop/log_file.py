"""The door to the log on this machine: what went wrong, for whoever is asked for help."""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "gonghai.log"
_LOG_BYTES = 1_000_000


def write_log(folder: Path) -> None:
    """Codes and causes, never a customer's data; kept small. What escapes every hand stands there too."""
    folder.mkdir(parents=True, exist_ok=True)
    file = RotatingFileHandler(folder / NAME, maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8")
    logging.basicConfig(level=logging.INFO, handlers=[file], format="%(asctime)s %(levelname)s %(name)s %(message)s")
    log = logging.getLogger("desktop")
    sys.excepthook = lambda kind, error, trace: log.critical("escaped", exc_info=(kind, error, trace))
