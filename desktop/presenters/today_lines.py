"""Lines of the page 今日 that wait for the person: plans, what flows out, their own requests. All read the cache."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.cells import deadline_label, rule_name
from desktop.presenters.certification_words import state_label, what_became
from desktop.presenters.reasons import who
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.today import TodayLine
from domain.facts import RequestState
from domain.identifiers import CustomerId
from domain.instants import instant

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.certifications import CertificationView
    from sync.cache.plans import Plan
    from sync.cache.requests import RequestView

type Lines = list[tuple[TodayLine, str]]
"""Each with the customer that it opens; empty for none."""


def plan_lines(place: Workplace, plans: Sequence[Plan], today: date) -> Lines:
    """Whom to follow up, since when that is due, and what was said the last time."""
    lines = []
    for plan in plans:
        late = (today - plan.next_on).days
        label = Label(words.say("plan-today"), Tone.PRIMARY)
        if late:
            label = Label(words.say("plan-overdue", n=late), Tone.BAD)
        last = next(iter(place.cache.register.follow_ups(plan.customer_id, limit=1)), None)
        detail = words.say("plan-no-last")
        if last is not None:
            day = words.day(last.happened_at.astimezone(place.local_now().tzinfo).date(), today)
            detail = words.say("plan-last", when=day, text=" ".join(last.text.split()))
        when = words.day(plan.next_on, today) if late else ""
        lines.append((TodayLine(f"plan:{plan.customer_id}", plan.name, detail, when, label), str(plan.customer_id)))
    return lines


def flowing_lines(place: Workplace, ids: Sequence[str]) -> Lines:
    """How long they stay, by which rule, until when."""
    lines = []
    for view in place.cache.register.rows(ids, place.now()):
        if view.outflow is not None:
            ruleset = place.ruleset(view.row.pool_id)
            label = deadline_label(view, ruleset, place.local_now())
            rule = rule_name(view.outflow.rule, ruleset)
            line = TodayLine(f"flowing:{view.row.id}", view.row.name, rule, place.said(view.outflow.at), label)
            lines.append((line, view.row.id))
    return lines


def request_line(place: Workplace, view: RequestView) -> tuple[TodayLine, str]:
    """What became of it, by whom and why."""
    row, directory = view.row, place.cache.directory
    key, tone = _state_of(view)
    detail, at = words.say("request-waits"), row.asked_at
    if row.answered_at is not None:
        said = "request-was-granted" if view.state is RequestState.GRANTED else "request-was-declined"
        said += "-because" if row.note and view.state is RequestState.DECLINED else ""
        at = row.answered_at
        detail = words.say(said, who=who(row.answered_by or "", directory), note=row.note)
    is_seen = place.cache.register.customer(CustomerId(row.customer_id), place.now()) is not None
    line = TodayLine(
        f"request:{row.id}",
        row.customer_name or words.say("some-customer"),
        detail,
        place.said(instant(at)),
        Label(words.say(key), tone),
        can_open=is_seen,
    )
    return line, row.customer_id if is_seen else ""


def certification_line(place: Workplace, view: CertificationView) -> tuple[TodayLine, str]:
    """A certification that the person sent in: how it stands, who answered and why."""
    row = view.row
    is_seen = view.customer is not None
    line = TodayLine(
        f"certification:{row.id}",
        row.customer_name or words.say("some-customer"),
        what_became(place, view),
        place.said(instant(row.answered_at or row.asked_at)),
        state_label(view),
        can_open=is_seen,
    )
    return line, row.customer_id if is_seen else ""


def _state_of(view: RequestView) -> tuple[str, Tone]:
    """The word of its author's side."""
    if view.state is RequestState.GRANTED:
        return "request-granted", Tone.GOOD
    if view.state is RequestState.DECLINED:
        return "request-declined", Tone.BAD
    return ("request-unsent" if view.on_its_way is RequestState.OPEN else "request-waiting"), Tone.PRIMARY
