"""The line on which people change their password, over passwords in memory. Mirrors `sync.transport.PasswordLine`."""

from collections.abc import Callable
from typing import Any

from domain.instants import millis
from domain.passwords import weakness
from sync.protocol.passwords import ChangePassword, PasswordAnswer, PasswordOutcome
from tests.fakes.clock import ManualClock


class FakePasswordLine:
    """`of` has a password by login: whoever has none there signs in by their name and an 's. `locked_seconds`: too many
    tries. `temporary` are the logins whose password an administrator made; `asked` lists what came."""

    def __init__(self, clock: ManualClock, login: str, struck: Callable[..., Any]) -> None:
        self._clock = clock
        self._login = login
        self._struck = struck
        self.of: dict[str, str] = {}
        self.temporary: set[str] = set()
        self.locked_seconds = 0
        self.asked: list[ChangePassword] = []

    def is_right(self, login: str, password: str) -> bool:
        return password == self.of.get(login, f"{login}'s")

    def change_password(self, access_token: str, request: ChangePassword) -> PasswordAnswer:
        def done() -> PasswordAnswer:
            self.asked.append(request)
            outcome = self._settled(request)
            wait = self.locked_seconds if outcome is PasswordOutcome.LOCKED_OUT else 0
            return PasswordAnswer(outcome.value, millis(self._clock.now()), wait)

        told: PasswordAnswer = self._struck("change_password", done, access_token)
        return told

    def _settled(self, request: ChangePassword) -> PasswordOutcome:
        if weakness(request.new, self._login):
            return PasswordOutcome.WEAK
        if self.locked_seconds:
            return PasswordOutcome.LOCKED_OUT
        if not self.is_right(self._login, request.old):
            is_done = self._login not in self.temporary and self.is_right(self._login, request.new)
            return PasswordOutcome.CHANGED if is_done else PasswordOutcome.WRONG
        if request.new == request.old:
            return PasswordOutcome.SAME
        self.of[self._login] = request.new
        self.temporary.discard(self._login)
        return PasswordOutcome.CHANGED
