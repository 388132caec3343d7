"""A new customer: what is typed is kept, checked by the court while it is typed, and asked for once (SPEC §3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop import words
from desktop.presenters.entries import (
    checks_of,
    entry_of,
    form_of,
    kept,
    registration,
    remark_on,
    restored,
)
from desktop.presenters.reasons import Step
from desktop.presenters.rooms import RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.new_customer import EntryChecks, EntryField, EntryForm, EntryScreen, Typed
from domain.commands import RegisterCustomer
from domain.identifiers import CustomerId
from sync.cache.answers import Item, RefusedRow, Submitted
from sync.protocol.known import Company

_NEW = "new"


@dataclass(frozen=True, slots=True)
class _Open:
    """Which form is open. `refused` was asked for and not granted, with what stood there then; until its person has
    changed that, the form says why."""

    form: str = _NEW
    refused: Item | None = None
    then: tuple[Typed, str] = ({}, "")


class NewCustomer:
    """Obeys `EntryWishes`. Its room is that of the known-company check, which comes first."""

    def __init__(self, screen: EntryScreen, place: Workplace, ways: RoomWays) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._open = _Open()
        self._last: tuple[Typed, str] = ({}, "")
        ways.lead(Step.TAKE_UP, self.take_up)

    def draft_name(self) -> str | None:
        """What the company in the unfinished form is called; None where there is none. Reads the cache."""
        typed = self._place.cache.entries.load(_NEW)
        return None if typed is None else typed.get(EntryField.NAME, "")

    def begin(self, company: Company) -> None:
        """With what was asked about."""
        typed = {EntryField.NAME: company.name, EntryField.USCC: company.uscc, EntryField.PHONE: company.phone}
        self._show(_Open(), lambda: ({field: text for field, text in typed.items() if text}, ""))

    def resume(self) -> None:
        """Where it was left."""
        self._show(_Open(), lambda: restored(self._place.cache.entries.load(_NEW) or {}))

    def discard(self, then: Callable[[], None]) -> None:
        """Forget the unfinished form."""
        self._place.background.command(lambda: self._place.cache.entries.forget(_NEW), lambda _: then())

    def take_up(self, item: Item) -> None:
        """What was refused, with the reason at its field; nothing of it is lost before it is asked for anew."""
        command = item.command
        if not isinstance(command, RegisterCustomer):
            return
        form, then = f"again:{item.id}", entry_of(command)

        def read() -> tuple[Typed, str]:
            draft = self._place.cache.entries.load(form)
            return then if draft is None else restored(draft)

        self._show(_Open(form, item, then), read)

    # wishes

    def entry_typed(self, typed: Typed, pool: str) -> None:
        self._last = typed, pool
        opened, entries = self._open, self._place.cache.entries
        self._place.background.command(lambda: entries.keep(opened.form, kept(typed, pool)), lambda _: None)
        self._check(opened, typed, pool)

    def entry_confirmed(self, typed: Typed, pool: str) -> None:
        place, opened = self._place, self._open
        command = registration(CustomerId(place.identity.new()), typed, pool)

        def work() -> Submitted:
            place.cache.entries.keep(opened.form, kept(typed, pool))
            submitted = place.cache.outbox.submit([command], place.now(), is_online=place.is_online)
            if submitted.accepted:
                # It stands in the outbox now, where it can be read and taken up again.
                place.cache.entries.forget(opened.form)
                if opened.refused is not None:
                    place.cache.outbox.dismiss([opened.refused.id])
            return submitted

        def done(submitted: Submitted) -> None:
            if not submitted.accepted:
                self._check(opened, typed, pool)
                return
            self._screen.close_entry()
            key = "entry-asked" if place.is_online else "entry-asked-offline"
            self._ways.notices.tell(words.say(key, name=command.name.strip()))
            self._ways.acted()

        place.background.command(work, done)

    def entry_closed(self, typed: Typed, pool: str) -> None:
        form, entries = self._open.form, self._place.cache.entries

        def keep() -> None:
            if any(text.strip() for text in typed.values()):
                entries.keep(form, kept(typed, pool))
            else:
                entries.forget(form)

        self._place.background.command(keep, lambda _: None)

    def leave(self) -> None:
        """The person has left."""
        self._screen.close_entry()

    def _show(self, opened: _Open, read: Callable[[], tuple[Typed, str]]) -> None:
        place = self._place

        def work() -> tuple[EntryForm, EntryChecks]:
            form = form_of(place, *read())
            return form, self._checks(opened, form.typed, form.pool)

        def show(answer: tuple[EntryForm, EntryChecks]) -> None:
            # A form that was open tells last what stood in it, and that belongs to its own draft.
            self._screen.open_entry(*answer)
            self._open = opened
            self._last = answer[0].typed, answer[0].pool

        place.background.query(work, show)

    def _check(self, opened: _Open, typed: Typed, pool: str) -> None:
        def show(checks: EntryChecks) -> None:
            if opened is self._open and (typed, pool) == self._last:
                self._screen.show_checks(checks)

        self._last = typed, pool
        self._place.background.query(lambda: self._checks(opened, typed, pool), show)

    def _checks(self, opened: _Open, typed: Typed, pool: str) -> EntryChecks:
        checks, refused = checks_of(self._place, typed, pool), opened.refused
        if refused is None or refused.reason is None or checks.troubles or checks.trouble:
            return checks
        if (registration(CustomerId(""), typed, pool)) != registration(CustomerId(""), *opened.then):
            return checks
        field, said = remark_on(self._place, RefusedRow(CustomerId(""), refused.reason, refused.facts))
        if field is None:
            return replace(checks, trouble=said)
        return replace(checks, troubles={field: said})
