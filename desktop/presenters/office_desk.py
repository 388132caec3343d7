"""What an admin does about the company from a page: asked in one go, told at the foot, refusals with their sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop import words
from desktop.presenters.reasons import explain
from desktop.presenters.rooms import RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from domain.company import CompanyCommand
from domain.verdicts import Refused
from sync.cache.answers import Submitted


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one click asks, and how it is called when it is told: 移出林晓."""

    commands: tuple[CompanyCommand, ...]
    what: str


class OfficeDesk:
    """Reads and asks on the writer's thread; whoever asks gives what to do with a refusal."""

    def __init__(self, place: Workplace, ways: RoomWays) -> None:
        self._place = place
        self._ways = ways

    def ask(
        self,
        draft: Callable[[], Wanted | None],
        taken: Callable[[], None] = lambda: None,
        refused: Callable[[str], None] | None = None,
    ) -> None:
        """`draft` may read the cache; None where nothing is to be asked any more. `refused` hears why, and keeps what
        was typed; without it the reason is told at the foot. Of several, those that can be done are done."""
        place = self._place

        def work() -> tuple[Wanted, Submitted, str] | None:
            wanted = draft()
            if wanted is None:
                return None
            submitted = place.cache.office.submit(wanted.commands, place.now())
            return wanted, submitted, _why_not(place, submitted)

        def done(answer: tuple[Wanted, Submitted, str] | None) -> None:
            if answer is None:
                return
            wanted, submitted, why_not = answer
            if why_not and refused is not None and not submitted.accepted:
                refused(why_not)
                return
            taken()
            self._tell(wanted, submitted, why_not)
            if submitted.accepted:
                self._ways.acted()

        place.background.command(work, done)

    def _tell(self, wanted: Wanted, submitted: Submitted, why_not: str) -> None:
        if why_not:
            self._ways.notices.tell(why_not, Tone.BAD)
        elif not submitted.accepted:
            self._ways.notices.tell(words.say("company-asked-already"))
        elif self._place.is_online:
            self._ways.notices.tell(words.say("company-asked", what=wanted.what))
        else:
            said = words.say("company-asked-offline", what=wanted.what)
            self._ways.notices.tell(said, undo=submitted.accepted)


def told_refusal(place: Workplace, refused: Refused) -> str:
    """Why, and what now. Reads the cache."""
    said = explain(refused.reason, refused.facts, place.cache.directory, place.local_now())
    return words.say("said-with-advice", what=said.what, now=said.what_now)


def _why_not(place: Workplace, submitted: Submitted) -> str:
    if submitted.whole is not None:
        return told_refusal(place, submitted.whole)
    for row in submitted.refused:
        return told_refusal(place, Refused(row.reason, row.facts))
    return ""
