"""Before somebody leaves or a team is moved: what follows from it, and where it could go."""

from __future__ import annotations

from collections.abc import Sequence

from desktop import words
from desktop.presenters.company_acts import content_of
from desktop.presenters.reasons import explain
from desktop.presenters.staff import Line, PersonLine, TeamLine
from desktop.presenters.workplace import Workplace
from desktop.screens.deeds import Weighed
from desktop.screens.team import ROOT, DepartureQuestion, MoveQuestion, Parent
from domain.company import Granted, MoveTeam
from domain.verdicts import Refused


def departure_of(line: PersonLine, *, is_online: bool) -> DepartureQuestion:
    consequences = [
        words.say("depart-customers", n=line.held, team=line.team_name)
        if line.held
        else words.say("depart-no-customers"),
        words.say("depart-sessions"),
        words.say("depart-undelivered"),
        words.say("depart-for-good" if is_online else "depart-offline"),
    ]
    title = words.say("depart-title", name=line.person.name)
    return DepartureQuestion(line.id, title, tuple(consequences), words.say("team-step-depart"))


def move_of(line: TeamLine, lines: Sequence[Line], weighed: Weighed) -> MoveQuestion:
    """Every team is offered, also those below it: what cannot be is said when it is chosen."""
    teams = [Parent(each.id, each.name, each.depth) for each in lines if isinstance(each, TeamLine)]
    parents = (Parent(ROOT, words.say("move-to-root")), *teams)
    return MoveQuestion(line.id, words.say("move-title", name=line.name), parents, line.parent_id or ROOT, weighed)


def weighed_move(place: Workplace, command: MoveTeam, verdict: Granted | Refused) -> Weighed:
    confirm = words.say("team-step-move")
    if isinstance(verdict, Refused):
        said = explain(verdict.reason, verdict.facts, place.cache.directory, place.local_now())
        return Weighed(words.say("said-with-advice", what=said.what, now=said.what_now), confirm, can_confirm=False)
    if verdict.changes_nothing:
        return Weighed(words.say("move-nothing"), confirm, can_confirm=False)
    return Weighed(words.say("move-consequence", what=content_of(place, command)), confirm)
