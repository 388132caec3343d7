"""流入规则: scores, threshold and sources as a system admin types them, said in words, and saved (H 109, H 121)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from desktop import words
from desktop.presenters.flow_in_form import form_of, read_flow_in, turn_question, typed_from, word_trouble
from desktop.presenters.flow_in_words import KNOWN_KINDS, in_words, kind_name
from desktop.presenters.office_desk import OfficeDesk, Wanted
from desktop.presenters.reasons import Step
from desktop.presenters.rooms import RoomWays
from desktop.presenters.sources import OF_THE_SHOP, source_name
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.flow_in import (
    FlowInForm,
    FlowInScreen,
    FlowInState,
    TurnQuestion,
    TypedFlowIn,
    TypedScore,
    TypedSource,
    WordOf,
)
from desktop.screens.window import Page
from domain.company import Company
from domain.flow_in import FlowIn, SaveFlowIn
from domain.people import Role
from sync.cache.answers import CommandState, Item


@dataclass(frozen=True, slots=True)
class _Seen:
    """One look at the cache: what holds now, and the form as it is to stand."""

    present: TypedFlowIn
    form: FlowInForm
    state: FlowInState


class FlowInDesk:
    """A part of the page of the pools; obeys `FlowInWishes`."""

    page = Page.POOLS

    def __init__(self, screen: FlowInScreen, place: Workplace, ways: RoomWays) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._desk = OfficeDesk(place, ways)
        self._filled = self._typed = TypedFlowIn()
        """What the form was filled with, and what stands in it."""
        self._is_judged = False
        ways.lead(Step.SHOW_FLOW_IN, self.take_up)

    def refresh(self) -> None:
        """What holds now, where nothing is typed; what is typed stays."""
        place, filled, typed = self._place, self._filled, self._typed

        def read() -> tuple[bool, _Seen | None]:
            may_enter = _may_enter(place)
            return may_enter, self._seen(None if typed == filled else typed) if may_enter else None

        def show(answer: tuple[bool, _Seen | None]) -> None:
            may_enter, seen = answer
            if not may_enter:
                self._screen.hide_flow_in()
            elif typed == self._typed:
                self._show(seen)

        place.background.query(read, show)

    def take_up(self, item: Item) -> None:
        """What was refused stands in the form again, to be mended; else what holds now is shown."""
        if isinstance(item.command, SaveFlowIn) and item.state is CommandState.REFUSED:
            self._typed = typed_from(item.command.rules)
            self._is_judged = True
        self._ways.open_page(self.page)
        self._screen.open_flow_in()
        self.refresh()

    # wishes

    def flow_in_typed(self, typed: TypedFlowIn) -> None:
        self._typed = typed
        self._look()

    def word_asked(self, what: WordOf, word: str) -> None:
        if word:
            self._add(what, word)
        else:
            self._screen.ask_word(what)

    def word_given(self, what: WordOf, word: str) -> None:
        place, said = self._place, _as_told(what, word.strip())
        there = [each.kind for each in self._typed.scores]
        if what is WordOf.SOURCE:
            there = [each.source for each in self._typed.sources]

        def show(trouble: str) -> None:
            if trouble:
                self._screen.show_word_trouble(trouble)
                return
            self._screen.close_word()
            self._add(what, said)

        place.background.query(lambda: word_trouble(_company(place), said, there), show)

    def turn_asked(self, source: str) -> None:
        place = self._place

        def show(question: TurnQuestion) -> None:
            self._screen.ask_turn(question)

        for asked in self._typed.sources:
            if asked.source == source:
                place.background.query(partial(_turn_question, place, asked), show)

    def turn_given(self, source: str, person_ids: Sequence[str]) -> None:
        sources = tuple(
            replace(each, person_ids=tuple(person_ids)) if each.source == source else each
            for each in self._typed.sources
        )
        self.flow_in_typed(replace(self._typed, sources=sources))

    def present_asked(self) -> None:
        self._typed = self._filled
        self._is_judged = False
        self.refresh()

    def save_flow_in_asked(self) -> None:
        place, typed = self._place, self._typed

        def read() -> tuple[FlowIn | None, dict[str, str], TypedFlowIn | None]:
            coming = place.cache.flow_in.coming(place.now())
            return *read_flow_in(place, _company(place), typed), None if coming is None else typed_from(coming)

        def judged(answer: tuple[FlowIn | None, dict[str, str], TypedFlowIn | None]) -> None:
            rules, troubles, present = answer
            self._is_judged = bool(troubles)
            if rules is None:
                self._look()
                self._screen.point_to(next(iter(troubles)))
            elif typed_from(rules) == present:
                self._ways.notices.tell(words.say("company-asked-already"))
                self._take(typed_from(rules))
            else:
                self._save(rules)

        place.background.query(read, judged)

    def _save(self, rules: FlowIn) -> None:
        wanted = Wanted((SaveFlowIn(rules),), words.say("asked-flow-in-saved"))

        def refused(why_not: str) -> None:
            # Between the look and the click something changed: the fields say what, or it is told here.
            self._is_judged = True
            self._look()
            self._ways.notices.tell(why_not, Tone.BAD)

        self._desk.ask(lambda: wanted, lambda: self._take(typed_from(rules)), refused)

    def _take(self, typed: TypedFlowIn) -> None:
        """This is saved: it stands there as what holds."""
        self._filled = self._typed = typed
        self._is_judged = False
        self.refresh()

    def _add(self, what: WordOf, word: str) -> None:
        typed = self._typed
        if what is WordOf.KIND:
            self.flow_in_typed(replace(typed, scores=(*typed.scores, TypedScore(word, ""))))
        else:
            self.flow_in_typed(replace(typed, sources=(*typed.sources, TypedSource(word))))

    def _look(self) -> None:
        """At what is typed; an answer about what is typed no more is nobody's."""
        typed = self._typed

        def show(seen: _Seen | None) -> None:
            if typed == self._typed:
                self._show(seen)

        self._place.background.query(lambda: self._seen(typed), show)

    def _show(self, seen: _Seen | None) -> None:
        if seen is None:
            self._screen.show_flow_in_broken(words.say("flow-in-broken"))
            return
        if seen.form.typed == seen.present:
            self._filled = self._typed = seen.present
        self._screen.show_flow_in(seen.form, seen.state)

    def _seen(self, typed: TypedFlowIn | None) -> _Seen | None:
        """`typed` None: what holds now. None where that is told in a way that is not known here. Reads the cache."""
        place, now = self._place, self._place.now()
        told, coming = place.cache.flow_in.present(), place.cache.flow_in.coming(now)
        if told is None or coming is None:
            return None
        company, present = _company(place), typed_from(coming)
        shown = typed or present
        rules, troubles = read_flow_in(place, company, shown)
        is_other = shown != present
        note = ""
        if is_other:
            note = words.say("flow-in-typed" if self._filled == present else "flow-in-overtaken")
        state = FlowInState(
            words.say("flow-in-version", n=coming.version) if coming.version else words.say("flow-in-first"),
            _label(told, coming),
            note,
            (words.say("flow-in-means-unsaid"),) if rules is None else in_words(company, rules, now),
            is_other,
            troubles if self._is_judged else {},
        )
        return _Seen(present, form_of(company, shown), state)


def _may_enter(place: Workplace) -> bool:
    actor = place.cache.directory.actor()
    return actor is not None and actor.has(Role.SYSTEM_ADMIN)


def _turn_question(place: Workplace, asked: TypedSource) -> TurnQuestion:
    return turn_question(place, _company(place), asked)


def _company(place: Workplace) -> Company:
    return place.cache.office.company(place.now())


def _label(told: FlowIn, coming: FlowIn) -> Label:
    if coming.version != told.version:
        return Label(words.say("company-waiting"), Tone.PRIMARY)
    return Label(words.say("rules-holding"), Tone.GOOD)


def _as_told(what: WordOf, said: str) -> str:
    """The shop system's word where somebody wrote what it is called here."""
    known, name = (KNOWN_KINDS, kind_name) if what is WordOf.KIND else (OF_THE_SHOP, source_name)
    return next((word for word in known if name(word).casefold() == said.casefold()), said)
