"""Changing one's own password, as one wishes it, or because an administrator gave the one there is."""

from __future__ import annotations

import logging

from desktop import words
from desktop.presenters.notices import Notices
from desktop.presenters.sign_in_troubles import sign_in_trouble
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.password import PasswordEntries, PasswordField, PasswordForm, PasswordScreen, PasswordTrouble
from domain.passwords import LONGEST, SHORTEST, plain, weakness
from sync.errors import Cause, Departed, SignInNeeded, SyncError, Unreachable
from sync.passwords import PasswordDesk
from sync.protocol.passwords import PasswordAnswer, PasswordOutcome

_log = logging.getLogger(__name__)

_USUAL_WAIT_SECONDS = 30
_ELSEWHERE = {Cause.CERTIFICATE, Cause.PROXY}
"""What has sentences of its own, with what to do about it."""


class PasswordChange:
    """Obeys `PasswordWishes`. Who closes the dialog while the server is asked hears at the foot what became of it."""

    def __init__(
        self, screen: PasswordScreen, place: Workplace, notices: Notices, desk: PasswordDesk, *, server: str
    ) -> None:
        self._screen = screen
        self._place = place
        self._notices = notices
        self._desk = desk
        self._server = server
        self._is_temporary = False
        self._is_open = False
        self._is_asking = False
        self._is_over = False

    def begin(self, *, is_temporary: bool) -> None:
        """The person has just signed in: where an administrator gave the password, ask for one of their own."""
        self._is_temporary = is_temporary
        if is_temporary:
            self.password_asked()

    def end(self) -> None:
        """The person has left: an answer that still comes is nobody's."""
        self._is_over, self._is_open = True, False
        self._screen.close_password()

    # wishes

    def password_asked(self) -> None:
        self._is_open = True
        self._screen.open_password(PasswordForm(self._is_temporary, SHORTEST))
        if self._is_asking:
            self._screen.show_busy()

    def password_confirmed(self, entries: PasswordEntries) -> None:
        if self._is_asking:
            return
        trouble = _seen_at_once(entries)
        if trouble is not None:
            self._screen.show_trouble(trouble)
            return
        self._is_asking = True
        self._screen.show_busy()
        self._place.background.exchange(
            lambda: self._desk.change(entries.old, entries.new),
            lambda answer: self._came(answer, entries.new),
            self._failed,
        )

    def password_closed(self) -> None:
        self._is_open = False

    def _came(self, answer: PasswordAnswer, new: str) -> None:
        self._is_asking = False
        if answer.outcome != PasswordOutcome.CHANGED:
            self._tell(_trouble_of(answer, new))
            return
        self._is_temporary = False
        if not self._is_over:
            self._is_open = False
            self._screen.close_password()
            self._notices.tell(words.say("password-changed"), Tone.GOOD)

    def _failed(self, error: Exception) -> None:
        self._is_asking = False
        if isinstance(error, SignInNeeded) and not self._is_over:
            # A round finds out too, and asks for it.
            self._place.background.sync_now()
        self._tell(PasswordTrouble(_why_not(error, self._server)))

    def _tell(self, trouble: PasswordTrouble) -> None:
        if self._is_open:
            self._screen.show_trouble(trouble)
        elif not self._is_over:
            self._notices.tell(words.say("password-told", why=trouble.text), Tone.WARNING)


def _seen_at_once(entries: PasswordEntries) -> PasswordTrouble | None:
    """What needs no server, and costs no try."""
    if entries.new == entries.old:
        return _at(PasswordField.NEW, "password-same")
    if weakness(entries.new):
        return _weak(entries.new, SHORTEST)
    if entries.again != entries.new:
        return _at(PasswordField.AGAIN, "password-differs")
    return None


def _trouble_of(answer: PasswordAnswer, new: str) -> PasswordTrouble:
    match answer.outcome:
        case PasswordOutcome.WRONG:
            return _at(PasswordField.OLD, "password-wrong")
        case PasswordOutcome.LOCKED_OUT:
            return _at(PasswordField.OLD, "password-locked-out", minutes=max(1, -(-answer.retry_after_seconds // 60)))
        case PasswordOutcome.SAME:
            return _at(PasswordField.NEW, "password-same")
        case PasswordOutcome.WEAK:
            return _weak(new, answer.shortest)
        case _:
            return _at(PasswordField.NEW, "password-not-taken")


def _weak(new: str, shortest: int) -> PasswordTrouble:
    if len(plain(new)) < shortest:
        return _at(PasswordField.NEW, "password-short", n=shortest)
    if len(plain(new)) > LONGEST:
        return _at(PasswordField.NEW, "password-long", n=LONGEST)
    return _at(PasswordField.NEW, "password-is-login")


def _at(field: PasswordField, key: str, **facts: words.Value) -> PasswordTrouble:
    return PasswordTrouble(words.say(key, **facts), field)


def _why_not(error: Exception, server: str) -> str:
    match error:
        case Unreachable(cause=cause) if cause in _ELSEWHERE:
            return _in_full(error, server)
        case Unreachable(cause=Cause.BUSY):
            return words.say("password-busy-server", seconds=error.retry_after_seconds or _USUAL_WAIT_SECONDS)
        case Unreachable(cause=Cause.NOT_OUR_SERVER):
            return words.say("password-foreign")
        case Unreachable() if error.was_surely_not_done:
            return words.say("password-offline")
        case Unreachable():
            return words.say("password-no-reply")
        case SignInNeeded() if not isinstance(error, Departed):
            return words.say("password-session-ended")
        case SyncError():
            return _in_full(error, server)
        case _:
            _log.error("password_unexpected", exc_info=error)
            return words.say("unexpected", cause=type(error).__name__)


def _in_full(error: SyncError, server: str) -> str:
    trouble = sign_in_trouble(error, server)
    return words.say("said-with-advice", what=trouble.what, now=trouble.what_to_do)
