"""Acts on customers: weighed before, asked for as one batch, every row with its own answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop import words
from desktop.presenters.asking import question_of
from desktop.presenters.deeds import DEEDS
from desktop.presenters.notices import Notices
from desktop.presenters.weighing import Scales
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.cells import Tone
from desktop.screens.deeds import NO_TERMS, Question, Terms, Weighed
from desktop.screens.register import BatchAct, BatchBar, BatchResult, RegisterScreen, ResultRow
from desktop.screens.selection import Selection
from domain.identifiers import CustomerId
from sync.cache.answers import RefusedRow, Submitted


@dataclass(frozen=True, slots=True)
class Outcome:
    """A submission with the sentences of the rows that were not taken."""

    submitted: Submitted
    others: tuple[ResultRow, ...]
    whole: str = ""


class Batches:
    """Weighs and asks. What the server answers is heard by `desktop.presenters.answers`."""

    def __init__(
        self,
        screen: RegisterScreen,
        place: Workplace,
        notices: Notices,
        on_submitted: Callable[[Action, Outcome], None],
    ) -> None:
        self._screen = screen
        self._place = place
        self._notices = notices
        self._on_submitted = on_submitted
        self._scales = Scales(place)
        self._weighing = 0
        self._choosing = 0

    def weigh(
        self, actions: Sequence[Action], ids: Sequence[str], matching: int, *, can_be_tagged: bool = False
    ) -> None:
        """Show what these ticks allow, the weightiest of `actions` last; `matching` meet the filter in all."""
        self._weighing += 1
        weighing = self._weighing
        if not ids:
            self._screen.show_batch(None)
            return
        all_matching = words.say("batch-all", n=matching) if len(ids) < matching else ""
        count = words.say("batch-count", n=len(ids))

        def weighed(bar: BatchBar) -> None:
            if weighing == self._weighing:
                self._screen.show_batch(replace(bar, can_be_tagged=can_be_tagged))

        self._place.background.query(lambda: self._bar(actions, ids, count, all_matching), weighed)

    def ask(self, action: Action, selection: Selection, ids: Sequence[str]) -> None:
        """Ask what is to be asked before it is done, or do it at once."""
        if not DEEDS[action].is_asked_first:
            self.do(action, ids)
            return
        self._choosing += 1

        def show(question: Question | None) -> None:
            if question is not None:
                self._screen.ask(question)

        self._place.background.query(lambda: question_of(self._place, self._scales, action, selection, ids), show)

    def weigh_anew(self, action: Action, ids: Sequence[str], terms: Terms) -> None:
        """Something else was chosen in the open question; an answer that was overtaken is dropped."""
        self._choosing += 1
        choosing = self._choosing

        def show(weighed: Weighed) -> None:
            if choosing == self._choosing:
                self._screen.show_weighed(weighed)

        self._place.background.query(lambda: self._scales.weigh(action, ids, terms), show)

    def do(self, action: Action, ids: Sequence[str], terms: Terms = NO_TERMS) -> None:
        """Ask for it; what is the server's to grant is nobody's before it says so."""
        is_online = self._place.is_online
        self._place.background.command(
            lambda: self._submit(action, ids, terms, is_online), lambda outcome: self._submitted(action, outcome)
        )

    def _bar(self, actions: Sequence[Action], ids: Sequence[str], count: str, all_matching: str) -> BatchBar:
        acts: list[BatchAct] = []
        said = ""
        for action in actions:
            is_weightiest = action is actions[-1]
            can_do, sentence = self._tried(action, ids)
            if is_weightiest:
                said = sentence
            if can_do or is_weightiest:
                word = words.say(f"act-batch-{action.value}")
                tooltip = "" if can_do and is_weightiest else sentence
                acts.append(BatchAct(action, word, is_weightiest, is_enabled=can_do, tooltip=tooltip))
        return BatchBar(count, all_matching, said, tuple(acts))

    def _tried(self, action: Action, ids: Sequence[str]) -> tuple[bool, str]:
        """Whether it could be done to any of these, whatever will be chosen, and the sentence."""
        bench, now = self._place.cache.bench, self._place.now()
        if action is Action.ASSIGN:
            whole = bench.oversized(bench.releases([CustomerId(each) for each in ids]), now)
            if whole is not None:
                return False, self._scales.advised(whole)
            directed = len(bench.directed(ids, now))
            return directed > 0, words.say("preflight-assign", n=directed)
        terms = NO_TERMS
        if action is Action.EXTEND:
            terms = Terms(days=1)
        elif action is Action.CONVERT_TO_POOL:
            pools = self._place.cache.directory.pools()
            if not pools:
                return False, ""
            terms = Terms(pool=pools[0].id)
        preflight = self._scales.preflight(action, ids, terms)
        return preflight.would_do + preflight.would_wait > 0, self._scales.sentence(action, preflight)

    def _submit(self, action: Action, ids: Sequence[str], terms: Terms, is_online: bool) -> Outcome:
        bench, now = self._place.cache.bench, self._place.now()
        commands = DEEDS[action].draft(bench, [CustomerId(each) for each in ids], terms, now)
        submitted = self._place.cache.outbox.submit(commands, now, is_online=is_online)
        whole = "" if submitted.whole is None else self._scales.advised(submitted.whole)
        return Outcome(submitted, self._rows(submitted.refused), whole)

    def _rows(self, refused: Sequence[RefusedRow]) -> tuple[ResultRow, ...]:
        if not refused:
            return ()
        views = self._place.cache.register.rows([row.customer_id for row in refused], self._place.now())
        named = {view.row.id: view.row.name for view in views}
        rows = []
        for row in refused:
            said = self._scales.explained(row)
            name = named.get(row.customer_id, words.say("some-customer"))
            rows.append(ResultRow(row.customer_id, name, said.what, said.what_now))
        return tuple(rows)

    def _submitted(self, action: Action, outcome: Outcome) -> None:
        submitted, asked = outcome.submitted, len(outcome.submitted.accepted)
        if outcome.whole:
            self._notices.tell(outcome.whole, Tone.WARNING)
        elif asked:
            how = "online" if self._place.is_online else "offline"
            undo = submitted.accepted if DEEDS[action].is_undoable or not self._place.is_online else ()
            self._notices.tell(words.say(f"asked-{action.value}-{how}", n=asked), undo=undo)
        elif submitted.already_asked and not outcome.others:
            self._notices.tell(words.say("asked-already"), Tone.NEUTRAL)
        elif len(outcome.others) == 1:
            row = outcome.others[0]
            self._notices.tell(words.say("said-of", name=row.name, what=row.reason), Tone.WARNING)
        if outcome.others and (asked or len(outcome.others) > 1) and not (asked and self._place.is_online):
            self._screen.show_result(result(action, asked, outcome.others))
        self._on_submitted(action, outcome)


def result(action: Action, done: int, others: tuple[ResultRow, ...]) -> BatchResult:
    """What became of a batch, row by row."""
    title = words.say("act-of-many", act=words.say(f"act-batch-{action.value}"), n=done + len(others))
    return BatchResult(title, words.say(f"result-{action.value}", n=done), others)
