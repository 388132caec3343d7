"""What a run measures with: what was asked, set once before any work item is imported, and what is always the same."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

type DatabaseKind = Literal["sqlite", "postgresql"]

PASSWORD = "bench-password"
CACHE_KEY = "5a" * 32


@dataclass(slots=True)
class Choices:
    """`rows_from`: names and codes of real companies instead of drawn ones (a CSV file, xz or plain)."""

    rows: int = 100_000
    rows_from: Path | None = None
    database: DatabaseKind = "sqlite"


CHOSEN = Choices()
"""Work items read it when they are imported and when they prepare: their names tell the numbers."""
