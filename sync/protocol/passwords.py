"""One's own password, and a new one for it.

POST /api/v1/password answers 200 whatever became of it: a wrong old password is an answer to whoever is signed in, and
ends no session. A change ends all sessions of theirs but the one it was asked through. Whoever lost the answer asks the
same again: it is `changed` where the new one is their password by now.
"""

from enum import StrEnum

import msgspec

from domain.passwords import SHORTEST


class PasswordOutcome(StrEnum):
    """What became of it; with all but the first the old one stays. A later server may know others."""

    CHANGED = "changed"
    WRONG = "wrong"
    """The old one is not right."""
    WEAK = "weak"
    """The new one will not do (`domain.passwords`)."""
    SAME = "same"
    """The new one is the old one."""
    LOCKED_OUT = "locked_out"
    """Too many tries; nothing was looked at."""


class ChangePassword(msgspec.Struct, frozen=True):
    old: str
    new: str

    def __repr__(self) -> str:
        return "ChangePassword(…)"


class PasswordAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """`outcome` is a `PasswordOutcome`, as text: what is not known is kept. `retry_after_seconds` where locked out;
    `shortest` is how many characters a password must have."""

    outcome: str
    server_time: int
    retry_after_seconds: int = 0
    shortest: int = SHORTEST
