"""One customer's certification: the card, the form, and a licence that is on this machine before it is anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop import words
from desktop.presenters.certification_card import read_card
from desktop.presenters.certification_checks import checks_of, form_of, kept, missing, submission
from desktop.presenters.licences import Licences
from desktop.presenters.reasons import explain
from desktop.presenters.rooms import RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.certification import (
    CertificationCard,
    CertificationScreen,
    Checks,
    Form,
    FormField,
    Licence,
    Typed,
)
from desktop.screens.window import Page
from domain.attachments import Purpose
from domain.verdicts import Refused
from sync.cache.answers import Submitted


class CertificationDesk:
    """Obeys `CertificationWishes`; a `Room` that stands within the customer's. An answer for a customer that is no
    longer the current one is dropped."""

    page = Page.CUSTOMERS

    def __init__(self, screen: CertificationScreen, place: Workplace, ways: RoomWays, licences: Licences) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._licences = licences
        self._current = ""
        self._shown_licence = ""
        """The one in the open form, else the one on the card."""
        self._is_form_open = False

    def customer_shown(self, customer_id: str) -> None:
        """This customer is the current one; empty for none. What was typed of another is kept."""
        if customer_id == self._current:
            return
        self._current, self._shown_licence = customer_id, ""
        self._close_form()
        self.refresh()

    def refresh(self) -> None:
        """The same customer as the cache has it now; what is typed stays."""
        customer_id = self._current
        if not customer_id:
            self._screen.show_certification(None)
            return

        def show(card: CertificationCard | None) -> None:
            if customer_id != self._current:
                return
            self._screen.show_certification(card)
            if card is not None and not self._is_form_open:
                self._shown_licence = card.licence_id
            self._show_licence(customer_id)

        self._place.background.query(lambda: read_card(self._place, customer_id), show)

    # wishes

    def certification_form_asked(self, customer_id: str) -> None:
        def show(form: Form | None) -> None:
            if customer_id != self._current or form is None:
                return
            self._is_form_open, self._shown_licence = True, form.typed.licence_id
            self._screen.show_form(form)
            self._show_licence(customer_id)
            self._check(customer_id, form.typed)

        self._place.background.query(lambda: form_of(self._place, customer_id), show)

    def certification_form_left(self, customer_id: str) -> None:
        self._close_form()
        self.refresh()

    def certification_typed(self, customer_id: str, typed: Typed) -> None:
        drafts = self._place.cache.certifications.drafts
        self._place.background.command(lambda: drafts.keep(customer_id, kept(typed)), _nothing)
        self._check(customer_id, typed)

    def licence_chosen(self, customer_id: str, paths: Sequence[str]) -> None:
        if len(paths) != 1:
            self._screen.show_missing(customer_id, words.say("licence-only-one"), FormField.LICENCE)
            return
        path = Path(paths[0])
        self._attach(customer_id, path, path.name)

    def licence_pasted(self, customer_id: str, content: bytes) -> None:
        self._attach(customer_id, content, words.say("licence-pasted-name"))

    def licence_dropped(self, customer_id: str) -> None:
        former, self._shown_licence = self._shown_licence, ""
        self._screen.show_licence(customer_id, None)
        self._let_go(former)

    def licence_save_asked(self, customer_id: str, licence_id: str) -> None:
        save_licence(self._place, self._ways, self._licences, licence_id)

    def certification_sent(self, customer_id: str, typed: Typed) -> None:
        left = missing(typed)
        if left:
            names = words.say("fact-separator").join(words.say(f"certification-{one.value}") for one in left)
            self._screen.show_missing(customer_id, words.say("certification-missing", fields=names), left[0])
            return
        is_online = self._place.is_online

        def work() -> tuple[Checks, Submitted | None, str]:
            place = self._place
            checks = checks_of(place, customer_id, typed, is_final=True)
            if checks.whole or checks.troubles:
                return checks, None, ""
            command = submission(place, customer_id, typed)
            submitted = place.cache.outbox.submit([command], place.now(), is_online=is_online)
            if submitted.accepted:
                place.cache.certifications.drafts.forget(customer_id)
            return checks, submitted, _why_not(place, submitted)

        def done(answer: tuple[Checks, Submitted | None, str]) -> None:
            self._sent(customer_id, *answer, said="certification-sent" if is_online else "certification-sent-offline")

        def failed(error: Exception) -> None:
            self._screen.show_missing(customer_id, words.say("not-saved", cause=str(error)), None)

        self._place.background.command(work, done, failed)

    def _check(self, customer_id: str, typed: Typed) -> None:
        def show(checks: Checks) -> None:
            if customer_id == self._current:
                self._screen.show_checks(customer_id, checks)

        self._place.background.query(lambda: checks_of(self._place, customer_id, typed), show)

    def _sent(self, customer_id: str, checks: Checks, submitted: Submitted | None, why_not: str, *, said: str) -> None:
        if submitted is None:
            self._screen.show_checks(customer_id, checks)
            first = next(iter(checks.troubles), None)
            self._screen.show_missing(customer_id, checks.whole or words.say("certification-mend-marked"), first)
        elif not submitted.accepted:
            self._screen.show_missing(customer_id, why_not, None)
        else:
            if customer_id == self._current:
                self._close_form()
            self._ways.notices.tell(words.say(said), Tone.GOOD, undo=submitted.accepted)
            self._ways.acted()

    def _attach(self, customer_id: str, file: bytes | Path, name: str) -> None:
        files, former = self._place.cache.attachments, self._shown_licence

        def work() -> tuple[str, str]:
            added = files.add(file, name, customer_id, Purpose.LICENCE, self._place.now())
            if isinstance(added, Refused):
                told = explain(added.reason, added.facts, self._place.cache.directory, self._place.local_now())
                return "", words.say("said-with-advice", what=told.what, now=told.what_now)
            return added.id, ""

        def done(answer: tuple[str, str]) -> None:
            licence_id, trouble = answer
            if trouble:
                self._screen.show_missing(customer_id, trouble, FormField.LICENCE)
            elif customer_id == self._current:
                self._shown_licence = licence_id
                self._show_licence(customer_id)
                self._let_go(former)

        self._place.background.command(work, done)

    def _let_go(self, licence_id: str) -> None:
        """What was sent in once stays: only the server knows by how many it is named."""
        if licence_id:
            self._place.background.command(lambda: self._place.cache.attachments.remove(licence_id), _nothing)

    def _show_licence(self, customer_id: str) -> None:
        licence_id = self._shown_licence

        def show(licence: Licence | None) -> None:
            if customer_id == self._current and licence_id == self._shown_licence:
                self._screen.show_licence(customer_id, licence)

        self._place.background.query(lambda: self._licences.read(licence_id), show)

    def _close_form(self) -> None:
        self._is_form_open = False
        self._screen.show_form(None)


def save_licence(place: Workplace, ways: RoomWays, licences: Licences, licence_id: str) -> None:
    """Where the person keeps documents; said where that is."""

    def save(found: tuple[str, bytes] | None) -> None:
        if found is None:
            ways.notices.tell(words.say("licence-not-here"), Tone.WARNING)
            return
        try:
            where = ways.save_file(*found)
        except OSError as error:
            ways.notices.tell(words.say("not-saved", cause=str(error)), Tone.BAD)
        else:
            ways.notices.tell(words.say("licence-saved", where=where), Tone.GOOD)

    place.background.query(lambda: licences.content(licence_id), save)


def _why_not(place: Workplace, submitted: Submitted) -> str:
    told = submitted.whole or next(iter(submitted.refused), None)
    if told is None:
        return words.say("asked-already")
    said = explain(told.reason, told.facts, place.cache.directory, place.local_now())
    return words.say("said-with-advice", what=said.what, now=said.what_now)


def _nothing(_: object) -> None:
    """Nobody waits for this; an error still reaches the window."""
