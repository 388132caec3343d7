"""`python -m tests.tour`: the main job, unattended, with a real server process and real windows."""

import argparse
import logging
import sys
import tempfile
import traceback
from pathlib import Path

import structlog
from PySide6.QtWidgets import QApplication

from desktop.preferences import Preferences
from desktop.screens.preferences import Language, Theme
from tests.journeys.rep import Rep
from tests.link import Link
from tests.tour.company import Company, company, database, own_spreadsheet
from tests.tour.hands import Hands, Unmet
from tests.tour.story import Story
from tests.tour.witness import Mishap


def main() -> int:
    """0 when every end state was as it must be; 1, and the reason, otherwise."""
    parser = argparse.ArgumentParser("tour", description=__doc__)
    parser.add_argument("--pictures", type=Path, help="a folder for a picture per step")
    parser.add_argument("--import", dest="spreadsheet", type=Path, metavar="FILE", help="fill the pool from this file")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory(prefix="gonghai-tour-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        pictures = chosen.pictures or folder
        pictures.mkdir(parents=True, exist_ok=True)
        for old in pictures.glob("mishap-*.png"):
            old.unlink()
        spreadsheet = chosen.spreadsheet or own_spreadsheet(folder / "customers.xlsx")
        with database(chosen.database, folder) as url, company(url, spreadsheet.resolve(), folder) as visited:
            print(f"a company on {chosen.database}: " + " ".join(visited.imported.split("\n")[:2]), flush=True)
            failure = _tell(visited, folder, pictures)
    if failure:
        print(f"✗ {failure}", file=sys.stderr)
        return 1
    print("tour: every end state was as it must be" + (f"; pictures in {pictures}" if chosen.pictures else ""))
    return 0


def _tell(visited: Company, folder: Path, pictures: Path) -> str:
    desks: list[Rep] = []

    def sit(name: str, link: Link) -> Rep:
        desks.append(_sit(folder / name, link))
        return desks[-1]

    with Link(visited.server.port) as lins, Link(visited.server.port) as chens:
        try:
            Story(visited, sit("lin", lins), lambda: sit("chen", chens), pictures).tell()
        except (Mishap, Unmet) as mishap:
            for number, window in enumerate(QApplication.topLevelWidgets()):
                if window.isVisible():
                    window.grab().save(str(pictures / f"mishap-{number}.png"))
            return "".join(traceback.format_exception(mishap))
        finally:
            for desk in desks:
                desk.leave()
    return ""


def _sit(machine: Path, link: Link) -> Rep:
    preferences = Preferences(machine / "profile")
    preferences.choose(language=Language.CHINESE)
    preferences.choose(theme=Theme.LIGHT)
    return Rep(Hands(), machine, link)


if __name__ == "__main__":
    sys.exit(main())
