"""Follow-ups that came too late: whose customer may be asked back, was asked back, or is out of reach (SPEC §2.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.notices import Notices
from desktop.presenters.reasons import explain
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from domain.commands import AddFollowUp, AskReinstatement
from domain.facts import RequestState
from domain.reasons import Reason
from sync.cache.answers import CommandState, Item, Submitted

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.requests import RequestView


@dataclass(frozen=True, slots=True)
class Lateness:
    """`askable` are the commands whose customers may be asked back; `requests` what was asked, by follow-up."""

    askable: frozenset[str] = frozenset()
    requests: Mapping[str, RequestView] = field(default_factory=dict)

    def may_ask(self, item: Item) -> bool:
        return item.id in self.askable

    def what_became(self, item: Item) -> str:
        """The sentence of the request, or that there is none to make any more; empty while it may still be made."""
        if self.may_ask(item) or not isinstance(item.command, AddFollowUp):
            return ""
        request = self.requests.get(item.command.follow_up_id)
        if request is None:
            return words.say("late-out-of-reach")
        if request.state is RequestState.OPEN and request.on_its_way is RequestState.OPEN:
            return words.say("late-asking")
        return words.say(f"late-{request.state.value}")


NOTHING_LATE = Lateness()


def is_late(item: Item) -> bool:
    """Whether it is a follow-up that was kept, and nothing more."""
    is_kept = item.state in (CommandState.ANSWERED, CommandState.DONE)
    return is_kept and item.reason is Reason.LATE_EVIDENCE and isinstance(item.command, AddFollowUp)


def lateness_of(place: Workplace, items: Iterable[Item]) -> Lateness:
    """What is known of the late ones among these. Reads the cache, and only where there are any."""
    if not any(is_late(item) for item in items):
        return NOTHING_LATE
    now = place.now()
    requests = {view.row.id: view for view in place.cache.requests.all(now)}
    return Lateness(frozenset(place.cache.requests.askable(now)), requests)


def ask_back(place: Workplace, notices: Notices, acted: Callable[[], None], command_ids: Sequence[str]) -> None:
    """Ask for the customers of these late follow-ups, and say what came of it."""

    def work() -> tuple[Submitted, str]:
        outbox, now = place.cache.outbox, place.now()
        items = [item for each in command_ids if (item := outbox.item(each)) is not None]
        asks = [
            AskReinstatement(item.command.customer_id, item.command.follow_up_id)
            for item in items
            if isinstance(item.command, AddFollowUp)
        ]
        submitted = outbox.submit(asks, now, is_online=place.is_online)
        return submitted, _why_not(place, submitted)

    def told(answer: tuple[Submitted, str]) -> None:
        submitted, why_not = answer
        asked = submitted.accepted
        if asked:
            said = "asked-ask-back-online" if place.is_online else "asked-ask-back-offline"
            notices.tell(words.say(said, n=len(asked)), undo=asked)
            acted()
        else:
            notices.tell(why_not, Tone.BAD if submitted.refused else Tone.NEUTRAL)

    place.background.command(work, told)


def _why_not(place: Workplace, submitted: Submitted) -> str:
    told = submitted.whole or next(iter(submitted.refused), None)
    if told is None:
        return words.say("asked-already")
    said = explain(told.reason, told.facts, place.cache.directory, place.local_now())
    return words.say("said-with-advice", what=said.what, now=said.what_now)
