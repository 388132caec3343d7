"""What was asked, what became of it, why, and what can be done: items of the outbox as rows and in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop import words
from desktop.presenters.act_names import OF_SEVERAL_KINDS, kind_of, name_of, written
from desktop.presenters.company_acts import content_of, places_to_look
from desktop.presenters.described import concerned
from desktop.presenters.lateness import Lateness, is_late, lateness_of
from desktop.presenters.reasons import STEPS, Explanation, Step, explain
from desktop.presenters.timeline import kind_word
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Act, Cell, Label, Named, Nothing, Row, Text, Tone
from desktop.screens.choice import Choice
from desktop.screens.customer import Fact
from desktop.screens.details import Details
from domain.commands import AddFollowUp, Claim, EditFollowUp, RegisterCustomer, WriteNote
from domain.flow_in import SaveFlowIn
from domain.reasons import Reason
from sync.cache.answers import UNANSWERED, CommandState, Group, Item
from sync.protocol.acts import is_of_the_company

_RESULTS = {
    CommandState.NEEDS_YOU: ("mark-asks-you", Tone.BAD),
    CommandState.REFUSED: ("mark-refused", Tone.BAD),
    CommandState.CHECKING: ("mark-checking", Tone.WARNING),
    CommandState.SENDING: ("mark-submitting", Tone.PRIMARY),
    CommandState.QUEUED: ("mark-waiting", Tone.PRIMARY),
    CommandState.ANSWERED: ("mark-done", Tone.GOOD),
    CommandState.DONE: ("mark-done", Tone.GOOD),
}
"""The most pressing first: a batch shows the first that any of its rows has."""

_FOR_YOU = frozenset({CommandState.REFUSED, CommandState.NEEDS_YOU})


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sync centre: a batch, one of its rows (`depth` 1), or something asked alone."""

    id: str
    items: tuple[Item, ...]
    is_batch: bool = False
    is_open: bool = False
    depth: int = 0

    @property
    def item(self) -> Item:
        return self.items[0]


def lines_of(groups: list[Group], opened: frozenset[str]) -> list[Line]:
    """The rows in order; an opened batch is followed by its own."""
    lines: list[Line] = []
    for group in groups:
        if len(group.items) == 1:
            lines.append(Line(group.items[0].id, group.items))
            continue
        line_id = f"batch:{group.batch_id}"
        lines.append(Line(line_id, group.items, is_batch=True, is_open=line_id in opened))
        if line_id in opened:
            lines += [Line(item.id, (item,), depth=1) for item in group.items]
    return lines


def rows_of(place: Workplace, lines: Sequence[Line]) -> list[Row]:
    """Lines of the list, each with the first thing that can be done about it. Reads the cache."""
    late = lateness_of(place, [line.item for line in lines])
    return [_row(place, line, late) for line in lines]


def _row(place: Workplace, line: Line, late: Lateness) -> Row:
    steps = _steps_of(place, line, late)
    step: Cell = Act(steps[0].value, words.say(f"step-{steps[0].value}")) if steps else Nothing()
    said = Text(_explained(place, line, late))
    return Row(line.id, (_result(line), Text(_act(place, line)), _object(place, line), said, step))


def details_of(place: Workplace, line: Line) -> Details:
    """Everything about it. What the person wrote stands there in full and can be copied. Reads the cache."""
    item = line.item
    late = lateness_of(place, [item])
    facts = [Fact(words.say("fact-asked"), place.said(item.asked_at))]
    if item.decided_at is not None and not line.is_batch:
        facts.append(Fact(words.say("fact-decided"), place.said(item.decided_at)))
    if not line.is_batch:
        facts.append(Fact(words.say("fact-number"), item.id))
        content = _content(place, item)
        facts += [Fact(words.say("fact-content"), content)] if content else []
    title = f"{_act(place, line)} · {_name(item)}" if not line.is_batch else _act(place, line)
    return Details(
        id=line.id,
        title=title,
        result=_result(line),
        explanation=_explained(place, line, late, in_full=True),
        facts=tuple(facts),
        text=written(item.command) if not line.is_batch else "",
        steps=tuple(Choice(step.value, words.say(f"step-{step.value}")) for step in _steps_of(place, line, late)),
    )


def _steps_of(place: Workplace, line: Line, late: Lateness) -> tuple[Step, ...]:
    """What can be done, the most useful first."""
    steps = _steps_by_state(line)
    if not line.is_batch and late.may_ask(line.item):
        steps = (STEPS[Reason.LATE_EVIDENCE], *steps)
    return tuple(dict.fromkeys(step for each in steps for step in _as_it_leads(place, line.item, each)))


def _as_it_leads(place: Workplace, item: Item, step: Step) -> Sequence[Step]:
    """What is about the company is looked at on its own page."""
    if step is Step.SHOW and is_of_the_company(item.command):
        return places_to_look(place, item.command)
    return (step,)


def _steps_by_state(line: Line) -> tuple[Step, ...]:
    if line.is_batch:
        if any(item.is_withdrawable for item in line.items):
            return (Step.WITHDRAW,)
        return (Step.DISMISS,) if all(item.state not in UNANSWERED for item in line.items) else ()
    item = line.item
    if item.is_withdrawable:
        return (Step.WITHDRAW,)
    if isinstance(item.command, RegisterCustomer) and item.state in _FOR_YOU:
        return _steps_of_entry(item)
    if item.state is CommandState.NEEDS_YOU:
        return Step.SEND_ANYWAY, Step.WITHDRAW, Step.SHOW
    if item.state is CommandState.REFUSED:
        first = STEPS.get(item.reason) if item.reason is not None else None
        if first is Step.CLAIM_AGAIN and not isinstance(item.command, Claim):
            first = None
        rest = (Step.DISMISS, Step.SHOW)
        return rest if first is None else (first, *(step for step in rest if step is not first))
    return (Step.SHOW, Step.DISMISS) if item.state is CommandState.DONE else ()


def shown_id(item: Item) -> str:
    """Whom to look at: where a new customer was refused, the one that is there already."""
    there = item.facts.get("customer_id") if isinstance(item.command, RegisterCustomer) else None
    return there if isinstance(there, str) else item.subject_id


def _steps_of_entry(item: Item) -> tuple[Step, ...]:
    """A customer that is not there cannot be looked at."""
    if item.state is CommandState.NEEDS_YOU:
        return Step.SEND_ANYWAY, Step.WITHDRAW
    shown = (Step.SHOW,) if shown_id(item) != item.subject_id else ()
    return Step.TAKE_UP, Step.DISMISS, *shown


def _result(line: Line) -> Label:
    if not line.is_batch and is_late(line.item):
        return Label(words.say("mark-late"), Tone.WARNING)
    if isinstance(line.item.command, RegisterCustomer) and line.item.state is CommandState.QUEUED:
        return Label(words.say("mark-register-waiting"), Tone.PRIMARY)
    states = {item.state for item in line.items}
    key, tone = next(_RESULTS[state] for state in _RESULTS if state in states)
    return Label(words.say(key), tone)


def _act(place: Workplace, line: Line) -> str:
    if not line.is_batch:
        return name_of(place, line.item)
    kind = kind_of(place, line.items)
    act = words.say(f"act-{kind}") if kind in OF_SEVERAL_KINDS else name_of(place, line.item)
    return words.say(f"act-of-many{_unit(line)}", act=act, n=len(line.items))


def _object(place: Workplace, line: Line) -> Named:
    if not line.is_batch:
        return Named(_name(line.item), depth=line.depth)
    kind = kind_of(place, line.items)
    said = words.say("act-batch-of", act=words.say(f"act-batch-{kind}"), when=place.said(line.item.asked_at))
    return Named(said, is_open=line.is_open)


def _name(item: Item) -> str:
    if isinstance(item.command, SaveFlowIn):
        return words.say("subject-flow-in")
    nameless = "some-subject" if is_of_the_company(item.command) else "some-customer"
    return item.customer_name or words.say(nameless)


def _is_about_things(line: Line) -> bool:
    return is_of_the_company(line.item.command)


def _unit(line: Line) -> str:
    """Customers and people are counted with another word than things, in Chinese."""
    return "-things" if _is_about_things(line) else ""


def _content(place: Workplace, item: Item) -> str:
    return content_of(place, item.command) if is_of_the_company(item.command) else concerned(place, item.command)


def _explained(place: Workplace, line: Line, late: Lateness, *, in_full: bool = False) -> str:
    if line.is_batch:
        return _batch_explained(line)
    item = line.item
    became = late.what_became(item) if is_late(item) else ""
    if became:
        return words.say("said-with-advice", what=_why(place, item).what, now=became) if in_full else became
    said, content = _said(place, item, in_full=in_full), _content(place, item)
    is_refused = item.state in _FOR_YOU or item.reason is not None
    return said if in_full or is_refused or not content else words.say("company-content", content=content, state=said)


def _said(place: Workplace, item: Item, *, in_full: bool) -> str:
    if item.state in _FOR_YOU or item.reason is not None:
        said = _why(place, item)
        return words.say("said-with-advice", what=said.what, now=said.what_now) if in_full else said.what
    if item.state in (CommandState.DONE, CommandState.ANSWERED):
        return place.said(item.decided_at or item.asked_at)
    if item.state is CommandState.CHECKING:
        return words.say("explain-checking")
    if item.is_intent:
        return words.say("explain-intent")
    if isinstance(item.command, AddFollowUp | EditFollowUp) and not in_full:
        return f"{kind_word(item.command.kind)} · {item.command.text}"
    if isinstance(item.command, RegisterCustomer):
        return words.say("explain-register")
    if isinstance(item.command, WriteNote) and item.command.note.strip() and not in_full:
        return item.command.note
    return words.say("explain-submitting" if item.state is CommandState.SENDING else "explain-waiting")


def _why(place: Workplace, item: Item) -> Explanation:
    if item.state is CommandState.NEEDS_YOU and item.reason is None:
        if item.is_intent:
            return Explanation(
                words.say("explain-asks-you", when=place.said(item.asked_at)), words.say("explain-asks-you-now")
            )
        return Explanation(words.say("explain-parked"), words.say("explain-parked-now"))
    return explain(item.reason, item.facts, place.cache.directory, place.local_now())


def _batch_explained(line: Line) -> str:
    refused = sum(item.state in _FOR_YOU for item in line.items)
    waiting = sum(item.state in UNANSWERED for item in line.items)
    done = len(line.items) - refused - waiting
    parts = (("explain-batch-done", done), ("explain-batch-waiting", waiting), ("explain-batch-refused", refused))
    return " · ".join(words.say(f"{key}{_unit(line)}", n=n) for key, n in parts if n)
