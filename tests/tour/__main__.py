"""`python -m tests.tour`: the main job, every rule of the pool, the whole customer; unattended, with real windows."""

import argparse
import logging
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import structlog
from PySide6.QtWidgets import QApplication

from tests.tour.album import Album, Mishap
from tests.tour.company import company, database, spreadsheet
from tests.tour.demonstration import demonstration
from tests.tour.hands import Unmet
from tests.tour.seats import Seats
from tests.tour.second_part import SecondPart
from tests.tour.story import Story
from tests.tour.third_part import ThirdPart

PARTS = (1, 2, 3)
OWN_CUSTOMERS, OWN_SEED = 600, 20_260_901


def main() -> int:
    """0 when every end state was as it must be; 1, and the reason, otherwise."""
    parser = argparse.ArgumentParser("tour", description=__doc__)
    parser.add_argument("--part", type=int, choices=PARTS, help="tell only this one")
    parser.add_argument("--pictures", type=Path, help="a folder for a picture per step")
    parser.add_argument("--import", dest="spreadsheet", type=Path, metavar="FILE", help="fill part one's pool from it")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    parts = frozenset({chosen.part} if chosen.part else PARTS)
    with tempfile.TemporaryDirectory(prefix="gonghai-tour-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        pictures = chosen.pictures or folder / "pictures"
        pictures.mkdir(parents=True, exist_ok=True)
        for old in pictures.glob("mishap-*.png"):
            old.unlink()
        album = Album(pictures)
        failure = ""
        for part in sorted(parts):
            failure = failure or _told(partial(_part, part, chosen.database, folder, chosen.spreadsheet, album))
        failure = failure or _told(lambda: album.close(parts))
    if failure:
        print(f"✗ {failure}", file=sys.stderr)
        return 1
    print("tour: every end state was as it must be" + (f"; pictures in {pictures}" if chosen.pictures else ""))
    return 0


def _part(part: int, kind: str, folder: Path, filled_from: Path | None, album: Album) -> None:
    began, place = time.monotonic(), folder / f"part-{part}"
    place.mkdir()
    with database(kind, place) as url:
        print(f"part {part}, a company on {kind}", flush=True)
        if part == 1:
            _first(url, filled_from, place, album)
        else:
            _later(SecondPart if part == 2 else ThirdPart, url, place, album)
    print(f"part {part} took {time.monotonic() - began:.0f} s", flush=True)


def _first(url: str, filled_from: Path | None, place: Path, album: Album) -> None:
    own = filled_from or spreadsheet(place / "customers.xlsx", OWN_CUSTOMERS, seed=OWN_SEED)
    with company(url, own.resolve(), place) as visited, Seats(visited.server.port, place, album.folder) as seats:
        print("  " + " ".join(visited.imported.split("\n")[:2]), flush=True)
        Story(visited, seats.sit("lin"), lambda: seats.sit("chen"), album).tell()


def _later(told: type[SecondPart | ThirdPart], url: str, place: Path, album: Album) -> None:
    with demonstration(url, place) as visited, Seats(visited.server.port, place, album.folder) as seats:
        told(visited, seats.sit, album).tell()


def _told(tell: Callable[[], None]) -> str:
    """Empty, or what went wrong."""
    try:
        tell()
    except (Mishap, Unmet) as mishap:
        return "".join(traceback.format_exception(mishap))
    return ""


if __name__ == "__main__":
    sys.exit(main())
