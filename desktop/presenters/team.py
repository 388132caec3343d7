"""The team page: who works where; an admin records departures and moves teams, online and off."""

from __future__ import annotations

from desktop import words
from desktop.presenters.reasons import explain
from desktop.presenters.rooms import RoomWays
from desktop.presenters.staff import Line, PersonLine, Sheet, TeamLine, may_see_staff, name_of, read_sheet
from desktop.presenters.staff_questions import departure_of, move_of, weighed_move
from desktop.presenters.staff_rows import StaffStep, details_of, row_of
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.deeds import Weighed
from desktop.screens.details import Details
from desktop.screens.lists import TEAM_COLUMNS, Listing
from desktop.screens.register import RegisterTab
from desktop.screens.team import ROOT, TeamScreen
from desktop.screens.window import Page, RailEntry
from domain.company import CompanyCommand, Depart, Granted, MoveTeam
from domain.identifiers import PersonId, TeamId
from domain.verdicts import Refused
from sync.cache.answers import Submitted
from sync.protocol.acts import subject_of


class Team:
    """Obeys `TeamWishes`; a room."""

    def __init__(self, screen: TeamScreen, place: Workplace, ways: RoomWays) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._sheet = Sheet((), governs=False)
        self._lines: dict[str, Line] = {}
        self._sought = ""
        self._current = ""

    @property
    def page(self) -> Page:
        return Page.TEAM

    def refresh(self) -> None:
        def read() -> tuple[bool, Sheet | None]:
            may_see = may_see_staff(self._place)
            return may_see, read_sheet(self._place) if may_see and self._ways.is_open(self.page) else None

        def show(answer: tuple[bool, Sheet | None]) -> None:
            may_see, sheet = answer
            if not may_see:
                self._ways.hide_entry(self.page)
                return
            self._ways.show_entry(RailEntry(self.page))
            if sheet is not None:
                self._sheet = sheet
                self._show()

        self._place.background.query(read, show)

    # wishes

    def search_asked(self, text: str) -> None:
        self._sought = text
        self._show()

    def rows_asked(self, ids: tuple[str, ...]) -> None:
        self._screen.show_rows([row_of(self._lines[each]) for each in ids if each in self._lines])

    def details_asked(self, line_id: str) -> None:
        self._current = line_id
        line = self._lines.get(line_id)
        if line is None:
            self._screen.show_details(None)
            return
        governs = self._sheet.governs

        def show(details: Details) -> None:
            if line_id == self._current:
                self._screen.show_details(details)

        self._place.background.query(lambda: details_of(self._place, line, governs=governs), show)

    def open_asked(self, line_id: str) -> None:
        line = self._lines.get(line_id)
        if line is not None and line.is_shown_whole:
            self._ways.show_whose(line_id, RegisterTab.ALL)

    def step_asked(self, line_id: str, key: str) -> None:
        line = self._lines.get(line_id)
        if line is None:
            return
        match StaffStep(key):
            case StaffStep.SHOW:
                self.open_asked(line_id)
            case StaffStep.WAITING:
                self._ways.show_whose(line_id, RegisterTab.PENDING)
            case StaffStep.WITHDRAW:
                self._withdraw(line)
            case StaffStep.MOVE if isinstance(line, TeamLine):
                self._ask_move(line)
            case StaffStep.DEPART if isinstance(line, PersonLine):
                self._ask_departure(line)
            case _:
                return

    def departure_confirmed(self, person_id: str) -> None:
        self._submit(Depart(PersonId(person_id)), "team-depart-asked")

    def parent_chosen(self, team_id: str, parent: str) -> None:
        self._place.background.query(lambda: self._weighed(team_id, parent), self._screen.show_weighed)

    def move_confirmed(self, team_id: str, parent: str) -> None:
        self._submit(_move(team_id, parent), "team-move-asked")

    def _show(self) -> None:
        lines = self._sheet.found(self._sought)
        self._lines = {line.id: line for line in lines}
        people = sum(isinstance(line, PersonLine) and not line.person.has_departed for line in self._sheet.lines)
        teams = sum(isinstance(line, TeamLine) for line in self._sheet.lines)
        lead = words.say("team-lead", teams=teams, people=people)
        offline = self._sheet.governs and not self._place.is_online
        self._screen.show_lead(words.say("team-lead-offline", lead=lead) if offline else lead)
        if lines:
            self._screen.show_listing(Listing(TEAM_COLUMNS, tuple(self._lines)))
            self.rows_asked(tuple(self._lines))
        else:
            self._screen.show_nothing(words.say("team-nothing", text=self._sought), words.say("team-nothing-text"))
        self.details_asked(self._current)

    def _ask_departure(self, line: PersonLine) -> None:
        def asked(verdict: Granted | Refused) -> None:
            if isinstance(verdict, Refused):
                self._refuse(verdict)
            else:
                self._screen.ask_departure(departure_of(line, is_online=self._place.is_online))

        command = Depart(line.person.id)
        self._place.background.query(lambda: self._place.cache.office.judge(command, self._place.now()), asked)

    def _ask_move(self, line: TeamLine) -> None:
        def read() -> Weighed:
            return self._weighed(line.id, line.parent_id or ROOT)

        lines = self._sheet.lines
        self._place.background.query(read, lambda weighed: self._screen.ask_move(move_of(line, lines, weighed)))

    def _weighed(self, team_id: str, parent: str) -> Weighed:
        command = _move(team_id, parent)
        return weighed_move(self._place, command, self._place.cache.office.judge(command, self._place.now()))

    def _submit(self, command: CompanyCommand, said: str) -> None:
        name = next((name_of(line) for line in self._sheet.lines if line.id == subject_of(command)), "")

        def done(submitted: Submitted) -> None:
            if submitted.refused:
                first = submitted.refused[0]
                self._refuse(Refused(first.reason, first.facts))
                return
            told = words.say(said, name=name)
            if not self._place.is_online:
                told = words.say("team-asked-offline", said=told)
            self._ways.notices.tell(told, Tone.GOOD, undo=submitted.accepted)
            self._ways.acted()

        self._place.background.command(lambda: self._place.cache.office.submit([command], self._place.now()), done)

    def _withdraw(self, line: Line) -> None:
        ids = [item.id for item in line.items if item.is_withdrawable]

        def done(withdrawn: tuple[str, ...]) -> None:
            late = len(ids) - len(withdrawn)
            key = "undone" if not late else "undone-some" if withdrawn else "undone-none"
            self._ways.notices.tell(words.say(key, n=len(withdrawn), late=late))
            self._ways.acted()

        self._place.background.command(lambda: self._place.cache.outbox.withdraw(ids), done)

    def _refuse(self, refused: Refused) -> None:
        def read() -> str:
            said = explain(refused.reason, refused.facts, self._place.cache.directory, self._place.local_now())
            return words.say("said-with-advice", what=said.what, now=said.what_now)

        self._place.background.query(read, lambda said: self._ways.notices.tell(said, Tone.BAD))


def _move(team_id: str, parent: str) -> MoveTeam:
    return MoveTeam(TeamId(team_id), None if parent == ROOT else TeamId(parent))
