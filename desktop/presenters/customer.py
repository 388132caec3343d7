"""One customer on the screen: what is shown of it, what is typed, drafts that survive everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop import words
from desktop.presenters.customer_files import CustomerFiles
from desktop.presenters.notices import Notices
from desktop.presenters.panel import FOLLOW_UPS_SHOWN, read_panel
from desktop.presenters.timeline import follow_up_lines
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.customer import CustomerPanel, CustomerScreen, Draft, FollowUpLine
from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import AttachmentId, CustomerId, FollowUpId
from domain.instants import instant, millis
from sync.cache.answers import DraftFollowUp, Submitted


class CustomerDesk(CustomerFiles):
    """Obeys `CustomerWishes`. An answer for a customer that is no longer the current one is dropped."""

    def __init__(
        self,
        screen: CustomerScreen,
        place: Workplace,
        notices: Notices,
        on_act: Callable[[Action, str], None],
        on_saved: Callable[[str], None],
    ) -> None:
        super().__init__(screen, place, notices, on_saved)
        self._on_act = on_act
        self._current = ""
        self._shown = 0
        self._last: CustomerPanel | None = None
        self._was_theirs = False

    def show(self, customer_id: str) -> None:
        """This customer is the current one; empty for none."""
        if customer_id != self._current:
            self._last, self._was_theirs, self._awaited = None, False, ""
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
                self._screen.show_customer(self._after(panel))

        if customer_id:
            self._place.background.query(lambda: read_panel(self._place, customer_id, shown), show)
            self._look_for_file()

    def _after(self, panel: CustomerPanel | None) -> CustomerPanel | None:
        """Somebody lost while one looked at them is said to be, and what may still be seen stays."""
        last, self._last = self._last, panel or self._last
        if panel is None:
            if last is None:
                return None
            return CustomerPanel(last.customer_id, last.name, last.numbers, lost=words.say("lost-gone"))
        if panel.entry is not None:
            self._was_theirs = True
            return panel
        return replace(panel, lost=words.say("lost-not-yours")) if self._was_theirs else panel

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
            contact=draft.contact,
            attachments=tuple(map(AttachmentId, draft.files)),
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
        kept = DraftFollowUp(draft.kind, draft.text, happened, draft.next_on, draft.contact, draft.files)
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


def _nothing(_: object) -> None:
    """Nobody waits for this; an error still reaches the window."""
