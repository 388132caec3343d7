"""The side panel: the current customer, the quick entry, drafts that survive everything."""

from __future__ import annotations

from collections.abc import Callable

from desktop import words
from desktop.presenters.notices import Notices
from desktop.presenters.panel import FOLLOW_UPS_SHOWN, follow_up_lines, read_panel
from desktop.presenters.reasons import explain
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.customer import CustomerPanel, CustomerScreen, Draft, FollowUpLine
from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId
from domain.instants import instant, millis
from sync.cache.answers import DraftFollowUp, Submitted


class CustomerDesk:
    """Obeys `CustomerWishes`. An answer for a customer that is no longer the current one is dropped."""

    def __init__(
        self,
        screen: CustomerScreen,
        place: Workplace,
        notices: Notices,
        on_act: Callable[[Action, str], None],
        on_saved: Callable[[str], None],
    ) -> None:
        self._screen = screen
        self._place = place
        self._notices = notices
        self._on_act = on_act
        self._on_saved = on_saved
        self._current = ""
        self._shown = 0

    def show(self, customer_id: str) -> None:
        """This customer is the current one; empty for none."""
        self._current = customer_id
        self._shown = FOLLOW_UPS_SHOWN
        if customer_id:
            self.refresh()
        else:
            self._screen.show_customer(None)

    def refresh(self) -> None:
        """The same customer as the cache has it now; what is typed stays."""
        customer_id, shown = self._current, self._shown

        def show(panel: CustomerPanel | None) -> None:
            if customer_id == self._current:
                self._screen.show_customer(panel)

        if customer_id:
            self._place.background.query(lambda: read_panel(self._place, customer_id, shown), show)

    # wishes

    def save_asked(self, customer_id: str, draft: Draft) -> None:
        happened = self._place.now() if draft.happened_at is None else instant(millis(draft.happened_at))
        command = AddFollowUp(
            customer_id=CustomerId(customer_id),
            follow_up_id=FollowUpId(self._place.identity.new()),
            kind=FollowUpKind(draft.kind or FollowUpKind.PHONE),
            text=draft.text,
            happened_at=happened,
            next_on=draft.next_on,
        )
        is_online = self._place.is_online

        def work() -> tuple[Submitted, str]:
            submitted = self._place.cache.outbox.submit([command], self._place.now(), is_online=is_online)
            return submitted, self._why_not(submitted)

        self._place.background.command(
            work,
            lambda answer: self._saved(customer_id, *answer),
            lambda error: self._screen.show_entry_trouble(customer_id, words.say("not-saved", cause=str(error))),
        )

    def draft_changed(self, customer_id: str, draft: Draft) -> None:
        drafts = self._place.cache.drafts
        if draft.is_empty:
            self._place.background.command(lambda: drafts.forget(customer_id), _nothing)
            return
        happened = None if draft.happened_at is None else instant(millis(draft.happened_at))
        kept = DraftFollowUp(draft.kind, draft.text, happened, draft.next_on)
        self._place.background.command(lambda: drafts.keep(customer_id, kept), _nothing)

    def panel_act_asked(self, customer_id: str, key: str) -> None:
        self._on_act(Action(key), customer_id)

    def more_follow_ups_asked(self, customer_id: str) -> None:
        reach = self._shown + FOLLOW_UPS_SHOWN

        def read() -> tuple[FollowUpLine, ...]:
            older = self._place.cache.register.follow_ups(customer_id, limit=reach)[reach - FOLLOW_UPS_SHOWN :]
            return follow_up_lines(self._place, older)

        def show(lines: tuple[FollowUpLine, ...]) -> None:
            if customer_id == self._current:
                self._shown = reach
                self._screen.show_more_follow_ups(customer_id, lines)

        self._place.background.query(read, show)

    def _saved(self, customer_id: str, submitted: Submitted, why_not: str) -> None:
        if not submitted.accepted:
            self._screen.show_entry_trouble(customer_id, why_not)
            return
        self._screen.follow_up_saved(customer_id)
        said = "follow-up-saved" if self._place.is_online else "follow-up-saved-offline"
        self._notices.tell(words.say(said), undo=submitted.accepted)
        self.refresh()
        self._on_saved(customer_id)

    def _why_not(self, submitted: Submitted) -> str:
        told = submitted.whole or next(iter(submitted.refused), None)
        if told is None:
            return words.say("asked-already")
        said = explain(told.reason, told.facts, self._place.cache.directory, self._place.local_now())
        return words.say("said-with-advice", what=said.what, now=said.what_now)


def _nothing(_: object) -> None:
    """Nobody waits for this; an error still reaches the window."""
