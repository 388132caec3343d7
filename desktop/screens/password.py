"""One's own password: the old one, and a new one twice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PasswordField(StrEnum):
    OLD = "old"
    NEW = "new"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class PasswordForm:
    """What the dialog opens with. `is_temporary`: an administrator gave the password; `shortest`: how many characters
    a new one needs."""

    is_temporary: bool
    shortest: int


@dataclass(frozen=True, slots=True)
class PasswordEntries:
    """What was typed. It never shows in a repr."""

    old: str
    new: str
    again: str

    def __repr__(self) -> str:
        return "PasswordEntries(…)"


@dataclass(frozen=True, slots=True)
class PasswordTrouble:
    """Why it was not changed, and at which field that stands; None where it is about none of them."""

    text: str
    field: PasswordField | None = None


class PasswordScreen(Protocol):
    """What may be told to the dialog."""

    def open_password(self, form: PasswordForm) -> None:
        """Open it, or bring it to the front with what is typed."""

    def show_busy(self) -> None:
        """The server is asked: the fields rest, and it can still be closed."""

    def show_trouble(self, trouble: PasswordTrouble) -> None:
        """What is typed stays, and busy ends."""

    def close_password(self) -> None:
        """Without a wish; nothing typed is kept."""


class PasswordWishes(Protocol):
    """What the dialog asks for."""

    def password_asked(self) -> None:
        """Answer with `open_password`."""

    def password_confirmed(self, entries: PasswordEntries) -> None:
        """Nothing of it is empty."""

    def password_closed(self) -> None: ...
