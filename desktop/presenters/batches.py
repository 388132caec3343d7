"""Acts on the customers that are ticked: weighed before, asked for as one batch, every row with its own answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop import words
from desktop.presenters.notices import Notices
from desktop.presenters.reasons import explain
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.cells import Tone
from desktop.screens.register import BatchAct, BatchBar, BatchResult, RegisterScreen, ReleaseQuestion, ResultRow
from desktop.screens.selection import Selection
from domain.commands import Command
from domain.identifiers import CustomerId
from sync.cache.answers import Preflight, RefusedRow, Submitted

RELEASE_REASONS = ("unreachable", "no-demand", "competitor", "wrong-fit")


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
        self._weighing = 0

    def weigh(self, action: Action, ids: Sequence[str], matching: int) -> None:
        """Show what these ticks allow; `matching` is how many meet the filter in all."""
        self._weighing += 1
        weighing = self._weighing
        if not ids:
            self._screen.show_batch(None)
            return
        all_matching = words.say("batch-all", n=matching) if len(ids) < matching else ""
        count = words.say("batch-count", n=len(ids))

        def weighed(bar: BatchBar) -> None:
            if weighing == self._weighing:
                self._screen.show_batch(bar)

        self._place.background.query(lambda: self._bar(action, ids, count, all_matching), weighed)

    def claim(self, ids: Sequence[str]) -> None:
        """Ask for these; nobody owns anything by it before the server says so."""
        is_online = self._place.is_online
        self._place.background.command(
            lambda: self._submit(self._place.cache.bench.claims(_customers(ids), self._place.now()), is_online),
            lambda outcome: self._submitted(Action.CLAIM, outcome),
        )

    def ask_release(self, selection: Selection, ids: Sequence[str]) -> None:
        """Show what a release would mean before anything is done."""
        self._place.background.query(
            lambda: self._question(selection, ids),
            lambda question: self._screen.ask_release(question) if question else None,
        )

    def release(self, ids: Sequence[str], reason: str) -> None:
        """Give these back: gone from the list at once, delivered when there is a network."""
        is_online = self._place.is_online
        self._place.background.command(
            lambda: self._submit(self._place.cache.bench.releases(_customers(ids), reason.strip()), is_online),
            lambda outcome: self._submitted(Action.RELEASE, outcome),
        )

    def _bar(self, action: Action, ids: Sequence[str], count: str, all_matching: str) -> BatchBar:
        preflight = self._preflight(action, ids)
        sentence = self._sentence(action, preflight)
        can_ask = preflight.would_do + preflight.would_wait > 0
        act = BatchAct(
            action,
            words.say(f"act-batch-{action.value}"),
            is_weightiest=True,
            is_enabled=can_ask,
            tooltip="" if can_ask else sentence,
        )
        return BatchBar(count, all_matching, sentence, (act,))

    def _preflight(self, action: Action, ids: Sequence[str]) -> Preflight:
        now, bench = self._place.now(), self._place.cache.bench
        commands: Sequence[Command] = (
            bench.claims(_customers(ids), now) if action is Action.CLAIM else bench.releases(_customers(ids))
        )
        return bench.preflight(commands, now, is_online=self._place.is_online)

    def _sentence(self, action: Action, preflight: Preflight) -> str:
        """287 位可认领；8 位在不可认领期；5 位超过上限."""
        if preflight.whole is not None:
            said = explain(
                preflight.whole.reason, preflight.whole.facts, self._place.cache.directory, self._place.local_now()
            )
            return words.say("said-with-advice", what=said.what, now=said.what_now)
        parts = [words.say(f"preflight-{action.value}", n=preflight.would_do)]
        if preflight.would_wait:
            parts.append(words.say("preflight-would-wait", n=preflight.would_wait))
        if preflight.changes_nothing:
            parts.append(words.say("preflight-already-yours", n=preflight.changes_nothing))
        for reason, n in preflight.refused.items():
            key = f"preflight-{reason.value.replace('_', '-')}"
            parts.append(words.say(key if words.knows(key) else "preflight-other", n=n))
        if preflight.cooling_until is not None:
            parts.append(words.say("preflight-cooling", when=self._place.said(preflight.cooling_until)))
        if action is Action.CLAIM and not self._place.is_online:
            parts.append(words.say("preflight-intent"))
        return words.say("list-separator").join(parts)

    def _question(self, selection: Selection, ids: Sequence[str]) -> ReleaseQuestion | None:
        preflight = self._preflight(Action.RELEASE, ids)
        names = [view.row.name for view in self._place.cache.register.rows(list(ids[:1]), self._place.now())]
        n = len(ids)
        title = words.say("release-one", name=names[0]) if n == 1 and names else words.say("release-many", n=n)
        return ReleaseQuestion(
            selection,
            title,
            self._sentence(Action.RELEASE, preflight),
            tuple(words.say(f"release-reason-{reason}") for reason in RELEASE_REASONS),
            words.say("release-confirm", n=preflight.would_do),
        )

    def _submit(self, commands: Sequence[Command], is_online: bool) -> Outcome:
        submitted = self._place.cache.outbox.submit(commands, self._place.now(), is_online=is_online)
        whole = ""
        if submitted.whole is not None:
            said = explain(
                submitted.whole.reason, submitted.whole.facts, self._place.cache.directory, self._place.local_now()
            )
            whole = words.say("said-with-advice", what=said.what, now=said.what_now)
        return Outcome(submitted, self._rows(submitted.refused), whole)

    def _rows(self, refused: Sequence[RefusedRow]) -> tuple[ResultRow, ...]:
        if not refused:
            return ()
        views = self._place.cache.register.rows([row.customer_id for row in refused], self._place.now())
        named = {view.row.id: view.row.name for view in views}
        now, names = self._place.local_now(), self._place.cache.directory
        rows = []
        for row in refused:
            said = explain(row.reason, row.facts, names, now)
            name = named.get(row.customer_id, words.say("some-customer"))
            rows.append(ResultRow(row.customer_id, name, said.what, said.what_now))
        return tuple(rows)

    def _submitted(self, action: Action, outcome: Outcome) -> None:
        submitted, asked = outcome.submitted, len(outcome.submitted.accepted)
        if outcome.whole:
            self._notices.tell(outcome.whole, Tone.WARNING)
        elif asked:
            how = "online" if self._place.is_online else "offline"
            undo = submitted.accepted if action is Action.RELEASE or not self._place.is_online else ()
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


def _customers(ids: Sequence[str]) -> list[CustomerId]:
    return [CustomerId(each) for each in ids]
