"""Is this company known? The cache answers while it is typed, then the server, whose word is sure (H 112)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop import words
from desktop.presenters.known_answers import (
    UNKNOWN,
    KnownStep,
    Told,
    card_of,
    company_of,
    draft_card,
    told_here,
)
from desktop.presenters.new_customer import NewCustomer
from desktop.presenters.reasons import explain
from desktop.presenters.rooms import RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.known import KnownCard, KnownScreen, KnownState
from desktop.screens.window import Page
from domain.identifiers import Instant
from domain.known import Known
from sync.cache.answers import Submitted
from sync.errors import SignInNeeded, SyncError, Unreachable
from sync.protocol.known import ToldKnown

_log = logging.getLogger(__name__)


class Standing(StrEnum):
    """Whose word the answer is; its sentence is the message `known-source-<value>`."""

    ASKING = "asking"
    SURE = "sure"
    OFFLINE = "offline"
    SIGNED_OUT = "signed-out"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of what was typed. `asked_at`: when the server answered."""

    typed: str = ""
    standing: Standing = Standing.ASKING
    answer: Told | None = None
    near: tuple[Told, ...] = ()
    asked_at: Instant | None = None


class KnownDesk:
    """Obeys `KnownWishes`; a room without a page of its own. An answer to what was typed before is dropped."""

    page = Page.CUSTOMERS

    def __init__(self, screen: KnownScreen, place: Workplace, ways: RoomWays, entry: NewCustomer) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._entry = entry
        self._seen = _Seen()
        self._is_open = False
        self._is_asking = False
        if place.inquirer is not None:
            place.inquirer.when_over = self._end

    def refresh(self) -> None:
        """Rows came, or the network, or another language."""
        if not self._is_open:
            return
        if self._seen.typed and self._seen.standing is Standing.OFFLINE and self._place.is_online:
            self._look(self._seen.typed)
        else:
            self._show()

    # wishes

    def known_asked(self) -> None:
        self._is_open = True
        self._seen = _Seen()
        self._show(self._screen.open_known)

    def known_typed(self, text: str) -> None:
        if text.strip() != self._seen.typed:
            self._look(text.strip())

    def known_retry_asked(self) -> None:
        if self._seen.typed:
            self._look(self._seen.typed, is_pressed=True)

    def known_step_asked(self, key: str) -> None:
        step, _, customer_id = key.partition(":")
        match KnownStep(step):
            case KnownStep.DISCARD:
                self._entry.discard(self._show)
                return
            case KnownStep.CLAIM:
                self._claim(customer_id)
                return
            case KnownStep.OPEN:
                self._ways.show_customer(customer_id)
            case KnownStep.OUTBOX:
                self._ways.open_page(Page.SYNC_CENTRE)
            case KnownStep.ENTER:
                self._entry.begin(company_of(self._seen.typed))
            case KnownStep.RESUME:
                self._entry.resume()
        self._leave()

    def known_closed(self) -> None:
        self._is_open = False

    def _end(self) -> None:
        """The person has left."""
        self._entry.leave()
        self._leave()

    def _leave(self) -> None:
        self._is_open = False
        self._screen.close_known()

    def _look(self, typed: str, *, is_pressed: bool = False) -> None:
        """`is_pressed`: by somebody who knows better than we whether there is a network."""
        place = self._place
        has_server = place.inquirer is not None and (place.is_online or is_pressed)
        self._seen = _Seen(typed, Standing.ASKING if has_server else Standing.OFFLINE)
        if not typed:
            self._show()
            return

        begun = self._seen

        def read() -> tuple[_Seen, KnownState]:
            company = company_of(typed)
            near = place.cache.known.near(company.name) if company.name else ()
            here = told_here(place.cache.known.find(company))
            seen = replace(begun, answer=here, near=tuple(map(told_here, near)))
            return seen, self._state_of(seen)

        def came(found: tuple[_Seen, KnownState]) -> None:
            # Unless the server was quicker.
            if self._seen is begun and self._is_open:
                self._seen = found[0]
                self._screen.show_known(found[1])

        place.background.query(read, came)
        if has_server:
            self._ask()

    def _ask(self) -> None:
        """One question at a time: what was typed meanwhile is asked when that is answered."""
        inquirer, typed = self._place.inquirer, self._seen.typed
        if inquirer is None or self._is_asking or not typed:
            return
        self._is_asking = True

        def came(told: ToldKnown) -> None:
            self._is_asking = False
            if self._seen.typed != typed:
                self._ask()
                return
            answer, here = Told(told.answers[0]), self._seen.answer
            if here is not None and here.is_waiting and answer.company.known == Known.UNKNOWN:
                answer = here  # asked for by this person, and not known to the server yet
            self._seen = _Seen(typed, Standing.SURE, answer, tuple(map(Told, told.near)), self._place.now())
            self._show()

        def failed(error: Exception) -> None:
            self._is_asking = False
            if self._seen.typed != typed:
                self._ask()
                return
            self._seen = _Seen(typed, _standing_after(error), self._seen.answer, self._seen.near)
            self._show()

        self._place.background.exchange(lambda: inquirer.ask([company_of(typed)]), came, failed)

    def _claim(self, customer_id: str) -> None:
        place = self._place

        def work() -> tuple[Submitted, str]:
            claims = place.cache.bench.claims([customer_id], place.now())
            submitted = place.cache.outbox.submit(claims, place.now(), is_online=place.is_online)
            why_not = ""
            for row in submitted.refused:
                said = explain(row.reason, row.facts, place.cache.directory, place.local_now())
                why_not = words.say("said-with-advice", what=said.what, now=said.what_now)
            return submitted, why_not

        def done(answer: tuple[Submitted, str]) -> None:
            submitted, why_not = answer
            if why_not:
                self._ways.notices.tell(why_not, Tone.BAD)
            elif submitted.accepted:
                self._ways.notices.tell(words.say(f"asked-claim-{'online' if place.is_online else 'offline'}", n=1))
                self._ways.acted()
            self._ways.show_customer(customer_id)
            self._leave()

        place.background.command(work, done)

    def _show(self, tell: Callable[[KnownState], None] | None = None) -> None:
        seen, tell = self._seen, tell or self._screen.show_known

        def show(state: KnownState) -> None:
            if self._is_open and seen is self._seen:
                tell(state)

        self._place.background.query(lambda: self._state_of(seen), show)

    def _state_of(self, seen: _Seen) -> KnownState:
        place = self._place
        if not seen.typed:
            draft = self._entry.draft_name()
            return KnownState(draft=None if draft is None else draft_card(draft))
        is_sure = seen.standing is Standing.SURE
        answer: KnownCard | None = None
        if seen.answer is not None:
            answer = card_of(place, seen.answer, seen.typed, is_sure=is_sure)
            if seen.answer == UNKNOWN and seen.standing is Standing.ASKING:
                # Nobody enters a customer before the one who knows has been heard.
                answer = KnownCard(seen.typed, Label(words.say("known-looking"), Tone.NEUTRAL))
        when = place.said(seen.asked_at) if seen.asked_at is not None else ""
        is_lost = seen.standing not in {Standing.SURE, Standing.ASKING}
        return KnownState(
            typed=seen.typed,
            source=words.say(f"known-source-{seen.standing.value}", when=when),
            tone=Tone.WARNING if is_lost else Tone.NEUTRAL,
            answer=answer,
            near=tuple(card_of(place, each, each.company.name, is_sure=is_sure) for each in seen.near),
            retry=words.say("known-retry") if is_lost else "",
        )


def _standing_after(error: Exception) -> Standing:
    match error:
        case Unreachable():
            return Standing.OFFLINE
        case SignInNeeded():
            return Standing.SIGNED_OUT
        case SyncError():
            return Standing.BROKEN
        case _:
            _log.error("known_unexpected", exc_info=error)
            return Standing.BROKEN
