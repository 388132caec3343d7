"""What the server answered, told once: a line at the foot for one act, row by row for a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from desktop import words
from desktop.presenters.batches import Outcome, result
from desktop.presenters.deeds import DEEDS
from desktop.presenters.notices import More, Notices
from desktop.presenters.reasons import explain
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.cells import Tone
from desktop.screens.register import RegisterScreen, ResultRow
from domain.flow_in import THE_FLOW_IN
from domain.reasons import Reason
from sync.cache.answers import Answer


@dataclass(slots=True)
class _Awaited:
    """A batch asked for in this run and not answered in full."""

    action: Action
    unanswered: set[str]
    others: tuple[ResultRow, ...]
    answers: list[Answer] = field(default_factory=list)


class Answers:
    """Listens to reports. `open_refused` shows the sync centre, `show_similar` customers like the one that was lost;
    `ask_back` asks for those whose follow-ups (named by their commands) came too late."""

    def __init__(
        self,
        screen: RegisterScreen,
        place: Workplace,
        notices: Notices,
        open_refused: Callable[[], None],
        show_similar: Callable[[str], None],
        ask_back: Callable[[tuple[str, ...]], None],
    ) -> None:
        self._screen = screen
        self._place = place
        self._notices = notices
        self._open_refused = open_refused
        self._show_similar = show_similar
        self._ask_back = ask_back
        self._awaited: dict[str, _Awaited] = {}

    def expect(self, action: Action, outcome: Outcome) -> None:
        """This batch was asked for just now, while there was a network: its result is told as one."""
        submitted = outcome.submitted
        if submitted.accepted and self._place.is_online:
            self._awaited[submitted.batch_id] = _Awaited(action, set(submitted.accepted), outcome.others)

    def lost_contact(self) -> None:
        """The network went: what is answered later is told as it comes."""
        self._awaited.clear()

    def withdrawn(self, command_ids: Iterable[str]) -> None:
        """These will never be answered."""
        for batch in self._awaited.values():
            batch.unanswered.difference_update(command_ids)

    def hear(self, answers: Sequence[Answer]) -> None:
        """Tell what is worth telling: every refusal, every claim that came true."""
        late: list[Answer] = []
        for answer in answers:
            batch = self._awaited.get(answer.batch_id)
            if batch is None:
                late.append(answer)
            else:
                batch.answers.append(answer)
                batch.unanswered.discard(answer.command_id)
        for batch_id in [each for each, batch in self._awaited.items() if not batch.unanswered]:
            self._tell_batch(self._awaited.pop(batch_id))
        if late:
            self._tell_late(late)

    def _tell_batch(self, batch: _Awaited) -> None:
        deed = DEEDS[batch.action]
        if len(batch.answers) == 1 and not batch.others:
            (answer,) = batch.answers
            if deed.is_told_again and batch.action is not Action.CLAIM and answer.is_accepted and not answer.reason:
                self._notices.tell(words.say(f"result-{batch.action.value}", n=1), Tone.GOOD)
            else:
                self._tell_late(batch.answers)
            return
        done = sum(answer.is_accepted for answer in batch.answers)

        def told(refused: tuple[ResultRow, ...]) -> None:
            others = batch.others + refused
            tone = Tone.WARNING if others else Tone.GOOD
            said = words.say(f"result-{batch.action.value}", n=done)
            if others:
                said = words.say("result-with-others", done=said, n=len(others))
                self._screen.show_result(result(batch.action, done, others))
            if deed.is_told_again or others:
                self._notices.tell(said, tone)

        self._place.background.query(lambda: self._rows(batch.answers), told)

    def _tell_late(self, answers: list[Answer]) -> None:
        def told(lines: tuple[ResultRow, ...]) -> None:
            refused = [answer for answer in answers if not answer.is_accepted]
            remarks = [answer for answer in answers if answer.is_accepted and answer.reason is not None]
            late = [answer for answer in remarks if answer.reason is Reason.LATE_EVIDENCE]
            claimed = [answer for answer in answers if answer.is_accepted and answer.verb == "claim"]
            entered = [each for each in answers if each.is_accepted and each.verb == "register_customer"]
            given_back = [answer for answer in answers if answer.verb == "reinstate" and not answer.reason]
            if len(refused) == 1 or (not refused and len(remarks) == 1):
                self._tell_one((refused or remarks)[0], lines[0])
            elif refused:
                more = More(words.say("more-results"), self._open_refused)
                self._notices.tell(words.say("refused-many", n=len(refused)), Tone.BAD, more=more)
            elif late:
                self._notices.tell(words.say("late-many", n=len(late)), Tone.WARNING, more=self._asking_back(late))
            elif given_back:
                self._notices.tell(words.say("result-reinstate", n=len(given_back)), Tone.GOOD)
            elif len(entered) == 1:
                self._notices.tell(words.say("registered-one", name=_name(entered[0])), Tone.GOOD)
            elif entered:
                self._notices.tell(words.say("registered-many", n=len(entered)), Tone.GOOD)
            elif len(claimed) == 1:
                self._notices.tell(words.say("claimed-one", name=_name(claimed[0])), Tone.GOOD)
            elif claimed:
                self._notices.tell(words.say("result-claim", n=len(claimed)), Tone.GOOD)

        self._place.background.query(lambda: self._rows(answers), told)

    def _tell_one(self, answer: Answer, line: ResultRow) -> None:
        more = More(words.say("more-results"), self._open_refused)
        if answer.reason is Reason.TAKEN_BY_OTHER:
            more = More(words.say("step-similar"), lambda: self._show_similar(answer.customer_id))
        tone = Tone.NEUTRAL if answer.is_accepted else Tone.BAD
        if answer.reason is Reason.LATE_EVIDENCE:
            more, tone = self._asking_back([answer]), Tone.WARNING
        self._notices.tell(words.say("said-of", name=line.name, what=line.reason), tone, more=more)

    def _asking_back(self, late: Sequence[Answer]) -> More:
        command_ids = tuple(answer.command_id for answer in late)
        return More(words.say("step-ask-back"), lambda: self._ask_back(command_ids))

    def _rows(self, answers: Iterable[Answer]) -> tuple[ResultRow, ...]:
        """Refusals first: of a single act the first line is what is told."""
        noted = [answer for answer in answers if not answer.is_accepted or answer.reason is not None]
        noted = [each for each in noted if not each.is_accepted] or noted
        now, names = self._place.local_now(), self._place.cache.directory
        rows = []
        for answer in noted:
            said = explain(answer.reason, answer.facts, names, now)
            rows.append(ResultRow(answer.customer_id, _name(answer), said.what, said.what_now))
        return tuple(rows)


def _name(answer: Answer) -> str:
    nameless = "subject-flow-in" if answer.customer_id == THE_FLOW_IN else "some-customer"
    return answer.customer_name or words.say(nameless)
