"""Certifications gone through one after the other, each beside its licence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop.presenters.certification import save_licence
from desktop.presenters.licences import Licences
from desktop.presenters.rooms import RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.certification import Licence
from desktop.screens.examination import Examination, ExaminationScreen

if TYPE_CHECKING:
    from desktop.presenters.certification_case import CertificationCase


class Examinations:
    """Obeys `ExaminationWishes`. What is looked at stays until the person goes on, also when it is answered elsewhere
    meanwhile; answered here, the next that waits comes."""

    def __init__(
        self,
        screen: ExaminationScreen,
        place: Workplace,
        ways: RoomWays,
        licences: Licences,
        left: Callable[[str], None],
    ) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._licences = licences
        self._left = left
        self._line: list[CertificationCase] = []
        self._current = ""
        self._goes_on_from = -1

    def begin(self, certification_id: str) -> None:
        """Look at this one."""
        self._current = certification_id
        self._draw()

    def show(self, line: Sequence[CertificationCase]) -> None:
        """These can be gone through now; the one that is looked at among them, or gone from the list."""
        former = self._case()
        self._line = list(line)
        if not self._current:
            return
        if self._goes_on_from >= 0:
            self._go_on()
        elif self._case() is None and former is not None:
            # Answered elsewhere: it stays before the eyes, and says so.
            self._line.insert(0, former)
            self._reread(former)
            return
        self._draw()

    def answered(self, certification_id: str) -> None:
        """This one is done: with the list that comes next the eye goes on."""
        if certification_id == self._current:
            self._goes_on_from = self._place_of(certification_id)

    # wishes

    def examination_moved(self, steps: int) -> None:
        place = self._place_of(self._current) + steps
        if self._current and 0 <= place < len(self._line):
            self._current = self._line[place].id
            self._draw()

    def examination_left(self) -> None:
        was, self._current, self._goes_on_from = self._current, "", -1
        self._screen.show_examination(None)
        self._left(was)

    def examined_licence_save_asked(self, certification_id: str) -> None:
        case = self._case()
        if case is not None and case.view.row.licence_id:
            save_licence(self._place, self._ways, self._licences, case.view.row.licence_id)

    def _go_on(self) -> None:
        """To the next that waits, from where the answered one stood; back to the list where none does."""
        start, self._goes_on_from = self._goes_on_from, -1
        rest = [case for case in self._line[start:] + self._line[:start] if case.awaits_me]
        if rest:
            self._current = rest[0].id
        else:
            self.examination_left()

    def _reread(self, former: CertificationCase) -> None:
        """As it stands by now, outside of the list that is shown."""

        def read() -> CertificationCase:
            views = self._place.cache.certifications.of(former.customer_id)
            found = next((view for view in views if view.row.id == former.id), former.view)
            return type(former)(found)

        def show(case: CertificationCase) -> None:
            if self._current == case.id and self._line and self._line[0].id == case.id:
                self._line[0] = case
                self._draw()

        self._place.background.query(read, show)

    def _draw(self) -> None:
        case = self._case()
        if case is None:
            return
        number, of = self._place_of(case.id) + 1, len(self._line)

        def read() -> tuple[Examination, Licence | None]:
            return case.examination(self._place, number, of), self._licences.read(case.view.row.licence_id or "")

        def show(read: tuple[Examination, Licence | None]) -> None:
            if case.id == self._current:
                self._screen.show_examination(read[0])
                self._screen.show_examined_licence(case.id, read[1])

        self._place.background.query(read, show)

    def _case(self) -> CertificationCase | None:
        return next((case for case in self._line if case.id == self._current), None)

    def _place_of(self, certification_id: str) -> int:
        return next((place for place, case in enumerate(self._line) if case.id == certification_id), -1)
