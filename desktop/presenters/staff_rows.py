"""A team or a person as a row, and in full with what can be done."""

from __future__ import annotations

from enum import StrEnum

from desktop import words
from desktop.presenters.company_acts import content_of, mark_of
from desktop.presenters.staff import Line, PersonLine, TeamLine, name_of
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Act, Cell, Label, Meter, Named, Nothing, Row, Text, Tone
from desktop.screens.choice import Choice
from desktop.screens.customer import Fact
from desktop.screens.details import Details
from domain.company import Depart
from domain.people import Person, Role
from sync.cache.answers import Item, Places
from sync.protocol.acts import is_of_the_company


class StaffStep(StrEnum):
    """What can be done; the word is the message `team-step-<value>`."""

    SHOW = "show"
    WAITING = "waiting"
    WITHDRAW = "withdraw"
    MOVE = "move"
    DEPART = "depart"


def row_of(line: Line) -> Row:
    """With the cells of `TEAM_COLUMNS`."""
    show: Cell = (
        Act(StaffStep.SHOW, words.say("team-row-show"), tooltip=words.say("team-step-show"))
        if line.is_shown_whole
        else Nothing()
    )
    mark = mark_of(line.items)
    labels = () if mark is None else (mark,)
    if isinstance(line, TeamLine):
        named = Named(line.name, labels, line.depth, is_strong=True)
        waiting: Cell = Text(words.say("team-waiting", n=line.waiting)) if line.waiting else Nothing()
        return Row(
            line.id, (named, Text(words.say("team-people", n=line.people), is_quiet=True), Nothing(), waiting, show)
        )
    person = line.person
    if person.has_departed:
        labels = (Label(words.say("team-departed")), *labels)
    named = Named(person.name, labels, line.depth, is_quiet=person.has_departed)
    places: Cell = (
        Nothing() if line.places is None else Meter(_places(line.places), line.places.holding, line.places.cap)
    )
    return Row(line.id, (named, Text(roles_of(person), is_quiet=True), places, Nothing(), show))


def details_of(place: Workplace, line: Line, *, governs: bool) -> Details:
    """`governs`: the person may change it."""
    if isinstance(line, TeamLine):
        facts = [Fact(words.say("fact-people"), words.say("team-people", n=line.people))]
        facts.append(Fact(words.say("fact-waiting"), words.say("team-waiting", n=line.waiting)))
        label = Label(words.say("team-a-team"))
    else:
        person = line.person
        facts = [Fact(words.say("fact-team"), line.team_name), Fact(words.say("fact-roles"), roles_of(person))]
        if line.places is not None:
            facts.append(Fact(words.say("fact-places"), _places(line.places)))
            facts.append(Fact(words.say("fact-held"), words.say("team-held", n=line.held)))
        is_here = not person.has_departed
        label = Label(words.say("team-active" if is_here else "team-departed"), Tone.GOOD if is_here else Tone.NEUTRAL)
    mark = mark_of(line.items)
    said = " · ".join(_on_its_way(place, item) for item in line.items)
    steps = tuple(Choice(step, words.say(f"team-step-{step.value}")) for step in steps_of(line, governs=governs))
    return Details(line.id, name_of(line), mark or label, said, tuple(facts), steps=steps)


def steps_of(line: Line, *, governs: bool) -> tuple[StaffStep, ...]:
    """What can be done, the most useful first."""
    steps = [StaffStep.SHOW] if line.is_shown_whole else []
    if isinstance(line, TeamLine) and line.waiting:
        steps.append(StaffStep.WAITING)
    if any(item.is_withdrawable for item in line.items):
        steps.append(StaffStep.WITHDRAW)
    if governs and isinstance(line, TeamLine):
        steps.append(StaffStep.MOVE)
    is_leaving = any(isinstance(item.command, Depart) for item in line.items)
    if governs and isinstance(line, PersonLine) and not line.person.has_departed and not is_leaving:
        steps.append(StaffStep.DEPART)
    return tuple(steps)


def roles_of(person: Person) -> str:
    """主管、销售; in the order in which roles are told of."""
    said = [words.say(f"role-{role.value.replace('_', '-')}") for role in Role if role in person.roles]
    if person.is_key_account:
        said.append(words.say("team-key-account"))
    return words.say("fact-separator").join(said)


def _places(places: Places) -> str:
    return words.say("team-places" if places.free else "team-places-full", holding=places.holding, cap=places.cap)


def _on_its_way(place: Workplace, item: Item) -> str:
    return content_of(place, item.command) if is_of_the_company(item.command) else ""
