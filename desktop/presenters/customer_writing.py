"""What is written about a customer besides new follow-ups: other words, people, a note, tags. Shown at once, and on its
way when a network is there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from desktop import words
from desktop.presenters.notices import Notices
from desktop.presenters.reasons import explain
from desktop.presenters.workplace import Workplace
from desktop.screens.customer import ContactField, ContactLine, CustomerScreen, Draft
from domain.commands import Command, EditFollowUp, FollowUpKind, RemoveContact, SaveContact, WriteNote
from domain.identifiers import ContactId, CustomerId, FollowUpId, TagId
from domain.reasons import Reason
from sync.cache.answers import RefusedRow, Submitted

_FIELDS = {
    Reason.INVALID_PHONE: ContactField.PHONE,
    Reason.INVALID_EMAIL: ContactField.EMAIL,
    Reason.TEXT_TOO_LONG: ContactField.NOTE,
}


class CustomerWriting(ABC):
    """Obeys the part of `CustomerWishes` that describes. What was typed stays on the screen until it is kept."""

    def __init__(
        self, screen: CustomerScreen, place: Workplace, notices: Notices, on_saved: Callable[[str], None]
    ) -> None:
        self._screen = screen
        self._place = place
        self._notices = notices
        self._on_saved = on_saved

    @abstractmethod
    def refresh(self) -> None:
        """The customer as the cache has it now."""

    # wishes

    def words_asked(self, customer_id: str, follow_up_id: str, draft: Draft) -> None:
        command = EditFollowUp(
            CustomerId(customer_id),
            FollowUpId(follow_up_id),
            FollowUpKind(draft.kind),
            draft.text,
            draft.next_on,
            draft.contact,
        )
        self._write(
            customer_id,
            lambda: [command],
            "words-saved",
            lambda: self._screen.words_saved(follow_up_id),
            lambda text, _: self._screen.show_words_trouble(follow_up_id, text),
        )

    def contact_asked(self, contact: ContactLine, customer_id: str) -> None:
        command = SaveContact(
            CustomerId(customer_id),
            ContactId(contact.id or self._place.identity.new()),
            contact.name,
            contact.position,
            contact.phone,
            contact.email,
            contact.wechat,
            contact.note,
        )
        self._write(
            customer_id,
            lambda: [command],
            "contact-saved",
            lambda: self._screen.contact_saved(customer_id, contact.id),
            lambda text, why: self._screen.show_contact_trouble(customer_id, contact.id, _field_of(why, command), text),
        )

    def contact_removed(self, contact_id: str, customer_id: str) -> None:
        command = RemoveContact(CustomerId(customer_id), ContactId(contact_id))
        self._write(
            customer_id,
            lambda: [command],
            "contact-removed",
            lambda: self._screen.contact_saved(customer_id, contact_id),
            lambda text, why: self._screen.show_contact_trouble(customer_id, contact_id, ContactField.NAME, text),
        )

    def note_asked(self, customer_id: str, text: str) -> None:
        self._write(
            customer_id,
            lambda: [WriteNote(CustomerId(customer_id), text.strip())],
            "note-saved",
            lambda: self._screen.note_saved(customer_id),
            lambda said, _: self._screen.show_note_trouble(customer_id, said),
        )

    def tag_taken(self, customer_id: str, key: str) -> None:
        """Putting tags on is the picker's."""
        self._write(
            customer_id,
            lambda: self._place.cache.bench.tag_changes([customer_id], [], [TagId(key)]),
            "tag-taken",
            lambda: None,
            lambda text, _: self._notices.tell(text),
        )

    # writing

    def _write(
        self,
        customer_id: str,
        draft: Callable[[], Sequence[Command]],
        said: str,
        kept: Callable[[], None],
        refused: Callable[[str, RefusedRow | None], None],
    ) -> None:
        """Submit it; `kept` once it is on disk, `refused` with why not. `said` is the notice's sentence."""
        is_online = self._place.is_online

        def work() -> tuple[Submitted, str]:
            submitted = self._place.cache.outbox.submit(draft(), self._place.now(), is_online=is_online)
            return submitted, self._why_not(submitted)

        def answered(answer: tuple[Submitted, str]) -> None:
            submitted, why_not = answer
            if submitted.refused or submitted.whole:
                refused(why_not, next(iter(submitted.refused), None))
                return
            kept()
            if submitted.accepted:
                self._notices.tell(
                    words.say(said if self._place.is_online else f"{said}-offline"), undo=submitted.accepted
                )
            self.refresh()
            self._on_saved(customer_id)

        self._place.background.command(
            work, answered, lambda error: refused(words.say("not-saved", cause=str(error)), None)
        )

    def _why_not(self, submitted: Submitted) -> str:
        """The sentence of the first refusal. Reads the cache."""
        told = submitted.whole or next(iter(submitted.refused), None)
        if told is None:
            return words.say("asked-already")
        explained = explain(told.reason, told.facts, self._place.cache.directory, self._place.local_now())
        return words.say("said-with-advice", what=explained.what, now=explained.what_now)


def _field_of(why: RefusedRow | None, contact: SaveContact) -> ContactField:
    """Where the trouble lies: the field that the court named, or of lines too long the longest."""
    if why is not None and why.reason is Reason.NAME_TOO_LONG:
        lines = (ContactField.NAME, ContactField.POSITION, ContactField.PHONE, ContactField.EMAIL, ContactField.WECHAT)
        return max(lines, key=lambda field: len(getattr(contact, field.value)))
    return ContactField.NAME if why is None else _FIELDS.get(why.reason, ContactField.NAME)
