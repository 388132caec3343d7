"""A new version of a pool's rules: typed, judged, weighed by what it would do, saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop import words
from desktop.presenters.office_desk import OfficeDesk, Wanted, told_refusal
from desktop.presenters.outlooks import outlook_of
from desktop.presenters.rules_form import read_rules, typed_from
from desktop.presenters.rules_in_words import changes, newest_number
from desktop.presenters.workplace import Workplace
from desktop.screens.rules import EFFECTIVE_FROM, Outlook, Preset, RulesScreen, TypedRules, WhatIf
from domain.company import SaveRuleset
from domain.forecast import HORIZON_DAYS
from domain.identifiers import PoolId, RulesetId
from domain.rulesets import Ruleset, fanpu, huaqiu
from domain.verdicts import Refused
from sync.cache.forecasting import Outlook as Counted


@dataclass(frozen=True, slots=True)
class _Question:
    """The version about which is asked, and what was said of it first."""

    pool_id: PoolId
    pool: str
    rules: Ruleset
    number: int
    said: WhatIf


class RulesEditor:
    """Obeys `RulesWishes`."""

    def __init__(self, screen: RulesScreen, place: Workplace, desk: OfficeDesk) -> None:
        self._screen = screen
        self._place = place
        self._desk = desk
        self._pool_id = ""
        self._question: _Question | None = None

    def open(self, pool_id: str) -> None:
        """Fill the form with a pool's rules; what is typed for the same pool stays."""
        if pool_id != self._pool_id:
            self._pool_id = pool_id
            self._fill(Preset.PRESENT, None)

    # wishes

    def preset_asked(self, preset: Preset, typed: TypedRules) -> None:
        self._fill(preset, typed)

    def save_rules_asked(self, typed: TypedRules) -> None:
        place, pool_id = self._place, PoolId(self._pool_id)

        def read() -> _Question | dict[str, str]:
            rules, troubles = read_rules(place, typed)
            if troubles:
                return troubles
            verdict = place.cache.office.judge(SaveRuleset(pool_id, RulesetId(""), rules), place.now())
            if isinstance(verdict, Refused):
                return {str(verdict.facts.get("setting", EFFECTIVE_FROM)): told_refusal(place, verdict)}
            return _asked(place, pool_id, rules)

        def show(answer: _Question | dict[str, str]) -> None:
            if isinstance(answer, dict):
                self._screen.show_rule_troubles(answer)
                return
            self._screen.show_rule_troubles({})
            self._question = answer
            self._screen.show_what_if(answer.said)
            self._count(answer)

        place.background.query(read, show)

    def what_if_confirmed(self) -> None:
        question = self._question
        if question is None:
            return

        def draft() -> Wanted:
            saved = SaveRuleset(question.pool_id, RulesetId(self._place.identity.new()), question.rules)
            return Wanted((saved,), words.say("asked-rules-saved", pool=question.pool, n=question.number))

        def refused(why_not: str) -> None:
            self._screen.show_rule_troubles({EFFECTIVE_FROM: why_not})
            self._screen.close_what_if()

        self._question = None
        self._desk.ask(draft, self._screen.close_what_if, refused)

    def what_if_closed(self) -> None:
        self._question = None

    def _fill(self, preset: Preset, typed: TypedRules | None) -> None:
        place, pool_id = self._place, self._pool_id

        def read() -> TypedRules:
            present, now = place.ruleset(pool_id), place.now()
            tomorrow: date = place.local_now().date() + timedelta(days=1)
            made = {Preset.HUAQIU: huaqiu(0, now), Preset.FANPU: fanpu(0, now), Preset.PRESENT: present}[preset]
            filled = typed_from(replace(made, zone=present.zone), tomorrow)
            return filled if typed is None else replace(filled, effective_on=typed.effective_on)

        def show(filled: TypedRules) -> None:
            if pool_id == self._pool_id:
                self._screen.show_form(pool_id, filled)
                self._screen.show_rule_troubles({})

        place.background.query(read, show)

    def _count(self, question: _Question) -> None:
        """Stretch by stretch, as long as the question stands: other reads come between."""
        place = self._place

        def begin() -> Counted:
            return place.cache.forecasting.begin(question.pool_id, question.rules, place.now())

        def go_on(counted: Counted) -> None:
            if self._question is not question:
                return
            if counted.is_done:
                place.background.query(lambda: outlook_of(place, counted), show, failed)
                return
            percent = 100 * counted.reached // counted.last
            progress = words.say("rules-what-if-counting", percent=percent)
            self._screen.show_what_if(replace(question.said, progress=progress))
            place.background.query(lambda: place.cache.forecasting.go_on(counted), go_on, failed)

        def show(outlook: Outlook) -> None:
            if self._question is question:
                self._screen.show_what_if(_counted(question, outlook))
                self._screen.show_outlook(outlook)

        def failed(error: Exception) -> None:
            if self._question is question:
                why_not = words.say("rules-what-if-not-counted", cause=type(error).__name__)
                self._screen.show_what_if(_ready(question, f"{question.said.text}\n{why_not}"))

        place.background.query(begin, go_on, failed)


def _asked(place: Workplace, pool_id: PoolId, rules: Ruleset) -> _Question:
    pool = place.cache.office.company(place.now()).pools.get(pool_id)
    number = newest_number(place, pool_id) + 1
    name = words.say("some-pool") if pool is None else pool.name
    text = words.say(
        "rules-what-if-since", when=place.said(rules.effective_from), changes=changes(place.ruleset(pool_id), rules)
    )
    # A version that was saved before, for a later day, still comes on that day.
    later = [one for one in place.cache.directory.versions(pool_id) if one.effective_from > rules.effective_from]
    for one in sorted(later, key=lambda version: version.effective_from)[:1]:
        overtaken = words.say("rules-what-if-overtaken", when=place.said(one.effective_from), n=one.version)
        text = f"{text}\n{overtaken}"
    title = words.say("rules-what-if-title", pool=name, n=number)
    said = WhatIf(title, text, words.say("rules-what-if-counting", percent=0))
    return _Question(pool_id, name, rules, number, said)


def _counted(question: _Question, outlook: Outlook) -> WhatIf:
    totals = {
        "candidate": sum(day.candidate for day in outlook.days),
        "present": sum(day.present for day in outlook.days),
    }
    said = words.say("rules-what-if-text", days=HORIZON_DAYS, **totals)
    return _ready(question, f"{said}\n{question.said.text}")


def _ready(question: _Question, text: str) -> WhatIf:
    confirm = words.say("rules-what-if-save", n=question.number)
    return replace(question.said, text=text, progress="", confirm=confirm)
