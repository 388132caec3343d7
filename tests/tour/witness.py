"""Whoever follows the story: sees what stands on Lin's screen, says it, checks it, and takes the pictures."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.screens.sync_centre import SyncTab
from sync.cache.answers import OutboxCounts
from tests.journeys.rep import Rep
from tests.tour.album import Album


class Witness:
    def __init__(self, lin: Rep, album: Album) -> None:
        self._lin = lin
        self._album = album

    # eyes

    @staticmethod
    def _in_front(rep: Rep, window: QWidget) -> None:
        """A bare display has nobody who gives a new window the keyboard."""
        window.activateWindow()
        rep.wait(window.isActiveWindow)

    def _preflight(self) -> str:
        batch = self._lin.window.register.batch
        return batch._preflight.text() if batch.isVisible() else ""

    def _claimed_today(self) -> int:
        stay = self._lin.program.reception.stay
        assert stay is not None
        quota = stay.entered.cache.bench.quota(stay.entered.clock.now())
        return -1 if quota is None else quota.claimed_today

    def _waiting(self) -> int:
        return self._outbox(SyncTab.WAITING)

    def _outbox(self, tab: SyncTab) -> int:
        counts = self._outbox_of(self._lin)
        by_tab = {SyncTab.WAITING: counts.waiting, SyncTab.CHECKING: counts.checking, SyncTab.REFUSED: counts.for_you}
        return by_tab[tab]

    def _outbox_of(self, rep: Rep) -> OutboxCounts:
        stay = rep.program.reception.stay
        assert stay is not None
        return stay.entered.cache.outbox.counts()

    def _panel_shows(self, customer_id: str) -> bool:
        return self._lin.window.register.panel.customer_id == customer_id

    def _panel_says(self, word: str) -> bool:
        panel = self._lin.window.register.panel
        return any(word in label.text() for label in panel.findChildren(QLabel) if label.isVisible())

    def _goes_to(self, customer_id: str) -> bool:
        """Until the panel shows it: the list may still be on its way."""
        if not self._panel_shows(customer_id):
            self._lin.window.register.go_to(customer_id)
        return self._panel_shows(customer_id)

    def _rows_have_come(self) -> None:
        lin = self._lin
        lin.wait(lambda: lin.count() == 0 or lin.window.register.model.row_at(0) is not None)
        QApplication.processEvents()

    # telling

    def _say(self, what: str) -> None:
        self._album.say(what)

    def _check(self, what: str, holds: bool) -> None:
        self._album.check(what, holds)

    def _show(self, item: str, what: str) -> None:
        self._album.show(item, what)

    def _picture(self, name: str, of: QWidget | None = None) -> None:
        self._album.picture(name, of or self._lin.window)
