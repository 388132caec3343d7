"""Requests as rows of the page 审核, and one of them in full. Everything here reads the cache: for the background."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.reasons import explain, rule_in_full, state_name, who
from desktop.presenters.timeline import kind_word
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Act, Cell, Label, Named, Nothing, Row, Text, Tone
from desktop.screens.choice import Choice
from desktop.screens.customer import Fact
from desktop.screens.details import Details
from desktop.screens.review import DeclineQuestion, ReviewAct
from domain.facts import RequestState
from domain.instants import instant
from domain.reasons import Reason

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.requests import RequestView

_ON_ITS_WAY = {
    RequestState.OPEN: ("request-unsent", Tone.PRIMARY),
    RequestState.GRANTED: ("request-granting", Tone.PRIMARY),
    RequestState.DECLINED: ("request-declining", Tone.PRIMARY),
}
_ANSWERED = {
    RequestState.GRANTED: ("request-granted", Tone.GOOD),
    RequestState.DECLINED: ("request-declined", Tone.BAD),
}

REASONS = ("elsewhere", "too-late", "thin")
"""Why a request is declined, most often."""

_NOT_WORTH_TELLING = frozenset({Reason.GONE, Reason.REQUEST_GRANTED, Reason.REQUEST_DECLINED})


def row_of(place: Workplace, view: RequestView) -> Row:
    """Its state, what is asked, for whom, by whom, where the customer is by now, and the likeliest answer."""
    row, acts = view.row, acts_of(view)
    act: Cell = Act(acts[0].value, words.say(f"review-{acts[0].value}")) if acts else Nothing()
    cells = (
        _state(view),
        Text(words.say("request-reinstatement")),
        Named(row.customer_name or words.say("some-customer")),
        Text(_asker(place, view)),
        Text(where_now(place, view), is_quiet=True),
        Text(place.said(instant(row.asked_at)), is_quiet=True),
        act,
    )
    return Row(row.id, cells, frozenset(each.value for each in acts))


def acts_of(view: RequestView) -> tuple[ReviewAct, ...]:
    """The answers that can be given; none where one has been or is on its way."""
    if view.state is not RequestState.OPEN or view.on_its_way is not None:
        return ()
    offered = {ReviewAct.GRANT: view.can_be_granted, ReviewAct.DECLINE: view.can_be_declined}
    return tuple(act for act, is_possible in offered.items() if is_possible)


def details_of(place: Workplace, view: RequestView) -> Details:
    """Everything that an answer needs to know."""
    steps = [*acts_of(view), *([ReviewAct.SHOW] if view.customer is not None else [])]
    return Details(
        id=view.row.id,
        title=view.row.customer_name or words.say("some-customer"),
        result=_state(view),
        explanation=_explanation(place, view),
        facts=tuple(_facts(place, view)),
        text=view.row.text,
        steps=tuple(Choice(step.value, words.say(f"review-{step.value}")) for step in steps),
    )


def question_of(place: Workplace, view: RequestView) -> DeclineQuestion:
    """Why not?"""
    return DeclineQuestion(
        view.row.id,
        words.say("decline-title", name=view.row.customer_name or words.say("some-customer")),
        words.say("decline-text", who=_asker(place, view)),
        tuple(words.say(f"decline-reason-{reason}") for reason in REASONS),
    )


def where_now(place: Workplace, view: RequestView) -> str:
    """In its pool, or in whose hands since when."""
    customer, directory = view.customer, place.cache.directory
    if customer is None:
        return words.say("now-unseen")
    if view.is_in_pool:
        pool = directory.pool(customer.pool_id)
        return words.say("now-in-pool", pool=words.say("some-pool") if pool is None else pool.name)
    if view.owner_id is None:
        return words.say("now-elsewhere", state=state_name(customer.pool_state))
    if view.owner_id == view.row.person_id:
        return words.say("now-with-me" if view.is_mine else "now-with-asker")
    holder = words.say("me") if view.owner_id == place.person_id else who(view.owner_id, directory)
    if view.since is None:
        return words.say("now-held", who=holder)
    return words.say("now-taken", who=holder, when=place.said(view.since))


def _state(view: RequestView) -> Label:
    if view.on_its_way is not None:
        key, tone = _ON_ITS_WAY[view.on_its_way]
    elif view.state is not RequestState.OPEN:
        key, tone = _ANSWERED[view.state]
    elif view.customer is not None and not view.is_in_pool:
        key, tone = "request-too-late", Tone.NEUTRAL
    else:
        key, tone = "request-open", Tone.WARNING
    return Label(words.say(key), tone)


def _explanation(place: Workplace, view: RequestView) -> str:
    asked = words.say("review-explanation", who=_asker(place, view), happened=place.said(instant(view.row.happened_at)))
    return " ".join(part for part in (asked, _advice(place, view)) if part)


def _advice(place: Workplace, view: RequestView) -> str:
    if view.on_its_way is not None and view.on_its_way is not RequestState.OPEN:
        granting = view.on_its_way is RequestState.GRANTED
        return words.say("review-way-granting" if granting else "review-way-declining")
    if view.state is not RequestState.OPEN:
        return ""
    if view.customer is None:
        return words.say("review-unseen")
    if not view.is_in_pool:
        return words.say("review-too-late")
    barrier = view.barrier
    if barrier is None or barrier.reason in _NOT_WORTH_TELLING:
        return ""
    said = explain(barrier.reason, barrier.facts, place.cache.directory, place.local_now())
    return words.say("said-with-advice", what=said.what, now=said.what_now)


def _facts(place: Workplace, view: RequestView) -> Iterator[Fact]:
    row = view.row
    yield Fact(words.say("fact-asker"), _asker(place, view))
    yield Fact(words.say("fact-follow-up"), f"{place.said(instant(row.happened_at))} · {kind_word(row.medium)}")
    why = rule_in_full(row.rule, row.days)
    flowed_out = words.say("flowed-out-because", when=place.said(instant(row.recycled_at)), rule=why)
    yield Fact(words.say("fact-flowed-out"), flowed_out)
    yield Fact(words.say("fact-where-now"), where_now(place, view))
    yield Fact(words.say("fact-asked"), place.said(instant(row.asked_at)))
    if row.answered_by is not None:
        yield Fact(words.say("fact-answered-by"), who(row.answered_by, place.cache.directory))
    if row.answered_at is not None:
        yield Fact(words.say("fact-answered"), place.said(instant(row.answered_at)))
    if row.note:
        yield Fact(words.say("fact-answer"), row.note)


def _asker(place: Workplace, view: RequestView) -> str:
    return words.say("me") if view.is_mine else who(view.row.person_id, place.cache.directory)
