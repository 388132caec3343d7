"""What a password that people choose for themselves must be."""

import unicodedata
from enum import StrEnum

SHORTEST = 8
LONGEST = 256
"""Characters of it as it is `plain`."""


class Weakness(StrEnum):
    """Why a password will not do."""

    SHORT = "short"
    LONG = "long"
    LOGIN = "login"
    """It is what its person signs in by."""


def plain(password: str) -> str:
    """As it is counted and compared: typed through another input method it may arrive composed differently."""
    return unicodedata.normalize("NFKC", password)


def weakness(password: str, login: str = "") -> Weakness | None:
    """What is wrong with it, by the login too where that is known."""
    text = plain(password)
    if len(text) < SHORTEST:
        return Weakness.SHORT
    if len(text) > LONGEST:
        return Weakness.LONG
    return Weakness.LOGIN if text.casefold() == plain(login).casefold() else None
