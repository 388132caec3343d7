"""`python -m tests.front_page`: takes the picture with which README.md opens, of the demo in the real program."""

import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.preferences import Preferences
from desktop.screens.preferences import Language, Theme
from tests.journeys.rep import Rep
from tests.link import Link
from tests.server_process import ServerProcess, administer
from tests.tour.hands import Hands

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "pictures" / "register.png"


def main() -> int:
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory(prefix="gonghai-front-page-") as temporary:
        folder = Path(temporary)
        url = f"sqlite:///{folder / 'company.db'}"
        administer(url, "demo-data")
        preferences = Preferences(folder / "lin" / "profile")
        preferences.choose(language=Language.CHINESE)
        preferences.choose(theme=Theme.LIGHT)
        with ServerProcess(url, log=folder / "server.log") as server, Link(server.port) as link:
            lin = Rep(Hands(), folder / "lin", link)
            try:
                lin.arrive("lin")
                _pose(lin)
                PICTURE.parent.mkdir(parents=True, exist_ok=True)
                saved = lin.window.grab().save(str(PICTURE))
            finally:
                lin.leave()
    print(PICTURE if saved else "no picture")
    return 0 if saved else 1


def _pose(lin: Rep) -> None:
    """Three ticked, the most urgent one open."""
    register = lin.window.register
    lin.wait(lambda: register.model.row_at(0) is not None)
    for place in range(3):
        register.table.tick_at(place)
    register.table.go_to_place(0)
    lin.wait(lambda: register.batch.isVisible() and register.panel.customer_id == register.model.id_at(0))
    lin.window.activateWindow()


if __name__ == "__main__":
    sys.exit(main())
